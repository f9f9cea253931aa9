"""待转收入 Deferred revenue: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04947d942bb7d730b9ee7303ba78615a594bcd9099f525cbf128a9173ec152b4

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..bill_run.model import BillRun
    from ..customer.model import Customer
    from ..fee_item.model import FeeItem
    from ..project.model import Project


class Amortisation(Entity):
    """待转收入 Deferred revenue (3.2)."""

    __tablename__ = "amortisation"
    __table_args__ = (
        Index("ix_amortisation_run_from_period", "run_id", "from_period"),
        Index("ix_amortisation_bill", "bill_id"),
        Index("ix_amortisation_from_period", "from_period"),
        Index("ix_amortisation_fee_item_from_period", "fee_item_id", "from_period"),
        Index("ix_amortisation_project_from_period", "project_id", "from_period"),
        Index("ix_amortisation_customer_from_period", "customer_id", "from_period"),
    )
    meta = EntityMeta(
        name="Amortisation",
        module="fin",
        label=label(zh="待转收入", en="Deferred revenue"),
        title="{fee_item.name} {from_period}",
        process="3.2",
        help=label(
            zh="出账超过本月的部分，按批次、收费项目、项目和月份各一行，到月结转为收入；减免、退房从该账单的余下月份中扣回",
            en="What a bill run charges for later months: a row for each run, item, project and month, revenue when the month comes; a reduction or a move-out takes back from the months of its bill that are left",
        ),
    )

    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("bill_run.id", name="fk_amortisation_run"),
        info=field("ref", zh="出账批次", en="Bill run", readonly=True, to="BillRun", trace="cause"),
    )
    run: Mapped[BillRun | None] = relationship("BillRun", foreign_keys=[run_id])
    bill_id: Mapped[int | None] = mapped_column(
        ForeignKey("bill.id", name="fk_amortisation_bill"),
        info=field(
            "ref",
            zh="账单",
            en="Bill",
            help=label(zh="空 = 整个批次", en="Empty: the whole run"),
            readonly=True,
            to="Bill",
            trace="cause",
        ),
    )
    bill: Mapped[Bill | None] = relationship("Bill", foreign_keys=[bill_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_amortisation_customer"),
        info=field("ref", zh="客户", en="Customer", readonly=True, to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_amortisation_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_amortisation_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", readonly=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])
    net: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="不含税金额", en="Net", required=True, readonly=True)
    )
    from_period: Mapped[str] = mapped_column(
        String(7), info=field("string", zh="起", en="From", required=True, readonly=True, max=7)
    )
    months: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="月数", en="Months", required=True, readonly=True)
    )
    recognised: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="已结转", en="Recognised", readonly=True, default=0)
    )
    last_period: Mapped[str | None] = mapped_column(
        String(7), info=field("string", zh="已结转至", en="Up to", readonly=True, max=7)
    )


amortisation_hooks = EntityHooks[Amortisation, Never](Amortisation)
