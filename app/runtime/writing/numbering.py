"""Numbers of a series: `fast` ones may leave gaps, `gapless` ones are counted in the transaction that uses them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import SessionTransaction

from .. import database
from ..system import Sequence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PIECE = re.compile(r"\{([a-z_.]+)(?::(\d+))?\}")
LOCKED: WeakKeyDictionary[SessionTransaction, set[str]] = WeakKeyDictionary()
"""The series that a transaction counted itself: nobody else can count them before it ends."""


def render(pattern: str, *, day: dt.date, number: int, scope: Any = None) -> str:
    """`WO{yy}{mm}-{seq:5}` → `WO2602-00007`. A number longer than its width is written in full."""

    def piece(match: re.Match[str]) -> str:
        name, width = match.group(1), int(match.group(2) or 0)
        match name:
            case "seq":
                return str(number).zfill(width)
            case "yyyy":
                return f"{day:%Y}"
            case "yy":
                return f"{day:%y}"
            case "mm":
                return f"{day:%m}"
            case "dd":
                return f"{day:%d}"
            case _:
                return str(getattr(scope, name.rpartition(".")[2], "") or "")

    return PIECE.sub(piece, pattern)


def around(pattern: str, *, day: dt.date) -> tuple[str, int, str]:
    """(before, digits, after) of the count, of a pattern without a scope. Raises ValueError for more than one count."""
    parts = re.split(r"\{seq(?::(\d+))?\}", pattern)
    if len(parts) != 3:
        raise ValueError(f"{pattern!r} does not have one count.")
    head, tail = (render(part, day=day, number=0) for part in (parts[0], parts[2]))
    return head, int(parts[1] or 0), tail


def render_many(pattern: str, *, day: dt.date, first: int, count: int) -> list[str]:
    """`count` numbers from `first` on, of a pattern without a scope: everything but the count is rendered once."""
    head, width, tail = around(pattern, day=day)
    return [f"{head}{first + place:0{width}d}{tail}" for place in range(count)]


def series(entity: str, field: str, pattern: str, *, day: dt.date, scope: Any = None) -> str:
    """The key of the counter: the number without its count, and the scope's id. A new month counts anew."""
    prefix = render(pattern.replace("{seq", "{none"), day=day, number=0, scope=None)
    return f"{entity}.{field}:{getattr(scope, 'id', None) or ''}:{prefix}"


def take(session: Session, key: str, *, gapless: bool, count: int = 1) -> int:
    """The first of `count` numbers of the series `key`.

    Gapless: the counter row stays locked until the caller's commit, and a rollback gives the number back.
    Fast: counted in a short transaction of its own where the database has row locks, so that nobody waits for
    the caller; a rollback leaves a gap. SQLite has one writer at a time: there both are the same.

    A series that the caller's transaction has locked already (`start_at`, gapless) is counted in it whatever is asked:
    another transaction would wait for this one, which waits for the number.
    """
    locked = _locked(session)
    if gapless:
        locked.add(key)
    if key in locked or session.get_bind().dialect.name == "sqlite":
        return _count(session, key, count)
    with database.current().aside() as own:
        return _count(own, key, count)


def start_at(session: Session, key: str, number: int) -> None:
    """Continue a series after `number`, as an import of old records does; never backwards."""
    _locked(session).add(key)
    session.execute(_starting(session.get_bind().dialect.name), {"key": key, "number": number})


def _locked(session: Session) -> set[str]:
    """The series whose rows are locked by the transaction that the session is in."""
    return LOCKED.setdefault(session.get_transaction() or session.begin(), set())


def _count(session: Session, key: str, count: int) -> int:
    statement = _counting(session.get_bind().dialect.name)
    return int(session.execute(statement, {"key": key, "count": count}).scalar_one()) - count + 1


@cache
def _counting(dialect: str) -> Any:
    """Adds `count` to the series."""
    table: Any = Sequence.__table__
    count = bindparam("count", type_=table.c.value.type)
    return (
        _insert(dialect)
        .values(key=bindparam("key"), value=count)
        .on_conflict_do_update(index_elements=[table.c.key], set_={"value": table.c.value + count})
        .returning(table.c.value)
    )


@cache
def _starting(dialect: str) -> Any:
    """Raises the series to `number`."""
    table: Any = Sequence.__table__
    number = bindparam("number", type_=table.c.value.type)
    return (
        _insert(dialect)
        .values(key=bindparam("key"), value=number)
        .on_conflict_do_update(
            index_elements=[table.c.key], set_={"value": number}, where=table.c.value < number
        )
    )


def _insert(dialect: str) -> Any:
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(Sequence)
