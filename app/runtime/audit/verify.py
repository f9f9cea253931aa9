"""Reads the sealed log from its first row and reports the first break; rows stream, memory stays flat."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import database
from ..system import AuditLog
from . import anchor
from .chain import COLUMNS, Chain
from .tables import missing_triggers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the log is not what was sealed. `kind`: changed, missing, cut or anchor."""

    kind: str
    seq: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`sealed` rows are in order; `unsealed` ones wait for the sealer, the oldest since `waiting_since`."""

    sealed: int
    unsealed: int
    waiting_since: dt.datetime | None
    anchors: int
    triggers_missing: Sequence[str]
    broken: Break | None

    @property
    def is_whole(self) -> bool:
        return self.broken is None and not self.triggers_missing


def verify(extra: Iterable[anchor.Anchor] = ()) -> Report:
    """Check the chain of the active database against its key and the known anchors."""
    anchors = {(known.seq, known.seal) for known in [*anchor.known(), *extra]}
    with database.current().snapshot_session() as session:
        sealed, broken = walk(session, Chain(), sorted(anchors))
        waiting, since = session.execute(
            select(func.count(), func.min(AuditLog.at)).where(AuditLog.seq.is_(None))
        ).one()
        missing = missing_triggers(session.connection())
    return Report(sealed, waiting, since, len(anchors), missing, broken)


def walk(
    session: Session, chain: Chain, anchors: list[tuple[int, str]], *, most: int | None = None
) -> tuple[int, Break | None]:
    """Check rows on from where `chain` stands, at most so many; how many were in order, and the first break.

    `anchors` in the order of the chain. Fewer rows than `most`, and no break: that was the end.
    """
    ahead = [one for one in reversed(anchors) if one[0] > chain.seq]
    begun = chain.seq
    rows = session.execute(
        select(*COLUMNS, AuditLog.seq, AuditLog.seal)
        .where(AuditLog.seq > begun)
        .order_by(AuditLog.seq)
        .limit(most)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in rows:
        broken = _look(chain, row)
        if broken is None and ahead and ahead[-1][0] <= chain.seq:
            broken = _compare(ahead, chain, row.id)
        if broken:
            rows.close()
            return chain.seq - 1 - begun, broken
    found = chain.seq - begun
    ended = most is None or found < most
    return found, Break("cut", chain.seq + 1) if ahead and ended else None


def _compare(ahead: list[tuple[int, str]], chain: Chain, id: int) -> Break | None:
    """Whether the anchors that the chain has come to say the same; they are left behind."""
    while ahead and ahead[-1][0] <= chain.seq:
        seq, seal = ahead.pop()
        if not hmac.compare_digest(seal, chain.last):
            return Break("anchor", seq, id)
    return None


def _look(chain: Chain, row: Any) -> Break | None:
    expected = chain.seq + 1
    seal = chain.add(row)
    if row.seq != expected:
        return Break("missing", expected)
    if not hmac.compare_digest(seal, row.seal or ""):
        return Break("changed", expected, row.id)
    return None
