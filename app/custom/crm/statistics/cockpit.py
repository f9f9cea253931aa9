"""Customers in the cockpit: requests, satisfaction, time limits, and how demand drifts (P3, O2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import case, func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.field import label

from .monthly import NOT_COUNTED, moments

SATISFIED = 4
"""Ratings from here on."""


def _orders(*more: tuple[str, str], day: str) -> Any:
    """The list of orders to whom something happened in the month, by the field of that moment."""

    def rows(month: Month, project: int | None) -> str:
        days = [(f"{day}__{operator}", value) for operator, value in month.days]
        whose = [("project", str(project))] if project is not None else []
        return f"/work_order/list/?{urlencode([*days, *more, *whose])}"

    return rows


COUNTED = ("state__not_in", ",".join(NOT_COUNTED))

part("customers", place=1, label=label(zh="客户服务", en="Customers"), url="/statistics")
figure(
    "requests", part="customers", label=label(zh="报事工单", en="Requests"), unit="count", wish="", entity=WorkOrder,
    formula=label(zh="当月新增工单，不含驳回和取消", en="Orders created in the month, without rejected and cancelled ones"),
    rows=_orders(COUNTED, day="created_at"), fields=("created_at", "project"),
)  # fmt: skip
figure(
    "satisfied", part="customers", label=label(zh="满意率", en="Satisfied"), unit="percent", wish="up", entity=WorkOrder,
    formula=label(zh="4–5 分评价 ÷ 全部评价（当月关闭的工单）", en="Ratings 4 and 5 ÷ all ratings, of orders closed in the month"),
    rows=_orders(COUNTED, ("rating__is_null", "false"), day="closed_at"), fields=("rating",),
)  # fmt: skip
figure(
    "sla_met", part="customers", label=label(zh="时限达成率", en="SLA met"), unit="percent", wish="up", entity=WorkOrder,
    formula=label(zh="达成 ÷（达成＋未达成）（当月解决的工单）", en="Met ÷ (met + missed), of orders resolved in the month"),
    rows=_orders(COUNTED, ("sla_state__in", "met,missed"), day="resolved_at"), fields=("sla_state",),
)  # fmt: skip
figure(
    "demand", part="customers", label=label(zh="需求变化 PSI", en="Drift of demand (PSI)"), unit="psi", wish="down", entity=WorkOrder,
    formula=label(zh="Σ(本月占比−上月占比)×ln(本月占比÷上月占比)，按工单分类；0.10 以下平稳，0.25 以上显著", en="Σ(share now − share before) × ln(share now ÷ share before) over categories; below 0.10 stable, from 0.25 significant"),
    rows=_orders(COUNTED, day="created_at"), fields=("category", "created_at"),
)  # fmt: skip


@source("requests", "demand")
def requests(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project and category, one statement."""
    of = WorkOrder
    start, end = moments(month.first)
    whole: dict[int, int] = {}
    for project, category, number in ctx.session.execute(
        select(of.project_id, of.category_id, func.count())
        .where(of.created_at >= start, of.created_at < end, *_standing())
        .group_by(of.project_id, of.category_id)
    ):
        whole[project] = whole.get(project, 0) + number
        if category is not None:
            yield Kept("demand", project, Decimal(number), None, category)
    for project, number in whole.items():
        yield Kept("requests", project, Decimal(number))


@source("satisfied", "sla_met")
def quality(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, two statements."""
    of = WorkOrder
    start, end = moments(month.first)
    good, met = of.rating >= SATISFIED, of.sla_state == "met"
    for key, condition, hit, moment in (
        ("satisfied", of.rating.is_not(None), good, of.closed_at),
        ("sla_met", of.sla_state.in_(("met", "missed")), met, of.resolved_at),
    ):
        for project, hits, number in ctx.session.execute(
            select(of.project_id, func.sum(case((hit, 1), else_=0)), func.count())
            .where(moment >= start, moment < end, condition, *_standing())
            .group_by(of.project_id)
        ):
            yield Kept(key, project, Decimal(hits), Decimal(number))


def _standing() -> list[Any]:
    return [WorkOrder.state.not_in(NOT_COUNTED), WorkOrder.deleted_at.is_(None)]
