"""What a person finds in the application: his messages, read and unread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from ..system import Notification
from ..viewing import reading_only
from ..writing.transaction import transaction
from . import templates

if TYPE_CHECKING:
    from ..context import Context


def text(row: Notification, language: str) -> str:
    """What a message says; the name of a template that is gone stands for itself."""
    return templates.text(row.template, row.params, language)


def inbox(
    ctx: Context,
    *,
    unread: bool = False,
    kind: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[Notification]:
    """The messages of the person who asks, the newest first; of one kind, and older than message `before`, if given."""
    statement = select(Notification).where(Notification.recipient_id == ctx.actor.id)
    if unread:
        statement = statement.where(Notification.read_at.is_(None))
    if kind:
        statement = statement.where(Notification.template.startswith(f"{kind}.", autoescape=True))
    if before is not None:
        statement = statement.where(Notification.id < before)
    return list(ctx.session.scalars(statement.order_by(Notification.id.desc()).limit(limit)))


def unread_count(ctx: Context, *, most: int | None = None) -> int:
    """How many messages the person has not read; `most`: counted up to there, whatever lies unread."""
    unread = select(Notification.id).where(
        Notification.recipient_id == ctx.actor.id, Notification.read_at.is_(None)
    )
    some = (unread if most is None else unread.limit(most)).subquery()
    return int(ctx.session.scalar(select(func.count()).select_from(some)) or 0)


def mark_read(ctx: Context, ids: Iterable[int] | None = None) -> None:
    """Mark messages (None: all) of the person who asks as read; others' are not touched."""
    statement = update(Notification).where(
        Notification.recipient_id == ctx.actor.id, Notification.read_at.is_(None)
    )
    if ids is not None:
        statement = statement.where(Notification.id.in_(list(ids)))
    if reading_only.is_on():
        # Whoever looks through his eyes has not read it for him.
        return
    with transaction(ctx) as session:
        session.execute(statement.values(read_at=ctx.now))
