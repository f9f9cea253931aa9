"""What was said stays what was said: nobody rewrites it, and what came in without a name is given to nobody (五)."""

from __future__ import annotations

from collections.abc import Sequence

from app.generated.feedback import Feedback, feedback_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

BY_HIMSELF = ("portal", "public")
"""Whoever came in by these said himself who he is, or that he does not."""


@feedback_hooks.on_update
def what_was_said_stays(said: Feedback, ctx: Context) -> None:
    """Customer service corrects what it is about; the words, and whose they are, it leaves alone.

    Whom something was taken down for may be mended: that was typed here.
    """
    if not ctx.by_person:
        return
    if "content" in ctx.changes:
        raise RuleViolation(
            "提交人的原话不能修改，请用答复或评论补充 / "
            "The words of the submitter stay: add to them by the reply or a comment.",
            field="content",
            code="words_stay",
        )
    if "customer" in ctx.changes and (
        said.channel in BY_HIMSELF or said.hidden or said.employee_id is not None
    ):
        raise RuleViolation(
            "只有代录的意见可以改客户 / Only of what was taken down for somebody the customer can be changed.",
            field="customer",
            code="submitter_stays",
        )


@feedback_hooks.on_update_many
def only_the_system_writes_many(ids: Sequence[int], ctx: Context) -> None:
    """A person's changes of many records are made one by one: what they may not touch is asked of each."""
