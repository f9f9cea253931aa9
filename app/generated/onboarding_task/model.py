"""入职事项 Onboarding task: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c21223778998617dd594cdd7697ecab320e4b086fa47ac5babebfb219f600b97

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee

OnboardingTaskState = Literal["todo", "done", "skipped"]
OnboardingTaskTransition = Literal["finish", "skip"]
OnboardingTaskKind = Literal[
    "document", "contract", "account", "uniform", "training", "probation", "other"
]
onboarding_task_kind = EnumType(
    "OnboardingTaskKind",
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
OnboardingTaskGate = Literal["begin", "confirm", "none"]
onboarding_task_gate = EnumType(
    "OnboardingTaskGate",
    [
        EnumValue("begin", label(zh="入职前必须完成", en="Before he begins")),
        EnumValue("confirm", label(zh="转正前必须完成", en="Before he is confirmed")),
        EnumValue("none", label(zh="不限制", en="Holds up nothing")),
    ],
)


class OnboardingTask(Entity):
    """入职事项 Onboarding task (4.1)."""

    __tablename__ = "onboarding_task"
    __table_args__ = (
        Index("ix_onboarding_task_employee_due_on", "employee_id", "due_on"),
        Index("ix_onboarding_task_owner_state_due_on", "owner_id", "state", "due_on"),
        Index("ix_onboarding_task_department_state_due_on", "department_id", "state", "due_on"),
        Index("ix_onboarding_task_state_due_on", "state", "due_on"),
        Index("ix_onboarding_task_kind_due_on", "kind", "due_on"),
        Index("ix_onboarding_task_department_due_on", "department_id", "due_on"),
        Index("ix_onboarding_task_owner_due_on", "owner_id", "due_on"),
        Index("ix_onboarding_task_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="OnboardingTask",
        module="hr",
        label=label(zh="入职事项", en="Onboarding task"),
        title="{employee_name} {item}",
        process="4.1",
        parent="Employee",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_onboarding_task_employee"),
        info=field(
            "ref", zh="员工", en="Employee", required=True, to="Employee", on_delete="cascade"
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    employee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="员工姓名",
            en="Employee's name",
            pii="personal",
            max=32,
            lookup=["employee", "name"],
        ),
    )
    item: Mapped[str] = mapped_column(
        String(100), info=field("string", zh="事项", en="Item", required=True, max=100)
    )
    kind: Mapped[OnboardingTaskKind] = mapped_column(
        String(40),
        info=field("enum", zh="类别", en="Kind", required=True, enum=onboarding_task_kind),
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_onboarding_task_department"),
        info=field("ref", zh="经办部门", en="Handled by", required=True, to="Department"),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_onboarding_task_owner"),
        info=field("ref", zh="经办人", en="Owner", to="User", on_delete="null"),
    )
    owner: Mapped[User | None] = relationship(User, foreign_keys=[owner_id])
    due_on: Mapped[datetime.date] = mapped_column(
        Date(), index=True, info=field("date", zh="期限", en="Due", required=True, expires=0)
    )
    gate: Mapped[OnboardingTaskGate] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="约束",
            en="Holds up",
            required=True,
            default="none",
            enum=onboarding_task_gate,
        ),
    )
    papers: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="资料", en="Papers", max=5)
    )
    done_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="完成时间", en="Done at", readonly=True)
    )
    state: Mapped[OnboardingTaskState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


onboarding_task_hooks = EntityHooks[OnboardingTask, OnboardingTaskTransition](
    OnboardingTask, transitions=("finish", "skip")
)
