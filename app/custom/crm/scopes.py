"""Rows that the schema's expressions cannot name: whom a project serves, and what a home opens (1.1, domain.md §5)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import aliased

from app.generated.occupancy import Occupancy
from app.generated.registry import registry
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.context import Actor
from app.runtime.expression.functions import local_date


@registry.custom_scope("Customer", "served")
def served(actor: Actor, customer: Any) -> ColumnElement[bool]:
    """Customers of the person's projects, by their profile or by a home there that is not over."""
    projects = actor.value(("projects",)) or ()
    if not projects:
        return false()
    today = clock.today()
    at_home = select(Occupancy.customer_id).where(
        Occupancy.project_id.in_(projects),
        Occupancy.deleted_at.is_(None),
        or_(Occupancy.to_date.is_(None), Occupancy.to_date >= today),
    )
    return or_(customer.project_id.in_(projects), customer.id.in_(at_home))


@registry.custom_scope("WorkOrder", "at_home")
def at_home(actor: Actor, order: Any) -> ColumnElement[bool]:
    """The resident's own orders, and those of his homes from the time that he lives there."""
    customer, units = actor.value(("customer",)), actor.value(("units",)) or ()
    own = order.customer_id == customer if customer is not None else false()
    if not units:
        return own
    home = aliased(Occupancy)
    created = local_date(order.created_at)
    while_there = (
        select(home.id)
        .where(
            home.login_id == actor.id,
            home.unit_id == order.unit_id,
            home.deleted_at.is_(None),
            home.from_date <= created,
            or_(home.to_date.is_(None), home.to_date >= created),
        )
        .correlate_except(home)
        .exists()
    )
    # The ids come first: they are what an index finds.
    return or_(own, and_(order.unit_id.in_(units), while_there))


@registry.custom_scope("WorkOrderEvent", "shown")
def shown(actor: Actor, event: Any) -> ColumnElement[bool]:
    """Progress that is not internal, of the orders that the resident sees."""
    order = aliased(WorkOrder)
    of_his = (
        select(order.id)
        .where(order.id == event.work_order_id, at_home(actor, order))
        .correlate_except(order)
        .exists()
    )
    return and_(event.internal.is_not(True), of_his)
