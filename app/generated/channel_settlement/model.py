"""渠道结算单 Channel settlement: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 277ce99dd32b90f6fd6e9bea1e7b96046eed6e49ae8535399e255611ba1d5efb

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

from .. import enums
from ..enums import PayChannel

if TYPE_CHECKING:
    from ..bank_account.model import BankAccount
    from ..channel_trade.model import ChannelTrade
    from ..voucher.model import Voucher

ChannelSettlementState = Literal["draft", "matched", "settled"]
ChannelSettlementTransition = Literal["match", "settle"]


class ChannelSettlement(Entity):
    """渠道结算单 Channel settlement (3.1)."""

    __tablename__ = "channel_settlement"
    __table_args__ = (
        Index(
            "uq_channel_settlement_account_on",
            "account_id",
            "on",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_channel_settlement_on", "on"),
        Index("ix_channel_settlement_state_on", "state", "on"),
        Index("ix_channel_settlement_channel_on", "channel", "on"),
        Index("ix_channel_settlement_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="ChannelSettlement",
        module="fee",
        label=label(zh="渠道结算单", en="Channel settlement"),
        title="{channel} {on}",
        process="3.1",
        children=[
            Children(
                "lines", of="ChannelTrade", by="settlement", label=label(zh="明细", en="Trades")
            ),
        ],
    )

    channel: Mapped[PayChannel] = mapped_column(
        String(40),
        info=field("enum", zh="渠道", en="Channel", required=True, enum=enums.pay_channel),
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("bank_account.id", name="fk_channel_settlement_account"),
        index=True,
        info=field("ref", zh="商户账户", en="Merchant account", required=True, to="BankAccount"),
    )
    account: Mapped[BankAccount] = relationship("BankAccount", foreign_keys=[account_id])
    on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="账单日", en="Day", required=True)
    )
    document: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_channel_settlement_document"),
        info=field(
            "file",
            zh="对账文件",
            en="Statement file",
            help=label(
                zh="渠道后台下载的对账单（CSV/XLSX，GBK 或 UTF-8）",
                en="The statement that the channel offers (CSV or XLSX, GBK or UTF-8)",
            ),
        ),
    )
    trades: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="笔数", en="Trades", aggregate=aggregate("count", "lines"))
    )
    gross: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="交易金额", en="Gross", readonly=True)
    )
    fee: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="手续费", en="Fee", readonly=True)
    )
    net: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="结算金额", en="Net", readonly=True)
    )
    matched: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="已匹配", en="Matched", readonly=True)
    )
    missing: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="我方缺或不符", en="Missing with us or different", readonly=True),
    )
    surplus: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="渠道缺", en="Missing at the channel", readonly=True)
    )
    unknown: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="付款人不明",
            en="Payer unknown",
            help=label(
                zh="静态收款码等没有订单的收款；结算时转为暂收款，由收费员认领",
                en="Paid without an order of ours, such as by a static code: held at the settlement until the cashier assigns them",
            ),
            readonly=True,
            default=0,
        ),
    )
    voucher_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_channel_settlement_voucher"),
        index=True,
        info=field("ref", zh="凭证", en="Voucher", readonly=True, to="Voucher", trace="result"),
    )
    voucher: Mapped[Voucher | None] = relationship("Voucher", foreign_keys=[voucher_id])
    state: Mapped[ChannelSettlementState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[ChannelTrade]] = relationship(
        "ChannelTrade",
        primaryjoin="and_(ChannelSettlement.id == ChannelTrade.settlement_id, ChannelTrade.deleted_at.is_(None))",
        foreign_keys="ChannelTrade.settlement_id",
        order_by="ChannelTrade.id",
        viewonly=True,
    )


channel_settlement_hooks = EntityHooks[ChannelSettlement, ChannelSettlementTransition](
    ChannelSettlement, transitions=("match", "settle")
)
