"""The one statement of a report: rows that the reader may see → groups, the largest ones and the rest → figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, cast, func, literal, null, or_, select, union_all

from .. import clock
from .measure import PARTS, Measure, parts, ranks
from .span import Span

if TYPE_CHECKING:
    from ..query.reading import Reading


@dataclass(slots=True)
class Plan:
    """What the statement is made of. `tops`: a limit for each dimension, None where the schema lists all values.

    `slots`: the rows of the span, then those that they are compared with: a condition and the keys of each.
    """

    reading: Reading
    measures: Sequence[Measure]
    values: Sequence[Any]
    tops: Sequence[int | None]
    slots: Sequence[tuple[Any, Sequence[Any]]]
    levels: list[tuple[int, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = range(len(self.tops))
        # Totals too: what is no sum (a median, a share) cannot be made of its parts.
        self.levels = [
            chosen
            for size in range(len(self.tops), -1, -1)
            for chosen in combinations(places, size)
        ]


def statement(plan: Plan) -> Any:
    """A row for each group of each level: level, slot, then value and rest of every key, then the parts of measures."""
    selects = []
    for slot, (condition, keys) in enumerate(plan.slots):
        one = plan.reading.statement(
            literal(slot).label("slot"),
            *[key.label(f"k{i}") for i, key in enumerate(keys)],
            *[value.label(f"v{i}") for i, value in enumerate(plan.values)],
        )
        selects.append(one if condition is None else one.where(condition))
    rows = (selects[0] if len(selects) == 1 else union_all(*selects)).cte("seen")
    keyed = _keyed(plan, rows)
    return union_all(*[_level(plan, keyed, number) for number in range(len(plan.levels))])


def _keyed(plan: Plan, rows: Any) -> Any:
    """The rows with their group: one of the largest, nothing given (null), or the rest."""
    joined, columns = rows, []
    for i, limit in enumerate(plan.tops):
        key = rows.c[f"k{i}"]
        if limit is None:
            columns += [key.label(f"k{i}"), literal(0).label(f"r{i}")]
            continue
        size = _size(plan, rows)
        top = (
            select(key.label("key"))
            .where(rows.c.slot == 0, key.is_not(None))
            .group_by(key)
            .order_by(size.desc(), key)
            .limit(limit)
            .cte(f"top{i}")
        )
        joined = joined.outerjoin(top, top.c.key == key)
        columns += [
            top.c.key.label(f"k{i}"),
            case((or_(key.is_(None), top.c.key.is_not(None)), 0), else_=1).label(f"r{i}"),
        ]
    values = [rows.c[f"v{i}"] for i in range(len(plan.values))]
    return select(rows.c.slot, *columns, *values).select_from(joined).cte("keyed")


def _size(plan: Plan, rows: Any) -> Any:
    """Which groups are the largest: by the first measure where it adds up, else by their rows."""
    if plan.measures[0].function == "sum":
        return func.coalesce(func.sum(rows.c.v0), 0)
    return func.count()


def _level(plan: Plan, keyed: Any, number: int) -> Any:
    here = plan.levels[number]
    names = [f"{kind}{i}" for i in here for kind in ("k", "r")]
    ranked = [i for i, one in enumerate(plan.measures) if one.is_ranked]
    source = keyed
    if ranked:
        partition = [keyed.c.slot, *[keyed.c[name] for name in names]]
        extra = []
        for i in ranked:
            place, count = ranks(plan.measures[i], keyed.c[f"v{i}"], partition)
            extra += [place.label(f"p{i}"), count.label(f"n{i}")]
        source = select(*keyed.c, *extra).subquery(f"ranked{number}")
    columns = [literal(number).label("level"), source.c.slot.label("slot")]
    for i in range(len(plan.tops)):
        key, rest = source.c[f"k{i}"], source.c[f"r{i}"]
        columns += [
            (key if i in here else cast(null(), key.type)).label(f"k{i}"),
            (rest if i in here else literal(0)).label(f"r{i}"),
        ]
    for i, one in enumerate(plan.measures):
        rank = (source.c[f"p{i}"], source.c[f"n{i}"]) if i in ranked else (None, None)
        found = parts(one, source.c[f"v{i}"], *rank)
        columns += [column.label(f"m{i}_{part}") for part, column in enumerate(found)]
    grouped = [source.c.slot, *[source.c[name] for name in names]]
    return select(*columns).group_by(*grouped)


def width(plan: Plan) -> int:
    """Where in a row of the answer the measures begin."""
    return 2 + 2 * len(plan.tops)


def measured(row: Sequence[Any], plan: Plan, i: int) -> Sequence[Any]:
    """The parts of one measure in a row of the answer."""
    start = width(plan) + i * PARTS
    return row[start : start + PARTS]


# -- days ---------------------------------------------------------------------------------------------


def within(column: Any, kind: str, span: Span) -> Any:
    """Whether the row's day lies in the span."""
    return and_(column >= _edge(kind, span.first), column < _edge(kind, span.end))


def step_of(column: Any, kind: str, spans: Sequence[Span]) -> Any:
    """The place of the step that the row's day lies in; the row is known to lie in one.

    Edges are moments that Python has worked out: right across a change of the clocks, and alike on every database.
    """
    if len(spans) == 1:
        return literal(0)
    edges = [(column < _edge(kind, span.end), place) for place, span in enumerate(spans[:-1])]
    return case(*edges, else_=len(spans) - 1)


def _edge(kind: str, day: dt.date) -> Any:
    if kind == "date":
        return day
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)
