"""A low score is called back: a p2 order for the supervisor, one per cause (1.3)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.survey_response import SurveyResponse
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder
from app.runtime.context import Context

from .. import people

LOW = 2
COMPLAINT = "complaint"


def of_order(ctx: Context, order: WorkOrder, *, rating: int, comment: str | None) -> WorkOrder:
    """The follow-up of a closed order that the customer rated low; the same one when asked again."""
    return _once(
        ctx,
        external_id=f"low:{order.id}",
        told=people.login_of_employee(ctx, order.dept_head_id),
        reference=str(order.order_no),
        rating=rating,
        customer=order.customer_id,
        unit=order.unit_id,
        project=order.project_id,
        category=order.category_id,
        description=comment,
        follow_up_of=order.id,
    )


def of_response(ctx: Context, response: SurveyResponse, *, reference: str) -> WorkOrder | None:
    """The follow-up of a low survey answer; None when nobody knows whom to call (anonymous)."""
    rating = response.csat
    if rating is None or rating > LOW:
        return None
    if response.work_order_id is not None:
        order = ctx.get(WorkOrder, response.work_order_id)
        return of_order(ctx, order, rating=rating, comment=response.comment)
    if response.customer_id is None or response.project_id is None:
        return None
    return _once(
        ctx,
        external_id=f"survey:{response.id}",
        told=[],
        reference=reference,
        rating=rating,
        customer=response.customer_id,
        project=response.project_id,
        category=_complaint(ctx),
        description=response.comment,
    )


def _once(
    ctx: Context, *, external_id: str, told: list[int], reference: str, rating: int, **values: Any
) -> WorkOrder:
    known: WorkOrder | None = ctx.query(
        select(WorkOrder)
        .where(
            WorkOrder.source == "survey",
            WorkOrder.external_id == external_id,
            WorkOrder.deleted_at.is_(None),
        )
        .limit(1)
    ).first()
    if known is not None:
        return known
    made = ctx.create(
        WorkOrder,
        source="survey",
        external_id=external_id,
        priority="p2",
        summary=f"低分回访：{reference}（{rating} 分）",
        **values,
    )
    ctx.notify(
        people.unique([*told, *people.holders(ctx, "dispatcher", made.project_id)]),
        "work_order.follow_up",
        dedup_key=f"work_order:{made.id}:follow_up",
        record=made,
        order_no=reference,
        rating=rating,
        follow_up=made.order_no,
    )
    return made


def _complaint(ctx: Context) -> int | None:
    return ctx.session.scalar(
        select(TicketCategory.id)
        .where(TicketCategory.deleted_at.is_(None))
        .order_by((TicketCategory.code != COMPLAINT), TicketCategory.id)
        .limit(1)
    )
