"""A parsed filter → SQL on a reading, over the rows in which the reader may see the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, cast, exists, false, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from .. import database
from ..field import Field
from ..field_types import FIELD_TYPES
from .cells import relation_columns
from .reading import Place, Reading

if TYPE_CHECKING:
    from ..filters import Condition, Filter


def apply(reading: Reading, filters: list[Filter]) -> None:
    """Add every filter to the reading's conditions."""
    for one in filters:
        parts = getattr(one, "parts", None)
        if parts is None:
            reading.where(_sql(reading, one))  # type: ignore[arg-type]
        else:
            reading.where(or_(false(), *[_sql(reading, part) for part in parts]))


def _sql(reading: Reading, condition: Condition) -> Any:
    place, field = reading.find(condition.path)
    found = _compare(place, field, condition)
    if place.policy is None or not place.policy.hides(reading.actor, field.name):
        return found
    # A row in which the field is hidden must not tell its value by being found.
    rows = place.policy.rows_for_field(reading.actor, field.name, place.table)
    return found if rows is None else and_(rows, found)


def _compare(place: Place, field: Field, condition: Condition) -> Any:
    kind = FIELD_TYPES[field.type]
    if kind.storage == "association":
        return _linked(place, field, condition)
    column = place.attribute(field)
    if kind.many and condition.operator == "contains":
        return _in_json(column, condition.value)
    return _OPERATORS[condition.operator](column, condition.value)


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


def _contains(column: Any, value: str) -> Any:
    return _like(column, f"%{_literally(value)}%")


def _starts(column: Any, value: str) -> Any:
    return _like(column, f"{_literally(value)}%")


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
    "contains": _contains,
    "starts": _starts,
    "is_null": lambda column, value: column.is_(None) if value else column.is_not(None),
}
