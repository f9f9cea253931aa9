"""What left the application, and what each person wants of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, PrimaryKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class Delivery(SystemTable):
    """One message on one channel: once, whoever asks again. The job that sends it holds the attempts."""

    __tablename__ = "sys_delivery"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_delivery"),
        UniqueConstraint("notification_id", "channel", name="uq_sys_delivery_channel"),
        Index("ix_sys_delivery_held", "recipient_id", "channel", "hold_until"),
    )
    id: Mapped[int] = mapped_column(Key)
    notification_id: Mapped[int] = mapped_column(
        ForeignKey("sys_notification.id", name="fk_sys_delivery_notification_id")
    )
    recipient_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_delivery_recipient_id")
    )
    channel: Mapped[str] = mapped_column(String(20))
    idempotency_key: Mapped[str] = mapped_column(String(36))
    """Goes along with every attempt, so that a receiver can tell a repetition."""
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    """waiting, held (quiet hours), sent, failed (the last attempt), dropped (nobody wants it any more)."""
    hold_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class NotificationChoice(SystemTable):
    """What one person chose; who chose nothing has no row."""

    __tablename__ = "sys_notification_choice"
    __table_args__ = (PrimaryKeyConstraint("user_id", name="pk_sys_notification_choice"),)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_notification_choice_user_id")
    )
    channels: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    """Kind of message → channels; a kind that is missing follows the defaults of the roles."""
    addresses: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Channel → where the person is found there, when it is not the account's e-mail."""
    language: Mapped[str | None] = mapped_column(String(8))
    timezone: Mapped[str | None] = mapped_column(String(64))
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
