"""Who takes an order or a call chooses the customer: his home, its project and whom to phone stand there at once (1.4)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_

# What follows is compared with the fields at once: all tables that they name must be there, whoever imports this first.
import app.generated.models  # noqa: F401
from app.forms.follows import follows
from app.generated.call_record import CallRecord
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.runtime import query
from app.runtime.context import Context

MOST = 6


@follows(WorkOrder, "customer", ["unit", "contact_name", "contact_phone"])
def order_of(ctx: Context, customer: int) -> dict[str, Any]:
    """His only home; of several the one he moved into last is offered first."""
    known = query.get(ctx, Customer, customer)
    return {
        "unit": homes(ctx, customer),
        "contact_name": known.get("name"),
        "contact_phone": known.get("phone"),
    }


@follows(CallRecord, "customer", ["unit", "phone"])
def call_of(ctx: Context, customer: int) -> dict[str, Any]:
    """The same for a call that is written down by hand."""
    return {
        "unit": homes(ctx, customer),
        "phone": query.get(ctx, Customer, customer).get("phone"),
    }


@follows(WorkOrder, "unit", ["project"])
@follows(CallRecord, "unit", ["project"])
def place_of(ctx: Context, unit: int) -> dict[str, Any]:
    """A home belongs to one project, also when its owner is kept by another."""
    project = query.get(ctx, Unit, unit).get("project")
    return {"project": [project["id"]] if project else []}


def homes(ctx: Context, customer: int) -> list[int]:
    """Units where the customer lives today, as far as the reader knows of it, the newest first."""
    found = query.rows(
        ctx,
        Occupancy,
        within=(Occupancy.customer_id == customer)
        & or_(Occupancy.to_date.is_(None), Occupancy.to_date >= ctx.today),
        columns=["unit"],
        sort=["-from_date"],
        limit=MOST,
    )
    units = [row["unit"]["id"] for row in found.items if row.get("unit")]
    return list(dict.fromkeys(units))
