"""What the page asks of work orders beyond the reports: under the reader's policy, one statement each (1.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, cast, extract, func

from app.generated.work_order import WorkOrder
from app.runtime import clock, database, filters
from app.runtime.context import Context
from app.runtime.query import conditions
from app.runtime.query.reading import Reading
from app.runtime.reports import Span
from app.runtime.reports.statement import step_of, within

from .figures import REPEATED, WITHIN
from .monthly import NOT_COUNTED

Pair = tuple[str, str]
COUNTED: Pair = ("state__not_in", ",".join(NOT_COUNTED))
MOST_REPEATED = 20


def by_category_and_month(
    ctx: Context, pairs: Sequence[Pair], months: Sequence[Span]
) -> dict[int, dict[int | None, int]]:
    """Place of the month → category → orders that came in it."""
    reading, bound = _reading(ctx, pairs)
    made = _made(reading)
    reading.where(within(made, "datetime", Span(months[0].first, months[-1].last)))
    step, category = step_of(made, "datetime", months), _seen(reading, "category")
    statement = reading.statement(step, category, func.count()).group_by(step, category)
    found: dict[int, dict[int | None, int]] = {place: {} for place in range(len(months))}
    for place, key, number in ctx.session.execute(statement, bound):
        found[int(place)][key] = int(number)
    return found


def by_hour(ctx: Context, pairs: Sequence[Pair], span: Span) -> list[int]:
    """How many orders came in each hour of the day here, from midnight."""
    reading, bound = _reading(ctx, pairs)
    made = _made(reading)
    reading.where(within(made, "datetime", span))
    hour: Any = (
        cast(func.strftime("%H", made), Integer)
        if database.current().is_sqlite
        else cast(extract("hour", func.timezone("UTC", made)), Integer)
    )
    shift = int((clock.local(ctx.now).utcoffset() or dt.timedelta()).total_seconds() // 3600)
    found = [0] * 24
    for utc, number in ctx.session.execute(
        reading.statement(hour, func.count()).group_by(hour), bound
    ):
        found[(int(utc) + shift) % 24] += int(number)
    return found


def repeated(
    ctx: Context, pairs: Sequence[Pair], last: dt.date
) -> tuple[dict[tuple[int, int], int], Span]:
    """(unit, category) → orders of the 90 days up to `last`, where there were three or more; the most first."""
    span = Span(last - WITHIN + dt.timedelta(days=1), last)
    reading, bound = _reading(ctx, pairs)
    reading.where(within(_made(reading), "datetime", span))
    unit, category = _seen(reading, "unit"), _seen(reading, "category")
    number = func.count()
    statement = (
        reading.statement(unit, category, number)
        .where(unit.is_not(None), category.is_not(None))
        .group_by(unit, category)
        .having(number >= REPEATED)
        .order_by(number.desc(), unit, category)
        .limit(MOST_REPEATED)
    )
    rows = ctx.session.execute(statement, bound)
    return {(int(u), int(c)): int(n) for u, c, n in rows}, span


def _reading(ctx: Context, pairs: Sequence[Pair]) -> tuple[Reading, dict[str, Any]]:
    parsed = filters.parse(WorkOrder, ctx.judge, [COUNTED, *pairs])
    reading = Reading(ctx.judge, WorkOrder)
    for one in conditions.each(reading, parsed):
        reading.where(one)
    return reading, conditions.values(parsed)


def _made(reading: Reading) -> Any:
    return _seen(reading, "created_at")


def _seen(reading: Reading, name: str) -> Any:
    return reading.seen(*reading.find(name))
