"""凭证规则 Voucher rule: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8590bc2e194f6b671eb7470366845633b0feeb4e68a884e8b7a16995847536de

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Date, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import BookEvent, VoucherWord

if TYPE_CHECKING:
    from ..voucher_rule_line.model import VoucherRuleLine

VoucherRuleState = Literal["draft", "active", "archived"]
VoucherRuleTransition = Literal["approve", "archive"]
VoucherRuleStandard = Literal["sbe", "cas"]
voucher_rule_standard = EnumType(
    "VoucherRuleStandard",
    [
        EnumValue("sbe", label(zh="小企业会计准则", en="Small business standard")),
        EnumValue("cas", label(zh="企业会计准则", en="Business standard")),
    ],
)
VoucherRuleMerge = Literal["each", "run"]
voucher_rule_merge = EnumType(
    "VoucherRuleMerge",
    [
        EnumValue("each", label(zh="逐笔", en="Each")),
        EnumValue("run", label(zh="按批次", en="By run")),
    ],
)


class VoucherRule(Entity):
    """凭证规则 Voucher rule (3.1)."""

    __tablename__ = "voucher_rule"
    __table_args__ = (
        Index(
            "uq_voucher_rule_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_voucher_rule_state_code", "state", "code"),
        Index("ix_voucher_rule_event_code", "event", "code"),
        Index("ix_voucher_rule_standard_code", "standard", "code"),
        Index("ix_voucher_rule_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="VoucherRule",
        module="fin",
        label=label(zh="凭证规则", en="Voucher rule"),
        title="{code} {event}",
        process="3.1",
        children=[
            Children(
                "lines", of="VoucherRuleLine", by="rule", label=label(zh="分录模板", en="Lines")
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="编码", en="Code", required=True, unique=True, max=32)
    )
    standard: Mapped[VoucherRuleStandard] = mapped_column(
        String(40),
        info=field("enum", zh="会计准则", en="Standard", required=True, enum=voucher_rule_standard),
    )
    event: Mapped[BookEvent] = mapped_column(
        String(40),
        info=field("enum", zh="业务事件", en="Event", required=True, enum=enums.book_event),
    )
    word: Mapped[VoucherWord] = mapped_column(
        String(40),
        info=field(
            "enum", zh="凭证字", en="Word", required=True, default="ji", enum=enums.voucher_word
        ),
    )
    merge: Mapped[VoucherRuleMerge] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="合并方式",
            en="Merged",
            required=True,
            default="each",
            enum=voucher_rule_merge,
        ),
    )
    auto_check: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="自动审核",
            en="Checked by itself",
            help=label(
                zh="只有财务经理批准的规则可以", en="Only rules that the finance manager approved"
            ),
        ),
    )
    from_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="生效日", en="From", required=True)
    )
    state: Mapped[VoucherRuleState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[VoucherRuleLine]] = relationship(
        "VoucherRuleLine",
        primaryjoin="and_(VoucherRule.id == VoucherRuleLine.rule_id, VoucherRuleLine.deleted_at.is_(None))",
        foreign_keys="VoucherRuleLine.rule_id",
        order_by="VoucherRuleLine.id",
        viewonly=True,
    )


voucher_rule_hooks = EntityHooks[VoucherRule, VoucherRuleTransition](
    VoucherRule, transitions=("approve", "archive")
)
