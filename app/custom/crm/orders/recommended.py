"""Whom the dispatcher's dialog suggests: the very ranking by which orders are assigned without him (1.4, O3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.forms.suggested import Suggestion, suggests
from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.errors import message

from .assignment import Scored, rank
from .candidates import candidates, demand


def best(ctx: Context, record: Mapping[str, Any]) -> list[Suggestion]:
    """Who may take the order now, whoever has it already left out."""
    # Skills, duty and load are not his to read; whose name he may see, the dialog asks the policy.
    trusted = Context.system(ctx.session)
    trusted.sessions = ctx.sessions
    order = ctx.session.get(WorkOrder, record["id"])
    if order is None:
        return []
    wanted = demand(trusted, order)
    found = candidates(trusted, wanted, besides=order, to_assign=False)
    ranked = rank(wanted.job, [one for one in found if one.id != order.assignee_id])
    return [Suggestion(one.candidate.id, _why(one)) for one in ranked]


def _why(scored: Scored) -> Any:
    """The score out of 100, and what somebody would ask next."""
    points, load = round(scored.score * 100), scored.candidate.load
    return message(zh=f"{points} 分，在手 {load} 单", en=f"{points} points, {load} open orders")


for _step in ("assign", "reassign", "reassign_over_limit"):
    suggests(WorkOrder, _step, "assignee", best)
