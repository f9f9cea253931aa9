"""A list in parts, the columns of a board or the days of a calendar: of each the first rows, and how many there are.

Two statements, whatever the number of parts and rows: each part reads no further than what is shown of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, func, literal, select, union_all

from .lists import rows
from .order import sort_keys
from .question import Question
from .reading import Row

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..filters import Filter

MOST_COUNTED = 1_000
"""Counts of a part are exact up to here."""


@dataclass(frozen=True, slots=True)
class Equal:
    """The rows with this value; None: those without one."""

    value: Any

    def of(self, column: Any) -> Any:
        return column.is_(None) if self.value is None else column == self.value


@dataclass(frozen=True, slots=True)
class Between:
    """The rows from `low` to before `high`: dates, or moments in UTC."""

    low: Any
    high: Any

    def of(self, column: Any) -> Any:
        return and_(column >= self.low, column < self.high)


Part = Equal | Between
K = TypeVar("K", bound=Hashable)


def first_rows(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    parts: Iterable[Part],
    each: int,
    columns: Iterable[str],
    sort: Sequence[str] = (),
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> list[Row]:
    """At most `each` rows of every part, those that stand first in the order. Raises BadRequest as `rows` does."""
    question = Question(entity, tuple(where), search)
    reading = question.reading(ctx.judge)
    column = reading.seen(*reading.find(by))
    order = [key.order for key in sort_keys(reading, sort)]
    wanted = list(parts)
    chosen = []
    for part in wanted:
        one = reading.statement(entity.id.label("id")).where(part.of(column))
        chosen.append(select(one.order_by(*order).limit(each).subquery().c.id))
    if not chosen:
        return []
    ids = union_all(*chosen).subquery()
    found = rows(
        ctx,
        entity,
        where=where,
        columns=columns,
        sort=sort,
        limit=len(wanted) * each,
        within=entity.id.in_(select(ids.c.id)),
    )
    return found.items


def numbers(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    parts: Mapping[K, Part],
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> dict[K, int]:
    """key of a part → how many rows it has, exact up to MOST_COUNTED and one more beyond."""
    question = Question(entity, tuple(where), search)
    reading = question.reading(ctx.judge, counting=True)
    column = reading.seen(*reading.find(by))
    keys = list(parts)
    counted = []
    for place, key in enumerate(keys):
        some = reading.statement(literal(1)).where(parts[key].of(column)).limit(MOST_COUNTED + 1)
        number = select(func.count()).select_from(some.subquery()).scalar_subquery()
        counted.append(select(literal(place), number))
    if not counted:
        return {}
    statement = union_all(*counted).execution_options(**question.options)
    found = ctx.session.execute(statement, question.values())
    return {keys[place]: int(number) for place, number in found}
