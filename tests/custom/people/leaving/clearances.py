"""What the departments have to clear of a leaver, and clearing it."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.offboarding_task import OffboardingTask
from app.generated.resignation import Resignation
from tests.custom.people.folk import HR, Folk


def tasks(folk: Folk, asked: Resignation) -> dict[str | None, OffboardingTask]:
    """By their automatic check."""
    rows = folk.session.scalars(
        select(OffboardingTask).where(OffboardingTask.resignation_id == asked.id)
    )
    return {row.auto or row.item: row for row in rows}


def fresh(folk: Folk, asked: Resignation) -> Resignation:
    found: Resignation = folk.session.get(Resignation, asked.id)
    return found


def clear(folk: Folk, asked: Resignation, *, but: tuple[str, ...] = ()) -> None:
    """Everything that HR can finish."""
    for auto, task in tasks(folk, asked).items():
        if task.blocking and task.state != "done" and auto not in but:
            folk.step(task, "finish", HR)
