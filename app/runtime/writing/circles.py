"""A ref to one's own kind leads up a chain (a parent, an order that another repeats): no chain comes back to where it began.

Asked twice: while a write is judged, so that it is told with all other problems, and of the rows as they are stored, which
also knows what a hook has set, what a row of the same request has moved, and what a set has. Each is one statement at any depth.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from ..errors import message

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..entity import Entity
    from .write import Write

CIRCLE = message(
    zh="所选记录已直接或间接指向本记录，会绕成一圈；请另选一个",
    en="That record already leads to this one, directly or over others; choose another.",
)


@cache
def chains(entity: type[Entity]) -> tuple[str, ...]:
    """Names of the refs to the entity's own kind."""
    return tuple(
        name
        for name, field in entity.fields().items()
        if field.type == "ref" and field.to == entity.meta.name
    )


def check(write: Write) -> None:
    """Judge the refs that this write sets; the record need not be stored yet."""
    for name in _moved(write):
        if write.creating or write.has_error(name):
            continue
        one_at_a_time(write.session, write.entity, name)
        above = _way(write.entity, name, write.value(name))
        if write.session.scalar(select(above.c.id).where(above.c.id == write.record.id)):
            write.wrong(name, "circle", CIRCLE)


def check_stored(write: Write) -> None:
    """Judge the same refs once the row is in the database."""
    for name in _moved(write):
        if closed(write.session, write.entity, name, [write.record.id]):
            write.wrong(name, "circle", CIRCLE)


def closed(
    session: Session, entity: type[Entity], name: str, ids: Sequence[int]
) -> Collection[int]:
    """Which of these rows stand above themselves by the ref `name`; one statement."""
    one_at_a_time(session, entity, name)
    column, upper = getattr(entity, f"{name}_id"), aliased(entity)
    way = (
        select(entity.id.label("start"), column.label("above"))
        .where(entity.id.in_(ids), column.is_not(None))
        .cte("way", recursive=True)
    )
    further = getattr(upper, f"{name}_id")
    way = way.union(
        select(way.c.start, further).where(upper.id == way.c.above, further.is_not(None))
    )
    return set(session.scalars(select(way.c.start).where(way.c.start == way.c.above)))


def one_at_a_time(session: Session, entity: type[Entity], name: str) -> None:
    """Whoever moves a record by this ref sees what others have moved: two halves of a circle never pass each other.

    SQLite has one writer at a time. Elsewhere a lock of the database, kept until the transaction ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = func.hashtextextended(f"chain {entity.key()}.{name}", 0)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def _moved(write: Write) -> list[str]:
    return [
        name
        for name in chains(write.entity)
        if write.value(name) not in (None, write.before.get(name))
    ]


def _way(entity: type[Entity], name: str, start: int) -> Any:
    """`start` and everything above it. A union keeps each row once, so that a circle that was there before has an end."""
    column, upper = getattr(entity, f"{name}_id"), aliased(entity)
    way = (
        select(entity.id.label("id"), column.label("above"))
        .where(entity.id == start)
        .cte("way", recursive=True)
    )
    return way.union(select(upper.id, getattr(upper, f"{name}_id")).where(upper.id == way.c.above))
