"""离职交接事项 Clearance task: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 066b9dca9fb84465f9a310b409a049fca4398bf7b95778f203aa4a8661eb1972

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee
    from ..resignation.model import Resignation

OffboardingTaskState = Literal["todo", "doing", "blocked", "done", "waived"]
OffboardingTaskTransition = Literal["finish", "start", "block", "unblock", "waive"]
OffboardingTaskAuto = Literal["open_work", "assets", "advances", "vouchers", "accounts", "leave"]
offboarding_task_auto = EnumType(
    "OffboardingTaskAuto",
    [
        EnumValue("open_work", label(zh="未完成工作", en="Open work")),
        EnumValue("assets", label(zh="未归还物品", en="Assets not returned")),
        EnumValue("advances", label(zh="未还借款", en="Advances not repaid")),
        EnumValue("vouchers", label(zh="未记账凭证", en="Vouchers not posted")),
        EnumValue("accounts", label(zh="系统账号", en="Accounts")),
        EnumValue("leave", label(zh="假期余额", en="Leave")),
    ],
)


class OffboardingTask(Entity):
    """离职交接事项 Clearance task (4.5)."""

    __tablename__ = "offboarding_task"
    __table_args__ = (
        Index("ix_offboarding_task_resignation_state", "resignation_id", "state"),
        Index("ix_offboarding_task_owner_state_due_on", "owner_id", "state", "due_on"),
        Index("ix_offboarding_task_department_state_due_on", "department_id", "state", "due_on"),
        Index("ix_offboarding_task_employee_state", "employee_id", "state"),
        Index("ix_offboarding_task_state_due_on", "state", "due_on"),
        Index("ix_offboarding_task_auto_due_on", "auto", "due_on"),
        Index("ix_offboarding_task_department_due_on", "department_id", "due_on"),
        Index("ix_offboarding_task_owner_due_on", "owner_id", "due_on"),
        Index("ix_offboarding_task_employee_due_on", "employee_id", "due_on"),
        Index("ix_offboarding_task_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="OffboardingTask",
        module="hr",
        label=label(zh="离职交接事项", en="Clearance task"),
        title="{employee_name} {item}",
        process="4.5",
        parent="Resignation",
    )

    resignation_id: Mapped[int] = mapped_column(
        ForeignKey("resignation.id", name="fk_offboarding_task_resignation"),
        info=field(
            "ref", zh="离职", en="Resignation", required=True, to="Resignation", on_delete="cascade"
        ),
    )
    resignation: Mapped[Resignation] = relationship("Resignation", foreign_keys=[resignation_id])
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_offboarding_task_employee"),
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            readonly=True,
            default=expression("resignation.employee", ["path", ["resignation"], "employee"]),
            to="Employee",
        ),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
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
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_offboarding_task_department"),
        info=field("ref", zh="会签部门", en="Department", required=True, to="Department"),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    item: Mapped[str] = mapped_column(
        String(100), info=field("string", zh="事项", en="Item", required=True, max=100)
    )
    auto: Mapped[OffboardingTaskAuto | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="自动检查", en="Automatic check", readonly=True, enum=offboarding_task_auto
        ),
    )
    blocking: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必须完成", en="Blocking", default=True)
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_offboarding_task_owner"),
        info=field("ref", zh="经办人", en="Owner", to="User", on_delete="null"),
    )
    owner: Mapped[User | None] = relationship(User, foreign_keys=[owner_id])
    due_on: Mapped[datetime.date] = mapped_column(
        Date(), index=True, info=field("date", zh="期限", en="Due", required=True)
    )
    amount: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="应扣款", en="Recoverable", min=0)
    )
    finding: Mapped[str | None] = mapped_column(
        String(300), info=field("string", zh="检查结果", en="Found", readonly=True, max=300)
    )
    done_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="完成时间", en="Done at", readonly=True)
    )
    state: Mapped[OffboardingTaskState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


offboarding_task_hooks = EntityHooks[OffboardingTask, OffboardingTaskTransition](
    OffboardingTask, transitions=("finish", "start", "block", "unblock", "waive")
)
