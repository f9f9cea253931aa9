"""员工 Employee: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b4501c7afd20fb2c735877c2127066913a1474a8aa55e680c7fd72f1dfd12691

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import Gender

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee_asset.model import EmployeeAsset
    from ..employee_skill.model import EmployeeSkill
    from ..onboarding_task.model import OnboardingTask
    from ..position.model import Position
    from ..project.model import Project

EmployeeState = Literal["onboarding", "probation", "regular", "leaving", "left"]
EmployeeTransition = Literal["begin", "confirm", "resign", "stay", "stay_on_probation", "leave"]
EmployeeHoursSystem = Literal["standard", "comprehensive", "flexible"]
employee_hours_system = EnumType(
    "EmployeeHoursSystem",
    [
        EnumValue("standard", label(zh="标准", en="Standard")),
        EnumValue("comprehensive", label(zh="综合计算", en="Comprehensive")),
        EnumValue("flexible", label(zh="不定时", en="Flexible")),
    ],
)


class Employee(Entity):
    """员工 Employee (4.1)."""

    __tablename__ = "employee"
    __table_args__ = (
        Index(
            "uq_employee_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_employee_emp_no", "emp_no"),
        Index("ix_employee_department_emp_no", "department_id", "emp_no"),
        Index("ix_employee_position_emp_no", "position_id", "emp_no"),
        Index("ix_employee_project_emp_no", "project_id", "emp_no"),
        Index("ix_employee_state_emp_no", "state", "emp_no"),
        Index("ix_employee_on_call_emp_no", "on_call", "emp_no"),
        Index("ix_employee_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Employee",
        module="hr",
        label=label(zh="员工", en="Employee"),
        title="{name}",
        process="4.1",
        children=[
            Children(
                "skills", of="EmployeeSkill", by="employee", label=label(zh="技能", en="Skills")
            ),
            Children(
                "onboarding",
                of="OnboardingTask",
                by="employee",
                label=label(zh="入职事项", en="Onboarding"),
            ),
            Children(
                "assets",
                of="EmployeeAsset",
                by="employee",
                label=label(zh="领用物品", en="Issued assets"),
            ),
        ],
    )

    emp_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="工号", en="No.", numbering=numbering("E{seq:5}", gapless=True)),
    )
    name: Mapped[str] = mapped_column(
        String(32),
        info=field(
            "string", zh="姓名", en="Name", required=True, search=True, pii="personal", max=32
        ),
    )
    gender: Mapped[Gender | None] = mapped_column(
        String(40), info=field("enum", zh="性别", en="Gender", pii="personal", enum=enums.gender)
    )
    birth_date: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="出生日期", en="Birth date", pii="personal")
    )
    id_no: Mapped[str | None] = mapped_column(
        Sensitive("employee.id_no", blind=True),
        info=field("id_no", zh="身份证号", en="ID number", pii="sensitive", max=64),
    )
    id_no_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("id_no", 1, 32)', persisted=True), deferred=True
    )
    phone: Mapped[str] = mapped_column(
        String(20),
        index=True,
        info=field("phone", zh="手机", en="Mobile", required=True, pii="personal", max=20),
    )
    address: Mapped[str | None] = mapped_column(
        Text(), info=field("address", zh="住址", en="Address", pii="personal")
    )
    education: Mapped[str | None] = mapped_column(
        String(24), info=field("string", zh="学历", en="Education", pii="personal", max=24)
    )
    emergency_contact: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="紧急联系人", en="Emergency contact", pii="personal", max=64),
    )
    bank_account: Mapped[str | None] = mapped_column(
        Sensitive("employee.bank_account", blind=True),
        info=field("bank_account", zh="工资卡号", en="Bank account", pii="sensitive", max=64),
    )
    bank_account_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("bank_account", 1, 32)', persisted=True), deferred=True
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_employee_department"),
        info=field("ref", zh="部门", en="Department", required=True, to="Department"),
    )
    department: Mapped[Department] = relationship("Department", foreign_keys=[department_id])
    position_id: Mapped[int] = mapped_column(
        ForeignKey("position.id", name="fk_employee_position"),
        info=field("ref", zh="岗位", en="Position", required=True, to="Position"),
    )
    position: Mapped[Position] = relationship("Position", foreign_keys=[position_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_employee_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_employee_manager"),
        index=True,
        info=field("ref", zh="直接上级", en="Manager", to="Employee", on_delete="null"),
    )
    manager: Mapped[Employee | None] = relationship(
        "Employee", foreign_keys=[manager_id], remote_side="Employee.id"
    )
    manager_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="直接上级姓名",
            en="Manager's name",
            pii="personal",
            max=32,
            lookup=["manager", "name"],
        ),
    )
    grade: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="职级", en="Grade", required=True, default=1, min=1)
    )
    base_pay: Mapped[Decimal | None] = mapped_column(
        Sensitive("employee.base_pay", kind="decimal", scale=2, blind=True),
        info=field(
            "money",
            zh="基本工资",
            en="Base pay",
            help=label(
                zh="入职后只能通过任职变动调整", en="Once he has begun only a job change alters it"
            ),
            pii="sensitive",
            min=0,
        ),
    )
    base_pay_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("base_pay", 1, 32)', persisted=True), deferred=True
    )
    hired_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="入职日期",
            en="Hired",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    probation_to: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="试用期至", en="Probation to")
    )
    contract_from: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="合同起",
            en="Contract from",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    contract_to: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="合同止", en="Contract to", expires=60)
    )
    first_work_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="参加工作日期", en="First employment")
    )
    hours_system: Mapped[EmployeeHoursSystem] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="工时制",
            en="Hours system",
            required=True,
            default="standard",
            enum=employee_hours_system,
        ),
    )
    on_call: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="值班待命",
            en="On call",
            help=label(
                zh="紧急工单可派给不在班的待命人员",
                en="Emergencies may go to people on call who are not on shift",
            ),
        ),
    )
    rating_avg: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="平均评分", en="Average rating", readonly=True, max=5, min=0, scale=2
        ),
    )
    left_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="离职日期", en="Left on", readonly=True)
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_employee_login"),
        index=True,
        info=field("ref", zh="登录账号", en="Login", unique=True, to="User", on_delete="null"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    state: Mapped[EmployeeState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    skills: Mapped[list[EmployeeSkill]] = relationship(
        "EmployeeSkill",
        primaryjoin="and_(Employee.id == EmployeeSkill.employee_id, EmployeeSkill.deleted_at.is_(None))",
        foreign_keys="EmployeeSkill.employee_id",
        order_by="EmployeeSkill.id",
        viewonly=True,
    )
    onboarding: Mapped[list[OnboardingTask]] = relationship(
        "OnboardingTask",
        primaryjoin="and_(Employee.id == OnboardingTask.employee_id, OnboardingTask.deleted_at.is_(None))",
        foreign_keys="OnboardingTask.employee_id",
        order_by="OnboardingTask.id",
        viewonly=True,
    )
    assets: Mapped[list[EmployeeAsset]] = relationship(
        "EmployeeAsset",
        primaryjoin="and_(Employee.id == EmployeeAsset.employee_id, EmployeeAsset.deleted_at.is_(None))",
        foreign_keys="EmployeeAsset.employee_id",
        order_by="EmployeeAsset.id",
        viewonly=True,
    )


employee_hooks = EntityHooks[Employee, EmployeeTransition](
    Employee, transitions=("begin", "confirm", "resign", "stay", "stay_on_probation", "leave")
)
