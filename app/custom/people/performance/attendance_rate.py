"""The attendance rate as a metric: read where the application keeps attendance by the month, nothing where it does not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.runtime import registry
from app.runtime.context import Context

ENTITY = "AttendanceMonth"
COLUMNS = ("employee_id", "period", "due_days", "actual_days")
"""What it has to have for the rate: actual days in percent of the days that were due."""


def of_everybody(ctx: Context, begins: dt.date, ends: dt.date) -> dict[int, tuple[Decimal, int]]:
    """Employee → percent, months that it is of; empty without such an entity."""
    known = registry.current()
    if not known.has(ENTITY):
        return {}
    month: Any = known.entity(ENTITY).entity
    if not all(hasattr(month, name) for name in COLUMNS):
        return {}
    rows = ctx.session.execute(
        select(
            month.employee_id,
            func.sum(month.due_days, type_=month.due_days.type),
            func.sum(month.actual_days, type_=month.actual_days.type),
            func.count(),
        )
        .where(
            month.period >= f"{begins:%Y-%m}", month.period <= f"{ends:%Y-%m}",
            month.deleted_at.is_(None),
        )
        .group_by(month.employee_id)
    )  # fmt: skip
    return {
        employee: (Decimal(actual or 0) * 100 / Decimal(due), months)
        for employee, due, actual, months in rows
        if due
    }
