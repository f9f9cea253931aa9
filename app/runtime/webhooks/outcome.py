"""What becomes of a delivery after an attempt, and of a webhook whose receiver fails for days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .. import audit, notify
from ..errors import message
from ..writing.transaction import transaction
from .post import Answer, NotSent
from .tables import ACTIVE, DEAD, DISABLED, DROPPED, SENT, WAITING, Webhook, WebhookDelivery

if TYPE_CHECKING:
    from ..context import Context

KEY = Webhook.__tablename__
"""Under this name webhooks stand in the audit log."""
MINUTES = (1, 2, 4, 8, 16, 32, 64)
"""How long after each failure the next attempt is made; after the last one the message is given up."""
REST = dt.timedelta(minutes=1)
LONGEST_REST = dt.timedelta(hours=1)
GIVE_UP = dt.timedelta(days=5)
"""A receiver that has taken nothing for so long is not called any more."""
NOBODY = (429, 502, 503, 504)
"""Answers for a receiver that is away or overwhelmed."""
GONE, FAILING = "gone", "failing"
WORDS = {
    GONE: message(zh="接收方答复 410（已不存在）", en="the receiver answered 410 (gone)"),
    FAILING: message(
        zh=f"接收方已连续 {GIVE_UP.days} 天未成功接收",
        en=f"the receiver has taken nothing for {GIVE_UP.days} days",
    ),
}
MESSAGE = "webhook.disabled"

notify.kind("webhook", zh="回调", en="Webhooks")
notify.template(
    MESSAGE,
    zh="回调“{called}”已停用：{zh}。修复后可在“回调”页面或 REST 中重新启用。",
    en="The webhook “{called}” was disabled: {en}. When the receiver works again, resume it on the Webhooks page or by REST.",
    title=message(zh="一个回调已停用", en="A webhook was disabled"),
)


def record(
    ctx: Context,
    delivery_id: int,
    message_id: str,
    answer: Answer | NotSent | None,
    now: dt.datetime,
) -> None:
    """Write down one attempt; None: there was nothing to tell. What was deleted or settled meanwhile stays as it is:
    also where SQLite has given the number of a deleted delivery to another message.
    """
    with transaction(ctx) as session:
        row = session.get(WebhookDelivery, delivery_id, with_for_update=True)
        if row is None or row.message_id != message_id or row.state != WAITING:
            return
        if answer is None:
            _end(row, DROPPED, now)
            return
        webhook = session.get_one(Webhook, row.webhook_id, with_for_update=True)
        row.attempts += 1
        row.status = answer.status if isinstance(answer, Answer) else None
        row.error = str(answer)[:200] if isinstance(answer, NotSent) else None
        if row.status is not None and 200 <= row.status < 300:
            _end(row, SENT, now)
            webhook.failing_since = webhook.resting_until = None
            return
        _failed(ctx, webhook, row, answer, now)


def _failed(
    ctx: Context, webhook: Webhook, row: WebhookDelivery, answer: Answer | NotSent, now: dt.datetime
) -> None:
    webhook.failing_since = webhook.failing_since or now
    if row.status == 410:
        _end(row, DEAD, now)
        _disable(ctx, webhook, GONE)
        return
    if row.attempts > len(MINUTES):
        _end(row, DEAD, now)
    else:
        row.next_at = now + dt.timedelta(minutes=MINUTES[row.attempts - 1])
    webhook.resting_until = _rest(answer, now)
    if webhook.failing_since <= now - GIVE_UP:
        _disable(ctx, webhook, FAILING)


def _rest(answer: Answer | NotSent, now: dt.datetime) -> dt.datetime | None:
    """Whom nobody answers for is not called for every message; who asks for a break gets it."""
    if isinstance(answer, NotSent):
        return now + REST
    if answer.retry_after is not None and answer.status in (429, 503):
        return now + min(dt.timedelta(seconds=answer.retry_after), LONGEST_REST)
    return now + REST if answer.status in NOBODY else None


def _end(row: WebhookDelivery, state: str, now: dt.datetime) -> None:
    row.state, row.finished_at = state, now


def _disable(ctx: Context, webhook: Webhook, why: str) -> None:
    if webhook.state != ACTIVE:
        return
    webhook.state, webhook.why = DISABLED, why
    audit.log(ctx, "disable", KEY, webhook.id, {"state": [ACTIVE, DISABLED], "why": [None, why]})
    said = WORDS[why]
    notify.send(
        ctx, [webhook.user_id], MESSAGE, called=webhook.name,
        zh=said.in_language("zh"), en=said.in_language("en"),
    )  # fmt: skip
