"""Opening an employee's account (4.1): by the administrator, with the roles that his position has, and a link for one use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.generated.employee import Employee
from app.generated.onboarding_task import OnboardingTask
from app.generated.position import Position
from app.generated.position_role import PositionRole, position_role_hooks
from app.generated.role_project import RoleProject
from app.runtime import records
from app.runtime.accounts import changes, grants
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

EVERYBODY = "employee"


@dataclass(frozen=True, slots=True)
class Opened:
    """A new account: its id, user name, roles, and the key of the link with which the person chooses a password."""

    user: int
    username: str
    roles: tuple[str, ...]
    key: str


def roles_of(ctx: Context, position: int) -> list[str]:
    """What an account of this position is opened with."""
    found = ctx.session.scalars(
        select(PositionRole.role)
        .where(PositionRole.position_id == position, PositionRole.deleted_at.is_(None))
        .order_by(PositionRole.role)
    )
    return sorted({*found, EVERYBODY})


@position_role_hooks.check
def roles_go_together(row: PositionRole, ctx: Context) -> None:
    """A position never has two roles that are separate; nobody adds to the position that he holds himself."""
    if ctx.operation.action not in ("create", "update"):
        return
    if ctx.by_person and ctx.actor.id is not None:
        own = ctx.session.scalar(
            select(Employee.position_id).where(
                Employee.login_id == ctx.actor.id, Employee.deleted_at.is_(None)
            )
        )
        if own == row.position_id:
            raise RuleViolation(
                "不能更改自己岗位的角色，请由另一位管理员操作 / "
                "Nobody changes the roles of his own position: ask another administrator.",
                field="position",
            )
    others = ctx.session.scalars(
        select(PositionRole.role).where(
            PositionRole.position_id == row.position_id,
            PositionRole.id != (row.id or 0),
            PositionRole.deleted_at.is_(None),
        )
    )
    grants.refuse_pairs({*others, row.role})


def open_for(ctx: Context, employee: int) -> Opened:
    """For the system administrator: user, roles and projects in one transaction. Raises RuleViolation where it cannot be."""
    if "sysadmin" not in ctx.actor.roles:
        raise RuleViolation(
            "只有系统管理员可以开通账号 / Only a system administrator opens accounts."
        )
    with records.writing(ctx):
        inner = ctx.within(ctx.operation)
        him = inner.get(Employee, employee)
        if him.login_id is not None:
            raise RuleViolation("该员工已有账号 / This employee has an account.", code="has_one")
        if him.state in ("leaving", "left"):
            raise RuleViolation("该员工离职中或已离职 / This employee is leaving or has left.")
        roles = roles_of(inner, him.position_id)
        user = _new_user(inner, him)
        # The person asks, so that nobody's own account, nor a pair that is separate, passes.
        grants.give(ctx, user.id, roles)
        inner.update(him, login=user.id)
        if him.project_id is not None:
            inner.create(RoleProject, user=user.id, project=him.project_id)
        _finish_task(inner, him)
        key = changes.issue_link(ctx, user.id)
    return Opened(user.id, user.username, tuple(roles), key)


def _new_user(ctx: Context, him: Employee) -> User:
    username = str(him.emp_no).lower()
    taken = ctx.session.scalar(select(User.id).where(func.lower(User.username) == username))
    if taken is not None:
        raise RuleViolation(
            f"用户名 {username} 已被使用，请在用户管理中处理 / The user name {username} is taken.",
            code="taken",
        )
    user = User(
        username=username,
        first_name=him.name[:64],
        last_name="",
        # AppBuilder wants an address that nobody else has; none is ever sent there.
        email=f"{username}@employee.invalid",
        active=True,
        roles=[],
    )
    ctx.session.add(user)
    ctx.session.flush()
    return user


def _finish_task(ctx: Context, him: Employee) -> None:
    """The item of the checklist is done with it."""
    tasks = ctx.query(
        select(OnboardingTask).where(
            OnboardingTask.employee_id == him.id,
            OnboardingTask.kind == "account",
            OnboardingTask.state == "todo",
            OnboardingTask.deleted_at.is_(None),
        )
    ).all()
    for task in tasks:
        ctx.transition(task, "finish")


def position_name(ctx: Context, position: int) -> str:
    """For the page."""
    return str(ctx.session.scalar(select(Position.name).where(Position.id == position)) or "")


__all__: Sequence[str] = ("Opened", "open_for", "position_name", "roles_of")
