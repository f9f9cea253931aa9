"""Records that stand below one another by a ref to their own entity: one level at a time, and the way up from a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import aliased

from .lists import Page, rows
from .question import Question
from .reading import Row

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

DEEPEST = 40
"""Steps up that are followed: where somebody has made a circle, there is an end."""


def level(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    above: int | None,
    columns: Iterable[str],
    sort: Sequence[str] = (),
    limit: int,
    cursor: str | None = None,
) -> Page:
    """The rows right below one. None: the topmost that the reader may see, for he need not see what is above them."""
    within = _top(ctx, entity, by) if above is None else _column(entity, by) == above
    return rows(ctx, entity, columns=columns, sort=sort, limit=limit, cursor=cursor, within=within)


def below(ctx: Context, entity: type[Entity], *, by: str, ids: Collection[int]) -> dict[int, int]:
    """id → how many rows stand right below it that the reader may see; an id without any is not there."""
    if not ids:
        return {}
    reading = Question(entity).reading(ctx.judge)
    column = _column(entity, by)
    statement = reading.statement(column, func.count()).where(column.in_(list(ids)))
    return {int(above): int(n) for above, n in ctx.session.execute(statement.group_by(column))}


def with_those_above(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    ids: Collection[int],
    columns: Iterable[str],
    sort: Sequence[str] = (),
    limit: int,
) -> list[Row]:
    """These rows and all that stand above them, as far as the reader may see them."""
    if not ids:
        return []
    way = _way_up(entity, by, ids)
    found = rows(
        ctx, entity, columns=columns, sort=sort, limit=limit, within=entity.id.in_(select(way.c.id))
    )
    return found.items


def all_below(
    ctx: Context, entity: type[Entity], *, by: str, ids: Collection[int], limit: int
) -> list[int]:
    """These and everything that stands below them, as far as the reader may see it; at most `limit` and one more."""
    way = (
        select(entity.id.label("id"), literal(0).label("steps"))
        .where(entity.id.in_(list(ids)))
        .cte("way", recursive=True)
    )
    lower = aliased(entity)
    way = way.union(
        select(lower.id, way.c.steps + 1).where(
            _column(lower, by) == way.c.id, way.c.steps < DEEPEST
        )
    )
    found = rows(
        ctx, entity, columns=["id"], limit=limit + 1, within=entity.id.in_(select(way.c.id))
    )
    return [int(row["id"]) for row in found.items]


def _column(entity: Any, by: str) -> Any:
    return getattr(entity, f"{by}_id")


def _top(ctx: Context, entity: type[Entity], by: str) -> Any:
    reading = Question(entity).reading(ctx.judge)
    seen = reading.statement(entity.id).subquery()
    column = _column(entity, by)
    return or_(column.is_(None), column.not_in(select(seen.c.id)))


def _way_up(entity: Any, by: str, ids: Collection[int]) -> Any:
    column = _column(entity, by)
    way = (
        select(entity.id.label("id"), column.label("above"), literal(0).label("steps"))
        .where(entity.id.in_(list(ids)))
        .cte("way", recursive=True)
    )
    upper = aliased(entity)
    return way.union(
        select(upper.id, _column(upper, by), way.c.steps + 1).where(
            upper.id == way.c.above, way.c.steps < DEEPEST
        )
    )
