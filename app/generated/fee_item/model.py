"""收费项目 Fee item: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 018bd40d5fcb5d31ea14965ca217a9e807869efa470aecb8c2ec4e62c16fb35a

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import FeeKind, MeterKind

if TYPE_CHECKING:
    from ..account.model import Account
    from ..fee_price.model import FeePrice
    from ..fee_tier.model import FeeTier
    from ..tax_kind.model import TaxKind

FeeItemFormula = Literal["area", "fixed", "meter", "tier", "share", "manual"]
fee_item_formula = EnumType(
    "FeeItemFormula",
    [
        EnumValue("area", label(zh="面积×单价", en="Area × price")),
        EnumValue("fixed", label(zh="固定", en="Fixed")),
        EnumValue("meter", label(zh="用量×单价", en="Usage × price")),
        EnumValue("tier", label(zh="阶梯", en="Tiers")),
        EnumValue("share", label(zh="公摊", en="Share of a cost")),
        EnumValue("manual", label(zh="手工", en="By hand")),
    ],
)
FeeItemCycle = Literal["month", "quarter", "half", "year", "once"]
fee_item_cycle = EnumType(
    "FeeItemCycle",
    [
        EnumValue("month", label(zh="月", en="Month")),
        EnumValue("quarter", label(zh="季", en="Quarter")),
        EnumValue("half", label(zh="半年", en="Half year")),
        EnumValue("year", label(zh="年", en="Year")),
        EnumValue("once", label(zh="一次", en="Once")),
    ],
)
FeeItemTiming = Literal["advance", "arrears"]
fee_item_timing = EnumType(
    "FeeItemTiming",
    [
        EnumValue("advance", label(zh="预付", en="In advance")),
        EnumValue("arrears", label(zh="后付", en="In arrears")),
    ],
)
FeeItemProration = Literal["actual", "d30", "none", "half"]
fee_item_proration = EnumType(
    "FeeItemProration",
    [
        EnumValue("actual", label(zh="当月实际天数", en="Days of the month")),
        EnumValue("d30", label(zh="30 天", en="30 days")),
        EnumValue("none", label(zh="不折算", en="None")),
        EnumValue("half", label(zh="15 日分界", en="By the 15th")),
    ],
)
FeeItemRounding = Literal["fen", "jiao", "yuan"]
fee_item_rounding = EnumType(
    "FeeItemRounding",
    [
        EnumValue("fen", label(zh="分", en="Fen")),
        EnumValue("jiao", label(zh="角", en="Jiao")),
        EnumValue("yuan", label(zh="元", en="Yuan")),
    ],
)
FeeItemDiscountPolicy = Literal["lose", "pro_rata"]
fee_item_discount_policy = EnumType(
    "FeeItemDiscountPolicy",
    [
        EnumValue("lose", label(zh="退费时取消优惠", en="Discount is lost at a refund")),
        EnumValue("pro_rata", label(zh="按比例退", en="In proportion")),
    ],
)


class FeeItem(Entity):
    """收费项目 Fee item (3.1)."""

    __tablename__ = "fee_item"
    __table_args__ = (
        Index(
            "uq_fee_item_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_fee_item_kind_code", "kind", "code"),
        Index("ix_fee_item_formula_code", "formula", "code"),
        Index("ix_fee_item_cycle_code", "cycle", "code"),
        Index("ix_fee_item_agency_code", "agency", "code"),
        Index("ix_fee_item_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="FeeItem",
        module="fee",
        label=label(zh="收费项目", en="Fee item"),
        title="{name}",
        process="3.1",
        children=[
            Children("prices", of="FeePrice", by="fee_item", label=label(zh="价格", en="Prices")),
            Children("tiers", of="FeeTier", by="fee_item", label=label(zh="阶梯", en="Tiers")),
        ],
        checks=[
            Check(
                "taxed_or_agency",
                expression(
                    "agency == true or tax_kind != null",
                    ["or", ["field", "agency"], ["not_null", ["field", "tax_kind"]]],
                ),
                message(
                    zh="不是代收代付的收费须选税目",
                    en="What is not collected on behalf needs a kind of tax",
                ),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="编码",
            en="Code",
            required=True,
            unique=True,
            max=24,
            pattern="[A-Za-z][A-Za-z0-9_.-]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, search=True, max=48)
    )
    kind: Mapped[FeeKind] = mapped_column(
        String(40), info=field("enum", zh="种类", en="Kind", required=True, enum=enums.fee_kind)
    )
    formula: Mapped[FeeItemFormula] = mapped_column(
        String(40),
        info=field("enum", zh="计费方式", en="Formula", required=True, enum=fee_item_formula),
    )
    meter_kind: Mapped[MeterKind | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="表计种类",
            en="Kind of meter",
            required=expression(
                "formula in ['meter', 'tier']",
                [
                    "in",
                    ["field", "formula"],
                    ["list", ["lit", "string", "meter"], ["lit", "string", "tier"]],
                ],
            ),
            visible=expression(
                "formula in ['meter', 'tier']",
                [
                    "in",
                    ["field", "formula"],
                    ["list", ["lit", "string", "meter"], ["lit", "string", "tier"]],
                ],
            ),
            enum=enums.meter_kind,
        ),
    )
    cycle: Mapped[FeeItemCycle] = mapped_column(
        String(40),
        info=field(
            "enum", zh="周期", en="Cycle", required=True, default="month", enum=fee_item_cycle
        ),
    )
    timing: Mapped[FeeItemTiming] = mapped_column(
        String(40),
        info=field(
            "enum", zh="先后付", en="Timing", required=True, default="arrears", enum=fee_item_timing
        ),
    )
    due_day: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="缴费日",
            en="Due day",
            help=label(zh="超过当月天数时取月末", en="The last day of a shorter month"),
            required=True,
            default=25,
            max=31,
            min=1,
        ),
    )
    grace_days: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int", zh="宽限天", en="Days of grace", required=True, default=0, max=365, min=0
        ),
    )
    proration: Mapped[FeeItemProration] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="按日折算",
            en="Proration",
            required=True,
            default="actual",
            enum=fee_item_proration,
        ),
    )
    rounding: Mapped[FeeItemRounding] = mapped_column(
        String(40),
        info=field(
            "enum", zh="舍入", en="Rounding", required=True, default="fen", enum=fee_item_rounding
        ),
    )
    late_rate: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(6),
        info=field(
            "decimal",
            zh="违约金日率",
            en="Late fee a day",
            help=label(zh="如 0.0003；空 = 不收违约金", en="Such as 0.0003; empty: no late fee"),
            max="0.01",
            min=0,
            scale=6,
        ),
    )
    late_cap: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="违约金上限（本金 %）",
            en="Late fee at most (% of the principal)",
            max=100,
            min=0,
            scale=2,
        ),
    )
    late_first: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="先抵违约金",
            en="Late fee first",
            help=label(
                zh="缺省先抵本金；民法典 561 条顺序为费用、利息、本金",
                en="Principal first unless set; the order of art. 561 is costs, interest, principal",
            ),
        ),
    )
    vacancy_factor: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="空置系数（%）",
            en="Vacancy factor (%)",
            help=label(zh="空 = 空置不打折", en="Empty: no reduction for vacant units"),
            max=100,
            min=0,
            scale=2,
        ),
    )
    discount_policy: Mapped[FeeItemDiscountPolicy] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="优惠退费",
            en="Refund of discounted fees",
            required=True,
            default="pro_rata",
            enum=fee_item_discount_policy,
        ),
    )
    agency: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="代收代付",
            en="Collected on behalf",
            help=label(zh="不计收入、不计销项税", en="No revenue, no output tax"),
        ),
    )
    tax_kind_id: Mapped[int | None] = mapped_column(
        ForeignKey("tax_kind.id", name="fk_fee_item_tax_kind"),
        index=True,
        info=field(
            "ref",
            zh="税目",
            en="Kind of tax",
            help=label(zh="代收代付、押金不填", en="Not for money collected on behalf or deposits"),
            to="TaxKind",
        ),
    )
    tax_kind: Mapped[TaxKind | None] = relationship("TaxKind", foreign_keys=[tax_kind_id])
    revenue_account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_fee_item_revenue_account"),
        index=True,
        info=field(
            "ref",
            zh="收入（负债）科目",
            en="Revenue (liability) account",
            required=True,
            to="Account",
        ),
    )
    revenue_account: Mapped[Account] = relationship("Account", foreign_keys=[revenue_account_id])
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    prices: Mapped[list[FeePrice]] = relationship(
        "FeePrice",
        primaryjoin="and_(FeeItem.id == FeePrice.fee_item_id, FeePrice.deleted_at.is_(None))",
        foreign_keys="FeePrice.fee_item_id",
        order_by="FeePrice.id",
        viewonly=True,
    )
    tiers: Mapped[list[FeeTier]] = relationship(
        "FeeTier",
        primaryjoin="and_(FeeItem.id == FeeTier.fee_item_id, FeeTier.deleted_at.is_(None))",
        foreign_keys="FeeTier.fee_item_id",
        order_by="FeeTier.id",
        viewonly=True,
    )


fee_item_hooks = EntityHooks[FeeItem, Never](FeeItem)
