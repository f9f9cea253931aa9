"""What a leaver is paid (4.5): reckoned by the system, looked over by HR, approved by finance, in the books (工资支付暂行规定 9)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import Decimal

from sqlalchemy import func, select

from app.custom.crm import people
from app.custom.crm.working_calendar import known
from app.custom.finance.books.company import books
from app.custom.finance.books.payroll import bank_of
from app.custom.finance.books.posting import post_event
from app.generated.company import Company
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.offboarding_task import OffboardingTask
from app.generated.resignation import Resignation, resignation_hooks
from app.runtime import calendar, notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import blocking, law, leave_days
from .notice import PAID, tell

NOTHING = Decimal(0)
ADMINISTRATION, COST = "5602", "5401"
CAS = {"5602": "6602", "5401": "6401"}
COST_KINDS = ("eng", "order", "clean", "cs")
"""Departments whose people serve the projects: their wages are cost, those of the others administration."""

notify.template(
    "resignation.settle",
    zh="{who}（{number}）各部门交接完毕，请核对并批准结算，最后工作日 {day}。",
    en="{who} ({number}) is cleared: look over the settlement and approve it, last day {day}.",
    title=message(zh="离职结算 {number} 待批准", en="Settlement {number} to approve"),
)
notify.template(
    "resignation.to_pay",
    zh="{who}（{number}）的离职结算已批准，请在最后工作日 {day} 付款。",
    en="The settlement of {who} ({number}) is approved: pay it on the last day {day}.",
    title=message(zh="离职结算 {number} 待付款", en="Settlement {number} to pay"),
)


@resignation_hooks.on_transition("settle")
def begin(asked: Resignation, ctx: Context) -> None:
    """What the system knows is filled in; HR and the accountant correct it."""
    employee = ctx.get(Employee, asked.employee_id)
    base = employee.base_pay or NOTHING
    days = leave_days.unused(ctx, employee, asked.last_day)
    if asked.last_wage is None:
        asked.last_wage = wage_of_last_month(base, employee.hired_on, asked.last_day)
    if asked.average_wage is None:
        asked.average_wage = base
    if asked.unused_days is None:
        asked.unused_days = days or NOTHING
    asked.advance = (
        asked.advance or waived(ctx, asked) or max(blocking.owed(ctx, employee), NOTHING)
    )
    asked.damage = asked.damage or lost(ctx, employee)
    asked.tax = asked.tax or NOTHING
    reckon(asked, employee, _local_wage(ctx))
    tell(ctx, asked, "resignation.settle", people.holders(ctx, "fin_mgr", None))


def wage_of_last_month(base: Decimal, hired_on: dt.date, last_day: dt.date) -> Decimal:
    """Yuan: the whole wage for a whole month, else working days at 1/21.75."""
    first = max(last_day.replace(day=1), hired_on)
    whole = monthrange(last_day.year, last_day.month)[1]
    if first.day == 1 and last_day.day == whole:
        return law.rounded(base)
    worked = sum(
        is_workday(first + dt.timedelta(days=n)) for n in range((last_day - first).days + 1)
    )
    return min(law.rounded(law.daily(base) * worked), law.rounded(base))


def is_workday(day: dt.date) -> bool:
    """By the company's calendar, else the built-in one."""
    told = known.workday(day)
    return calendar.chinese_workday(day) if told is None else told


def waived(ctx: Context, asked: Resignation) -> Decimal:
    """What a department let go of for money: the amounts of waived clearances of advances."""
    total = ctx.session.scalar(
        select(func.sum(OffboardingTask.amount)).where(
            OffboardingTask.resignation_id == asked.id,
            OffboardingTask.state == "waived",
            OffboardingTask.auto == "advances",
            OffboardingTask.deleted_at.is_(None),
        )
    )
    return Decimal(total or 0)


def lost(ctx: Context, employee: Employee) -> Decimal:
    """What he pays for what he lost or broke."""
    total = ctx.session.scalar(
        select(func.sum(EmployeeAsset.recovered)).where(
            EmployeeAsset.employee_id == employee.id,
            EmployeeAsset.state == "lost",
            EmployeeAsset.deleted_at.is_(None),
        )
    )
    return Decimal(total or 0)


def _local_wage(ctx: Context) -> Decimal | None:
    found: Decimal | None = ctx.session.scalar(
        select(Company.local_wage).where(Company.deleted_at.is_(None)).order_by(Company.id).limit(1)
    )
    return found


def is_due(asked: Resignation) -> bool:
    """Severance: the company ends it (but not for fault), asks for it, or does not renew (劳动合同法 46)."""
    if asked.kind == "dismiss":
        return asked.legal_ground != "fault"
    return asked.kind in ("mutual", "expire") and asked.initiative == "company"


