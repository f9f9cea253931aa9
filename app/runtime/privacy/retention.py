"""`retain: 3 years`: what is finished and older loses its personal data, every night, some rows a transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, exists, func, or_, select

from .. import field_types, registry
from ..errors import message
from ..jobs import schedule
from ..writing.transaction import transaction
from . import persons
from .erasure import ERASED, erase_all

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from ..context import Context
    from ..registry import EntityEntry

CHUNK = 200
WHY = "retain"


@dataclass(frozen=True, slots=True)
class Due:
    """How many records of an entity have outlived their time, last changed before `before`."""

    entity: str
    retain: str
    before: dt.datetime
    count: int


def due(ctx: Context) -> list[Due]:
    """What tonight's run would erase, entity by entity; nothing is changed."""
    found = []
    for entry in _kept_for_a_time():
        count = select(func.count()).select_from(_expired(ctx, entry).subquery())
        number = int(ctx.session.scalar(count) or 0)
        retain = str(entry.entity.meta.retain)
        found.append(Due(entry.entity.key(), retain, before(retain, ctx.now), number))
    return found


def run(ctx: Context, *, chunk: int = CHUNK) -> dict[str, int]:
    """Erase what is due; entity → records. Each chunk is a transaction, so it may stop and go on."""
    done: dict[str, int] = {}
    for entry in _kept_for_a_time():
        while True:
            with transaction(ctx):
                ids = list(ctx.session.scalars(_expired(ctx, entry).limit(chunk)))
                if ids:
                    erase_all(ctx, entry, ids, reason=WHY, action="retain")
            if not ids:
                break
            key = entry.entity.key()
            done[key] = done.get(key, 0) + len(ids)
    return done


@schedule(
    "privacy.retention",
    label=message(zh="按保存期限清理资料", en="Erase what is kept long enough"),
    cron="0 30 3 * * *",
    atomic=False,
)
def _nightly(ctx: Context) -> None:
    run(ctx)


def before(retain: str, now: dt.datetime) -> dt.datetime:
    """`3 years` before `now`; 29 February becomes the 28th, a month's end the last day there is."""
    number, _, unit = retain.partition(" ")
    count = int(number)
    if unit.startswith("day"):
        return now - dt.timedelta(days=count)
    months = count * (12 if unit.startswith("year") else 1)
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = now.day
    while True:
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            day -= 1


def _kept_for_a_time() -> Iterator[EntityEntry]:
    for entry in registry.current().entities():
        meta = entry.entity.meta
        if meta.retain and not meta.ledger and persons.personal(entry.entity):
            yield entry


def _expired(ctx: Context, entry: EntityEntry) -> Select[Any]:
    entity: Any = entry.entity
    conditions = [
        entity.updated_at < before(str(entity.meta.retain), ctx.now),
        or_(entity.deleted_at.is_not(None), _is_finished(entry)),
        _holds_something(entity),
        *[~one for one in _booked(entity)],
    ]
    return select(entity.id).where(and_(*conditions)).order_by(entity.id)


def _is_finished(entry: EntityEntry) -> ColumnElement[bool]:
    """In a state that no person can leave; without a workflow, always."""
    entity: Any = entry.entity
    workflow = entry.workflow
    if workflow is None:
        return entity.id.is_not(None)  # type: ignore[no-any-return]
    open_states = {
        source for step in workflow.all() if set(step.by) - {"system"} for source in step.sources
    }
    return entity.state.in_([name for name in workflow.states if name not in open_states])  # type: ignore[no-any-return]


def _holds_something(entity: Any) -> ColumnElement[bool]:
    """Not erased yet."""
    found: list[Any] = []
    for field in persons.personal(entity):
        column = getattr(entity, field_types.column_name(field))
        stored = entity.__table__.c[field_types.column_name(field)]
        if stored.nullable:
            found.append(column.is_not(None))
        elif field_types.of(field).rest.get("type") == "string" and not field.is_sensitive:
            found.append(~column.startswith(ERASED[:1]))
    return or_(*found) if found else entity.id.is_not(None)


def _booked(entity: Any) -> Iterator[ColumnElement[bool]]:
    """Rows of a ledger that point here: books keep what they name."""
    for other, ref in registry.current().pointing_at(entity):
        if other.entity.meta.ledger:
            yield exists().where(getattr(other.entity, f"{ref.name}_id") == entity.id)
