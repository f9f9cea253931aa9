"""入职清单模板 Onboarding template: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b409c18b285ba147dc27eb3d45251e50bb21dff60241baa326c995e41e0f7c47

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import HandledBy, StaffRole

if TYPE_CHECKING:
    from ..department.model import Department
    from ..position.model import Position

OnboardingItemKind = Literal[
    "document", "contract", "account", "uniform", "training", "probation", "other"
]
onboarding_item_kind = EnumType(
    "OnboardingItemKind",
    [
        EnumValue("document", label(zh="证件资料", en="Documents")),
        EnumValue("contract", label(zh="劳动合同", en="Contract")),
        EnumValue("account", label(zh="系统账号", en="Account")),
        EnumValue("uniform", label(zh="工服工具", en="Uniform and tools")),
        EnumValue("training", label(zh="培训", en="Training")),
        EnumValue("probation", label(zh="试用期", en="Probation")),
        EnumValue("other", label(zh="其他", en="Other")),
    ],
)
OnboardingItemGate = Literal["begin", "confirm", "none"]
onboarding_item_gate = EnumType(
    "OnboardingItemGate",
    [
        EnumValue("begin", label(zh="入职前必须完成", en="Before he begins")),
        EnumValue("confirm", label(zh="转正前必须完成", en="Before he is confirmed")),
        EnumValue("none", label(zh="不限制", en="Holds up nothing")),
    ],
)


class OnboardingItem(Entity):
    """入职清单模板 Onboarding template (4.1)."""

    __tablename__ = "onboarding_item"
    __table_args__ = (
        Index("ix_onboarding_item_due_days", "due_days"),
        Index("ix_onboarding_item_kind_due_days", "kind", "due_days"),
        Index("ix_onboarding_item_position_due_days", "position_id", "due_days"),
        Index("ix_onboarding_item_department_due_days", "department_id", "due_days"),
        Index("ix_onboarding_item_active_due_days", "active", "due_days"),
    )
    meta = EntityMeta(
        name="OnboardingItem",
        module="hr",
        label=label(zh="入职清单模板", en="Onboarding template"),
        title="{item}",
        process="4.1",
        help=label(
            zh="建立员工时按岗位和部门生成入职事项",
            en="From these the checklist of a new employee is made, by position and department",
        ),
    )

    item: Mapped[str] = mapped_column(
        String(100), info=field("string", zh="事项", en="Item", required=True, max=100)
    )
    kind: Mapped[OnboardingItemKind] = mapped_column(
        String(40),
        info=field("enum", zh="类别", en="Kind", required=True, enum=onboarding_item_kind),
    )
    position_id: Mapped[int | None] = mapped_column(
        ForeignKey("position.id", name="fk_onboarding_item_position"),
        info=field(
            "ref",
            zh="岗位",
            en="Position",
            help=label(zh="空 = 全部岗位", en="Empty: every position"),
            to="Position",
            on_delete="cascade",
        ),
    )
    position: Mapped[Position | None] = relationship("Position", foreign_keys=[position_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_onboarding_item_department"),
        info=field(
            "ref",
            zh="部门",
            en="Department",
            help=label(zh="空 = 全部；含下级部门", en="Empty: all; with the departments below it"),
            to="Department",
            on_delete="cascade",
        ),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    handled_by: Mapped[HandledBy] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="经办部门",
            en="Handled by",
            required=True,
            default="hr",
            enum=enums.handled_by,
        ),
    )
    owner_role: Mapped[StaffRole | None] = mapped_column(
        String(40), info=field("enum", zh="经办角色", en="Role", enum=enums.staff_role)
    )
    due_days: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="入职后天数",
            en="Days after hiring",
            help=label(zh="负数 = 入职前", en="Negative: before he begins"),
            required=True,
            default=0,
            total=False,
        ),
    )
    gate: Mapped[OnboardingItemGate] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="约束",
            en="Holds up",
            required=True,
            default="none",
            enum=onboarding_item_gate,
        ),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )


onboarding_item_hooks = EntityHooks[OnboardingItem, Never](OnboardingItem)
