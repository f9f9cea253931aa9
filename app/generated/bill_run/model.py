"""出账批次 Bill run: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24fdcd57a01b7880187eaf8d6a9d9f9e287308ad5052f3458e62cf310f72c9cb

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..bill_exception.model import BillException
    from ..fee_item.model import FeeItem
    from ..project.model import Project
    from ..voucher.model import Voucher

BillRunState = Literal["draft", "previewed", "approved", "posted", "reversed", "cancelled"]
BillRunTransition = Literal["preview", "recalc", "approve", "post", "outdated", "reverse", "cancel"]


class BillRun(Entity):
    """出账批次 Bill run (3.1)."""

    __tablename__ = "bill_run"
    __table_args__ = (
        Index("ix_bill_run_project_fee_item_period", "project_id", "fee_item_id", "period"),
        Index("ix_bill_run_run_no", "run_no"),
        Index("ix_bill_run_state_run_no", "state", "run_no"),
        Index("ix_bill_run_project_run_no", "project_id", "run_no"),
        Index("ix_bill_run_fee_item_run_no", "fee_item_id", "run_no"),
        Index("ix_bill_run_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="BillRun",
        module="fee",
        label=label(zh="出账批次", en="Bill run"),
        title="{run_no}",
        process="3.1",
        children=[
            Children(
                "exceptions", of="BillException", by="run", label=label(zh="异常", en="Exceptions")
            ),
        ],
    )

    run_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="批次号", en="No.", numbering=numbering("CZ{yyyy}{mm}-{seq:4}")),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_bill_run_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_bill_run_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", required=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="账期",
            en="Period",
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    due_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="缴费期限",
            en="Due",
            help=label(zh="空 = 按收费项目的缴费日", en="Empty: by the due day of the item"),
        ),
    )
    generated: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="账单数", en="Bills", readonly=True, default=0)
    )
    existing: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="已有", en="There already", readonly=True, default=0)
    )
    problems: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="异常数", en="Exceptions", readonly=True, default=0)
    )
    open_problems: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="未处理异常", en="Exceptions not handled", readonly=True, default=0),
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="应收合计", en="Amount", readonly=True, default=0)
    )
    progress: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="已完成", en="Done so far", readonly=True, default=0)
    )
    total: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="总数", en="Of", readonly=True, default=0)
    )
    previewed_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="试算时间", en="Previewed", readonly=True)
    )
    posted_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="入账时间", en="Posted", readonly=True)
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_bill_run_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[BillRunState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    exceptions: Mapped[list[BillException]] = relationship(
        "BillException",
        primaryjoin="and_(BillRun.id == BillException.run_id, BillException.deleted_at.is_(None))",
        foreign_keys="BillException.run_id",
        order_by="BillException.id",
        viewonly=True,
    )


bill_run_hooks = EntityHooks[BillRun, BillRunTransition](
    BillRun, transitions=("preview", "recalc", "approve", "post", "outdated", "reverse", "cancel")
)
