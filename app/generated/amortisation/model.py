"""预收结转计划 Deferred revenue: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ddb8d84b104b817bf566b8da6cbc63bdd3fc468d9742099178fb655b7fca0b89

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..customer.model import Customer


class Amortisation(Entity):
    """预收结转计划 Deferred revenue (3.2)."""

    __tablename__ = "amortisation"
    __table_args__ = (
        Index(
            "uq_amortisation_bill",
            "bill_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Amortisation",
        module="fin",
        label=label(zh="预收结转计划", en="Deferred revenue"),
        title="{bill.bill_no}",
        process="3.2",
    )

    bill_id: Mapped[int] = mapped_column(
        ForeignKey("bill.id", name="fk_amortisation_bill"),
        index=True,
        info=field(
            "ref",
            zh="账单",
            en="Bill",
            required=True,
            readonly=True,
            unique=True,
            to="Bill",
            trace="cause",
        ),
    )
    bill: Mapped[Bill] = relationship("Bill", foreign_keys=[bill_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_amortisation_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", readonly=True, to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
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
