"""From the change feed to deliveries: each webhook goes on from its own place, in the transaction that moves it."""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from .. import context, feed, jobs
from ..accounts.users import User
from ..audit import seal
from ..errors import message
from ..feed.entries import by_key
from ..writing.transaction import transaction
from . import acting, events
from .tables import WAITING, Webhook, WebhookDelivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..context import Context

log = logging.getLogger("dougong.webhooks")

DISPATCH, FOLLOW, SEND = "webhooks.dispatch", "webhooks.follow", "webhooks.send"
PRIORITY = 7
"""After what people wait for."""


@seal.on_sealed
def wake() -> None:
    """Something was sealed: look for whom, when there is any webhook."""
    with context.system() as ctx:
        if not ctx.session.scalar(
            select(exists().where(Webhook.user_id == User.id, acting.is_followed()))
        ):
            return
        with transaction(ctx):
            jobs.ask_again(ctx, DISPATCH, key="sealed")


@jobs.job(
    DISPATCH,
    label=message(zh="整理待推送的变更", en="Gather changes for webhooks"),
    lock=DISPATCH,
    priority=PRIORITY,
)
def dispatch(ctx: Context) -> None:
    """One page of the feed for every webhook that is behind; asks for itself again while there is more."""
    head = feed.head(ctx.session)
    rows = ctx.session.scalars(
        select(Webhook)
        .join(User, User.id == Webhook.user_id)
        .where(acting.is_followed(), Webhook.cursor != str(head))
        .order_by(Webhook.id)
        .with_for_update(of=Webhook)
    ).all()
    _go_on(ctx, [_alone(ctx, row) for row in rows])


@jobs.job(
    FOLLOW,
    label=message(zh="为推送补齐变更", en="Catch up a webhook"),
    lock=DISPATCH,
    priority=PRIORITY,
)
def follow(ctx: Context, webhook: int) -> None:
    """One webhook that could not be followed beside the others: here its error is seen, and it is tried again."""
    row = ctx.session.get(Webhook, webhook, with_for_update=True)
    if row is not None:
        _go_on(ctx, [_follow(ctx, row)])


def _go_on(ctx: Context, done: Sequence[tuple[bool, bool]]) -> None:
    if any(more for more, _ in done):
        jobs.enqueue(ctx, DISPATCH)
    if any(made for _, made in done):
        jobs.ask_again(ctx, SEND, key="due")


def _alone(ctx: Context, row: Webhook) -> tuple[bool, bool]:
    """Rules of one owner that fail (they are hand-written) must not keep the others waiting."""
    id, place = row.id, row.cursor
    try:
        with transaction(ctx):
            return _follow(ctx, row)
    except SQLAlchemyError:
        # The database, not this owner.
        raise
    except Exception:
        log.exception("webhook %s cannot be followed", id)
        jobs.enqueue(ctx, FOLLOW, key=f"{id} {place}", webhook=id)
        return False, False


def _follow(ctx: Context, row: Webhook) -> tuple[bool, bool]:
    """Deliveries of the next page; whether there is more, and whether there are any. What the owner may not see
    leaves no trace.
    """
    entities = events.entities(row.events, by_key())
    try:
        since = feed.Cursor.parse(row.cursor)
        page = feed.read(acting.owner(row, ctx.session), entities, since, limit=feed.LARGEST)
    except feed.BadCursor:
        # Nobody writes this column but us; still, one webhook must not stop the others.
        log.error("webhook %s has lost its place and goes on at the end of the feed", row.id)
        row.cursor = str(feed.head(ctx.session))
        return False, False
    row.cursor = str(page.next)
    return page.more, _store(ctx, row, page.items)


def _store(ctx: Context, row: Webhook, changes: Sequence[feed.Change]) -> bool:
    named = [(events.name_of(change), change) for change in changes]
    found = [
        {
            "webhook_id": row.id, "message_id": new_message_id(), "event": event,
            "entity": change.entity, "record_id": change.id, "seq": change.seq, "at": change.at,
            "state": WAITING, "attempts": 0, "next_at": ctx.now, "created_at": ctx.now,
        }
        for event, change in named
        if events.wanted(event, row.events)
    ]  # fmt: skip
    if found:
        on_postgresql = ctx.session.get_bind().dialect.name == "postgresql"
        insert = (postgresql if on_postgresql else sqlite).insert(WebhookDelivery)
        # A place that was set back tells nothing twice.
        ctx.session.execute(insert.on_conflict_do_nothing(), found)
    return bool(found)


def new_message_id() -> str:
    return f"msg_{uuid.uuid4().hex}"
