"""Steps of an evaluation."""

from __future__ import annotations

from app.generated.process_evaluation import ProcessEvaluation, process_evaluation_hooks
from app.runtime.context import Context


@process_evaluation_hooks.on_transition("publish")
def note_when(evaluation: ProcessEvaluation, ctx: Context) -> None:
    """From now on its figures stay as they are."""
    ctx.update(evaluation, published_at=ctx.now)
