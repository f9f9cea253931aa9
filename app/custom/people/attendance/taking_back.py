"""An approved leave or trip that was not needed, or not to its end (销假): days, roster and balance as they are then (4.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.generated.attendance_request import AttendanceRequest, attendance_request_hooks
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import days, leave, notices, on_duty, requests, triggers


@attendance_request_hooks.on_transition("come_back")
def back_early(asked: AttendanceRequest, ctx: Context) -> None:
    """It ends then: what is left of it goes back to the balance, the roster counts on him again."""
    if asked.back_at is None or not asked.from_at < asked.back_at < asked.to_at:
        raise RuleViolation(
            "返岗时间须在假期之内；整段未休请“撤回假期” / "
            "Being back early lies within the leave: if none of it was taken, take it back as a whole.",
            field="back_at",
            code="outside",
        )
    since = clock.local(asked.back_at).date()
    if requests.is_own(ctx, asked) and (
        requests.working_days_after(ctx, since, ctx.today) > requests.WITHIN
    ):
        raise RuleViolation(
            f"返岗已超过 {requests.WITHIN} 个工作日，请由人事核实后销假 / "
            f"You were back more than {requests.WITHIN} working days ago: ask HR to look at it.",
            field="back_at",
            code="too_late",
        )
    days.lock(ctx, [asked.employee_id])
    first, last = requests.span(asked)
    before = asked.days or Decimal(0)
    asked.to_at = asked.back_at
    requests.measure(asked, ctx)
    if asked.kind == "leave":
        leave.give_back(ctx, asked, before - (asked.days or Decimal(0)))
    _reckoned(ctx, asked, first, last)
    notices.back(ctx, asked, f"{clock.local(asked.back_at):%Y-%m-%d %H:%M}")


@attendance_request_hooks.on_transition("take_back")
def not_taken(asked: AttendanceRequest, ctx: Context) -> None:
    """As if it had never been approved. Once it has begun HR says so, not who was away."""
    if asked.from_at <= ctx.now and requests.is_own(ctx, asked):
        raise RuleViolation(
            "已开始的假期请用“提前销假”，或由人事撤回 / "
            "It has begun: say when you were back, or ask HR to take it back.",
            code="begun",
        )
    days.lock(ctx, [asked.employee_id])
    if asked.kind == "leave":
        leave.give_back(ctx, asked, asked.days or Decimal(0))
    _reckoned(ctx, asked, *requests.span(asked))
    notices.back(ctx, asked, ctx.note or "")


def _reckoned(ctx: Context, asked: AttendanceRequest, first: dt.date, last: dt.date) -> None:
    """The days that it touched when it was approved."""
    ctx.session.flush()
    if asked.kind == "leave":
        on_duty.unmark(ctx, asked.employee_id, first, last)
    touched = requests.days_of(first, min(last, ctx.today))
    triggers.ask(ctx, ((asked.employee_id, day) for day in touched))