def reckon(asked: Resignation, employee: Employee, local_wage: Decimal | None) -> None:
    """Fills what follows from the inputs, and says how in words."""
    base = employee.base_pay or NOTHING
    average = asked.average_wage if asked.average_wage is not None else base
    asked.leave_pay = law.unused_leave(asked.unused_days or NOTHING, average)
    months, severance_base = NOTHING, NOTHING
    asked.severance = NOTHING
    if is_due(asked):
        months = law.severance_months(employee.hired_on, asked.last_day)
        months, severance_base, asked.severance = law.severance(
            months, average, local_wage=local_wage
        )
    asked.severance_months = months
    wage = asked.last_wage or NOTHING
    taken = (asked.advance or NOTHING) + (asked.damage or NOTHING) + (asked.tax or NOTHING)
    asked.gross = wage + asked.leave_pay + asked.severance
    asked.net = asked.gross - taken
    asked.working = "\n".join(
        [
            f"当月工资 {wage:,.2f}",
            f"未休年假 {asked.unused_days or 0} 天 × 2 × {average:,.2f} ÷ 21.75 = {asked.leave_pay:,.2f}",
            f"经济补偿 {months} × {severance_base:,.2f} = {asked.severance:,.2f}"
            if is_due(asked)
            else "经济补偿 不适用",
            f"应付 {asked.gross:,.2f} − 借款 {asked.advance or 0:,.2f} − 赔偿 {asked.damage or 0:,.2f}"
            f" − 个税社保 {asked.tax or 0:,.2f} = 实付 {asked.net:,.2f}",
        ]
    )


@resignation_hooks.on_transition("reckon")
def reckoned(asked: Resignation, ctx: Context) -> None:
    """Again, with what HR or the accountant put in."""
    reckon(asked, ctx.get(Employee, asked.employee_id), _local_wage(ctx))


@resignation_hooks.on_update
def follows_its_inputs(asked: Resignation, ctx: Context) -> None:
    """What HR enters on the form counts at once: finance never approves a sum that its own figures do not give."""
    if asked.state != "settling" or asked.settled or not ctx.by_person:
        return
    if {*PAID, "last_day", "initiative", "legal_ground"} & set(ctx.changes):
        reckon(asked, ctx.get(Employee, asked.employee_id), _local_wage(ctx))


@resignation_hooks.on_transition("approve_settlement")
def approved(asked: Resignation, ctx: Context) -> None:
    """Owed from now on: the whole to the account of the department, dated the last day or today."""
    employee = ctx.get(Employee, asked.employee_id)
    before = (asked.gross, asked.net)
    reckon(asked, employee, _local_wage(ctx))
    if before != (asked.gross, asked.net):
        raise RuleViolation(
            "核算后数据有变动，请重新核算再批准 / Something changed since it was reckoned: reckon it again, then approve it.",
            field="net",
            code="stale",
        )
    if (asked.net or NOTHING) < 0:
        raise RuleViolation(
            "实付为负数，请核对扣款或先收回借款 / Net pay is negative: check what is taken back, or collect it first.",
            field="net",
        )
    asked.settled = True
    made = post_event(
        ctx,
        "payroll",
        asked,
        on=min(asked.last_day, ctx.today),
        amounts={"total": asked.gross or NOTHING},
        aux={"department": employee.department_id, "project": employee.project_id},
        accounts={"expense": _expense(ctx, employee)},
        summary=f"离职结算 {asked.req_no}",
    )
    asked.voucher_id = made.id if made is not None else None
    tell(ctx, asked, "resignation.to_pay", people.holders(ctx, "cashier", None))
    if asked.last_day < ctx.today:
        # Approved late: nothing is left to wait for.
        ctx.session.flush()
        ctx.transition(asked, "complete")


def _expense(ctx: Context, employee: Employee) -> str:
    kind = ctx.get(Department, employee.department_id).kind
    code = COST if kind in COST_KINDS else ADMINISTRATION
    return code if books(ctx).standard == "sbe" else CAS[code]


@resignation_hooks.on_transition("pay_settlement")
def paid(asked: Resignation, ctx: Context) -> None:
    """Net pay leaves the bank; loans are repaid by it, damages are income, taxes are owed to the authorities."""
    employee = ctx.get(Employee, asked.employee_id)
    made = post_event(
        ctx,
        "settlement_paid",
        asked,
        on=ctx.today,
        amounts={
            "gross": asked.gross or NOTHING,
            "advance": asked.advance or NOTHING,
            "damage": asked.damage or NOTHING,
            "tax": asked.tax or NOTHING,
            "net": asked.net or NOTHING,
        },
        aux={
            "department": employee.department_id,
            "project": employee.project_id,
            "employee": employee.id,
        },
        accounts={"paid_from": bank_of(ctx, employee.project_id)},
        summary=f"离职结算发放 {asked.req_no}",
    )
    asked.paid_voucher_id = made.id if made is not None else None
    asked.paid_on = ctx.today
