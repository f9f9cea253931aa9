"""Requests of attendance (4.2, domain.md §3.16): what may be asked, who decides, what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import func, select

from app.generated.attendance_request import AttendanceRequest, attendance_request_hooks
from app.generated.employee import Employee
from app.generated.punch import Punch
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import calendar_days, days, inputs, leave, moments, notices, on_duty, triggers
from .figures import pay
from .figures.taken import FULL, taken

STANDS = ("submitted", "manager_ok", "approved")
CORRECTIONS = 3
"""A month."""
WITHIN = 5
"""Working days after the day that is corrected."""
HR_AFTER = Decimal(3)
"""Days of leave above which HR decides as well."""
HR_ALWAYS = ("sick", "maternity", "injury")
BY_CALENDAR = ("maternity",)
"""Kinds of leave whose days are those of the calendar."""
LONGEST = {"leave": 200, "trip": 60, "overtime": 1, "swap": 62}
"""Days from beginning to end."""
ONE = dt.timedelta(days=1)
CORRECTED = "correction"


@attendance_request_hooks.fills("to_at")
def same_moment(asked: AttendanceRequest, ctx: Context) -> dt.datetime | None:
    """A correction is of one moment."""
    return asked.from_at if asked.kind == "correct" else None


@attendance_request_hooks.check
def is_possible(asked: AttendanceRequest, ctx: Context) -> None:
    """The end is not before the beginning; a correction is of what has been."""
    if ctx.operation.action not in ("create", "update") or asked.from_at is None:
        return
    if asked.kind == "correct":
        if asked.from_at > ctx.now:
            raise RuleViolation(
                "补卡时间不能晚于现在 / A punch to come is not corrected.", field="from_at"
            )
        return
    if asked.to_at is None or asked.to_at < asked.from_at or (asked.kind != "swap" and asked.to_at == asked.from_at):  # fmt: skip
        raise RuleViolation(
            "结束时间须晚于开始时间 / The end is after the beginning.", field="to_at"
        )
    longest = LONGEST[asked.kind]
    if asked.to_at - asked.from_at > longest * ONE:
        raise RuleViolation(
            f"最长 {longest} 天，更长的请分开申请 / At most {longest} days: ask for more in parts.",
            field="to_at",
        )
    if asked.deputy_id is not None and asked.deputy_id == asked.employee_id:
        raise RuleViolation(
            "代理人不能是本人 / Nobody is his own deputy.", field="deputy", code="own_deputy"
        )
    if asked.swap_with_id is not None and asked.swap_with_id == asked.employee_id:
        raise RuleViolation("不能与自己换班 / Nobody swaps with himself.", field="swap_with")


@attendance_request_hooks.on_create
@attendance_request_hooks.on_update
def measured(asked: AttendanceRequest, ctx: Context) -> None:
    """How much working time it takes, by the roster as it is."""
    if asked.state != "draft":
        return
    if asked.kind == "correct":
        asked.to_at = asked.from_at
        asked.minutes, asked.days = 0, None
    elif asked.kind == "overtime":
        asked.minutes = int((asked.to_at - asked.from_at) / moments.MINUTE)
        asked.days = None
    elif asked.kind == "swap":
        asked.minutes, asked.days = 0, None
    else:
        measure(asked, ctx)
    asked.needs_hr = asked.kind == "leave" and (
        asked.leave_type in HR_ALWAYS or (asked.days or Decimal(0)) > HR_AFTER
    )


def measure(asked: AttendanceRequest, ctx: Context) -> None:
    """Minutes and days by the roster as it is."""
    first, last = span(asked)
    ahead = moments.offset(first)
    person = next(iter(inputs.read(ctx, [asked.employee_id], first, last)), None)
    plans = person.plans if person is not None else []
    start, end = (moments.on_axis(one, ahead) for one in (asked.from_at, asked.to_at))
    found = taken(plans, start, end)
    asked.minutes = found.minutes
    asked.days = (Decimal(found.shares) / FULL).quantize(Decimal("0.01"))
    if asked.leave_type in BY_CALENDAR and asked.kind == "leave":
        asked.days = Decimal((last - first).days + 1)


def span(asked: AttendanceRequest) -> tuple[dt.date, dt.date]:
    """The days that it touches."""
    last = max(asked.to_at - dt.timedelta(seconds=1), asked.from_at)
    return clock.local(asked.from_at).date(), clock.local(last).date()


# -- submitting -------------------------------------------------------------------------------------


@attendance_request_hooks.on_transition("submit")
def submitted(asked: AttendanceRequest, ctx: Context) -> None:
    """Every rule at once, one person's requests one after the other."""
    days.lock(ctx, [asked.employee_id])
    measured_now(asked, ctx)
    if asked.kind in ("leave", "trip", "overtime"):
        _no_overlap(asked, ctx)
    if asked.kind == "leave":
        _may_leave(asked, ctx)
    elif asked.kind == "correct":
        _may_correct(asked, ctx)
    elif asked.kind == "overtime":
        _may_work_longer(asked, ctx)
    elif asked.kind == "swap":
        on_duty.must_be_exchangeable(ctx, asked)
    notices.to_decide(ctx, asked)


