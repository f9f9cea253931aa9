"""Everything that is open goes to one successor in one transaction (4.5): work, devices, plans, what others leave to him."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.audit_finding import AuditFinding
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.improvement import Improvement
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.offboarding_task import OffboardingTask
from app.generated.onboarding_task import OnboardingTask
from app.generated.performance_review import PerformanceReview
from app.generated.project import Project
from app.generated.repair_order import RepairOrder
from app.generated.resignation import Resignation, resignation_hooks
from app.generated.roster import Roster
from app.generated.work_order import WorkOrder
from app.runtime import notify, registry
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import RuleViolation, message
from app.runtime.records import write_set

from .blocking import GONE, OPEN_MEASURES, OPEN_ORDERS, OPEN_REPAIRS, OPEN_TASKS
from .clearing import OPEN, check_again

AUDIT = "handed over by a leaver"
AT_WORK = ("probation", "regular")

notify.template(
    "resignation.taken_over",
    zh="{who} 离职，以下工作转给你：{what}。",
    en="{who} leaves; this is yours now: {what_en}.",
    title=message(zh="接手 {number} 的工作", en="Work of {number} is yours"),
)


@resignation_hooks.on_transition("hand_over")
def hand_over(asked: Resignation, ctx: Context) -> None:
    """The successor works here; the clearance of open work is free with it."""
    leaver = ctx.get(Employee, asked.employee_id)
    heir = ctx.get(Employee, asked.successor_id or leaver.id)
    if heir.id == leaver.id or heir.state not in AT_WORK or heir.login_id is None:
        raise RuleViolation(
            f"{heir.name} 不能接手：须是在职并有账号的其他员工 / "
            f"{heir.name} cannot take over: name somebody else who works here and can log in.",
            field="successor",
        )
    moved = move(ctx, leaver, heir)
    told = [(zh, en, number) for zh, en, number in moved if number]
    what = "、".join(f"{zh} {number}" for zh, _, number in told) or "无"
    what_en = ", ".join(f"{en} {number}" for _, en, number in told) or "nothing"
    asked.handed_over = f"{heir.name}：{what}"[:500]
    if told:
        ctx.notify(
            [heir.login_id],
            "resignation.taken_over",
            dedup_key=f"resignation.taken_over {asked.id} {heir.id} {ctx.now.isoformat()}",
            record=asked,
            number=str(asked.req_no),
            who=leaver.name,
            what=what,
            what_en=what_en,
        )
    ctx.session.flush()
    check_again(ctx, leaver.id)


def move(ctx: Context, leaver: Employee, heir: Employee) -> list[tuple[str, str, int]]:
    """(zh, en, how many): the successor takes the work, the leaver's manager what was his to decide."""
    manager = leaver.manager_id if leaver.manager_id not in (None, leaver.id) else heir.id
    login = people.login_of_employee(ctx, manager)
    boss = login[0] if login else heir.login_id
    him = leaver.id
    done = [
        ("工单", "work orders", _give(ctx, WorkOrder, "assignee", heir.id, WorkOrder.assignee_id == him, WorkOrder.state.in_(OPEN_ORDERS))),
        ("巡检", "inspections", _give(ctx, InspectionTask, "assignee", heir.id, InspectionTask.assignee_id == him, InspectionTask.state.in_(OPEN_TASKS))),
        ("报修", "repairs", _give(ctx, RepairOrder, "assignee", heir.id, RepairOrder.assignee_id == him, RepairOrder.state.in_(OPEN_REPAIRS))),
        ("计划", "plans", _give(ctx, MaintenancePlan, "assignee", heir.id, MaintenancePlan.assignee_id == him)),
        ("责任设备", "devices", _give(ctx, Equipment, "keeper", heir.id, Equipment.keeper_id == him, Equipment.state.not_in(GONE))),
        ("改进措施", "measures", _give(ctx, Improvement, "owner", heir.id, Improvement.owner_id == him, Improvement.state.in_(OPEN_MEASURES))),
        ("下属", "reports", _give(ctx, Employee, "manager", manager, Employee.manager_id == him, Employee.id != manager)),
        ("负责部门", "departments", _give(ctx, Department, "head", manager, Department.head_id == him)),
        ("负责项目", "projects", _give(ctx, Project, "manager", manager, Project.manager_id == him)),
    ]  # fmt: skip
    done.append(
        ("考核（转上级）", "reviews (to the manager)", _give(ctx, PerformanceReview, "reviewer", manager, PerformanceReview.reviewer_id == him, PerformanceReview.employee_id != manager, PerformanceReview.state.in_(("pending", "self_done"))))
    )  # fmt: skip
    if leaver.login_id is not None and boss is not None:
        mine = leaver.login_id
        decided = _give(ctx, AuditFinding, "owner", boss, AuditFinding.owner_id == mine, AuditFinding.state.in_(("assigned", "rectifying")))  # fmt: skip
        decided += _give(ctx, OnboardingTask, "owner", boss, OnboardingTask.owner_id == mine, OnboardingTask.state == "todo")  # fmt: skip
        decided += _give(ctx, OffboardingTask, "owner", boss, OffboardingTask.owner_id == mine, OffboardingTask.state.in_(OPEN))  # fmt: skip
        done.append(("待办（转上级）", "things to decide (to the manager)", decided))
    return done


def _give(ctx: Context, entity: type[Entity], field: str, to: int | None, *where: Any) -> int:
    """A set in one statement where no rule of the entity judges single records; else one by one, in this transaction."""
    model: Any = entity
    condition = model.deleted_at.is_(None)
    for one in where:
        condition = condition & one
    if _is_judged(entity):
        found = ctx.query(select(model).where(condition).order_by(model.id)).all()
        for record in found:
            ctx.update(record, **{field: to})
        return len(found)
    ids = ctx.session.scalars(select(model.id).where(condition).order_by(model.id)).all()
    values: dict[str, Any] = {f"{field}_id": to}
    if f"{field}_name" in entity.fields():
        # Looked up through the reference: it has to come along.
        values[f"{field}_name"] = ctx.get(Employee, to).name if to is not None else None
    rows = [{"id": id, **values} for id in ids]
    return write_set(ctx, entity, rows, action="each", audit=AUDIT) if rows else 0


def _is_judged(entity: type[Entity]) -> bool:
    hooks = registry.current().entity(entity).hooks
    return any(hooks.of(phase) for phase in ("check", "on_update", "after_update"))


def end_roster(ctx: Context, employee: Employee) -> int:
    """No shift after the last day."""
    condition = (
        (Roster.employee_id == employee.id)
        & (Roster.date > employee.left_on)
        & Roster.deleted_at.is_(None)
    )
    hooks = registry.current().entity(Roster).hooks
    if not any(hooks.of(phase) for phase in ("check", "on_delete", "after_delete")):
        return write_set(ctx, Roster, condition, action="delete", audit=AUDIT)
    found = ctx.query(select(Roster).where(condition)).all()
    for row in found:
        ctx.delete(row)
    return len(found)
