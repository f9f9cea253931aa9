"""What a report measures: the value of each row, what of it the database adds up, and the figure that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, cast, extract, func, literal, null, true

from .. import database
from ..errors import BadRequest
from ..field import Label
from .pairs import Pair, pairs

if TYPE_CHECKING:
    from ..context import Actor
    from ..query.reading import Reading

PARTS = 3
"""Columns of a measure in the statement: what is added up, how often, and of how many rows."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as the schema says it. `kind`: how its figure is shown (count, percent, duration, or a field's type)."""

    function: str
    label: Label
    kind: str
    field: str | None = None
    span: tuple[str, str] | None = None
    when: Any = None
    of: Any = None

    @property
    def is_ranked(self) -> bool:
        """Whether it needs the rows in order."""
        return self.function in ("median", "p90")

    @property
    def nothing(self) -> int | None:
        """The figure of no rows at all: there are none, and an average of none is no number."""
        return 0 if self.function in ("count", "distinct") else None

    @property
    def is_additive(self) -> bool:
        return self.function in ("count", "sum")

    @property
    def fields(self) -> list[str]:
        """The fields that it reads, but for those of conditions."""
        return [self.field] if self.field else list(self.span or ())

    def pairs(self, actor: Actor) -> list[Pair]:
        """What further narrows a list down to the rows behind the figure."""
        if self.function == "rate":
            of = pairs(self.of, actor) if self.of else []
            return [*of, *pairs(self.when, actor)]
        return [(f"{name}__is_null", "false") for name in self.fields if name != "created_at"]


def measure(entity: Any, given: Mapping[str, Any]) -> Measure:
    """The measure that generated code describes."""
    function, label = str(given["function"]), Label(given["labels"])
    if function == "count":
        return Measure(function, label, "count")
    if function == "rate":
        of = given.get("of")
        return Measure(function, label, "percent", when=given["when"]["tree"], of=of and of["tree"])
    if "from" in given:
        return Measure(function, label, "duration", span=(str(given["from"]), str(given["to"])))
    name = str(given["field"])
    kind = "count" if function == "distinct" else entity.fields()[name].type
    if function == "avg" and kind in ("int", "rating"):
        kind = "decimal"
    return Measure(function, label, kind, field=name)


# -- one row ----------------------------------------------------------------------------------------


def value(reading: Reading, one: Measure, when: Sequence[Any], of: Sequence[Any]) -> Any:
    """The row's value as SQL, null where it has none or the reader may not see it. `when`, `of`: SQL of a rate."""
    if one.function == "count":
        return literal(1)
    if one.function == "rate":
        return case(
            (and_(true(), *of, *when), 1),
            (and_(true(), *of, *_shown(reading, one)), 0),
            else_=null(),
        )
    if one.span is not None:
        start, end = (reading.seen(*reading.find(name)) for name in one.span)
        return (seconds(end) - seconds(start)) // 60
    place, field = reading.find(str(one.field))
    if field.is_sensitive:
        raise BadRequest(f"{field.name} 是敏感信息 / {field.name} is sensitive.", field=field.name)
    return reading.seen(place, field)


def _shown(reading: Reading, one: Measure) -> list[Any]:
    """Rows that hide a field of the condition are neither hits nor misses."""
    found = []
    for name in dict.fromkeys(_names(one.when)):
        place, field = reading.find(name)
        if place.policy is not None and place.policy.hides(reading.actor, field.name):
            rows = reading.rows_that_show(place, field)
            found += [] if rows is None else [rows]
    return found


def _names(tree: Any) -> list[str]:
    if tree[0] == "field":
        return [tree[1]]
    if tree[0] == "path":
        return [".".join([*tree[1], tree[2]])]
    if tree[0] in ("lit", "user", "list"):
        return []
    return [name for part in tree[1:] for name in _names(part)]


def seconds(moment: Any) -> Any:
    """Whole seconds since 1970, as a whole number."""
    if database.current().is_sqlite:
        return cast(func.strftime("%s", moment), Integer)
    return cast(func.floor(extract("epoch", moment)), Integer)


# -- many rows ----------------------------------------------------------------------------------------


def ranks(one: Measure, column: Any, partition: Sequence[Any]) -> tuple[Any, Any]:
    """The place of a row among those that have a value, and how many there are."""
    place = func.row_number().over(partition_by=[*partition, column.is_(None)], order_by=column)
    return place, func.count(column).over(partition_by=list(partition))


def parts(one: Measure, column: Any, rank: Any, number: Any) -> list[Any]:
    """What is added up of a group: three columns, by which `figure` goes."""
    match one.function:
        case "count":
            return [func.count(), literal(0), func.count()]
        case "min":
            return [func.min(column), literal(0), func.count(column)]
        case "max":
            return [func.max(column), literal(0), func.count(column)]
        case "distinct":
            return [func.count(column.distinct()), literal(0), func.count(column)]
        case "median":
            wanted = and_(column.is_not(None), rank.in_([(number + 1) // 2, (number + 2) // 2]))
        case "p90":
            # The nearest rank: of ten values the ninth.
            wanted = and_(column.is_not(None), rank == (number * 9 + 9) // 10)
        case _:
            return [func.sum(column), func.count(column), func.count(column)]
    return [
        func.sum(case((wanted, column))),
        func.count(case((wanted, column))),
        func.count(column),
    ]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the number of rows that the list behind it shows. None: no row has a value."""

    value: Any
    rows: int
    of: int | None = None
    """Of a rate: of how many rows `rows` are the share."""


def figure(one: Measure, added: Any, often: Any, rows: Any) -> Figure:
    """Of the three columns of `parts`. Averages and shares are exact quotients, to be rounded when shown."""
    rows = int(rows or 0)
    if one.function in ("count", "distinct"):
        return Figure(int(added or 0), rows)
    if not rows or added is None:
        return Figure(None, 0 if one.function != "sum" else rows)
    if one.function == "rate":
        return Figure(Decimal(int(added)) * 100 / rows, int(added), rows)
    if one.function in ("avg", "median", "p90"):
        return Figure(Decimal(added) / int(often), rows)
    whole = one.function == "sum" and not isinstance(added, Decimal)
    return Figure(int(added) if whole else added, rows)
