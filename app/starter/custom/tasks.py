"""Rules of tasks that the schema does not say. Docs: docs/hooks.md."""

from __future__ import annotations

from app.generated.task import Task, task_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


@task_hooks.check
def summary_says_something(task: Task, ctx: Context) -> None:
    """One character is no summary."""
    if len(task.summary.strip()) < 2:
        raise RuleViolation("摘要至少 2 个字 / Write 2 characters or more.", field="summary")
