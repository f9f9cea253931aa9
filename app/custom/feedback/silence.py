"""What was answered a week ago and not disputed is closed (五). Each is a job of its own: one that cannot go on stops no other."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app.generated.feedback import Feedback
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import job, schedule

SILENCE = dt.timedelta(days=7)
AT_ONCE = 500


@schedule(
    "feedback.close_answered",
    label=message(zh="查找已答复一周的意见", en="Find feedback answered a week ago"),
    cron="0 17 * * * *",
)
def close_answered(ctx: Context) -> None:
    """Hourly."""
    rows = ctx.session.execute(
        select(Feedback.id, Feedback.replied_at)
        .where(
            Feedback.state == "replied",
            Feedback.replied_at <= ctx.now - SILENCE,
            Feedback.deleted_at.is_(None),
        )
        .order_by(Feedback.id)
        .limit(AT_ONCE)
    ).all()
    for id, moment in rows:
        assert moment is not None  # noqa: S101 - asked for just now
        ctx.enqueue("feedback.close_one", key=f"{id}:{moment.isoformat()}", feedback=id)


@job("feedback.close_one", label=message(zh="自动关闭意见", en="Close feedback by itself"))
def close_one(ctx: Context, feedback: int) -> None:
    """Close it, unless something happened in the meantime."""
    said = ctx.get(Feedback, feedback)
    if said.state == "replied" and said.replied_at and said.replied_at <= ctx.now - SILENCE:
        ctx.transition(said, "close")
