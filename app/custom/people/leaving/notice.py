"""From notice to HR's consent (4.5, domain.md §3.15): the days that the law asks for, the two who agree to stay."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm import people
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.resignation import Resignation, resignation_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from .law import NOTICE, NOTICE_ON_PROBATION, earliest_day

OPEN = ("draft", "submitted", "manager_ok", "clearing", "settling")
HANDLED = ("hr_ok", "call_off", "reckon", "approve_settlement", "pay_settlement", "complete")
NEEDS_NOTICE = ("voluntary",)
"""Kinds in which the employee leaves by his own notice."""

TEMPLATES = {
    "resignation.submitted": ("{who} 提交了离职申请 {number}，最后工作日 {day}。", "{who} gave notice ({number}), last day {day}.", "离职申请 {number} 待处理", "Resignation {number} waits for you"),
    "resignation.for_hr": ("{who} 的离职申请 {number} 部门已同意，请审核并开始交接。", "The department agrees to {number} of {who}: begin clearing.", "离职申请 {number} 待人事审核", "Resignation {number} waits for HR"),
    "resignation.stay": ("部门希望你留任（{number}）：{reason}。同意请在申请上点“同意留任”。", "The department asks you to stay ({number}): {reason}. Agree on the page of your notice.", "关于离职申请 {number} 的挽留", "About your notice {number}"),
    "resignation.clearing": ("你的离职申请 {number} 已通过，各部门交接已开始，最后工作日 {day}。", "Your notice {number} is accepted; the departments clear, last day {day}.", "离职申请 {number} 已通过", "Notice {number} is accepted"),
    "resignation.called_off": ("离职申请 {number}（{who}）已撤销：{reason}。员工留任，未办的交接事项已取消。", "{number} of {who} is called off: {reason}. He stays; open clearances are dropped.", "离职申请 {number} 已撤销", "Resignation {number} is called off"),
}  # fmt: skip

notify.kind("resignation", zh="离职", en="Leaving")
for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


def tell(ctx: Context, asked: Resignation, template: str, whom: list[int], **more: str) -> None:
    """One message about this resignation to each, once."""
    ctx.notify(
        people.unique(whom),
        template,
        dedup_key=f"{template} {asked.id} {len(more)}",
        record=asked,
        **{
            "number": str(asked.req_no),
            "who": asked.employee_name or "",
            "day": asked.last_day.isoformat(),
            **more,
        },
    )


def on_probation(employee: Employee) -> bool:
    """Three days are enough for him."""
    return employee.state in ("onboarding", "probation")


@resignation_hooks.check
def is_possible(asked: Resignation, ctx: Context) -> None:
    """One at a time, of somebody who works here; the day of the notice has come."""
    if ctx.operation.action not in ("create", "update"):
        return
    employee = ctx.get(Employee, asked.employee_id)
    if ctx.operation.action == "create":
        if employee.state == "left":
            raise RuleViolation("该员工已离职 / This employee has left.", field="employee")
        other = ctx.session.scalar(
            select(Resignation.req_no)
            .where(
                Resignation.employee_id == employee.id,
                Resignation.state.in_(OPEN),
                Resignation.deleted_at.is_(None),
            )
            .limit(1)
        )
        if other is not None:
            raise RuleViolation(
                f"已有在办的离职申请 {other} / {other} is under way already.",
                field="employee",
                code="under_way",
            )
    elif "employee" in ctx.changes:
        raise RuleViolation(
            "员工不能更改，请新建申请 / The employee stays: make another notice.", field="employee"
        )
    if asked.notice_on > ctx.today:
        raise RuleViolation(
            "提出日期不能晚于今天 / The day of the notice has not come yet.", field="notice_on"
        )
    if asked.last_day < asked.notice_on:
        raise RuleViolation(
            "最后工作日早于提出日期 / The last day is before the notice.", field="last_day"
        )
    late = (
        ctx.by_person
        and ctx.operation.action == "update"
        and asked.state not in ("draft", "submitted")
    )
    if late and {"notice_on", "kind"} & set(ctx.changes):
        raise RuleViolation(
            "部门同意后不能更改类型和提出日期 / Kind and day of the notice stay once the department has agreed.",
            field="kind",
        )


PAID = ("last_wage", "average_wage", "unused_days", "advance", "damage", "tax")
"""What the settlement is reckoned from."""
FIXED = {*PAID, "last_day", "kind", "initiative", "legal_ground", "notice_on"}


@resignation_hooks.check
def what_was_agreed_stays(asked: Resignation, ctx: Context) -> None:
    """No form goes around a step: not the notice, not finance's approval, not that nobody settles his own."""
    if ctx.operation.action != "update" or not ctx.by_person:
        return
    touched = sorted(FIXED & set(ctx.changes))
    if not touched:
        return
    if asked.settled:
        raise RuleViolation(
            "结算已批准，金额和最后工作日不能再改 / "
            "The settlement is approved: amounts and the last day stay.",
            field=touched[0],
            code="settled",
        )
    if set(PAID) & set(touched) and asked.state != "draft":
        _must_not_be_himself(asked, ctx)
    if "last_day" not in touched or asked.state == "draft":
        return
    if asked.access_ended_at is not None:
        raise RuleViolation(
            "账号已停用，最后工作日不能再改 / The account is closed already: the last day stays.",
            field="last_day",
            code="closed",
        )
    if (
        asked.kind in NEEDS_NOTICE
        and not asked.waiver
        and asked.earliest_on is not None
        and asked.last_day < asked.earliest_on
    ):
        raise RuleViolation(
            f"最早离职日 {asked.earliest_on}；提交后不能再缩短通知期，请先办理“同意缩短通知期” / "
            f"The earliest last day is {asked.earliest_on}: waive the notice before it is made shorter.",
            field="last_day",
            code="notice",
        )


