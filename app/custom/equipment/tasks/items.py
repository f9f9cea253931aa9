"""What the checklist of a task is answered with: judged at once, and final when the task is done (2.2)."""

from __future__ import annotations

from app.generated.inspection_item import InspectionItem, inspection_item_hooks
from app.generated.inspection_task import InspectionTask
from app.runtime.context import Context
from app.runtime.errors import InvalidState

from .judging import Demand, judge

ANSWERS = {"value", "photo", "remark"}


@inspection_item_hooks.on_update
def judge_the_answer(item: InspectionItem, ctx: Context) -> None:
    """Good or not by the limits of the item; only while the inspection is in progress."""
    if not ANSWERS & set(ctx.changes):
        return
    if ctx.get(InspectionTask, item.task_id).state != "doing":
        raise InvalidState(
            "任务执行中才能填写检查结果：请先扫码开始，或退回重做 / "
            "Results are filled in while the inspection is in progress: start it first, or send it back."
        )
    verdict = judge(_demand(item), item.value, has_photo=bool(item.photo))
    item.value = verdict.value if verdict else None
    item.passed = verdict.passed if verdict else None
    item.checked_at = ctx.now if verdict else None


def _demand(item: InspectionItem) -> Demand:
    return Demand(item.kind, item.low, item.high, item.demand, bool(item.required))


def is_missing(item: InspectionItem) -> bool:
    """Asked for and not answered, or answered without the picture that it needs."""
    if item.passed is None:
        return bool(item.required)
    return bool(item.needs_photo) and not item.photo
