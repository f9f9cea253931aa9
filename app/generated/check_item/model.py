"""检查项 Checklist item: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fcc56b5e3b653d076c541b9453a95fcb8457e6a836a537b8a8f12a0d89edea63

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import CheckKind, FaultSeverity, PlanKind

if TYPE_CHECKING:
    from ..equipment_category.model import EquipmentCategory


class CheckItem(Entity):
    """检查项 Checklist item (2.2)."""

    __tablename__ = "check_item"
    __table_args__ = (
        Index(
            "uq_check_item_category_code",
            "category_id",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_check_item_sort_no", "sort_no"),
        Index("ix_check_item_category_sort_no", "category_id", "sort_no"),
        Index("ix_check_item_kind_sort_no", "kind", "sort_no"),
        Index("ix_check_item_required_sort_no", "required", "sort_no"),
        Index("ix_check_item_severity_sort_no", "severity", "sort_no"),
    )
    meta = EntityMeta(
        name="CheckItem",
        module="eqp",
        label=label(zh="检查项", en="Checklist item"),
        title="{name}",
        process="2.2",
        checks=[
            Check(
                "limits_in_order",
                expression(
                    "low == null or high == null or high >= low",
                    [
                        "or",
                        ["is_null", ["field", "low"]],
                        ["is_null", ["field", "high"]],
                        ["ge", ["field", "high"], ["field", "low"]],
                    ],
                ),
                message(zh="上限小于下限", en="The upper limit is below the lower one"),
            ),
        ],
        parent="EquipmentCategory",
    )

    category_id: Mapped[int] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_check_item_category"),
        info=field(
            "ref",
            zh="设备分类",
            en="Equipment category",
            required=True,
            to="EquipmentCategory",
            on_delete="cascade",
        ),
    )
    category: Mapped[EquipmentCategory] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    sort_no: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="序号", en="Order", required=True, default=1, total=False, min=1),
    )
    code: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string", zh="编码", en="Code", required=True, max=24, pattern="[a-z][a-z0-9_]*"
        ),
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="检查内容", en="What to check", required=True, max=64)
    )
    kind: Mapped[CheckKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="bool", enum=enums.check_kind
        ),
    )
    uom: Mapped[str | None] = mapped_column(
        String(8),
        info=field(
            "string",
            zh="单位",
            en="Unit of measure",
            visible=expression(
                "kind == 'num'", ["eq", ["field", "kind"], ["lit", "string", "num"]]
            ),
            max=8,
        ),
    )
    low: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="下限",
            en="At least",
            visible=expression(
                "kind == 'num'", ["eq", ["field", "kind"], ["lit", "string", "num"]]
            ),
            total=False,
            scale=2,
        ),
    )
    high: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="上限",
            en="At most",
            visible=expression(
                "kind == 'num'", ["eq", ["field", "kind"], ["lit", "string", "num"]]
            ),
            total=False,
            scale=2,
        ),
    )
    choices: Mapped[str | None] = mapped_column(
        String(200),
        info=field(
            "string",
            zh="选项",
            en="Choices",
            help=label(
                zh="用逗号分开；第一个是正常",
                en="Separated by commas; the first one is the normal one",
            ),
            required=expression(
                "kind == 'choice'", ["eq", ["field", "kind"], ["lit", "string", "choice"]]
            ),
            visible=expression(
                "kind == 'choice'", ["eq", ["field", "kind"], ["lit", "string", "choice"]]
            ),
            max=200,
        ),
    )
    required: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必检", en="Required", default=True)
    )
    needs_photo: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="须拍照", en="Needs a photo")
    )
    severity: Mapped[FaultSeverity] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="不合格时的严重程度",
            en="Severity when it fails",
            required=True,
            default="s3",
            enum=enums.fault_severity,
        ),
    )
    kinds: Mapped[list[PlanKind] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field(
            "enums",
            zh="用于",
            en="Used by",
            help=label(zh="空 = 各类计划", en="Empty: every kind of plan"),
            enum=enums.plan_kind,
        ),
    )


check_item_hooks = EntityHooks[CheckItem, Never](CheckItem)
