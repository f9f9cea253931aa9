"""银行流水 Bank statement line: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5e94e0b6821ee18c186c7b4a2fff0501b9934dfba47333777ba6bb73ddc47111

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bank_account.model import BankAccount
    from ..channel_settlement.model import ChannelSettlement
    from ..payment.model import Payment
    from ..refund.model import Refund
    from ..voucher.model import Voucher

BankLineState = Literal["open", "matched", "ignored"]
BankLineTransition = Literal["match", "pair", "unmatch", "ignore"]
BankLineMatchedBy = Literal["exact", "near", "subset", "manual"]
bank_line_matched_by = EnumType(
    "BankLineMatchedBy",
    [
        EnumValue("exact", label(zh="流水号一致", en="Same reference")),
        EnumValue("near", label(zh="金额日期相近", en="Amount and date near")),
        EnumValue("subset", label(zh="多笔合计", en="Sum of several")),
        EnumValue("manual", label(zh="人工", en="By hand")),
    ],
)

bank_line_payments = Table(
    "bank_line_payments",
    Entity.metadata,
    Column(
        "bank_line_id",
        ForeignKey("bank_line.id", name="fk_bank_line_payments_bank_line"),
        primary_key=True,
    ),
    Column(
        "payment_id",
        ForeignKey("payment.id", name="fk_bank_line_payments_payment"),
        primary_key=True,
    ),
    Index("ix_bank_line_payments_payment_id", "payment_id"),
)


class BankLine(Entity):
    """银行流水 Bank statement line (3.1)."""

    __tablename__ = "bank_line"
    __table_args__ = (
        Index(
            "uq_bank_line_account_ref_no",
            "account_id",
            "ref_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_bank_line_account_on", "account_id", "on"),
        Index("ix_bank_line_state_on", "state", "on"),
        Index("ix_bank_line_on", "on"),
        Index("ix_bank_line_matched_by_on", "matched_by", "on"),
        Index("ix_bank_line_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="BankLine",
        module="fin",
        label=label(zh="银行流水", en="Bank statement line"),
        title="{ref_no}",
        process="3.1",
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("bank_account.id", name="fk_bank_line_account"),
        info=field("ref", zh="账户", en="Account", required=True, to="BankAccount"),
    )
    account: Mapped[BankAccount] = relationship("BankAccount", foreign_keys=[account_id])
    on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="日期", en="Date", required=True)
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="金额",
            en="Amount",
            help=label(zh="收入为正，支出为负", en="In: positive, out: negative"),
            required=True,
        ),
    )
    balance: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="余额", en="Balance")
    )
    counterparty: Mapped[str | None] = mapped_column(
        String(100),
        info=field("string", zh="对方", en="Counterparty", search=True, pii="personal", max=100),
    )
    memo: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="摘要", en="Memo", search=True, max=200)
    )
    ref_no: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="流水号", en="Reference", required=True, max=64)
    )
    matched_by: Mapped[BankLineMatchedBy | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="匹配方式", en="Matched by", readonly=True, enum=bank_line_matched_by
        ),
    )
    payments: Mapped[list[Payment]] = relationship(
        "Payment",
        secondary=bank_line_payments,
        order_by="Payment.id",
        info=field("refs", zh="收款单", en="Payments", to="Payment"),
    )
    settlement_id: Mapped[int | None] = mapped_column(
        ForeignKey("channel_settlement.id", name="fk_bank_line_settlement"),
        index=True,
        info=field("ref", zh="渠道结算", en="Settlement", to="ChannelSettlement"),
    )
    settlement: Mapped[ChannelSettlement | None] = relationship(
        "ChannelSettlement", foreign_keys=[settlement_id]
    )
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_bank_line_refund"),
        index=True,
        info=field("ref", zh="退款", en="Refund", to="Refund"),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_bank_line_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    age_days: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="未匹配天数", en="Days unmatched", readonly=True)
    )
    state: Mapped[BankLineState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


bank_line_hooks = EntityHooks[BankLine, BankLineTransition](
    BankLine, transitions=("match", "pair", "unmatch", "ignore")
)
