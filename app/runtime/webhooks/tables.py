"""Who wants to be told what and where, and every message to them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime

ACTIVE, PAUSED, DISABLED = "active", "paused", "disabled"
WAITING, SENT, DEAD, DROPPED = "waiting", "sent", "dead", "dropped"


class Webhook(SystemTable):
    """One subscription. It sees what its owner may see, and stops with the owner's account."""

    __tablename__ = "sys_webhook"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_webhook"),
        UniqueConstraint("user_id", "name", name="uq_sys_webhook_name"),
    )
    id: Mapped[int] = mapped_column(Key)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", name="fk_sys_webhook_user_id"))
    client_id: Mapped[int | None] = mapped_column(
        ForeignKey("sys_api_client.id", name="fk_sys_webhook_client_id")
    )
    """The program that subscribed, whose scopes narrow what is told."""
    name: Mapped[str] = mapped_column(String(80))
    url: Mapped[str] = mapped_column(String(500))
    events: Mapped[list[str]] = mapped_column(JSON)
    """`work_order.created`, `work_order.transition.assign`, `customer.*`."""
    state: Mapped[str] = mapped_column(String(12), default=ACTIVE)
    """active, paused (by people) or disabled (by the system)."""
    why: Mapped[str | None] = mapped_column(String(20))
    """Why it is disabled: `gone` (the receiver said 410) or `failing`."""
    secret: Mapped[str | None] = mapped_column(Text)
    """Under DATA_KEYS, like `old_secret`, which signs as well until `old_until`."""
    old_secret: Mapped[str | None] = mapped_column(Text)
    old_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    cursor: Mapped[str] = mapped_column(String(60))
    """Up to where in the change feed it was looked."""
    failing_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """The first failure after the last success."""
    resting_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """The receiver did not answer, or asked for a break: nothing is sent before."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class WebhookDelivery(SystemTable):
    """One message to one webhook; every attempt and replay carries the same `message_id`."""

    __tablename__ = "sys_webhook_delivery"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_webhook_delivery"),
        # Ping has no place in the feed.
        UniqueConstraint("webhook_id", "seq", "record_id", name="uq_sys_webhook_delivery_event"),
        Index(
            "ix_sys_webhook_delivery_due",
            "webhook_id",
            "next_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_sys_webhook_delivery_listed", "webhook_id", "id"),
        Index("ix_sys_webhook_delivery_state", "state", "id"),
        Index("ix_sys_webhook_delivery_created_at", "created_at"),
    )
    id: Mapped[int] = mapped_column(Key)
    webhook_id: Mapped[int] = mapped_column(
        ForeignKey("sys_webhook.id", name="fk_sys_webhook_delivery_webhook_id")
    )
    message_id: Mapped[str] = mapped_column(String(40))
    event: Mapped[str] = mapped_column(String(100))
    entity: Mapped[str | None] = mapped_column(String(40))
    record_id: Mapped[int | None] = mapped_column(BigInteger)
    seq: Mapped[int | None] = mapped_column(BigInteger)
    """The place in the change feed."""
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    """When it happened."""
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    """waiting, sent, dead (given up), or dropped (the record was no longer the owner's to see)."""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    status: Mapped[int | None] = mapped_column(Integer)
    """What the receiver answered last."""
    error: Mapped[str | None] = mapped_column(String(200))
    """Why there was no answer, in both languages."""
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
