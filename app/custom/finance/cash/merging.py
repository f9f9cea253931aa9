"""Money of a profile that becomes part of another (1.1): books name customers and do not forget, so what is open is settled first."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from app.custom.finance.fees.balance import OPEN
from app.generated.bill import Bill
from app.generated.customer import Customer, customer_hooks
from app.generated.prepayment_entry import PrepaymentEntry
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


@customer_hooks.check
def owes_and_owns_nothing(customer: Customer, ctx: Context) -> None:
    """A profile with unpaid bills or money paid ahead is not merged away: nobody would find them any more."""
    if ctx.transition_name != "merge" or customer.merged_into_id is None:
        return
    owed = ctx.session.scalar(
        select(func.count())
        .select_from(Bill)
        .where(Bill.customer_id == customer.id, Bill.state.in_(OPEN), Bill.deleted_at.is_(None))
    )
    ahead = ctx.session.scalar(
        select(func.sum(PrepaymentEntry.delta, type_=PrepaymentEntry.delta.type)).where(
            PrepaymentEntry.customer_id == customer.id, PrepaymentEntry.deleted_at.is_(None)
        )
    ) or Decimal(0)
    if owed or ahead:
        raise RuleViolation(
            f"此档案还有 {owed} 张未结清的账单、{ahead} 元预存。请反过来把另一份档案并入此档案，或先结清、退回 / "
            f"This profile has {owed} unpaid bills and {ahead} CNY paid ahead: merge the other one into it instead, or settle them first.",
            field="merged_into",
            code="has_money",
        )
