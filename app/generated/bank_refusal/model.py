"""已否定的匹配 Refused match: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 978478394991f3019ab87608e6582d2ddd82ec2d703be71dd586d904d0331ff3

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..bank_line.model import BankLine
    from ..channel_settlement.model import ChannelSettlement
    from ..payment.model import Payment
    from ..refund.model import Refund


class BankRefusal(Entity):
    """已否定的匹配 Refused match (3.1)."""

    __tablename__ = "bank_refusal"
    __table_args__ = (Index("ix_bank_refusal_line", "line_id"),)
    meta = EntityMeta(
        name="BankRefusal",
        module="fin",
        label=label(zh="已否定的匹配", en="Refused match"),
        title="{line.ref_no} {payment.payment_no}{settlement.channel} {settlement.on}{refund.refund_no}",
        process="3.1",
        help=label(
            zh="会计已否定的配对，不再建议，也不再自动匹配",
            en="What the accountant said a line is not: it is neither suggested nor matched by itself again",
        ),
    )

    line_id: Mapped[int] = mapped_column(
        ForeignKey("bank_line.id", name="fk_bank_refusal_line"),
        info=field(
            "ref",
            zh="银行流水",
            en="Line of the bank",
            required=True,
            to="BankLine",
            on_delete="cascade",
        ),
    )
    line: Mapped[BankLine] = relationship("BankLine", foreign_keys=[line_id])
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment.id", name="fk_bank_refusal_payment"),
        index=True,
        info=field("ref", zh="收款单", en="Payment", to="Payment"),
    )
    payment: Mapped[Payment | None] = relationship("Payment", foreign_keys=[payment_id])
    settlement_id: Mapped[int | None] = mapped_column(
        ForeignKey("channel_settlement.id", name="fk_bank_refusal_settlement"),
        index=True,
        info=field("ref", zh="渠道结算", en="Settlement", to="ChannelSettlement"),
    )
    settlement: Mapped[ChannelSettlement | None] = relationship(
        "ChannelSettlement", foreign_keys=[settlement_id]
    )
    refund_id: Mapped[int | None] = mapped_column(
        ForeignKey("refund.id", name="fk_bank_refusal_refund"),
        index=True,
        info=field("ref", zh="退款", en="Refund", to="Refund"),
    )
    refund: Mapped[Refund | None] = relationship("Refund", foreign_keys=[refund_id])


bank_refusal_hooks = EntityHooks[BankRefusal, Never](BankRefusal)
