"""Money that customers paid ahead (2203): a ledger of changes for each customer, project and, where limited, fee item.

A balance is changed only while its customer is locked (`hold`), so that it never falls below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books import sums
from app.generated.customer import Customer
from app.generated.prepayment_entry import PrepaymentEntry
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

NOTHING = Decimal(0)
AUDIT = "prepayment"
Buckets = dict[int | None, Decimal]
"""Fee item (None: any) → yuan."""


def hold(ctx: Context, customers: Iterable[int]) -> None:
    """Nobody else changes what these customers paid ahead until the transaction ends. Locked in the order of their ids."""
    ctx.session.flush()
    ids = sorted(set(customers))
    ctx.session.execute(
        select(Customer.id)
        .where(Customer.id.in_(ids))
        .order_by(Customer.id)
        .with_for_update(key_share=True)
    ).all()


def of_customers(ctx: Context, customers: Iterable[int]) -> dict[tuple[int, int], Buckets]:
    """(customer, project) → what is left for each fee item; what is used up is not there. One statement."""
    ctx.session.flush()
    entry = PrepaymentEntry
    rows = ctx.session.execute(
        select(entry.customer_id, entry.project_id, entry.fee_item_id, sums.total(entry.delta))
        .where(entry.customer_id.in_(set(customers)), entry.deleted_at.is_(None))
        .group_by(entry.customer_id, entry.project_id, entry.fee_item_id)
        .order_by(entry.customer_id, entry.project_id, entry.fee_item_id)
    )
    found: dict[tuple[int, int], Buckets] = {}
    for customer, project, item, amount in rows:
        if amount:
            found.setdefault((customer, project), {})[item] = Decimal(amount)
    return found


def left(ctx: Context, customer: int, project: int) -> Buckets:
    """What this customer has left in the project, by fee item."""
    return of_customers(ctx, [customer]).get((customer, project), {})


def change(
    ctx: Context,
    *,
    customer: int,
    project: int,
    delta: Decimal,
    fee_item: int | None = None,
    **why: int | None,
) -> Decimal:
    """More or less paid ahead; returns the new balance. `why`: ids of payment, bill, refund. The customer is held.

    Raises RuleViolation (`prepaid_short`) below zero.
    """
    had = left(ctx, customer, project).get(fee_item, NOTHING)
    if had + delta < 0:
        raise RuleViolation(
            f"预存余额只有 {had} 元 / Only {had} CNY are left of what was paid ahead.",
            code="prepaid_short",
        )
    write(ctx, [row(customer, project, delta, had + delta, fee_item, why)], at=ctx.now)
    return had + delta


def row(
    customer: int,
    project: int,
    delta: Decimal,
    balance: Decimal,
    fee_item: int | None,
    why: Mapping[str, int | None],
) -> dict[str, Any]:
    """The columns of an entry; `balance` after it."""
    return {
        "customer_id": customer,
        "project_id": project,
        "fee_item_id": fee_item,
        "delta": delta,
        "balance": balance,
        **{f"{name}_id": why.get(name) for name in ("payment", "bill", "refund")},
    }


def write(ctx: Context, rows: Iterable[Mapping[str, Any]], *, at: Any) -> None:
    """Entries by column; the ledger is written nowhere else."""
    records.write_set(
        ctx, PrepaymentEntry, ({**one, "at": at} for one in rows), action="make", audit=AUDIT
    )
