"""A12: what was waived, discounted or agreed below the price was approved, and by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, case, func, or_, select

from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.fee_assignment import FeeAssignment
from app.runtime.system import TransitionLog

from ..rule import Found, Rule, Scope, plain, record

RULE = Rule(
    "A12", "未经批准的减免", "Reductions without approval", "high",
    {
        "bill": (
            "账单 {number} 减免 {taken} 元，批准的减免为 {approved} 元",
            "Bill {number} was reduced by {taken} CNY; {approved} CNY were approved",
        ),
        "reduction": (
            "减免 #{id}（{amount} 元）没有他人的批准记录",
            "Reduction #{id} ({amount} CNY) has no approval by somebody else",
        ),
        "assignment": (
            "收费标准 #{id} 有协议价或折扣，没有他人的批准记录",
            "Fee assignment #{id} has an agreed price or a discount and no approval by somebody else",
        ),
    },
    nightly=True,
)  # fmt: skip
NOTHING = Decimal(0)


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Three statements."""
    yield from _bills(scope)
    yield from _approvals(scope)
    yield from _assignments(scope)


def _bills(scope: Scope) -> Iterator[Found]:
    of = BillReduction
    late = func.coalesce(func.sum(case((of.kind == "late", of.amount), else_=0)), 0)
    other = func.coalesce(func.sum(case((of.kind != "late", of.amount), else_=0)), 0)
    taken, waived = func.coalesce(Bill.discount, 0), func.coalesce(Bill.late_waived, 0)
    approved = and_(of.bill_id == Bill.id, of.state == "approved", of.deleted_at.is_(None))
    rows = scope.session.execute(
        select(
            Bill.id, Bill.bill_no, Bill.discount, Bill.late_waived, Bill.state,
            func.sum(of.amount, type_=of.amount.type).label("approved"),
        )
        .outerjoin(of, approved)
        .where(
            Bill.period_from <= scope.last, Bill.period_to >= scope.first,
            Bill.state != "void", Bill.deleted_at.is_(None),
            or_(Bill.discount > 0, Bill.late_waived > 0, Bill.state == "waived"),
        )
        .group_by(Bill.id)
        .having(or_(taken != other, waived != late, and_(Bill.state == "waived", other + late == 0)))
        .order_by(Bill.id)
    )  # fmt: skip
    for row in rows:
        total = (row.discount or NOTHING) + (row.late_waived or NOTHING)
        figures = {"taken": plain(total), "approved": plain(row.approved or NOTHING)}
        yield Found(
            "bill", row.id, "bill",
            {**figures, "state": row.state, "records": [record("bill", row.id, row.bill_no)]},
            {"number": row.bill_no, **figures}, tuple(figures.values()),
        )  # fmt: skip


def _approved(entity: str, of: Any) -> Any:
    """That somebody else than who made it took the step."""
    return (
        select(TransitionLog.id)
        .where(
            TransitionLog.entity == entity, TransitionLog.record_id == of.id,
            TransitionLog.transition == "approve", TransitionLog.by_system.is_(False),
            TransitionLog.actor_id.is_not(None),
            or_(of.created_by_id.is_(None), TransitionLog.actor_id != of.created_by_id),
        )
        .correlate(of)
        .exists()
    )  # fmt: skip


def _accepted(of: Any) -> Any:
    """That the system began it at the price of an offer that the resident had accepted: nobody gave anything away."""
    return (
        select(TransitionLog.id)
        .where(
            TransitionLog.entity == "fee_assignment", TransitionLog.record_id == of.id,
            TransitionLog.transition == "begin_as_accepted",
        )
        .correlate(of)
        .exists()
    )  # fmt: skip


def _approvals(scope: Scope) -> Iterator[Found]:
    of = BillReduction
    rows = scope.session.execute(
        select(of.id, of.bill_id, of.amount, of.kind, of.created_by_id)
        .where(
            of.state == "approved", scope.within(of.created_at), of.deleted_at.is_(None),
            ~_approved("bill_reduction", of),
        )
        .order_by(of.id)
    )  # fmt: skip
    for row in rows:
        yield Found(
            "bill_reduction", row.id, "reduction",
            {
                "amount": plain(row.amount), "kind": row.kind, "made_by": row.created_by_id,
                "records": [record("bill_reduction", row.id, f"#{row.id}"), record("bill", row.bill_id, f"#{row.bill_id}")],
            },
            {"id": row.id, "amount": row.amount},
        )  # fmt: skip


def _assignments(scope: Scope) -> Iterator[Found]:
    of = FeeAssignment
    rows = scope.session.execute(
        select(of.id, of.override_price, of.discount, of.created_by_id)
        .where(
            of.state.in_(("active", "ended")), of.deleted_at.is_(None),
            or_(of.override_price.is_not(None), of.discount > 0),
            of.from_on <= scope.last, or_(of.to_on.is_(None), of.to_on >= scope.first),
            ~_approved("fee_assignment", of), ~_accepted(of),
        )
        .order_by(of.id)
    )  # fmt: skip
    for row in rows:
        yield Found(
            "fee_assignment", row.id, "assignment",
            {
                "price": None if row.override_price is None else str(row.override_price),
                "discount": None if row.discount is None else str(row.discount),
                "made_by": row.created_by_id,
                "records": [record("fee_assignment", row.id, f"#{row.id}")],
            },
            {"id": row.id}, (str(row.override_price), str(row.discount)),
        )  # fmt: skip
