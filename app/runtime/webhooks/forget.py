"""Deliveries are kept for a month, whatever became of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from .. import jobs
from ..errors import message
from .tables import WebhookDelivery

if TYPE_CHECKING:
    from ..context import Context

KEPT = dt.timedelta(days=30)
CHUNK = 5000


@jobs.schedule(
    "webhooks.forget",
    label=message(zh="清理推送记录", en="Forget old deliveries of webhooks"),
    cron="0 33 3 * * *",
)
def forget(ctx: Context) -> None:
    """A part at a time; what is left over waits for another job."""
    old = (
        select(WebhookDelivery.id)
        .where(WebhookDelivery.created_at < ctx.now - KEPT)
        .order_by(WebhookDelivery.created_at)
        .limit(CHUNK)
    )
    found = list(ctx.session.scalars(old))
    ctx.session.execute(delete(WebhookDelivery).where(WebhookDelivery.id.in_(found)))
    if len(found) == CHUNK:
        jobs.enqueue(ctx, "webhooks.forget")
