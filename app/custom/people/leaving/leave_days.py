"""How many days of annual leave somebody has earned and not taken: asked of the attendance room, where there is one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.people.attendance.figures import pay
from app.generated.employee import Employee
from app.runtime import registry
from app.runtime.context import Context
from app.runtime.errors import NotFound

NOTHING = Decimal(0)


def unused(ctx: Context, employee: Employee, last_day: dt.date) -> Decimal | None:
    """Days by his last day, not below zero (O14.10); None where nobody keeps balances (`LeaveBalance` of the schema).

    Of the year's leave the share that he has earned by then, whole what was carried from the year before: what he took
    beyond it is not taken back (企业职工带薪年休假实施办法 12).
    """
    try:
        row: Any = registry.current().entity("LeaveBalance").entity
    except NotFound:
        return None
    found = ctx.session.execute(
        select(row.entitled, row.carried, row.used).where(
            row.employee_id == employee.id,
            row.year == last_day.year,
            row.leave_type == "annual",
            row.deleted_at.is_(None),
        )
    ).first()
    if found is None:
        return NOTHING
    entitled = found.entitled or NOTHING
    earned = min(entitled, Decimal(_earned(employee, entitled, last_day)))
    return max(earned + (found.carried or NOTHING) - (found.used or NOTHING), NOTHING)


def _earned(employee: Employee, entitled: Decimal, last_day: dt.date) -> int:
    """Whose leave began in the course of the year: of a whole year's leave, his balance being a share of it already."""
    first_work = employee.first_work_on or employee.hired_on
    since = pay.leave_begins(first_work, employee.hired_on, last_day.year)
    if since == dt.date(last_day.year, 1, 1):
        return pay.of_a_leaver(entitled, last_day)
    return pay.of_a_leaver(
        pay.leave_of_service(pay.years_between(first_work, since)), last_day, since
    )
