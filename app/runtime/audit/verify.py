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
        sealed, broken = _walk(session, sorted(anchors))
        waiting, since = session.execute(
            select(func.count(), func.min(AuditLog.at)).where(AuditLog.seq.is_(None))
        ).one()
        missing = missing_triggers(session.connection())
    return Report(sealed, waiting, since, len(anchors), missing, broken)


def _walk(session: Session, anchors: list[tuple[int, str]]) -> tuple[int, Break | None]:
    chain, ahead = Chain(), list(reversed(anchors))
    rows = session.execute(
        select(*COLUMNS, AuditLog.seq, AuditLog.seal)
        .where(AuditLog.seq.is_not(None))
        .order_by(AuditLog.seq)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in rows:
        broken = _look(chain, row)
        if broken:
            rows.close()
            return chain.seq - 1, broken
        while ahead and ahead[-1][0] <= chain.seq:
            seq, seal = ahead.pop()
            if not hmac.compare_digest(seal, chain.last):
                rows.close()
                return chain.seq - 1, Break("anchor", seq, row.id)
    return chain.seq, Break("cut", chain.seq + 1) if ahead else None


def _look(chain: Chain, row: Any) -> Break | None:
    expected = chain.seq + 1
    seal = chain.add(row)
    if row.seq != expected:
        return Break("missing", expected)
    if not hmac.compare_digest(seal, row.seal or ""):
        return Break("changed", expected, row.id)
    return None
