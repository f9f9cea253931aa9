"""分录模板 Line of a rule: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1815d870695ba93a70ee80314e67c0b7430b859f60e88ba122f9c171c584086f

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import Side

if TYPE_CHECKING:
    from ..voucher_rule.model import VoucherRule

VoucherRuleLineAux = Literal["customer", "project", "department", "employee", "fee_item"]
voucher_rule_line_aux = EnumType(
    "VoucherRuleLineAux",
    [
        EnumValue("customer", label(zh="客户", en="Customer")),
        EnumValue("project", label(zh="项目", en="Project")),
        EnumValue("department", label(zh="部门", en="Department")),
        EnumValue("employee", label(zh="员工", en="Employee")),
        EnumValue("fee_item", label(zh="收费项目", en="Fee item")),
    ],
)


class VoucherRuleLine(Entity):
    """分录模板 Line of a rule (3.1)."""

    __tablename__ = "voucher_rule_line"
    __table_args__ = (
        Index(
            "uq_voucher_rule_line_rule_line",
            "rule_id",
            "line",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_voucher_rule_line_line", "line"),
        Index("ix_voucher_rule_line_side_line", "side", "line"),
    )
    meta = EntityMeta(
        name="VoucherRuleLine",
        module="fin",
        label=label(zh="分录模板", en="Line of a rule"),
        title="{side} {account_of}",
        process="3.1",
        parent="VoucherRule",
    )

    rule_id: Mapped[int] = mapped_column(
        ForeignKey("voucher_rule.id", name="fk_voucher_rule_line_rule"),
        index=True,
        info=field(
            "ref", zh="规则", en="Rule", required=True, to="VoucherRule", on_delete="cascade"
        ),
    )
    rule: Mapped[VoucherRule] = relationship("VoucherRule", foreign_keys=[rule_id])
    line: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="行", en="Line", required=True, total=False, min=1)
    )
    side: Mapped[Side] = mapped_column(
        String(40), info=field("enum", zh="方向", en="Side", required=True, enum=enums.side)
    )
    account_of: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="科目",
            en="Account",
            help=label(
                zh="科目编码，或单据给出的名称如 revenue、received",
                en="A code, or a name that the event supplies such as revenue, received",
            ),
            required=True,
            max=64,
        ),
    )
    amount_of: Mapped[str] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="金额",
            en="Amount",
            help=label(
                zh="单据给出的金额名称，如 gross、net、vat、fee",
                en="Name of an amount of the event: gross, net, vat, fee …",
            ),
            required=True,
            max=32,
        ),
    )
    negative: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="红字", en="Red")
    )
    summary: Mapped[str | None] = mapped_column(
        String(100), info=field("string", zh="摘要模板", en="Summary", max=100)
    )
    aux: Mapped[list[VoucherRuleLineAux] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("enums", zh="辅助核算", en="Auxiliary dimensions", enum=voucher_rule_line_aux),
    )
    cashflow: Mapped[str | None] = mapped_column(
        String(16), info=field("string", zh="现金流量项目", en="Cash-flow item", max=16)
    )


voucher_rule_line_hooks = EntityHooks[VoucherRuleLine, Never](VoucherRuleLine)
