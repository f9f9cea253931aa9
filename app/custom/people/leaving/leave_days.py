"""How many days of annual leave somebody has not taken: asked of the attendance room, where there is one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.runtime import registry
from app.runtime.context import Context
from app.runtime.errors import NotFound


def unused(ctx: Context, employee: int, year: int) -> Decimal | None:
    """Days, not below zero; None where nobody keeps balances (`LeaveBalance` of the schema)."""
    try:
        row: Any = registry.current().entity("LeaveBalance").entity
    except NotFound:
        return None
    total = ctx.session.scalar(
        select(
            func.sum(
                func.coalesce(row.entitled, 0)
                + func.coalesce(row.carried, 0)
                - func.coalesce(row.used, 0)
            )
        ).where(
            row.employee_id == employee,
            row.year == year,
            row.leave_type == "annual",
            row.deleted_at.is_(None),
        )
    )
    return max(Decimal(str(total)), Decimal(0)) if total is not None else Decimal(0)
