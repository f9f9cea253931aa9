"""How many rows have each state, choice, yes or no: the numbers on the tabs of a list, and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select, union_all

from .choices import values_of
from .plans import Plans
from .question import CAP, Question

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity
    from ..filters import Filter


def counts(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> dict[Any, int]:
    """value of `by` (a state, an enum or a bool) → number of rows that the reader may see.

    Exact while there are up to 10,000 rows; beyond, each number is exact up to 10,000 of its own.
    """
    return tallies(ctx, entity, by=by, where=where, search=search)[0]


def tallies(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    paths: Sequence[str] = (),
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> tuple[dict[Any, int], dict[Any, Sequence[Any]] | None]:
    """`counts`, and value → the sums of the columns, by one statement; no sums beyond 10,000 rows."""
    question, wanted = Question(entity, tuple(where), search), tuple(paths)
    plan, given = _groups.of(
        ctx.judge,
        question.key("counts", by, wanted),
        lambda reader: _Groups(question, reader, by, wanted),
    )
    given |= question.values()
    rows = ctx.session.execute(plan.together, given).all()
    found = {row[0]: int(row[1]) for row in rows}
    if sum(found.values()) <= CAP:
        return found, {row[0]: row[2:] for row in rows}
    numbers = ctx.session.execute(plan.apart, given)
    return {plan.values[i]: min(int(number), CAP) for i, number in numbers if number}, None


class _Groups:
    """Counting by one field: `together` while there are few rows, `apart` (place of the value, number) beyond."""

    def __init__(
        self, question: Question, reader: Actor, by: str, paths: Sequence[str] = ()
    ) -> None:
        reading, options = question.reading(reader, counting=True), question.options
        place, field = reading.find(by)
        self.values = values_of(place, field)
        column = reading.seen(place, field)
        summed = [reading.seen(*reading.find(one)).label(f"s{n}") for n, one in enumerate(paths)]
        some = reading.statement(column.label("value"), *summed).limit(CAP + 1).subquery()
        sums = [func.sum(some.c[one.name]) for one in summed]
        together = select(some.c.value, func.count(), *sums).group_by(some.c.value)
        self.together = together.execution_options(**options)
        parts = []
        for number, value in enumerate(self.values):
            one = reading.statement(literal(1)).where(column == value).limit(CAP + 1).subquery()
            parts.append(
                select(literal(number), select(func.count()).select_from(one).scalar_subquery())
            )
        self.apart = union_all(*parts).execution_options(**options)


_groups: Plans[_Groups] = Plans()
