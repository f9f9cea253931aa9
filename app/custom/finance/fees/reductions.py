"""Reductions of bills (3.1): asked for by one, approved by another, in the books in the same transaction."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from app.custom.finance.books.posting import post_event
from app.generated.bill import Bill, bill_hooks
from app.generated.bill_reduction import BillReduction, bill_reduction_hooks
from app.generated.bill_run import BillRun
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import balance, deferred
from .formulas.amounts import vat
from .late import NOTHING


@bill_reduction_hooks.check
def reduction_is_possible(asked: BillReduction, ctx: Context) -> None:
    """Not more than the bill asks for, together with what was asked before."""
    if ctx.operation.action != "create":
        return
    bill = ctx.get(Bill, asked.bill_id)
    _must_be_in_the_books(ctx, bill)
    now = balance.owed(ctx, [bill.id])[bill.id]
    most = (now.late if asked.kind == "late" else now.principal) - _waiting(ctx, asked)
    if asked.amount > most:
        raise RuleViolation(
            f"最多可减免 {max(most, NOTHING)} 元 / At most {max(most, NOTHING)} CNY can be taken off.",
            field="amount",
        )


def _must_be_in_the_books(ctx: Context, bill: Bill) -> None:
    """The voucher of a run is made of its bills as they are at its end: what was taken off before would count twice."""
    if bill.run_id is not None and ctx.get(BillRun, bill.run_id).state == "approved":
        raise RuleViolation(
            "所属批次正在入账，请稍后再试 / Its run is being posted: try again when that is done."
        )


def _waiting(ctx: Context, asked: BillReduction) -> Decimal:
    same = BillReduction.kind == "late" if asked.kind == "late" else BillReduction.kind != "late"
    found = ctx.session.scalar(
        select(func.sum(BillReduction.amount, type_=BillReduction.amount.type)).where(
            BillReduction.bill_id == asked.bill_id,
            BillReduction.state == "requested",
            same,
            BillReduction.id != (asked.id or 0),
            BillReduction.deleted_at.is_(None),
        )
    )
    return found or NOTHING


@bill_reduction_hooks.on_transition("approve")
def reduce(asked: BillReduction, ctx: Context) -> None:
    """The bill asks for less; of principal the books say so too. A waived late fee was never in the books."""
    now = balance.owed(ctx, [asked.bill_id])[asked.bill_id]
    bill = now.bill
    _must_be_in_the_books(ctx, bill)
    if asked.amount > (now.late if asked.kind == "late" else now.principal):
        raise RuleViolation(
            f"账单 {bill.bill_no} 已不欠这么多：本金 {now.principal} 元，违约金 {now.late} 元 / "
            f"{bill.bill_no} does not ask for so much any more: principal {now.principal}, late fee {now.late} CNY."
        )
    if asked.kind == "late":
        bill = ctx.update(
            bill,
            late_waived=(bill.late_waived or NOTHING) + asked.amount,
            late_fee=now.accrued - asked.amount,
        )
        if now.principal == 0 and now.late == asked.amount:
            _settle(ctx, bill)
        return
    _less(ctx, bill, asked, now)


def _less(ctx: Context, bill: Bill, asked: BillReduction, now: balance.Owed) -> None:
    net, tax = bill.net or bill.amount, bill.vat or NOTHING
    rest = net + tax - asked.amount
    new_net, new_tax = vat(rest, bill.tax_rate) if bill.tax_rate else (rest, NOTHING)
    open_amount = now.principal - asked.amount
    bill = ctx.update(
        bill,
        discount=(bill.discount or NOTHING) + asked.amount,
        balance=open_amount,
        net=new_net,
        vat=new_tax,
    )
    # What was taken off never was owed: the late fee is counted on the rest.
    now = balance.owed(ctx, [bill.id])[bill.id]
    bill = ctx.update(now.bill, late_fee=now.accrued)
    later = deferred.unwind(ctx, bill, net - new_net, unused=asked.refund_id is not None)
    voucher = post_event(
        ctx, "reduction", asked, on=ctx.today,
        amounts={
            "gross": asked.amount, "net": net - new_net - later, "deferred": later,
            "vat": tax - new_tax,
        },
        aux={"customer": bill.customer_id, "project": bill.project_id, "fee_item": bill.fee_item_id},
    )  # fmt: skip
    asked.voucher_id = voucher.id if voucher else None
    if open_amount == 0 and now.late == 0:
        _settle(ctx, bill)


def _settle(ctx: Context, bill: Bill) -> None:
    """Nothing is open any more: paid when money came, waived when none did."""
    paid = (bill.paid or NOTHING) + (bill.late_paid or NOTHING)
    bill = ctx.update(bill, overdue=False, paid_on=ctx.today if paid else None)
    ctx.transition(bill, "pay_full" if paid else "waive")


@bill_hooks.on_transition("write_off")
def write_off(bill: Bill, ctx: Context) -> None:
    """What is open is lost: out of the receivables, into the books."""
    _must_be_in_the_books(ctx, bill)
    voucher = post_event(
        ctx, "bad_debt", bill, on=ctx.today, amounts={"amount": bill.balance or NOTHING},
        aux={"customer": bill.customer_id, "project": bill.project_id, "fee_item": bill.fee_item_id},
    )  # fmt: skip
    if voucher is not None and bill.voucher_id is None:
        bill.voucher_id = voucher.id
    bill.balance = NOTHING
    bill.overdue = False
