"""Who is to be told: the accounts behind customers, employees, roles and projects."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context


def login_of_customer(ctx: Context, customer_id: int | None) -> list[int]:
    """The customer's account, if he has one."""
    return _logins(ctx, Customer, customer_id)


def logins_of_customers(ctx: Context, customer_ids: Iterable[int]) -> dict[int, int]:
    """Customer → account, of those who have one; the order is that of the ids."""
    ids = sorted(set(customer_ids))
    found: dict[int, int] = {}
    for start in range(0, len(ids), 1000):
        rows = ctx.session.execute(
            select(Customer.id, Customer.login_id)
            .where(
                Customer.id.in_(ids[start : start + 1000]),
                Customer.login_id.is_not(None),
                Customer.deleted_at.is_(None),
            )
            .order_by(Customer.id)
        )
        found |= {row.id: row.login_id for row in rows}
    return found


def login_of_employee(ctx: Context, employee_id: int | None) -> list[int]:
    """The employee's account, if he has one."""
    return _logins(ctx, Employee, employee_id)


def _logins(
    ctx: Context, entity: type[Customer] | type[Employee], record_id: int | None
) -> list[int]:
    if record_id is None:
        return []
    login = ctx.get(entity, record_id).login_id
    return [login] if login is not None else []


def holders(ctx: Context, role: str, project_id: int | None) -> list[int]:
    """The active accounts that hold `role` and work for the project (None: for any)."""
    statement = (
        select(User.id)
        .join(User.roles)
        .where(Role.name == role, User.active.is_(True))
        .order_by(User.id)
    )
    if project_id is not None:
        works_there = select(RoleProject.user_id).where(
            RoleProject.project_id == project_id, RoleProject.deleted_at.is_(None)
        )
        statement = statement.where(User.id.in_(works_there))
    return list(ctx.session.scalars(statement))


def holders_of(ctx: Context, role: str, project_ids: Iterable[int]) -> dict[int, list[int]]:
    """Project → the active accounts that hold `role` and work for it, by one statement; every project is a key."""
    found: dict[int, list[int]] = {id: [] for id in project_ids}
    rows = ctx.session.execute(
        select(RoleProject.project_id, User.id)
        .join(User, User.id == RoleProject.user_id)
        .join(User.roles)
        .where(
            Role.name == role,
            User.active.is_(True),
            RoleProject.project_id.in_(found),
            RoleProject.deleted_at.is_(None),
        )
        .order_by(User.id)
    )
    for project, user in rows:
        found[project].append(user)
    return found


def managers_of(ctx: Context, project_ids: Iterable[int]) -> dict[int, list[int]]:
    """Project → the account of its manager, by one statement; every project is a key."""
    found: dict[int, list[int]] = {id: [] for id in project_ids}
    rows = ctx.session.execute(
        select(Project.id, Employee.login_id)
        .join(Employee, Employee.id == Project.manager_id)
        .where(Project.id.in_(found), Employee.login_id.is_not(None))
    )
    for project, login in rows:
        if login is not None:
            found[project].append(login)
    return found


def employee_of(ctx: Context, user_id: int | None) -> Employee | None:
    """The employee behind an account."""
    if user_id is None:
        return None
    found: Employee | None = ctx.query(
        select(Employee)
        .where(Employee.login_id == user_id, Employee.deleted_at.is_(None))
        .order_by(Employee.id)
        .limit(1)
    ).first()
    return found


def unique(ids: Iterable[int]) -> list[int]:
    """Each once, in order."""
    return list(dict.fromkeys(ids))
