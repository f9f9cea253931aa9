"""Who is on the line: the customer, his homes, his last requests; each under the reader's own rights."""

from __future__ import annotations

from typing import Any

from app.generated.customer import Customer
from app.generated.work_order import WorkOrder
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.errors import NotFound

LAST = 8
ROLES = ("csr",)
"""Who works at the desk."""


def of(ctx: Context, customer: dict[str, Any] | None) -> dict[str, Any]:
    """`{"customer", "homes", "orders"}`; empty when nobody is known or he is not the reader's to see."""
    empty: dict[str, Any] = {"customer": None, "homes": [], "orders": []}
    if customer is None:
        return empty
    try:
        known = query.get(ctx, Customer, customer["id"])
    except NotFound:
        return empty
    orders = query.rows(
        ctx,
        WorkOrder,
        where=filters.parse(WorkOrder, ctx.actor, [("customer", str(known["id"]))]),
        columns=["order_no", "summary", "state", "created_at", "unit", "sla_state"],
        sort=["-id"],
        limit=LAST,
    )
    homes = query.related(
        ctx, Customer, known["id"], "occupancies", columns=["unit", "role", "to_date"], limit=20
    )
    return {"customer": known, "homes": homes, "orders": orders.items}
