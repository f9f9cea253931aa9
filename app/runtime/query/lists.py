"""A page of rows and grouped counts: the same few statements whatever the columns, roles and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import case, func, literal, select, union_all

from .. import registry
from .. import search as searching
from ..errors import BadRequest, Forbidden
from ..field import Field
from ..field_types import FIELD_TYPES, column_name
from .cells import Cells
from .conditions import apply
from .paging import SortKey, cut
from .reading import Place, Reading, Row, field_of
from .titles import pieces

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..filters import Filter

CAP = 10_000
"""Counts are exact up to here; beyond, a person wants to know "many", not to wait."""
MOST_ROWS = 1_000
MOST_KEYS = 8
Count = Literal["exact", "estimated", "none", "capped"]
Kind = Literal["exact", "at_least", "none"]


@dataclass(frozen=True, slots=True)
class Page:
    """`next` and `previous` are cursors or None. `count_kind`: exact, at_least or none."""

    items: list[Row]
    next: str | None
    previous: str | None
    count: int | None
    count_kind: Kind


def rows(
    ctx: Context,
    entity: type[Entity],
    *,
    where: Sequence[Filter] = (),
    columns: Iterable[str] = ("title",),
    sort: Sequence[str] = (),
    limit: int = 50,
    cursor: str | None = None,
    count: Count = "none",
    search: str | None = None,
    action: str = "read",
    within: Any = None,
) -> Page:
    """The rows that the reader may see, in a stable order. Raises BadRequest for what cannot be asked.

    Forbidden, when it cannot be asked because no role of the reader opens any row of the entity.

    `action`: only rows on which he may do this too (export). `within`: a further SQL condition of the caller's own
    (a parent's rows). count: "capped" and "estimated" are exact up to 10,000; "exact" always.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise BadRequest(f"limit 须为 1 至 {MOST_ROWS} / limit is 1 to {MOST_ROWS}.", field="limit")
    try:
        reading = _filtered(ctx, entity, where, search, within, action)
        cells = Cells(reading, columns)
        keys = _sort_keys(reading, sort)
    except BadRequest:
        _refuse_stranger(ctx, entity)
        raise
    counted, kind = _count(ctx, reading, count)
    found = cut(ctx.session, reading.statement(), keys, limit=limit, cursor=cursor)
    items = cells.rows(ctx.session, found.rows)
    return Page(items, found.next, found.previous, counted, kind)


def _refuse_stranger(ctx: Context, entity: type[Entity]) -> None:
    """Whoever may read nothing here is told so, not that the fields of the page are unknown."""
    decision = registry.current().entity(entity).policy.may(ctx.judge, "read")
    if decision.reason is not None:
        raise Forbidden(decision.reason)


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
    reading = _filtered(ctx, entity, where, search, None, "read")
    place, field = reading.find(by)
    values = _values(place, field)
    column = reading.seen(place, field)
    some = reading.statement(column.label("value")).limit(CAP + 1).subquery()
    grouped = select(some.c.value, func.count()).group_by(some.c.value)
    found = {value: int(number) for value, number in ctx.session.execute(grouped)}
    if sum(found.values()) <= CAP:
        return found
    parts = []
    for place_, value in enumerate(values):
        one = reading.statement(literal(1)).where(column == value).limit(CAP + 1).subquery()
        parts.append(
            select(literal(place_), select(func.count()).select_from(one).scalar_subquery())
        )
    numbers = ctx.session.execute(union_all(*parts))
    return {values[i]: min(int(number), CAP) for i, number in numbers if number}


def _values(place: Place, field: Field) -> list[Any]:
    if field.is_sensitive:
        raise BadRequest(
            f"{field.name} 是敏感信息，不能用于分组计数 / {field.name} is sensitive and cannot be counted by.",
            field=field.name,
            code="not_countable",
        )
    if field.type == "state":
        workflow = registry.current().entity(place.entity).workflow
        return list(workflow.states) if workflow is not None else []
    if field.type == "enum" and field.enum is not None:
        return field.enum.names
    if field.type == "bool":
        return [True, False]
    raise BadRequest(
        f"{field.name} 不能用于分组计数 / {field.name} cannot be counted by.",
        field=field.name,
        code="not_countable",
    )


def may_read(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may show this column to the reader: every ref on the way and the field itself."""
    try:
        Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return path == "title"
    return True


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
    names = _values(place, field)
    return names != sorted(names)


def _is_sortable(field: Field) -> bool:
    row = FIELD_TYPES[field.type]
    if field.is_sensitive:
        return False
    return row.storage in ("column", "reference") and not row.many and "eq" in row.operators


def _filtered(
    ctx: Context,
    entity: type[Entity],
    where: Sequence[Filter],
    search: str | None,
    within: Any,
    action: str,
) -> Reading:
    reading = Reading(ctx.judge, entity)
    if action != "read":
        reading.where(reading.policy.rows(ctx.judge, action))
    reading.where(within)
    apply(reading, list(where))
    if search and search.strip():
        reading.where(searching.match(entity, search, ctx.judge))
    return reading


def _count(ctx: Context, reading: Reading, count: Count) -> tuple[int | None, Kind]:
    if count == "none":
        return None, "none"
    if count == "exact":
        return int(ctx.session.scalar(reading.statement(func.count())) or 0), "exact"
    inner = reading.statement(literal(1)).limit(CAP + 1).subquery()
    number = int(ctx.session.scalar(select(func.count()).select_from(inner)) or 0)
    return (number, "exact") if number <= CAP else (CAP, "at_least")


# -- the order ----------------------------------------------------------------------------------------


def _sort_keys(reading: Reading, sort: Sequence[str]) -> list[SortKey]:
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
        names = _values(place, field)
        # People order choices as the schema lists them; where that is the alphabet, the index serves.
        places = [(sql == name, number) for number, name in enumerate(names)]
        sql = case(*places, (sql.is_not(None), len(names)), else_=None)
        kind = "place"
    index = reading.add(("sort", place.refs, field.name), lambda: sql)
    return SortKey(path, kind, sql, index, descending, nullable=reading.may_be_null(place, field))
