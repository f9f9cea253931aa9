"""What is known of households, as far as they agreed to it: the same number of statements for one and for five hundred."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select

from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder
from app.runtime.context import Context

from . import scoring
from .scoring import ONE, ZERO, Key

LOOKED_BACK = dt.timedelta(days=365)
NOT_COUNTED = ("rejected", "cancelled")
OURS = "plan"
"""Orders that a plan has made say nothing of what somebody needs."""
YEAR = Decimal("365.25")


@dataclass(slots=True)
class Household:
    """Somebody who agreed to personal plans, his home, and what is known of him; features from 0 to 1."""

    customer: int
    project: int
    unit: int
    sensitive: bool
    values: dict[Key, Decimal] = field(default_factory=dict)


def agreed(ctx: Context, customers: Collection[int]) -> dict[int, frozenset[str]]:
    """Customer → the purposes that he agreed to and has not withdrawn; who agreed to nothing is left out."""
    of = ConsentRecord
    found: dict[int, set[str]] = defaultdict(set)
    for customer, purpose in ctx.session.execute(
        select(of.customer_id, of.purpose).where(
            of.customer_id.in_(customers), of.purpose.in_(("profiling", "sensitive")),
            of.granted.is_(True), of.withdrawn_at.is_(None), of.deleted_at.is_(None),
        )
    ):  # fmt: skip
        if customer is not None:
            found[customer].add(purpose)
    return {customer: frozenset(purposes) for customer, purposes in found.items()}


def read(ctx: Context, customers: Collection[int]) -> list[Household]:
    """Of those who agreed to profiling and have a home; of the others nothing is read."""
    purposes = agreed(ctx, customers)
    willing = {one for one, said in purposes.items() if "profiling" in said}
    if not willing:
        return []
    homes = _homes(ctx, willing)
    shares = _shares(ctx, willing)
    found = []
    rows = ctx.session.execute(
        select(
            Customer.id, Customer.elderly_count, Customer.child_count, Customer.living_alone_elderly,
            Customer.pets, Customer.vehicle_count, Customer.has_ev,
        )
        .where(Customer.id.in_(homes), Customer.state == "active", Customer.deleted_at.is_(None))
        .order_by(Customer.id)
    )  # fmt: skip
    for row in rows:
        home = homes[row.id]
        one = Household(row.id, home.project_id, home.unit_id, "sensitive" in purposes[row.id])
        one.values = {
            ("child", None): scoring.part(row.child_count, 2),
            ("pet", None): ONE if (row.pets or "").strip() not in ("", "无", "0", "none") else ZERO,
            ("car", None): scoring.part(row.vehicle_count, 2),
            ("ev", None): ONE if row.has_ev else ZERO,
            ("tenure", None): scoring.part(Decimal((ctx.today - home.since).days) / YEAR, 5),
            **shares.get(row.id, {}),
        }
        if one.sensitive:
            one.values["elder", None] = scoring.part(row.elderly_count, 2)
            one.values["health", None] = ONE if row.living_alone_elderly else ZERO
        found.append(one)
    return found


def _homes(ctx: Context, customers: Collection[int]) -> Mapping[int, Any]:
    """Customer → the home that he lives in now: where he pays, else where he has been longest."""
    of = Occupancy
    rows = ctx.session.execute(
        select(of.customer_id, of.unit_id, of.project_id, of.from_date.label("since"), of.payer)
        .where(
            of.customer_id.in_(customers), of.approved.is_(True), of.deleted_at.is_(None),
            of.from_date <= ctx.today, or_(of.to_date.is_(None), of.to_date >= ctx.today),
        )
        .order_by(of.from_date, of.id)
    ).all()  # fmt: skip
    found: dict[int, Any] = {}
    for row in sorted(rows, key=lambda one: not one.payer):
        found.setdefault(row.customer_id, row)
    return found


def _shares(ctx: Context, customers: Collection[int]) -> dict[int, dict[Key, Decimal]]:
    """Customer → the share of each category, and of those above it, among his requests of the last twelve months."""
    of = WorkOrder
    rows = ctx.session.execute(
        select(of.customer_id, of.category_id, func.count())
        .where(
            of.customer_id.in_(customers), of.created_at >= ctx.now - LOOKED_BACK,
            of.state.not_in(NOT_COUNTED), of.source != OURS, of.deleted_at.is_(None),
        )
        .group_by(of.customer_id, of.category_id)
    ).all()  # fmt: skip
    above = dict(ctx.session.execute(select(TicketCategory.id, TicketCategory.parent_id)).all())
    counted: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    whole: dict[int, int] = defaultdict(int)
    for customer, category, number in rows:
        if customer is None:
            continue
        whole[customer] += number
        while category is not None:
            counted[customer][category] += number
            category = above.get(category)
    return {
        customer: {
            ("orders", category): scoring.share(number, whole[customer])
            for category, number in by.items()
        }
        for customer, by in counted.items()
    }
