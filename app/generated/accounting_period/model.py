"""会计期间 Accounting period: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eb30f15747f5646998d77666b6d9cf1f35f79c139460343a26d0b2e5d62f6249

from __future__ import annotations

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Date, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

AccountingPeriodState = Literal["future", "open", "closing", "closed"]
AccountingPeriodTransition = Literal["open", "prepare", "start_close", "abort", "close"]


class AccountingPeriod(Entity):
    """会计期间 Accounting period (3.2)."""

    __tablename__ = "accounting_period"
    __table_args__ = (
        Index(
            "uq_accounting_period_period",
            "period",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_accounting_period_state_period", "state", "period"),
        Index("ix_accounting_period_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AccountingPeriod",
        module="fin",
        label=label(zh="会计期间", en="Accounting period"),
        title="{period}",
        process="3.2",
    )

    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="期间",
            en="Period",
            required=True,
            unique=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    starts_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="开始", en="Starts", required=True, readonly=True)
    )
    ends_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="结束", en="Ends", required=True, readonly=True)
    )
    vouchers: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="凭证数", en="Vouchers", readonly=True, default=0)
    )
    checks: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="结账检查", en="Checks", readonly=True)
    )
    checked_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="检查时间", en="Checked", readonly=True)
    )
    closed_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="结账时间", en="Closed", readonly=True)
    )
    balance_digest: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="余额表摘要", en="Digest of the balances", readonly=True, max=64),
    )
    state: Mapped[AccountingPeriodState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


accounting_period_hooks = EntityHooks[AccountingPeriod, AccountingPeriodTransition](
    AccountingPeriod, transitions=("open", "prepare", "start_close", "abort", "close")
)
