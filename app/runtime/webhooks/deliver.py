"""Sends what is due: one job for all webhooks, a few threads in it, one webhook in one thread at a time.

So a receiver that is slow holds up itself only: neither other receivers, nor the queue of jobs, of whose places the
sending takes one. A receiver that cannot be reached is asked once a minute, however much waits for it.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from .. import clock, database, jobs
from ..accounts.users import User
from ..errors import Unauthenticated, message
from ..jobs.run import stopping
from ..writing.transaction import transaction
from . import acting, payload, signature
from .dispatch import DISPATCH, PRIORITY, SEND
from .outcome import record
from .post import Answer, NotSent, post
from .tables import WAITING, Webhook, WebhookDelivery

if TYPE_CHECKING:
    from ..context import Context

log = logging.getLogger("dougong.webhooks")

THREADS = 8
TURN_SECONDS = 30.0
"""After so long the job gives its place back and asks for another one."""
AGENT = "Dougong-Webhooks/1"


@jobs.schedule(
    "webhooks.minute",
    label=message(zh="检查待推送的变更", en="Look for webhooks that are due"),
    cron="20 * * * * *",
    priority=PRIORITY,
)
def minute(ctx: Context) -> None:
    """What waited for its next attempt, and what nobody was told of: two looks at an index when there is nothing."""
    if ctx.session.scalar(select(exists().where(Webhook.user_id == User.id, acting.is_followed()))):
        jobs.ask_again(ctx, DISPATCH, key="sealed")
        if _due(clock.now()):
            jobs.ask_again(ctx, SEND, key="due")


@jobs.job(
    SEND,
    label=message(zh="推送变更", en="Send webhooks"),
    atomic=False,
    lock=SEND,
    priority=PRIORITY,
)
def send(ctx: Context) -> None:
    """Until nothing is due, or its turn is over."""
    until = time.monotonic() + TURN_SECONDS
    at_work: dict[Future[Answer | None], tuple[int, int, str]] = {}
    served: Counter[int] = Counter()
    with ThreadPoolExecutor(THREADS, "dougong-webhooks") as pool:
        while True:
            goes_on = not stopping.is_set() and time.monotonic() < until
            if goes_on:
                busy = {webhook for webhook, *_ in at_work.values()}
                # Whoever has had least is next, so that much for one leaves a thread for the others.
                for due in sorted(_due(clock.now()), key=lambda d: served[d[0]]):
                    webhook, delivery, _ = due
                    if webhook not in busy and len(at_work) < THREADS:
                        at_work[pool.submit(_attempt, delivery)] = due
                        served[webhook] += 1
            if not at_work:
                break
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                _, delivery, message = at_work.pop(future)
                record(ctx, delivery, message, _outcome(future, delivery), clock.now())
    if not goes_on and _due(clock.now()):
        with transaction(ctx):
            jobs.enqueue(ctx, SEND)


def _outcome(future: Future[Answer | None], delivery: int) -> Answer | NotSent | None:
    """The answer. Whatever goes wrong with one message is written down and stops no other."""
    problem = future.exception()
    if problem is None or isinstance(problem, NotSent):
        return problem or future.result()
    log.error("delivery %s could not be written or sent", delivery, exc_info=problem)
    return NotSent(
        "消息无法生成，原因见服务器日志 / The message could not be written; the server's log says why."
    )


def _due(now: dt.datetime) -> list[tuple[int, int, str]]:
    """(webhook, the delivery that has waited longest, its message): one look at an index for each webhook."""
    rested = Webhook.resting_until.is_(None) | (Webhook.resting_until <= now)
    first = (
        select(WebhookDelivery.id)
        .where(
            WebhookDelivery.webhook_id == Webhook.id,
            WebhookDelivery.state == WAITING,
            WebhookDelivery.next_at <= now,
        )
        .order_by(WebhookDelivery.next_at, WebhookDelivery.id)
        .limit(1)
        .correlate(Webhook)
        .scalar_subquery()
    )
    with database.current().read_session() as session:
        found = session.execute(
            select(Webhook.id, first)
            .join(User, User.id == Webhook.user_id)
            .where(acting.is_followed(), rested)
            .order_by(Webhook.id)
        )
        due = [(webhook, delivery) for webhook, delivery in found if delivery is not None]
        wanted = WebhookDelivery.id.in_([delivery for _, delivery in due])
        rows = select(WebhookDelivery.id, WebhookDelivery.message_id).where(wanted)
        messages = dict(session.execute(rows).all()) if due else {}
        return [(webhook, one, messages[one]) for webhook, one in due if one in messages]


def _attempt(delivery_id: int) -> Answer | None:
    """Send one message; None when there is nothing that its owner may be told. Raises NotSent."""
    with database.current().read_session() as session:
        row = session.get_one(WebhookDelivery, delivery_id)
        webhook = session.get_one(Webhook, row.webhook_id)
        try:
            body = payload.body(acting.owner(webhook, session), row)
        except Unauthenticated:
            raise NotSent("所有者的账号已停用 / The owner's account is disabled.") from None
        if body is None:
            return None
        headers = {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            **signature.headers(webhook, row.message_id, clock.now(), body),
        }
        url = webhook.url
    # No transaction and no snapshot is open while the receiver takes its time.
    return post(url, body, headers)
