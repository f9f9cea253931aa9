"""How processes go in the cockpit: what is red in the month's evaluations (P3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.generated.process_evaluation import ProcessEvaluation
from app.runtime.context import Context
from app.runtime.field import label


def _evaluated(month: Month, project: int | None) -> str:
    return f"/process_evaluation/list/?{urlencode([('period', month.period)])}"


part("processes", place=6, label=label(zh="流程", en="Processes"), url="/processes")
figure(
    "red_items", part="processes", label=label(zh="流程红色项", en="Red items of processes"), unit="count", wish="down",
    entity=ProcessEvaluation, formula=label(zh="当月各流程评估的红色项之和", en="Red items of the month's evaluations, all processes"),
    rows=_evaluated, fields=("red",),
)  # fmt: skip


@source("red_items")
def red(ctx: Context, month: Month) -> Iterable[Kept]:
    """Of the whole company, one statement; nothing before the month was evaluated."""
    of = ProcessEvaluation
    number, items = ctx.session.execute(
        select(func.count(), func.sum(of.red)).where(
            of.period == month.period, of.deleted_at.is_(None)
        )
    ).one()
    if number:
        yield Kept("red_items", None, Decimal(items or 0))
