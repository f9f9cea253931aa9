"""The last day at 24:00 (4.5): the doors close, once; who is settled has left, the others leave with their settlement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import select

from app.custom.crm import people
from app.custom.people.employees.applying import put_down
from app.custom.people.handlers import Handlers
from app.generated.department import Department
from app.generated.employee import Employee, employee_hooks
from app.generated.offboarding_task import OffboardingTask
from app.generated.project import Project
from app.generated.resignation import Resignation, resignation_hooks
from app.generated.role_project import RoleProject
from app.runtime import notify, records
from app.runtime.accounts import changes
from app.runtime.accounts.users import User
from app.runtime.clients import manage
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

from . import handing_over
from .standard import FOLLOW_UP_DAYS, FOLLOW_UPS

GOING = ("clearing", "settling")

notify.template(
    "resignation.closed",
    zh="{who} 的最后工作日 {day} 已过，系统账号和接口令牌已停用。离职手续 {number} 状态：{state}。",
    en="The last day of {who}, {day}, is over: account and API clients are closed. {number} is {state_en}.",
    title=message(zh="{number}：账号已停用", en="{number}: the account is closed"),
)
notify.template(
    "resignation.overlooked",
    zh="{who} 的最后工作日 {day} 已过，离职申请 {number} 仍未办理，账号仍可登录，请尽快处理。",
    en="The last day of {who}, {day}, is over and {number} is still undecided: the account is still open.",
    title=message(
        zh="{number}：最后工作日已过，仍未办理",
        en="{number}: the last day is over, nothing is decided",
    ),
)
notify.template(
    "resignation.stuck",
    zh="{who} 的离职 {number} 未能办结，账号已停用：{why}",
    en="{number} of {who} could not be completed, the account is closed: {why}",
    title=message(zh="{number} 未能办结", en="{number} could not be completed"),
)
STATES = {"clearing": ("交接中", "being cleared"), "settling": ("结算中", "being settled"), "completed": ("已完成", "completed")}  # fmt: skip


@schedule(
    "people.last_days",
    cron="0 0 0 * * *",
    label=message(
        zh="最后工作日结束：停用账号、办结离职",
        en="End of last days: close accounts, complete leavings",
    ),
)
def midnight(ctx: Context) -> None:
    """Every midnight, in one transaction. One that nobody ran is made up for by the next; what is done is not done again.

    All doors close first. Then each leaving is completed by itself: one that is refused keeps nobody else.
    """
    over = _over(ctx)
    for asked in over:
        if asked.access_ended_at is None:
            end_access(ctx, asked)
    _complete(ctx, [asked.id for asked in over if asked.state == "settling" and asked.settled])
    _remind(ctx)


def _complete(ctx: Context, ids: Sequence[int]) -> None:
    def act(id: int) -> Callable[[], object]:
        return lambda: records.transition(ctx, Resignation, id, "complete")

    def finish(outcomes: Sequence[records.Outcome]) -> None:
        for id, one in zip(ids, outcomes, strict=True):
            if one.error is not None:
                _tell_stuck(ctx, ctx.get(Resignation, id), str(one.error.message))

    if ids:
        records.each(ctx, lambda: [act(id) for id in ids], finish, atomic=False)


def _tell_stuck(ctx: Context, asked: Resignation, why: str) -> None:
    """HR, once for each reason: it is tried again every midnight."""
    ctx.notify(
        people.holders(ctx, "hr", None),
        "resignation.stuck",
        dedup_key=f"resignation.stuck {asked.id} {why}"[:200],
        record=asked,
        number=str(asked.req_no),
        who=asked.employee_name or "",
        why=why,
    )


def _remind(ctx: Context) -> None:
    """A last day that is over while nobody has agreed: the account stays open until HR does something about it."""
    row = Resignation
    waiting = ctx.session.scalars(
        select(row)
        .where(
            row.state.in_(("submitted", "manager_ok")),
            row.last_day < ctx.today,
            row.deleted_at.is_(None),
        )
        .order_by(row.id)
    ).all()
    hr = people.holders(ctx, "hr", None) if waiting else []
    for asked in waiting:
        ctx.notify(
            hr,
            "resignation.overlooked",
            dedup_key=f"resignation.overlooked {asked.id} {asked.last_day}",
            record=asked,
            number=str(asked.req_no),
            who=asked.employee_name or "",
            day=asked.last_day.isoformat(),
        )


def _over(ctx: Context) -> list[Resignation]:
    row = Resignation
    return list(
        ctx.query(
            select(row)
            .where(row.state.in_(GOING), row.last_day < ctx.today, row.deleted_at.is_(None))
            .order_by(row.id)
        )
    )


def end_access(ctx: Context, asked: Resignation) -> None:
    """No session, token or program of his works from the commit on; the account stays for history."""
    employee = ctx.get(Employee, asked.employee_id)
    asked = ctx.update(asked, access_ended_at=ctx.now)
    if employee.login_id is not None:
        close_account(ctx, employee.login_id)
    zh, en = STATES[asked.state]
    ctx.notify(
        people.holders(ctx, "hr", None),
        "resignation.closed",
        dedup_key=f"resignation.closed {asked.id}",
        record=asked,
        number=str(asked.req_no),
        who=employee.name,
        day=asked.last_day.isoformat(),
        state=zh,
        state_en=en,
    )


def close_account(ctx: Context, login: int) -> None:
    """Inactive, every session and token over, programs revoked, projects taken away."""
    user = ctx.session.get(User, login)
    if user is None:
        return
    user.active = False
    ctx.session.flush()
    changes.end_sessions(ctx, login)
    clients = ctx.session.scalars(
        select(ApiClient.id).where(ApiClient.user_id == login, ApiClient.revoked_at.is_(None))
    ).all()
    for client in clients:
        manage.revoke(ctx, client)
    grants = ctx.query(
        select(RoleProject).where(RoleProject.user_id == login, RoleProject.deleted_at.is_(None))
    ).all()
    for grant in grants:
        ctx.delete(grant)


@resignation_hooks.check
def last_day_is_over(asked: Resignation, ctx: Context) -> None:
    """HR completes by hand what was settled after the last day, not before."""
    if ctx.transition_name == "complete" and asked.last_day >= ctx.today:
        raise RuleViolation(
            f"最后工作日 {asked.last_day} 结束后才能办结，届时系统自动办结 / "
            f"It is completed after the last day, {asked.last_day}: the system does it then.",
            code="too_early",
        )


@resignation_hooks.on_transition("complete")
def has_left(asked: Resignation, ctx: Context) -> None:
    """Out of the company: what he still held goes to his manager, no shift remains, the paper is dated, two things follow."""
    employee = ctx.get(Employee, asked.employee_id)
    if asked.access_ended_at is None:
        asked.access_ended_at = ctx.now
        if employee.login_id is not None:
            close_account(ctx, employee.login_id)
    employee = ctx.update(employee, left_on=asked.last_day)
    heir = _heir(ctx, asked, employee)
    if heir is not None:
        handing_over.move(ctx, employee, heir)
    handing_over.end_roster(ctx, employee)
    ctx.transition(employee, "leave")
    put_down(ctx, employee, "leave", on=asked.last_day, reason=f"离职 {asked.req_no}")
    asked.certificate_on = max(asked.last_day, ctx.today)
    _follow_up(ctx, asked, employee)


def _heir(ctx: Context, asked: Resignation, employee: Employee) -> Employee | None:
    """The successor, else his manager, the head of his department, of his project, a general manager: who is at work."""
    department = ctx.get(Department, employee.department_id)
    project = ctx.get(Project, employee.project_id) if employee.project_id is not None else None
    wanted = [asked.successor_id, employee.manager_id, department.head_id]
    wanted += [project.manager_id] if project is not None else []
    wanted += _general_managers(ctx)
    for id in wanted:
        if id is not None:
            found = ctx.get(Employee, id)
            if found.state in handing_over.AT_WORK and found.id != employee.id:
                return found
    return None


def _general_managers(ctx: Context) -> list[int]:
    return list(
        ctx.session.scalars(
            select(Employee.id)
            .where(
                Employee.login_id.in_(people.holders(ctx, "gm", None)),
                Employee.deleted_at.is_(None),
            )
            .order_by(Employee.id)
        )
    )


def _follow_up(ctx: Context, asked: Resignation, employee: Employee) -> None:
    handlers = Handlers(ctx, employee, ["hr"])
    department = handlers.department("hr")
    for item in FOLLOW_UPS:
        ctx.create(
            OffboardingTask,
            resignation=asked.id,
            department=department,
            item=item,
            blocking=False,
            owner=handlers.owner(department, "hr"),
            due_on=asked.last_day + dt.timedelta(days=FOLLOW_UP_DAYS),
        )


@employee_hooks.check
def only_by_a_resignation(employee: Employee, ctx: Context) -> None:
    """`left` has one door."""
    if ctx.transition_name == "leave" and ctx.by_person:
        raise RuleViolation(
            "离职只能通过离职申请办结 / Somebody leaves by a completed resignation only."
        )
