"""科目余额 Account balance: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 71d7ebf715eb9d537840b792f0de84307c588cbeae3bc2eecf5ae18ebb05da39

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..account.model import Account
    from ..accounting_period.model import AccountingPeriod


class AccountBalance(Entity):
    """科目余额 Account balance (3.2)."""

    __tablename__ = "account_balance"
    __table_args__ = (
        Index(
            "uq_account_balance_period_account",
            "period_id",
            "account_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="AccountBalance",
        module="fin",
        label=label(zh="科目余额", en="Account balance"),
        title="{period.period} {account.code} {account.name}",
        process="3.2",
    )

    period_id: Mapped[int] = mapped_column(
        ForeignKey("accounting_period.id", name="fk_account_balance_period"),
        index=True,
        info=field(
            "ref", zh="期间", en="Period", required=True, readonly=True, to="AccountingPeriod"
        ),
    )
    period: Mapped[AccountingPeriod] = relationship("AccountingPeriod", foreign_keys=[period_id])
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_account_balance_account"),
        index=True,
        info=field("ref", zh="科目", en="Account", required=True, readonly=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    opening_dr: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="期初借", en="Opening debit", readonly=True, default=0)
    )
    opening_cr: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="期初贷", en="Opening credit", readonly=True, default=0)
    )
    debit: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本期借", en="Debit", readonly=True, default=0)
    )
    credit: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="本期贷", en="Credit", readonly=True, default=0)
    )
    year_debit: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="本年累计借", en="Debit this year", readonly=True, default=0),
    )
    year_credit: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="本年累计贷", en="Credit this year", readonly=True, default=0),
    )
    closing_dr: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="期末借", en="Closing debit", readonly=True, default=0)
    )
    closing_cr: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="期末贷", en="Closing credit", readonly=True, default=0)
    )


account_balance_hooks = EntityHooks[AccountBalance, Never](AccountBalance)
