"""A place in the log: up to which row, and inside a row about many records, up to which of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..errors import BadRequest
from ..privacy import keys
from ..system import AuditLog

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TEXT = re.compile(r"(\d{1,18})-([0-9a-f]{12})(?:-(\d{1,9}))?\Z")
MARK = 12


class BadCursor(BadRequest):
    """No such place: a cursor that was made up, or one of a history that a restored backup has replaced."""

    def __init__(self) -> None:
        super().__init__(
            "游标无效，或数据库已从备份恢复：请先用列表核对，再从 since=now 继续"
            " / This cursor is not valid, or the database was restored from a backup:"
            " compare with the lists, then go on from since=now.",
            field="since",
            code="bad_cursor",
        )


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything up to row `seq` was told; with `told`, of that row only the first so many records.

    `mark` tells this row from another one: after a database was restored, its number may be given again.
    """

    seq: int
    mark: str = ""
    told: int | None = None

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises BadCursor for what no page ever gave."""
        if text == "0":
            return BEGINNING
        found = _TEXT.match(text)
        if found is None or int(found[1]) == 0:
            raise BadCursor
        return cls(int(found[1]), found[2], int(found[3]) if found[3] else None)

    def __str__(self) -> str:
        if self.seq == 0:
            return "0"
        inside = "" if self.told is None else f"-{self.told}"
        return f"{self.seq}-{self.mark}{inside}"


BEGINNING = Cursor(0)


def head(session: Session) -> Cursor:
    """Behind the newest sealed row."""
    last = end(session)
    return Cursor(last, marks(session, last)[last]) if last else BEGINNING


def end(session: Session) -> int:
    """The newest place in the chain; 0 of an empty one."""
    return int(session.scalar(select(func.max(AuditLog.seq))) or 0)


def marks(session: Session, *places: int) -> dict[int, str]:
    """place → mark, of those that are there."""
    rows = session.execute(
        select(AuditLog.seq, AuditLog.id, AuditLog.at).where(AuditLog.seq.in_(places))
    )
    return {seq: mark(seq, id, at) for seq, id, at in rows if seq is not None}


def mark(seq: int, id: int, at: dt.datetime) -> str:
    """Of nothing that a reader might not know, and keyed, so that nothing can be read out of it."""
    text = f"changes {seq} {id} {at.isoformat()}".encode()
    return hmac.new(keys.current().audit, text, hashlib.sha256).hexdigest()[:MARK]
