"""设备分类 Equipment category: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a1bfc426ce7fbf29879c6fd1ea11020a297e3aa0ee8646e300a3e6e758e1c884

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

from .. import enums
from ..enums import IntervalUnit

if TYPE_CHECKING:
    from ..check_item.model import CheckItem
    from ..skill.model import Skill


class EquipmentCategory(Entity):
    """设备分类 Equipment category (2.1)."""

    __tablename__ = "equipment_category"
    __table_args__ = (
        Index(
            "uq_equipment_category_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_equipment_category_special_code", "special", "code"),
        Index("ix_equipment_category_skill_code", "skill_id", "code"),
        Index("ix_equipment_category_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="EquipmentCategory",
        module="eqp",
        label=label(zh="设备分类", en="Equipment category"),
        title="{name}",
        process="2.1",
        children=[
            Children(
                "checks", of="CheckItem", by="category", label=label(zh="检查项", en="Checklist")
            ),
        ],
        checks=[
            Check(
                "interval_with_unit",
                expression(
                    "(default_interval == null and default_unit == null) or (default_interval != null and default_unit != null)",
                    [
                        "or",
                        [
                            "and",
                            ["is_null", ["field", "default_interval"]],
                            ["is_null", ["field", "default_unit"]],
                        ],
                        [
                            "and",
                            ["not_null", ["field", "default_interval"]],
                            ["not_null", ["field", "default_unit"]],
                        ],
                    ],
                ),
                message(
                    zh="默认周期和单位须一起填写",
                    en="The default interval and its unit go together",
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
            pattern="[a-z][a-z0-9_.]*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, search=True, max=48)
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_equipment_category_parent"),
        index=True,
        info=field("ref", zh="上级", en="Parent", to="EquipmentCategory"),
    )
    parent: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[parent_id], remote_side="EquipmentCategory.id"
    )
    special: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="特种设备",
            en="Special equipment",
            help=label(
                zh="电梯、锅炉、压力容器等：须有代码和有效检验",
                en="Lifts, boilers, pressure vessels …: needs a registration code and a valid inspection",
            ),
            color="purple",
        ),
    )
    life_years: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="设计年限", en="Design life (years)", total=False, max=100, min=1),
    )
    default_interval: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="默认周期", en="Default interval", total=False, max=1000, min=1),
    )
    default_unit: Mapped[IntervalUnit | None] = mapped_column(
        String(40),
        info=field("enum", zh="周期单位", en="Unit of the interval", enum=enums.interval_unit),
    )
    reg_max_days: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="法定最长间隔（天）",
            en="Longest lawful interval (days)",
            help=label(
                zh="如电梯半月保养 15 天；巡检、保养计划和优化建议都不会超过（检测按检验有效期）",
                en="Lifts: 15 days (TSG T5002); neither a plan nor a suggestion goes beyond it (a test follows the validity of the inspection)",
            ),
            total=False,
            max=3650,
            min=1,
        ),
    )
    skill_id: Mapped[int | None] = mapped_column(
        ForeignKey("skill.id", name="fk_equipment_category_skill"),
        info=field("ref", zh="所需技能", en="Required skill", to="Skill"),
    )
    skill: Mapped[Skill | None] = relationship("Skill", foreign_keys=[skill_id])
    level: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="技能等级", en="Skill level", total=False, max=5, min=1)
    )
    hourly_loss: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="停机损失（每小时）",
            en="Loss per hour of downtime",
            help=label(
                zh="优化周期时计入故障成本",
                en="Counts as a cost of failure when an interval is optimised",
            ),
            total=False,
            min=0,
        ),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    checks: Mapped[list[CheckItem]] = relationship(
        "CheckItem",
        primaryjoin="and_(EquipmentCategory.id == CheckItem.category_id, CheckItem.deleted_at.is_(None))",
        foreign_keys="CheckItem.category_id",
        order_by="CheckItem.id",
        viewonly=True,
    )


equipment_category_hooks = EntityHooks[EquipmentCategory, Never](EquipmentCategory)
