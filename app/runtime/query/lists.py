"""A page of rows and grouped counts: one statement each, whatever the columns, roles and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, literal, select

from .. import database
from .. import search as searching
from ..errors import BadRequest
from ..field_types import FIELD_TYPES
from .cells import Cells
from .conditions import apply
from .paging import SortKey, after, encode
from .reading import Reading, Row

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..filters import Filter

CAP = 10_000
"""Counts are exact up to here; beyond, a person wants to know "many", not to wait."""
MOST_ROWS = 1_000
Count = Literal["exact", "estimated", "none", "capped"]


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the cursor of the following page or None. `count_kind`: exact, at_least or none."""

    items: list[Row]
    next: str | None
    count: int | None
    count_kind: Literal["exact", "at_least", "none"]


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
    within: Any = None,
) -> Page:
    """The rows that the reader may see, in a stable order. Raises BadRequest for what cannot be asked.

    `within`: a further SQL condition of the caller's own (a parent's rows). count: "capped" and "estimated" are
    exact up to 10,000; "exact" always.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise BadRequest(f"limit 须为 1 至 {MOST_ROWS} / limit is 1 to {MOST_ROWS}.", field="limit")
    reading = _filtered(ctx, entity, where, search, within)
    counted, kind = _count(ctx, reading, count)
    cells = Cells(reading, columns)
    keys = _sort_keys(reading, sort)
    statement = reading.statement().order_by(*[key.order for key in keys]).limit(limit + 1)
    if cursor:
        nulls_first = database.current().is_sqlite
        statement = statement.where(after(keys, cursor, nulls_first=nulls_first))
    found = ctx.session.execute(statement).all()
    following = encode(keys, found[limit - 1]) if len(found) > limit else None
    return Page(cells.rows(ctx.session, found[:limit]), following, counted, kind)


def counts(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> dict[Any, int]:
    """value of `by` → number of rows that the reader may see; the sum is their total."""
    reading = _filtered(ctx, entity, where, search, None)
    column = reading.seen(*reading.find(by))
    statement = reading.statement(column, func.count()).group_by(column)
    return {value: int(number) for value, number in ctx.session.execute(statement)}


def may_sort(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may be ordered by this column."""
    try:
        _, field = Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return False
    return _is_sortable(field.type)


def _is_sortable(kind: str) -> bool:
    row = FIELD_TYPES[kind]
    return row.storage in ("column", "reference") and not row.many and "eq" in row.operators


def _filtered(
    ctx: Context, entity: type[Entity], where: Sequence[Filter], search: str | None, within: Any
) -> Reading:
    reading = Reading(ctx.judge, entity)
    reading.where(within)
    apply(reading, list(where))
    if search and search.strip():
        reading.where(searching.match(entity, search, ctx.judge))
    return reading


def _count(
    ctx: Context, reading: Reading, count: Count
) -> tuple[int | None, Literal["exact", "at_least", "none"]]:
    if count == "none":
        return None, "none"
    if count == "exact":
        return int(ctx.session.scalar(reading.statement(func.count())) or 0), "exact"
    inner = reading.statement(literal(1)).limit(CAP + 1).subquery()
    number = int(ctx.session.scalar(select(func.count()).select_from(inner)) or 0)
    return (number, "exact") if number <= CAP else (CAP, "at_least")


def _sort_keys(reading: Reading, sort: Sequence[str]) -> list[SortKey]:
    """The wanted order, made total by the id."""
    keys: list[SortKey] = []
    for text in dict.fromkeys((*sort, "-id" if sort and sort[-1].startswith("-") else "id")):
        path = text.removeprefix("-")
        if any(key.path == path for key in keys):
            continue
        place, field = reading.find(path)
        if not _is_sortable(field.type):
            raise BadRequest(
                f"{path} 不能用于排序 / {path} cannot be sorted by.",
                field="sort",
                code="not_sortable",
            )
        seen = reading.seen(place, field)
        index = reading.add(("sort", place.refs, field.name), lambda seen=seen: seen)
        keys.append(SortKey(path, field, seen, text.startswith("-"), index))
    return keys
