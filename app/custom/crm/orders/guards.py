"""What a step of a work order needs beyond the fields that the schema names (1.4, domain.md §3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.forms.wanted import wants
from app.generated.employee import Employee
from app.generated.ticket_category import TicketCategory
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import dispatch

LONGEST_HOLD = dt.timedelta(hours=24)


@work_order_hooks.check
def step_is_allowed(order: WorkOrder, ctx: Context) -> None:
    """What a step needs beyond the fields that the schema names."""
    match ctx.transition_name:
        case "start":
            _needs_proof_of_arrival(order, ctx)
        case "resolve":
            _needs_photo(order, ctx)
        case "hold" | "hold_longer":
            _hold_is_reasonable(order, ctx)
        case "assign":
            _assignee_is_eligible(order, ctx)
        case "reassign" | "reassign_over_limit":
            _new_assignee_is_eligible(order, ctx)


def _needs_proof_of_arrival(order: WorkOrder, ctx: Context) -> None:
    """The unit's code scanned (or typed), or a photo; a public place has no code."""
    expected = ctx.get(Unit, order.unit_id).full_no if order.unit_id else None
    scanned = (order.arrival_code or "").strip().upper()
    # After a reassignment the photos are still those of the one before.
    photographed = order.arrival_photos and "arrival_photos" in ctx.changes
    if photographed or (expected and scanned == expected.upper()):
        return
    if scanned and expected:
        raise RuleViolation(
            f"二维码不符，本单房号是 {expected} / This is not the code of {expected}.",
            field="arrival_code",
        )
    raise RuleViolation(
        "请扫描房屋二维码或上传现场照片 / Scan the unit's code or add a photo of the place.",
        field="arrival_code" if expected else "arrival_photos",
    )


def _photo_is_wanted(ctx: Context, order: Mapping[str, Any]) -> set[str]:
    """The dialog marks what the hook below refuses without."""
    category = order.get("category")
    found = ctx.session.get(TicketCategory, category["id"]) if category else None
    return {"after_photos"} if found is not None and found.needs_photo else set()


wants(WorkOrder, "resolve", _photo_is_wanted)


def _needs_photo(order: WorkOrder, ctx: Context) -> None:
    if order.after_photos or order.category_id is None:
        return
    if ctx.get(TicketCategory, order.category_id).needs_photo:
        raise RuleViolation(
            "请至少上传一张完工照片 / Add at least one photo of the finished work.",
            field="after_photos",
        )


def _hold_is_reasonable(order: WorkOrder, ctx: Context) -> None:
    if order.resume_at is None:
        return
    if order.resume_at <= ctx.now:
        raise RuleViolation(
            "恢复时间须晚于现在 / The work must resume later than now.", field="resume_at"
        )
    if ctx.transition_name == "hold" and order.resume_at > ctx.now + LONGEST_HOLD:
        raise RuleViolation(
            "超过 24 小时的挂起须由调度批准 / A hold of more than 24 hours is for the dispatcher.",
            field="resume_at",
        )


def _assignee_is_eligible(order: WorkOrder, ctx: Context) -> None:
    if order.assignee_id is None or ctx.actor.is_system:
        return
    _refuse_unless_eligible(order, order.assignee_id, ctx)


def _new_assignee_is_eligible(order: WorkOrder, ctx: Context) -> None:
    """Nobody named is the next best; whoever has it already is no other person."""
    if order.assignee_id is None or "assignee" not in ctx.operation.given:
        return
    if "assignee" not in ctx.changes:
        name = ctx.get(Employee, order.assignee_id).name
        raise RuleViolation(
            f"本单已由 {name} 处理，请选择其他人，或清空此项由系统选派 / "
            f"{name} has it already; choose somebody else, or empty this for the next best.",
            field="assignee",
        )
    _refuse_unless_eligible(order, order.assignee_id, ctx)


def _refuse_unless_eligible(order: WorkOrder, employee_id: int, ctx: Context) -> None:
    _, failed = dispatch.judge(ctx, order, employee_id)
    if not failed:
        return
    zh = "、".join(dispatch.REASONS[reason][0] for reason in failed)
    en = ", ".join(dispatch.REASONS[reason][1] for reason in failed)
    name = ctx.get(Employee, employee_id).name
    raise RuleViolation(f"不能派给 {name}：{zh} / {name} cannot take it: {en}.", field="assignee")
