"""渠道交易 Channel trade: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 01513823a12351c8a9afe9c9cee74554b4bf1a2fa9e589a9873299c67bc315b3

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..channel_settlement.model import ChannelSettlement
    from ..payment.model import Payment
    from ..refund.model import Refund

ChannelTradeKind = Literal["pay", "refund"]
channel_trade_kind = EnumType(
    "ChannelTradeKind",
    [
        EnumValue("pay", label(zh="收款", en="Payment")),
        EnumValue("refund", label(zh="退款", en="Refund")),
    ],
)
ChannelTradeStatus = Literal["open", "matched", "differs", "unknown"]
channel_trade_status = EnumType(
    "ChannelTradeStatus",
    [
        EnumValue("open", label(zh="未匹配", en="Open"), color="red"),
        EnumValue("matched", label(zh="已匹配", en="Matched"), color="green"),
        EnumValue("differs", label(zh="金额不符", en="Amount differs"), color="orange"),
        EnumValue("unknown", label(zh="付款人不明", en="Payer unknown"), color="yellow"),
    ],
)


class ChannelTrade(Entity):
    """渠道交易 Channel trade (3.1)."""

    __tablename__ = "channel_trade"
    __table_args__ = (
        Index(
            "uq_channel_trade_settlement_trade_no_kind",
            "settlement_id",
            "trade_no",
            "kind",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_channel_trade_at", "at"),
        Index("ix_channel_trade_settlement_at", "settlement_id", "at"),
        Index("ix_channel_trade_status_at", "status", "at"),
        Index("ix_channel_trade_kind_at", "kind", "at"),
    )
    meta = EntityMeta(
        name="ChannelTrade",
        module="fee",
        label=label(zh="渠道交易", en="Channel trade"),
        title="{trade_no}",
        process="3.1",
        parent="ChannelSettlement",
    )

    settlement_id: Mapped[int] = mapped_column(
        ForeignKey("channel_settlement.id", name="fk_channel_trade_settlement"),
        info=field(
            "ref",
            zh="结算单",
            en="Settlement",
            required=True,
            readonly=True,
            to="ChannelSettlement",
            on_delete="cascade",
        ),
    )
    settlement: Mapped[ChannelSettlement] = relationship(
        "ChannelSettlement", foreign_keys=[settlement_id]
    )
    trade_no: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="渠道流水号", en="Channel's number", required=True, readonly=True, max=64
        ),
    )
    out_trade_no: Mapped[str | None] = mapped_column(
        String(64),
        index=True,
        info=field("string", zh="商户订单号", en="Merchant order no.", readonly=True, max=64),
    )
    kind: Mapped[ChannelTradeKind | None] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Kind", readonly=True, enum=channel_trade_kind)
    )
    at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="时间", en="At", readonly=True)
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", readonly=True)
    )
    fee: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="手续费", en="Fee", readonly=True)
    )
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment.id", name="fk_channel_trade_payment"),
        index=True,
        info=field("ref", zh="收款单", en="Payment", readonly=True, to="Payment"),
    )
    payment: Mapped[Payment | None] = relationship("Payment", foreign_keys=[payment_id])
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_channel_trade_refund"),
        index=True,
        info=field("ref", zh="退款单", en="Refund", readonly=True, to="Refund"),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])
    status: Mapped[ChannelTradeStatus | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="状态", en="Status", readonly=True, default="open", enum=channel_trade_status
        ),
    )


channel_trade_hooks = EntityHooks[ChannelTrade, Never](ChannelTrade)
