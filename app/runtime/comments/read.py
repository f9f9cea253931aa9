"""Comments of a record, the newest first, for who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import query, registry
from ..access.staff import is_staff
from ..accounts.users import User
from ..errors import NotFound
from ..query.titles import person
from .access import may_read
from .tables import Comment

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row, Select

    from ..context import Actor, Context
    from ..entity import Entity

MOST_ROWS = 10_000
"""Of one entity in a handout."""


@dataclass(frozen=True, slots=True)
class Said:
    """A comment and the name of who wrote it."""

    comment: Comment
    author: str


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the `before` of the page that follows, or None."""

    items: list[Said]
    next: int | None


def page(
    ctx: Context, entity: type[Entity], id: int, *, limit: int, before: int | None = None
) -> Page:
    """Two statements. Raises NotFound for who may not see the record or takes no part."""
    found = _of(ctx, entity, id)
    if before is not None:
        found = found.where(Comment.id < before)
    rows = ctx.session.execute(found.order_by(Comment.id.desc()).limit(limit + 1)).all()
    items = [_said(row) for row in rows[:limit]]
    return Page(items, items[-1].comment.id if len(rows) > limit else None)


def one(ctx: Context, entity: type[Entity], id: int, comment_id: int) -> Said:
    """Raises NotFound."""
    row = ctx.session.execute(_of(ctx, entity, id).where(Comment.id == comment_id)).first()
    if row is None:
        raise NotFound
    return _said(row)


def of_rows(ctx: Context, entity: type[Entity], within: ColumnElement[bool]) -> list[Said]:
    """Comments on the rows `within` that the reader may see, the oldest first, without those that were taken back."""
    policy = registry.current().entity(entity).policy
    if not may_read(ctx.judge, entity) or not policy.rows_possible(ctx.judge):
        return []
    rows = policy.rows(ctx.judge, "read")
    ids = select(entity.id).where(within, entity.deleted_at.is_(None))
    ids = ids if rows is None else ids.where(rows)
    found = (
        _all(ctx.judge)
        .where(Comment.entity == entity.key(), Comment.record_id.in_(ids))
        .where(Comment.deleted_at.is_(None))
    )
    return [_said(row) for row in ctx.session.execute(found.order_by(Comment.id).limit(MOST_ROWS))]


def _of(ctx: Context, entity: type[Entity], id: int) -> Select[tuple[Comment, str, str, str]]:
    if not may_read(ctx.actor, entity):
        raise NotFound
    query.get(ctx, entity, id, columns=["id"])
    return _all(ctx.actor).where(Comment.entity == entity.key(), Comment.record_id == id)


def _all(reader: Actor) -> Select[tuple[Comment, str, str, str]]:
    """With the names of their authors; of who is not one of the staff those that are shown in the portal."""
    found = select(Comment, User.first_name, User.last_name, User.username).join(
        User, User.id == Comment.author_id
    )
    return found if is_staff(reader) else found.where(Comment.in_portal.is_(True))


def _said(row: Row[Any]) -> Said:
    return Said(row.Comment, person(row.first_name, row.last_name, row.username))
