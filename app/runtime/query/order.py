"""The order of a list: which columns give one, and the keys that make it total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import case

from ..errors import BadRequest
from ..field import Field
from ..field_types import FIELD_TYPES, column_name
from .choices import values_of
from .paging import SortKey
from .reading import Place, Reading, field_of
from .titles import pieces

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

MOST_KEYS = 8


def may_sort(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may be ordered by this column."""
    try:
        _, field = Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return False
    return _is_sortable(field)


def has_order(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether an index gives the rows in the order of this column; else they are all read and sorted.

    A ref goes by a title elsewhere and an enum by its place in the schema: no index of this table has that order.
    """
    reading = Reading(ctx.judge, entity)
    try:
        place, field = reading.find(path)
    except BadRequest:
        return False
    if place.refs or not _is_sortable(field) or reading.policy.hides(ctx.actor, path):
        return False
    if field.type == "ref" or (field.type in ("enum", "state") and _is_shuffled(place, field)):
        return False
    table: Any = entity.__table__
    first = {next(iter(index.columns)).name for index in table.indexes if len(index.columns)}
    return path == "id" or column_name(field) in first


def _is_shuffled(place: Place, field: Field) -> bool:
    """The schema lists the choices in another order than the alphabet's."""
    names = values_of(place, field)
    return names != sorted(names)


def _is_sortable(field: Field) -> bool:
    row = FIELD_TYPES[field.type]
    if field.is_sensitive:
        return False
    return row.storage in ("column", "reference") and not row.many and "eq" in row.operators


def sort_keys(reading: Reading, sort: Sequence[str]) -> list[SortKey]:
    """The wanted order, made total by the id."""
    if len(sort) > MOST_KEYS:
        raise BadRequest(
            f"最多按 {MOST_KEYS} 列排序 / At most {MOST_KEYS} columns to sort by.", field="sort"
        )
    keys: list[SortKey] = []
    for text in (*sort, "-id" if sort and sort[-1].startswith("-") else "id"):
        path = text.removeprefix("-")
        if any(key.path == path for key in keys):
            continue
        place, field = reading.find(path)
        if not _is_sortable(field):
            raise BadRequest(
                f"{path} 不能用于排序 / {path} cannot be sorted by.",
                field="sort",
                code="not_sortable",
            )
        for where, told in _told_by(reading, place, field):
            keys.append(_key(reading, path, where, told, descending=text.startswith("-")))
        if path == "id":
            break
    return keys


def _told_by(reading: Reading, place: Place, field: Field) -> list[tuple[Place, Field]]:
    """The columns that order a field: a ref goes by the title of what it names, not by its number."""
    if field.type != "ref":
        return [(place, field)]
    target = reading.place((*place.refs, field.name))
    names = ["username"] if target.policy is None else _title_names(target)
    found = [(target, named) for name in names if (named := field_of(target.entity, name))]
    return [
        (where, one)
        for where, one in found
        if one.type != "ref"
        and _is_sortable(one)
        and (where.policy is None or where.policy.readable(reading.actor, one.name))
    ] or [(place, field)]


def _title_names(place: Place) -> list[str]:
    return [path for _, path in pieces(place.entity.meta.title) if path and "." not in path]


def _key(reading: Reading, path: str, place: Place, field: Field, *, descending: bool) -> SortKey:
    sql, kind = reading.seen(place, field), field.type
    if kind in ("enum", "state") and _is_shuffled(place, field):
        names = values_of(place, field)
        # People order choices as the schema lists them; where that is the alphabet, the index serves.
        places = [(sql == name, number) for number, name in enumerate(names)]
        sql = case(*places, (sql.is_not(None), len(names)), else_=None)
        kind = "place"
    index = reading.add(("sort", place.refs, field.name), lambda: sql)
    return SortKey(path, kind, sql, index, descending, nullable=reading.may_be_null(place, field))