def measured_now(asked: AttendanceRequest, ctx: Context) -> None:
    """The roster may have changed since the draft."""
    if asked.kind in ("leave", "trip"):
        measure(asked, ctx)
        if not asked.minutes and asked.leave_type not in BY_CALENDAR:
            raise RuleViolation(
                "这段时间没有排班，不需要申请 / Nothing is due in this time: there is nothing to ask for.",
                field="from_at",
                code="nothing_due",
            )
    asked.needs_hr = asked.kind == "leave" and (
        asked.leave_type in HR_ALWAYS or (asked.days or Decimal(0)) > HR_AFTER
    )


AWAY = ("leave", "trip")


def _no_overlap(asked: AttendanceRequest, ctx: Context) -> None:
    """Nobody is away twice at one time, and no hour of overtime is paid twice."""
    kinds = ("overtime",) if asked.kind == "overtime" else AWAY
    other = _overlapping(ctx, asked.employee_id, asked, kinds)
    if other is not None:
        raise RuleViolation(
            f"与 {other} 的时间重叠 / It overlaps with {other}.", field="from_at", code="overlap"
        )
    if asked.deputy_id is not None:
        theirs = _overlapping(ctx, asked.deputy_id, asked, AWAY)
        if theirs is not None:
            raise RuleViolation(
                "代理人在此期间也请假或出差，请另选 / The deputy is away in this time, too: choose another.",
                field="deputy",
                code="deputy_away",
            )


def _overlapping(
    ctx: Context, employee: int, asked: AttendanceRequest, kinds: tuple[str, ...]
) -> str | None:
    table = AttendanceRequest
    found: str | None = ctx.session.scalar(
        select(table.req_no)
        .where(
            table.employee_id == employee, table.id != asked.id, table.kind.in_(kinds),
            table.state.in_(STANDS), table.from_at < asked.to_at, table.to_at > asked.from_at,
            table.deleted_at.is_(None),
        )
        .limit(1)
    )  # fmt: skip
    return found


def _may_leave(asked: AttendanceRequest, ctx: Context) -> None:
    left = leave.left(ctx, asked)
    if left is not None and (asked.days or Decimal(0)) > left:
        raise RuleViolation(
            f"余额不足：还可用 {left} 天，申请 {asked.days} 天 / "
            f"Not enough left: {left} days, asked for {asked.days}.",
            field="leave_type",
            code="balance",
        )


def _may_correct(asked: AttendanceRequest, ctx: Context) -> None:
    day = clock.local(asked.from_at).date()
    if working_days_after(ctx, day, ctx.today) > WITHIN:
        raise RuleViolation(
            f"补卡须在 {WITHIN} 个工作日内申请 / A correction is asked for within {WITHIN} working days.",
            field="from_at",
            code="too_late",
        )
    first, last = moments.span(moments.period_of(day))
    number = ctx.session.scalar(
        select(func.count()).where(
            AttendanceRequest.employee_id == asked.employee_id,
            AttendanceRequest.id != asked.id,
            AttendanceRequest.kind == "correct",
            AttendanceRequest.state.in_(STANDS),
            AttendanceRequest.from_at >= moments.midnight(first),
            AttendanceRequest.from_at < moments.midnight(last + ONE),
            AttendanceRequest.deleted_at.is_(None),
        )
    )
    if (number or 0) >= CORRECTIONS:
        raise RuleViolation(
            f"每月最多补卡 {CORRECTIONS} 次 / At most {CORRECTIONS} corrections a month.",
            field="from_at",
            code="too_many",
        )


