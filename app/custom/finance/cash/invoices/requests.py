"""What an invoice is of, and its steps: whole bills that are paid, and the late fees paid with them, each in one invoice at a time.

Net and VAT are those of the bills; a late fee is part of the price and taxed like it. A late fee that was paid after its
bill was invoiced gets an invoice of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.bill import Bill
from app.generated.invoice import Invoice, invoice_hooks
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from ..shares import late_parts
from . import batch

NOTHING = Decimal(0)
AUDIT = "invoice"
FIXED = {"bills", "customer", "project"}
STANDING = ("requested", "submitted", "issued", "delivered", "red_requested")


@invoice_hooks.on_create
def claim_bills(invoice: Invoice, ctx: Context) -> None:
    """The bills belong to this invoice from now on; nobody asks for another one of them."""
    _must_be_addressed(invoice)
    if invoice.red_of_id is not None:
        return
    bills = _locked(ctx, (bill.id for bill in invoice.bills))
    for bill in bills:
        _must_be_invoiceable(invoice, bill)
    parts = _parts(ctx, bills)
    invoice.net = sum((one.net for one in parts), NOTHING)
    invoice.vat = sum((one.vat for one in parts), NOTHING)
    invoice.late = sum((one.late for one in parts), NOTHING)
    invoice.gross = sum((one.principal + one.late for one in parts), NOTHING)
    invoice.parts = [one.told() for one in parts]
    _set(
        ctx,
        {one.bill.id: (one.bill.invoiced or NOTHING) + one.principal + one.late for one in parts},
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What of a bill an invoice is of, in yuan with VAT; net and VAT of both together."""

    bill: Bill
    principal: Decimal
    late: Decimal
    net: Decimal
    vat: Decimal

    def told(self) -> dict[str, Any]:
        return {
            "bill": self.bill.id,
            "no": self.bill.bill_no,
            "principal": str(self.principal),
            "late": str(self.late),
        }


def _parts(ctx: Context, bills: Sequence[Bill]) -> list[Part]:
    """Of each bill what no invoice has yet: all of it, or the late fees that were paid since. One statement."""
    paid: dict[int, list[Decimal]] = {}
    rows = ctx.session.execute(
        select(PaymentAllocation.bill_id, PaymentAllocation.amount)
        .where(
            PaymentAllocation.bill_id.in_([bill.id for bill in bills]),
            PaymentAllocation.part == "late",
            PaymentAllocation.deleted_at.is_(None),
        )
        .order_by(PaymentAllocation.id)
    )
    for bill_id, amount in rows:
        paid.setdefault(bill_id, []).append(amount)
    found = []
    for bill in bills:
        first = not bill.invoiced
        # As each payment was booked; what was invoiced before came first.
        before = NOTHING if first else (bill.invoiced or NOTHING) - gross_of(bill)
        late = net = vat = NOTHING
        for amount in paid.get(bill.id, ()):
            if before >= amount > 0:
                before -= amount
                continue
            one = late_parts(abs(amount), bill.tax_rate)
            sign = -1 if amount < 0 else 1
            late, net, vat = late + amount, net + sign * one[0], vat + sign * one[1]
        if first:
            net, vat = net + (bill.net or NOTHING), vat + (bill.vat or NOTHING)
        found.append(Part(bill, gross_of(bill) if first else NOTHING, late, net, vat))
    return found


def gross_of(bill: Bill) -> Decimal:
    """What the bill came to in the end, VAT in it."""
    return bill.amount - (bill.discount or NOTHING)


