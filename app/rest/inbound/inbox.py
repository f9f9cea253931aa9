"""Takes each event once: its row is stored in the transaction of its effect, and a repetition gets the same answer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import AppError, FieldError, StaleRecord, message
from app.runtime.system import WebhookInbox
from app.runtime.writing.transaction import ATTEMPTS, repeated

KEPT = dt.timedelta(days=90)
"""Longer than any sender tries again."""

Answer = Mapping[str, Any]


class EventIdReused(AppError):
    """409: another body came under this id before."""

    def __init__(self) -> None:
        told = message(
            zh="此 webhook-id 已用于另一个事件，请为每个事件使用新的 id",
            en="This webhook-id was used for another event; every event needs an id of its own.",
        )
        super().__init__(
            told, [FieldError("webhook-id", "event_id_reused", told)], 409, "event_id_reused"
        )


class _TakenBefore(Exception):
    """The event is there: nothing is to be done."""


def once(
    ctx: Context, provider: str, event_id: str, body: bytes, act: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Run `act` for a new event; (answer, whether it was there before).

    A refusal undoes everything, the row too: a sender that corrects its event may send it under the same id.
    Raises EventIdReused, or what `act` raises.
    """
    digest = hashlib.sha256(body).hexdigest()

    def take() -> Answer:
        with records.writing(ctx):
            _claim(ctx, provider, event_id, digest)
            answer = act()
            ctx.session.execute(
                update(WebhookInbox).where(*_is(provider, event_id)).values(answer=dict(answer))
            )
        return answer

    for attempt in range(1, ATTEMPTS + 1):
        try:
            return repeated(ctx, take), False
        except _TakenBefore:
            return _known(ctx, provider, event_id, digest), True
        except StaleRecord:
            # Two events of one record at the same moment: the other one was first, so look again.
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _is(provider: str, event_id: str) -> tuple[Any, ...]:
    return WebhookInbox.provider == provider, WebhookInbox.event_id == event_id


def _claim(ctx: Context, provider: str, event_id: str, digest: str) -> None:
    """Store the event inside the open write; a rival that came first makes this wait, then give way."""
    session = ctx.session
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    dialect = postgresql if on_postgresql else sqlite
    values = {
        "provider": provider,
        "event_id": event_id,
        "digest": digest,
        "received_at": ctx.now,
    }
    statement = dialect.insert(WebhookInbox).values(values).on_conflict_do_nothing()
    if session.execute(statement.returning(WebhookInbox.id)).first() is None:
        raise _TakenBefore


def _known(ctx: Context, provider: str, event_id: str, digest: str) -> Answer:
    """The answer that the event got when it came first."""
    # The reader may have started before the other request committed: a fresh look needs a fresh snapshot.
    ctx.session.rollback()
    row = ctx.session.execute(
        select(WebhookInbox.digest, WebhookInbox.answer).where(*_is(provider, event_id))
    ).one()
    if row.digest != digest:
        raise EventIdReused
    return dict(row.answer or {})


@jobs.schedule(
    "webhooks.purge",
    label=message(zh="清理已收到的外部事件", en="Forget old events from other systems"),
    cron="0 27 3 * * *",
)
def purge(ctx: Context) -> None:
    """Forget events taken long ago."""
    ctx.session.execute(delete(WebhookInbox).where(WebhookInbox.received_at < ctx.now - KEPT))
