"""Who may approve the expenses of a department: its managers, or those of the department above where it has none."""

from __future__ import annotations

from sqlalchemy import func, literal, select

from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.expense import Expense
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context

ROLES = ("dept_mgr", "eng_mgr")


def of(ctx: Context, expense: Expense) -> list[int]:
    """The accounts that are told: not who asks for it, and nobody further up than needed."""
    path = ctx.get(Department, expense.department_id).path or ""
    rows = ctx.session.execute(
        select(User.id, func.length(Department.path).label("depth"))
        .join(User.roles)
        .join(Employee, Employee.login_id == User.id)
        .join(Department, Department.id == Employee.department_id)
        .where(
            Role.name.in_(ROLES),
            User.active.is_(True),
            User.id != expense.created_by_id,
            Employee.deleted_at.is_(None),
            # The path of a department begins with those of all above it.
            func.substr(literal(path), 1, func.length(Department.path)) == Department.path,
        )
        .distinct()
    ).all()
    nearest = max((row.depth for row in rows), default=0)
    return sorted(row.id for row in rows if row.depth == nearest)