def _locked(ctx: Context, ids: Iterable[int]) -> list[Bill]:
    return list(
        ctx.query(
            select(Bill)
            .where(Bill.id.in_(set(ids)), Bill.deleted_at.is_(None))
            .order_by(Bill.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )


def _must_be_addressed(invoice: Invoice) -> None:
    if invoice.kind == "special" and not invoice.tax_no:
        raise RuleViolation(
            "专用发票须填写税号 / A special invoice needs the tax number.", field="tax_no"
        )


def _must_be_invoiceable(invoice: Invoice, bill: Bill) -> None:
    zh = en = ""
    if bill.customer_id != invoice.customer_id or bill.project_id != invoice.project_id:
        zh, en = "不是该客户在该项目的账单", "is of another customer or project"
    elif not bill.tax_rate:
        zh, en = "是代收款或押金，不开发票", "was collected on behalf or is a deposit: no invoice"
    elif bill.state == "bad_debt":
        zh, en = "已核销坏账，没有收足", "was written off before it was paid"
    elif bill.balance or not bill.paid:
        zh, en = "还没有缴清", "is not paid yet"
    elif bill.invoiced and bill.invoiced >= gross_of(bill) + (bill.late_paid or NOTHING):
        zh, en = "已申请或已开过发票", "is in an invoice already"
    if zh:
        raise RuleViolation(
            f"账单 {bill.bill_no} {zh} / {bill.bill_no} {en}.",
            field="bills",
            code="not_invoiceable",
        )


def _set(ctx: Context, amounts: dict[int, Decimal]) -> None:
    records.write_set(
        ctx, Bill, [{"id": id, "invoiced": amount} for id, amount in amounts.items()],
        action="each", audit=AUDIT,
    )  # fmt: skip


def _let_go(ctx: Context, invoice: Invoice) -> None:
    """Its bills may be invoiced again, as far as they stood in this one."""
    mine = {
        one["bill"]: Decimal(one["principal"]) + Decimal(one["late"]) for one in invoice.parts or ()
    }
    _set(
        ctx,
        {
            bill.id: (bill.invoiced or NOTHING) - mine.get(bill.id, bill.invoiced or NOTHING)
            for bill in _locked(ctx, (bill.id for bill in invoice.bills))
        },
    )


@invoice_hooks.on_update
def is_still_a_request(invoice: Invoice, ctx: Context) -> None:
    """What it is of never changes; to whom, until it was exported."""
    if not ctx.by_person:
        return
    fixed = sorted(FIXED & set(ctx.changes))
    if fixed or (invoice.state != "requested" and set(ctx.changes) - {"document", "email"}):
        raise RuleViolation(
            "发票的客户和账单不能改，已导出的也不能再改抬头；请拒开后重新申请 / "
            "Customer and bills of an invoice stay, and nothing changes once it was exported: have it refused and ask anew.",
            field=(fixed or sorted(ctx.changes))[0],
        )
    _must_be_addressed(invoice)


@invoice_hooks.on_transition("submit")
def belongs_to_a_batch(invoice: Invoice, ctx: Context) -> None:
    """One that is submitted alone is a batch of its own; the red ones are made on the tax bureau's site."""
    if invoice.batch_no is None and invoice.red_of_id is None:
        invoice.batch_no = batch.next_number(ctx)


@invoice_hooks.on_transition("refuse")
def refuse(invoice: Invoice, ctx: Context) -> None:
    """Its bills are free; a red one that is not issued leaves its original as it was."""
    if invoice.red_of_id is not None:
        original = ctx.get(Invoice, invoice.red_of_id)
        if original.state == "red_requested":
            ctx.transition(original, "keep", note=ctx.note)
        return
    _let_go(ctx, invoice)


@invoice_hooks.on_transition("request_red")
def ask_for_red(invoice: Invoice, ctx: Context) -> None:
    """A request with the negative amounts, which gets the number of the red invoice."""
    if invoice.red_of_id is not None:
        raise RuleViolation(
            "红字发票不能再红冲，请重新开具蓝字发票 / A red invoice is not reversed: issue a new one."
        )
    ctx.create(
        Invoice, customer=invoice.customer_id, project=invoice.project_id,
        bills=[bill.id for bill in invoice.bills], billed_to=invoice.billed_to,
        tax_no=invoice.tax_no, kind=invoice.kind, email=invoice.email, red_of=invoice.id,
        net=-(invoice.net or NOTHING), vat=-(invoice.vat or NOTHING), late=-(invoice.late or NOTHING),
        gross=-(invoice.gross or NOTHING),
    )  # fmt: skip


def red_of(ctx: Context, invoice: Invoice) -> Invoice | None:
    """The red one that stands beside it."""
    found: Invoice | None = ctx.query(
        select(Invoice)
        .where(
            Invoice.red_of_id == invoice.id,
            Invoice.state != "refused",
            Invoice.deleted_at.is_(None),
        )
        .order_by(Invoice.id.desc())
        .limit(1)
    ).first()
    return found


@invoice_hooks.on_transition("issue")
def is_issued(invoice: Invoice, ctx: Context) -> None:
    """With the red one the original is reversed."""
    if invoice.issued_on is not None and invoice.issued_on > ctx.today:
        raise RuleViolation("开票日期在将来 / It is issued in the future.", field="issued_on")
    if invoice.red_of_id is not None:
        ctx.session.flush()
        ctx.transition(ctx.get(Invoice, invoice.red_of_id), "issue_red")


@invoice_hooks.on_transition("issue_red")
def is_reversed(invoice: Invoice, ctx: Context) -> None:
    """Only with a red invoice that has its number; its bills may be invoiced or given back again."""
    red = red_of(ctx, invoice)
    if red is None or not red.invoice_no:
        number = red.request_no if red is not None else ""
        raise RuleViolation(
            f"请在红字申请 {number} 上登记红字发票号码 / Enter the number of the red invoice on its request {number}.",
            code="no_red",
        )
    _let_go(ctx, invoice)


@invoice_hooks.on_transition("keep")
def withdraw(invoice: Invoice, ctx: Context) -> None:
    """The red request is refused with it, as long as it is not issued."""
    red = red_of(ctx, invoice)
    if red is None:
        return
    if red.invoice_no:
        raise RuleViolation(
            f"红字发票 {red.invoice_no} 已开具 / The red invoice {red.invoice_no} was issued already."
        )
    ctx.session.flush()
    ctx.transition(red, "refuse", note=ctx.note)
