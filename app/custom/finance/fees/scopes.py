"""Bills that a resident sees (domain.md §5)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import aliased

from app.generated.occupancy import Occupancy
from app.generated.registry import registry
from app.runtime.context import Actor


@registry.custom_scope("Bill", "own_bills")
def own_bills(actor: Actor, bill: Any) -> ColumnElement[bool]:
    """His own, and those of his homes whose time of charge begins while he lives there."""
    customer, units = actor.value(("customer",)), actor.value(("units",)) or ()
    own = bill.customer_id == customer if customer is not None else false()
    if not units:
        return own
    home = aliased(Occupancy)
    while_there = (
        select(home.id)
        .where(
            home.login_id == actor.id,
            home.unit_id == bill.unit_id,
            home.deleted_at.is_(None),
            home.from_date <= bill.period_from,
            or_(home.to_date.is_(None), home.to_date >= bill.period_from),
        )
        .correlate_except(home)
        .exists()
    )
    return or_(own, and_(bill.unit_id.in_(units), while_there))
