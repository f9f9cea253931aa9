"""What HR enters about an employee makes sense (4.1): days in their order; a login is not taken off to evade a rule."""

from __future__ import annotations

import datetime as dt

from app.generated.employee import Employee, employee_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

YOUNGEST = 16
"""Years: nobody younger is employed (未成年人保护法 61)."""
DATES = {"birth_date", "hired_on", "probation_to", "contract_from", "contract_to", "first_work_on"}


@employee_hooks.check
def days_follow_each_other(employee: Employee, ctx: Context) -> None:
    """Asked of whoever enters one of them; what stood before is left alone."""
    if not ctx.by_person or ctx.operation.action not in ("create", "update"):
        return
    if ctx.operation.action == "update" and not DATES & set(ctx.changes):
        return
    hired, born = employee.hired_on, employee.birth_date
    if born is not None and hired is not None and _birthday(born, YOUNGEST) > hired:
        raise RuleViolation(
            f"入职时未满 {YOUNGEST} 周岁，请核对出生日期和入职日期 / "
            f"Below {YOUNGEST} when hired: check the birth date and the day of hiring.",
            field="birth_date",
            code="too_young",
        )
    if employee.first_work_on is not None and employee.first_work_on > ctx.today:
        raise RuleViolation(
            "参加工作日期不能晚于今天 / The first employment has not come yet.",
            field="first_work_on",
        )
    if employee.probation_to is not None and hired is not None and employee.probation_to < hired:
        raise RuleViolation(
            "试用期止早于入职日期 / Probation ends before the day of hiring.", field="probation_to"
        )
    first, last = employee.contract_from, employee.contract_to
    if first is not None and last is not None and last <= first:
        raise RuleViolation(
            "合同止须晚于合同起 / The contract ends after it begins.", field="contract_to"
        )


def _birthday(born: dt.date, years: int) -> dt.date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


@employee_hooks.check
def keeps_his_login(employee: Employee, ctx: Context) -> None:
    """Rules tell by the login whose record it is, and the last day closes it: neither is evaded by taking it off."""
    if ctx.operation.action != "update" or not ctx.by_person or "login" not in ctx.changes:
        return
    if ctx.changes["login"][0] is None:
        return
    if ctx.changes["login"][0] == ctx.actor.id:
        raise RuleViolation(
            "不能解除本人的登录账号，请由另一位人事办理 / "
            "Nobody takes his own login off his record: ask another HR officer.",
            field="login",
            code="own_login",
        )
    if employee.state == "leaving":
        raise RuleViolation(
            "该员工离职中，账号在最后工作日结束时由系统停用 / "
            "He is leaving: the system closes the account at the end of his last day.",
            field="login",
            code="leaving",
        )
