"""现金日结 Daily cash count: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c0b75009785b372ff54d91e9dde17bc7a1a011ab0aa0f93014ba282d8f19f9c9

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..project.model import Project
    from ..voucher.model import Voucher

CashCountState = Literal["draft", "submitted", "checked"]
CashCountTransition = Literal["submit", "check", "send_back"]


class CashCount(Entity):
    """现金日结 Daily cash count (3.1)."""

    __tablename__ = "cash_count"
    __table_args__ = (
        Index(
            "uq_cash_count_project_on",
            "project_id",
            "on",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_cash_count_on", "on"),
        Index("ix_cash_count_state_on", "state", "on"),
        Index("ix_cash_count_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="CashCount",
        module="fee",
        label=label(zh="现金日结", en="Daily cash count"),
        title="{project.name} {on}",
        process="3.1",
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_cash_count_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="日期",
            en="Date",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    opening: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="上日结存", en="Brought forward", readonly=True)
    )
    received: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本日收", en="Received", readonly=True)
    )
    refunded: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本日退", en="Refunded", readonly=True)
    )
    banked: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="存银行", en="Banked", default=0, min=0)
    )
    expected: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="应存", en="Expected", readonly=True)
    )
    counted: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="实点", en="Counted", required=True, min=0)
    )
    difference: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="差额",
            en="Difference",
            formula=expression(
                "counted - expected", ["sub", ["field", "counted"], ["field", "expected"]]
            ),
        ),
    )
    reason: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="差额说明", en="About the difference", max=200)
    )
    payments: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="收款笔数", en="Payments", readonly=True)
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_cash_count_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[CashCountState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


cash_count_hooks = EntityHooks[CashCount, CashCountTransition](
    CashCount, transitions=("submit", "check", "send_back")
)