def working_days_after(ctx: Context, day: dt.date, today: dt.date) -> int:
    """Working days since `day`, which does not count itself."""
    if today <= day:
        return 0
    return calendar_days.workdays(calendar_days.kinds(ctx, day + ONE, today))


def _may_work_longer(asked: AttendanceRequest, ctx: Context) -> None:
    day = clock.local(asked.from_at).date()
    kind = calendar_days.kinds(ctx, day, day)[day].kind
    if asked.for_time_off and kind != "rest":
        raise RuleViolation(
            "只有休息日加班可转调休，工作日和法定节假日须付加班费 / "
            "Time off is for rest days; overtime on workdays and public holidays is paid.",
            field="for_time_off",
            code="not_a_rest_day",
        )
    first, last = moments.span(moments.period_of(day))
    rows = ctx.session.execute(
        select(AttendanceRequest.minutes).where(
            AttendanceRequest.employee_id == asked.employee_id,
            AttendanceRequest.id != asked.id,
            AttendanceRequest.kind == "overtime",
            AttendanceRequest.state.in_(STANDS),
            AttendanceRequest.from_at >= moments.midnight(first),
            AttendanceRequest.from_at < moments.midnight(last + ONE),
            AttendanceRequest.deleted_at.is_(None),
        )
    )
    together = sum(row.minutes or 0 for row in rows) + (asked.minutes or 0)
    if together > pay.MOST_OVERTIME:
        raise RuleViolation(
            f"本月加班合计 {together / 60:.1f} 小时，超过 36 小时上限 / "
            f"{together / 60:.1f} hours of overtime this month, above the limit of 36.",
            field="to_at",
            code="over_36",
        )


# -- deciding ---------------------------------------------------------------------------------------


@attendance_request_hooks.on_transition("manager_ok")
def agreed(asked: AttendanceRequest, ctx: Context) -> None:
    """Approved at once, unless HR has to look at it too."""
    if is_own(ctx, asked):
        raise RuleViolation(
            "不能审批本人的申请 / Nobody decides his own request.", code="own_request"
        )
    if asked.needs_hr:
        notices.to_hr(ctx, asked)
        return
    ctx.transition(asked, "approve")


def is_own(ctx: Context, asked: AttendanceRequest) -> bool:
    """Whoever acts is who is away."""
    mine = select(Employee.id).where(
        Employee.id == asked.employee_id, Employee.login_id == ctx.actor.id
    )
    return ctx.actor.id is not None and ctx.session.scalar(mine) is not None


@attendance_request_hooks.on_transition("approve")
def approved(asked: AttendanceRequest, ctx: Context) -> None:
    """It takes effect: on the balance, the roster, the punches; the days are reckoned anew right after."""
    days.lock(ctx, [asked.employee_id])
    if asked.kind == "leave":
        leave.take(ctx, asked)
    if asked.kind == "correct":
        _punch(ctx, asked)
    elif asked.kind == "swap":
        on_duty.exchange(ctx, asked)
    else:
        first, last = span(asked)
        if asked.kind == "leave":
            on_duty.mark(ctx, [asked.employee_id], first, last)
        triggers.ask(
            ctx, ((asked.employee_id, day) for day in days_of(first, min(last, ctx.today)))
        )
    notices.decided(ctx, asked)


@attendance_request_hooks.on_transition("reject")
def rejected(asked: AttendanceRequest, ctx: Context) -> None:
    """The applicant reads why."""
    notices.decided(ctx, asked)


def days_of(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """With the day before, whose night shift reaches into the first."""
    day = first - ONE
    while day <= last:
        yield day
        day += ONE


def _punch(ctx: Context, asked: AttendanceRequest) -> None:
    known = ctx.session.scalar(
        select(Punch.id).where(
            Punch.device == CORRECTED,
            Punch.employee_id == asked.employee_id,
            Punch.at == asked.from_at,
        )
    )
    if known is None:
        ctx.create(
            Punch, employee=asked.employee_id, at=asked.from_at, device=CORRECTED, source="manual",
            raw=asked.req_no,
        )  # fmt: skip
