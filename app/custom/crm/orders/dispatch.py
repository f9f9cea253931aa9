"""Assignment applied: one order at a time per project, best first, alert when nobody fits (1.4, O3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.generated.work_order import WorkOrder
from app.runtime.context import Context

from .. import locks, people
from ..notices import now_or_later, urgency
from .assignment import Scored, rank, refusals, score
from .candidates import candidates, demand

REASONS = {
    "inactive": ("不在职", "does not work here now"),
    "on_leave": ("请假", "on leave"),
    "off_shift": ("不在班", "not on shift"),
    "other_project": ("不负责该项目", "does not work for this project"),
    "skill": ("技能不符", "lacks the skill"),
    "certificate": ("证书缺失或过期", "certificate missing or expired"),
    "load": ("未完工单已满", "has too many open orders"),
}

PARTS = {
    "skill": ("技能", "skill"),
    "load": ("空闲", "free"),
    "proximity": ("距离", "near"),
    "rating": ("评分", "rating"),
    "today": ("今日", "today"),
}
"""What a score is made of, each from 0 to 1."""


def lock(ctx: Context, project_id: int) -> None:
    """Until the transaction ends, nobody else assigns in this project: two orders never see one load."""
    locks.hold(ctx, locks.ORDERS, project_id)


def choose(ctx: Context, order: WorkOrder, *, excluding: Iterable[int] = ()) -> list[Scored]:
    """Who may take the order, best first, under the project's lock."""
    lock(ctx, order.project_id)
    wanted = demand(ctx, order)
    left_out = set(excluding)
    people_now = candidates(ctx, wanted, besides=order)
    return rank(wanted.job, [person for person in people_now if person.id not in left_out])


def judge(ctx: Context, order: WorkOrder, employee_id: int) -> tuple[Scored | None, list[str]]:
    """One person's score, or the hard filters that he fails."""
    lock(ctx, order.project_id)
    wanted = demand(ctx, order)
    found = candidates(ctx, wanted, besides=order, only=employee_id)
    if not found:
        return None, ["inactive"]
    failed = refusals(wanted.job, found[0])
    return (None, failed) if failed else (score(wanted.job, found[0]), [])


def auto_assign(ctx: Context, order: WorkOrder, *, excluding: Iterable[int] = ()) -> bool:
    """Assign to the best candidate; without one, alert the dispatchers and leave it in their queue."""
    ranked = choose(ctx, order, excluding=excluding)
    if ranked:
        ctx.transition(order, "assign", assignee=ranked[0].candidate.id)
        return True
    ctx.notify(
        people.holders(ctx, "dispatcher", order.project_id),
        now_or_later("work_order.nobody", order.priority),
        dedup_key=f"work_order:{order.id}:nobody:{ctx.now.isoformat()}",
        record=order,
        order_no=order.order_no,
        summary=order.summary,
        **urgency(order.priority),
    )
    return False


def as_stored(scored: Scored) -> dict[str, Any]:
    """The score as it is kept on the order."""
    return {
        "score": str(scored.score),
        "parts": {part: str(value) for part, value in scored.parts.items()},
    }
