"""To whom an inspection may be passed on: the very ranking by which it would be given out, each with his load (2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal, select

from app.forms.suggested import Suggestion, suggests
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.runtime.context import Context
from app.runtime.errors import message

from .. import categories
from .assigning import Hands


def best(ctx: Context, record: Mapping[str, Any]) -> list[Suggestion]:
    """Who has the skill, the least to do first; who has it already is left out."""
    # Skills and load are not the asker's to read; whose name he may see, the dialog asks the policy.
    trusted = Context.system(ctx.session)
    trusted.sessions = ctx.sessions
    task = ctx.session.execute(
        select(
            InspectionTask.assignee_id,
            InspectionTask.project_id,
            InspectionTask.category_id,
            Equipment.keeper_id,
            literal(None).label("plan_assignee"),
        )
        .join(Equipment, Equipment.id == InspectionTask.equipment_id)
        .where(InspectionTask.id == record["id"])
    ).first()
    if task is None:
        return []
    hands = Hands(trusted, categories.tree(trusted), [task])
    return [
        Suggestion(hand.id, message(zh=f"在手 {hand.load} 项", en=f"{hand.load} open jobs"))
        for hand in hands.fitting(task)
        if hand.id != task.assignee_id
    ]


suggests(InspectionTask, "transfer", "assignee", best)
