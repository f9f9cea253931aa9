"""任职变动 Job change: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e78363f3954eb2398389f54f738d5adae1e8ae5f2e7a7959b643da08dfc66546

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee
    from ..position.model import Position
    from ..project.model import Project

JobChangeState = Literal["draft", "suggested", "hr_review", "gm_approved", "effective", "rejected"]
JobChangeTransition = Literal[
    "submit", "suggest", "put_down", "take_up", "review", "approve", "reject", "apply"
]
JobChangeKind = Literal["hire", "regular", "promote", "transfer", "pay", "demote", "leave"]
job_change_kind = EnumType(
    "JobChangeKind",
    [
        EnumValue("hire", label(zh="入职", en="Hire")),
        EnumValue("regular", label(zh="转正", en="Confirmation")),
        EnumValue("promote", label(zh="晋升", en="Promotion")),
        EnumValue("transfer", label(zh="调动", en="Transfer")),
        EnumValue("pay", label(zh="调薪", en="Pay")),
        EnumValue("demote", label(zh="降级", en="Demotion")),
        EnumValue("leave", label(zh="离职", en="Leaving")),
    ],
)


class JobChange(Entity):
    """任职变动 Job change (4.1)."""

    __tablename__ = "job_change"
    __table_args__ = (
        Index("ix_job_change_employee_effective_on", "employee_id", "effective_on"),
        Index("ix_job_change_state_effective_on", "state", "effective_on"),
        Index("ix_job_change_change_no", "change_no"),
        Index("ix_job_change_kind_effective_on", "kind", "effective_on"),
        Index("ix_job_change_suggested_effective_on", "suggested", "effective_on"),
        Index("ix_job_change_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="JobChange",
        module="hr",
        label=label(zh="任职变动", en="Job change"),
        title="{change_no} {employee_name}",
        process="4.1",
        help=label(
            zh="入职、转正、晋升、调动、调薪与降级；批准后在生效日由系统执行",
            en="Hiring, confirmation, promotion, transfer, pay and demotion; once approved the system applies it on its day",
        ),
    )

    change_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="单号", en="No.", numbering=numbering("RD{yyyy}-{seq:5}")),
    )
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_job_change_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, to="Employee"),
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
    kind: Mapped[JobChangeKind] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Kind", required=True, enum=job_change_kind)
    )
    effective_on: Mapped[datetime.date] = mapped_column(
        Date(), index=True, info=field("date", zh="生效日", en="Effective on", required=True)
    )
    reason: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="理由", en="Reason", required=True, max=1000)
    )
    suggested: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool", zh="系统建议", en="Suggested by the system", readonly=True, default=False
        ),
    )
    reviewed: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="人事已审核", en="Reviewed by HR", readonly=True, default=False),
    )
    from_department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_job_change_from_department"),
        index=True,
        info=field("ref", zh="原部门", en="Department before", readonly=True, to="Department"),
    )
    from_department: Mapped[Department | None] = relationship(
        "Department", foreign_keys=[from_department_id]
    )
    from_position_id: Mapped[int | None] = mapped_column(
        ForeignKey("position.id", name="fk_job_change_from_position"),
        index=True,
        info=field("ref", zh="原岗位", en="Position before", readonly=True, to="Position"),
    )
    from_position: Mapped[Position | None] = relationship(
        "Position", foreign_keys=[from_position_id]
    )
    from_project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_job_change_from_project"),
        index=True,
        info=field("ref", zh="原项目", en="Project before", readonly=True, to="Project"),
    )
    from_project: Mapped[Project | None] = relationship("Project", foreign_keys=[from_project_id])
    from_grade: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="原职级", en="Grade before", readonly=True, total=False)
    )
    from_pay: Mapped[Decimal | None] = mapped_column(
        Sensitive("job_change.from_pay", kind="decimal", scale=2, blind=True),
        info=field("money", zh="原基本工资", en="Base pay before", readonly=True, pii="sensitive"),
    )
    from_pay_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("from_pay", 1, 32)', persisted=True), deferred=True
    )
    to_department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_job_change_to_department"),
        index=True,
        info=field("ref", zh="新部门", en="New department", to="Department"),
    )
    to_department: Mapped[Department | None] = relationship(
        "Department", foreign_keys=[to_department_id]
    )
    to_position_id: Mapped[int | None] = mapped_column(
        ForeignKey("position.id", name="fk_job_change_to_position"),
        index=True,
        info=field("ref", zh="新岗位", en="New position", to="Position"),
    )
    to_position: Mapped[Position | None] = relationship("Position", foreign_keys=[to_position_id])
    to_project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_job_change_to_project"),
        index=True,
        info=field("ref", zh="新项目", en="New project", to="Project"),
    )
    to_project: Mapped[Project | None] = relationship("Project", foreign_keys=[to_project_id])
    to_grade: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="新职级", en="New grade", total=False, min=1)
    )
    to_pay: Mapped[Decimal | None] = mapped_column(
        Sensitive("job_change.to_pay", kind="decimal", scale=2, blind=True),
        info=field("money", zh="新基本工资", en="New base pay", pii="sensitive", min=0),
    )
    to_pay_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("to_pay", 1, 32)', persisted=True), deferred=True
    )
    state: Mapped[JobChangeState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


job_change_hooks = EntityHooks[JobChange, JobChangeTransition](
    JobChange,
    transitions=(
        "submit",
        "suggest",
        "put_down",
        "take_up",
        "review",
        "approve",
        "reject",
        "apply",
    ),
)
