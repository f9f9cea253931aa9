"""Who wants which report by itself, and when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from ..system import Key, SystemTable
from ..types import UtcDateTime


class ReportSubscription(SystemTable):
    """One report for one person, on every day, on a day of every week, or on a day of every month."""

    __tablename__ = "sys_report_subscription"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_sys_report_subscription"),
        Index("ix_sys_report_subscription_next_at", "next_at"),
        Index("ix_sys_report_subscription_user_id", "user_id", "id"),
    )
    id: Mapped[int] = mapped_column(Key)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_sys_report_subscription_user_id")
    )
    report: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[list[list[str]]] = mapped_column(JSON)
    """The further filters, as pairs."""
    every: Mapped[str] = mapped_column(String(8))
    """day, week or month."""
    day: Mapped[int] = mapped_column(Integer)
    """Of the week (1 is Monday) or of the month; 1 for every day."""
    at: Mapped[str] = mapped_column(String(5))
    """The time of day, 08:00, in the application's time zone."""
    by_mail: Mapped[bool] = mapped_column(Boolean)
    next_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
