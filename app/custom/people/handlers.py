"""Which department and which person handles an item of a checklist: asked once for a whole list."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.department import Department
from app.generated.employee import Employee
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context

OWN = "own"


class Handlers:
    """Three statements, whatever the number of items."""

    def __init__(self, ctx: Context, employee: Employee, roles: Iterable[str | None]) -> None:
        self.employee = employee
        rows = ctx.session.execute(
            select(Department.id, Department.kind, Employee.login_id)
            .outerjoin(Employee, Employee.id == Department.head_id)
            .where(Department.deleted_at.is_(None))
            .order_by(func.length(Department.path), Department.id)
        ).all()
        self._first: dict[str, int] = {}
        self._heads: dict[int, int | None] = {}
        for id, kind, head in rows:
            self._first.setdefault(kind, id)
            self._heads[id] = head
        wanted = sorted({role for role in roles if role})
        holders = ctx.session.execute(
            select(Role.name, func.min(User.id))
            .join(User.roles)
            .where(
                Role.name.in_(wanted), User.active.is_(True), User.id != (employee.login_id or 0)
            )
            .group_by(Role.name)
        )
        self._holders: dict[str, int] = dict(holders.all())
        manager = people.login_of_employee(ctx, employee.manager_id)
        self._manager = manager[0] if manager else None

    def department(self, handled_by: str) -> int:
        """The topmost department of that function; his own where there is none."""
        if handled_by == OWN:
            return self.employee.department_id
        return int(self._first.get(handled_by, self.employee.department_id))

    def owner(self, department: int, role: str | None) -> int | None:
        """A holder of the role, else the head of the department, else his manager; never himself."""
        found = self._holders.get(role) if role else None
        if found is None:
            found = self._heads.get(department)
        if found is None or found == self.employee.login_id:
            found = self._manager
        return found if found != self.employee.login_id else None
