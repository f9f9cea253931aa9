"""A parsed filter → SQL on a reading, over the rows in which the reader may see the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from .. import database, registry
from ..field import Field
from ..field_types import FIELD_TYPES
from .cells import relation_columns
from .reading import Place, Reading

if TYPE_CHECKING:
    from ..filters import Condition, Filter


def apply(reading: Reading, filters: Sequence[Filter], *, counting: bool = False) -> None:
    """Add every filter to the reading's conditions. What `values` gives fills them.

    `counting`: there is no order to go along, only the filter of the fewest rows to begin with.
    """
    numbers = count()
    for one in filters:
        parts = [_sql(reading, part, next(numbers)) for part in _parts(one)]
        if _is_single(one):
            reading.where(
                _unlikely_to_help(parts[0]) if counting and _ends(reading, one) else parts[0]
            )
        else:
            reading.where(or_(false(), *parts))


def each(reading: Reading, filters: Sequence[Filter]) -> list[Any]:
    """The SQL of every filter, in their order, for whoever puts them somewhere else than into WHERE."""
    numbers = count()
    found = []
    for one in filters:
        parts = [_sql(reading, part, next(numbers)) for part in _parts(one)]
        found.append(parts[0] if _is_single(one) else or_(false(), *parts))
    return found


def values(filters: Sequence[Filter]) -> dict[str, Any]:
    """Parameter → value of every filter that takes its value when it is asked."""
    found: dict[str, Any] = {}
    for number, condition in enumerate(part for one in filters for part in _parts(one)):
        if _takes_value_later(condition):
            given = _given(condition)
            found |= {_name(number, place): value for place, value in enumerate(given)}
    return found


def shape(filters: Sequence[Filter]) -> Hashable:
    """Filters with the same shape are the same SQL; values that are part of the SQL are part of the shape."""
    return tuple((_is_single(one), *map(_shape, _parts(one))) for one in filters)


def _shape(part: Condition) -> Hashable:
    is_part = part.field.type == "state" or not _takes_value_later(part)
    return (part.path, part.operator, repr(part.value) if is_part else None)


def _ends(reading: Reading, condition: Any) -> bool:
    """A filter for the state in which records come to rest: of a million orders 900,000 are closed."""
    if condition.path != "state" or condition.operator != "eq":
        return False
    place, field = reading.find(condition.path)
    workflow = registry.current().entity(place.entity).workflow
    state = workflow and workflow.states.get(condition.value)
    return field.type == "state" and bool(state and state.final)


def _unlikely_to_help(condition: Any) -> Any:
    """SQLite knows nothing of how many rows a value has, and takes the last index that was made: here it is told."""
    if not database.current().is_sqlite:
        return condition
    return func.likelihood(condition, literal_column("0.5"), type_=Boolean())


def _parts(one: Filter) -> Sequence[Condition]:
    return getattr(one, "parts", None) or ([one] if _is_single(one) else [])


def _is_single(one: Filter) -> bool:
    return not hasattr(one, "parts")


def _takes_value_later(condition: Condition) -> bool:
    """Truths, nothing and encrypted values are SQL of their own; so is what looks into lists."""
    field = condition.field
    kind = FIELD_TYPES[field.type]
    if field.is_sensitive or kind.many or kind.storage == "association":
        return False
    given = condition.value if isinstance(condition.value, list | tuple) else [condition.value]
    return condition.operator in _OPERATORS and all(type(value) in _PLAIN for value in given)


_PLAIN = (str, int, Decimal, dt.datetime, dt.date, dt.time)


def _given(condition: Condition) -> list[Any]:
    """The values of one condition's parameters: one, two for a range, for `in` one that is a list."""
    if condition.operator in ("contains", "starts"):
        end = f"{_literally(condition.value)}%"
        return [f"%{end}" if condition.operator == "contains" else end]
    if condition.operator in ("between", "within", "outside"):
        return list(condition.value)
    return [condition.value]


def _name(number: int, place: int) -> str:
    return f"filter_{number}_{place}"


def _sql(reading: Reading, condition: Condition, number: int) -> Any:
    place, field = reading.find(condition.path)
    found = _compare(place, field, condition, number)
    if place.policy is None or not place.policy.hides(reading.actor, field.name):
        return found
    # A row in which the field is hidden must not tell its value by being found.
    rows = reading.rows_that_show(place, field)
    return found if rows is None else and_(rows, found)


def _compare(place: Place, field: Field, condition: Condition, number: int) -> Any:
    kind = FIELD_TYPES[field.type]
    if kind.storage == "association":
        return _linked(place, field, condition)
    column = place.attribute(field)
    if kind.many and condition.operator == "contains":
        return _in_json(column, condition.value)
    if not _takes_value_later(condition):
        if condition.operator in ("contains", "starts"):
            return _like(column, *_given(condition))
        return _OPERATORS[condition.operator](column, condition.value)
    several = condition.operator in ("in", "not_in")
    parameters = [
        bindparam(_name(number, place_), type_=column.type, expanding=several)
        for place_ in range(len(_given(condition)))
    ]
    pair = condition.operator in ("between", "within", "outside")
    return _OPERATORS[condition.operator](column, parameters if pair else parameters[0])


def _linked(place: Place, field: Field, condition: Condition) -> Any:
    """An n-n field: whether it holds an id, or anything at all."""
    relation = getattr(place.entity, field.name).property
    link = relation.secondary
    near, far = relation_columns(place.entity, link)
    here = near == place.table.id
    if condition.operator == "is_null":
        found = exists(select(near).where(here).correlate(place.table))
        return ~found if condition.value else found
    return exists(select(near).where(here, far == condition.value).correlate(place.table))


def _in_json(column: Any, value: Any) -> Any:
    if database.current().is_sqlite:
        items = func.json_each(column).table_valued("value")
        return exists(select(items.c.value).where(items.c.value == value))
    return cast(column, JSONB).contains([value])


def _like(column: Any, pattern: str) -> Any:
    """Without regard to ASCII case on either database."""
    return column.ilike(pattern, escape="\\")


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column != value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "in": lambda column, value: column.in_(value),
    "not_in": lambda column, value: and_(column.is_not(None), column.not_in(value)),
    "between": lambda column, value: column.between(*value),
    "within": lambda column, value: and_(column >= value[0], column < value[1]),
    "outside": lambda column, value: or_(column < value[0], column >= value[1]),
    "contains": _like,
    "starts": _like,
    "is_null": lambda column, value: column.is_(None) if value else column.is_not(None),
}
