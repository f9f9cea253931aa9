"""Works out the columns that migrations asked for, each after those that it reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import DataError

from .. import audit, field_types, search
from ..context import Context
from ..search.index import indexed_fields
from . import rows
from .fitting import refuse_unfit
from .order import ordered
from .rules import in_sql

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..entity import Entity
    from ..field import Field


@dataclass(frozen=True, slots=True)
class Filled:
    """`rows` of `entity` got `field` worked out; `by_sql` in one statement."""

    entity: str
    field: str
    rows: int
    by_sql: bool


def fill(session: Session, wanted: Iterable[tuple[str, str]]) -> list[Filled]:
    """Work out these (table, column)s; what the schema no longer computes is left alone. The caller commits.

    Raises DoesNotFit with the rows whose value the field cannot hold.
    """
    done: list[Filled] = []
    searched: list[type[Entity]] = []
    with Context.system(session, channel="cli") as ctx:
        for entity, field in ordered(wanted):
            by_sql = _fill(ctx, entity, field)
            count = session.scalar(select(func.count()).select_from(entity)) or 0
            done.append(Filled(entity.meta.name, field.name, count, by_sql))
            told = {"why": "migration", "count": count, "fields": [field.name]}
            audit.log(ctx, "set:recompute", entity.key(), None, told)
            if field.name in {item.name for item in indexed_fields(entity)}:
                searched.append(entity)
        for entity in dict.fromkeys(searched):
            search.index_all(session, entity)
    return done


def _fill(ctx: Context, entity: type[Entity], field: Field) -> bool:
    """True: in one statement."""
    session = ctx.session
    value = in_sql(entity, field, ctx.actor)
    column = getattr(entity, field_types.column_name(field))
    if value is not None and _stored(session, entity, column, value):
        refuse_unfit(session, entity, field)
        return True
    rows.fill(ctx, entity, field)
    return False


def _stored(session: Session, entity: type[Entity], column: Any, value: Any) -> bool:
    """False: PostgreSQL found a value that the column cannot hold; row by row finds which."""
    statement = update(entity).values({column: value}).execution_options(synchronize_session=False)
    try:
        with session.begin_nested():
            session.execute(statement)
    except DataError:
        return False
    session.expire_all()
    return True
