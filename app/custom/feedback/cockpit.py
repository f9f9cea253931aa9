"""What people say in the cockpit: pieces of feedback, answered in time (P3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import case, func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.custom.crm.statistics.monthly import moments
from app.generated.feedback import Feedback
from app.runtime.context import Context
from app.runtime.field import label

ENDED = ("met", "missed")


def _said(*more: tuple[str, str]) -> Any:
    def rows(month: Month, project: int | None) -> str:
        days = [(f"created_at__{operator}", value) for operator, value in month.days]
        whose = [("project", str(project))] if project is not None else []
        return f"/feedback/list/?{urlencode([*days, *more, *whose])}"

    return rows


part("voices", place=5, label=label(zh="意见与改进", en="Feedback"), url="/feedbacks/summary")
figure(
    "opinions", part="voices", label=label(zh="意见建议", en="Pieces of feedback"), unit="count", wish="", entity=Feedback,
    formula=label(zh="当月提交的意见", en="Feedback submitted in the month"), rows=_said(), fields=("created_at",),
)  # fmt: skip
figure(
    "answered", part="voices", label=label(zh="按时答复率", en="Answered in time"), unit="percent", wish="up", entity=Feedback,
    formula=label(zh="按时答复 ÷（按时＋超时）（当月提交的意见）", en="Answered in time ÷ (in time + late), of feedback submitted in the month"),
    rows=_said(("reply_state__in", ",".join(ENDED))), fields=("reply_state",),
)  # fmt: skip


@source("opinions", "answered")
def said(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, one statement."""
    of = Feedback
    start, end = moments(month.first)
    met = func.sum(case((of.reply_state == "met", 1), else_=0))
    ended = func.sum(case((of.reply_state.in_(ENDED), 1), else_=0))
    for project, number, hits, base in ctx.session.execute(
        select(of.project_id, func.count(), met, ended)
        .where(of.created_at >= start, of.created_at < end, of.deleted_at.is_(None))
        .group_by(of.project_id)
    ):
        yield Kept("opinions", project, Decimal(number))
        if base:
            yield Kept("answered", project, Decimal(hits), Decimal(base))