@resignation_hooks.on_create
@resignation_hooks.on_update
def earliest(asked: Resignation, ctx: Context) -> None:
    """Kept beside what was asked for, so that everybody sees it; once he is leaving it stays."""
    if asked.state not in ("draft", "submitted"):
        return
    employee = ctx.get(Employee, asked.employee_id)
    asked.earliest_on = earliest_day(asked.notice_on, on_probation=on_probation(employee))


@resignation_hooks.on_transition("submit")
def submitted(asked: Resignation, ctx: Context) -> None:
    """The last day respects the notice, or the company has waived it; the department is told."""
    employee = ctx.get(Employee, asked.employee_id)
    asked.earliest_on = earliest_day(asked.notice_on, on_probation=on_probation(employee))
    if asked.kind in NEEDS_NOTICE and not asked.waiver and asked.last_day < asked.earliest_on:
        days = NOTICE_ON_PROBATION if on_probation(employee) else NOTICE
        raise RuleViolation(
            f"须提前 {days} 天通知，最早离职日 {asked.earliest_on}；公司同意缩短的，请人事先办理“同意缩短通知期” / "
            f"Notice is {days} days: the earliest last day is {asked.earliest_on}. If the company agrees to less, HR waives it first.",
            field="last_day",
            code="notice",
        )
    if asked.kind == "dismiss" and not asked.union_told:
        raise RuleViolation(
            "单方解除须先通知工会（劳动合同法第 43 条） / A dismissal is told to the union first (art. 43).",
            field="union_told",
        )
    tell(ctx, asked, "resignation.submitted", approvers(ctx, employee))


def approvers(ctx: Context, employee: Employee) -> list[int]:
    """His manager; without one the head of his department, else the general manager."""
    found = people.login_of_employee(ctx, employee.manager_id)
    if not found:
        head = ctx.get(Department, employee.department_id).head_id
        found = people.login_of_employee(ctx, head) if head != employee.id else []
    return found or people.holders(ctx, "gm", None)


@resignation_hooks.on_transition("waive")
def waived(asked: Resignation, ctx: Context) -> None:
    """The company agrees to a shorter notice; who and why stands in the history."""
    _must_not_be_himself(asked, ctx)
    asked.waiver = True


@resignation_hooks.on_transition("ask_to_stay")
def asked_to_stay(asked: Resignation, ctx: Context) -> None:
    """Both agree: the department asks, the employee says yes."""
    _must_not_be_himself(asked, ctx)
    asked.stay_offered = True
    employee = ctx.get(Employee, asked.employee_id)
    tell(
        ctx, asked, "resignation.stay", people.login_of_employee(ctx, employee.id), reason=ctx.note
    )


@resignation_hooks.on_transition("manager_ok")
def department_agrees(asked: Resignation, ctx: Context) -> None:
    """Never by the leaver himself."""
    _must_not_be_himself(asked, ctx)
    if asked.successor_id == asked.employee_id:
        raise RuleViolation(
            "接手人不能是离职员工本人 / The successor is somebody else.", field="successor"
        )
    tell(ctx, asked, "resignation.for_hr", people.holders(ctx, "hr", None))


@resignation_hooks.check
def nobody_sees_himself_off(asked: Resignation, ctx: Context) -> None:
    """HR, finance and general managers leave as well: somebody else handles it."""
    if ctx.by_person and ctx.transition_name in HANDLED:
        _must_not_be_himself(asked, ctx)


def _must_not_be_himself(asked: Resignation, ctx: Context) -> None:
    if ctx.actor.id is not None and ctx.get(Employee, asked.employee_id).login_id == ctx.actor.id:
        raise RuleViolation(
            "不能办理自己的离职，请由他人处理 / Nobody handles his own leaving: ask somebody else.",
            code="own",
        )
