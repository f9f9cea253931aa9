"""What a rating leads to: the technician's average, the customer's, a follow-up when it is low (1.3)."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select

from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.work_order import WorkOrder
from app.runtime.context import Context

from . import followups, invitations

YEAR = dt.timedelta(days=365)
PLACES = Decimal("0.01")


def after_closing(ctx: Context, order: WorkOrder) -> None:
    """Averages, follow-up of a low rating, and the invitation to the survey."""
    if order.rating is not None:
        _remember(ctx, order)
    if order.rating is not None and order.rating <= followups.LOW:
        followups.of_order(ctx, order, rating=order.rating, comment=order.rating_comment)
    invitations.invite_after(ctx, order)


def _remember(ctx: Context, order: WorkOrder) -> None:
    """Averages of the last 12 months, this rating included."""
    ctx.session.flush()
    if order.assignee_id is not None:
        mean = _mean(ctx, WorkOrder.assignee_id == order.assignee_id)
        ctx.update(ctx.get(Employee, order.assignee_id), rating_avg=mean)
    if order.customer_id is not None:
        mean = _mean(ctx, WorkOrder.customer_id == order.customer_id)
        ctx.update(ctx.get(Customer, order.customer_id), satisfaction_avg=mean)


def _mean(ctx: Context, whose: object) -> Decimal | None:
    total, number = ctx.session.execute(
        select(func.sum(WorkOrder.rating), func.count(WorkOrder.rating)).where(
            whose,  # type: ignore[arg-type]
            WorkOrder.rating.is_not(None),
            WorkOrder.closed_at > ctx.now - YEAR,
            WorkOrder.deleted_at.is_(None),
        )
    ).one()
    if not number or total is None:
        return None
    return (Decimal(int(total)) / int(number)).quantize(PLACES, ROUND_HALF_UP)
