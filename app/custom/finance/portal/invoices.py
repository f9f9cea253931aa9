"""An invoice of a bill that I have paid: asked for in one short form, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for

from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.invoice import Invoice
from app.generated.invoice.view import InvoicePortalForm
from app.portal import must, page, render
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label

NEEDS = ("bill_no", "fee_item", "period", "paid", "balance", "tax_rate", "invoiced", "customer")
SHOWN = ("request_no", "billed_to", "kind", "gross", "invoice_no", "issued_on", "document", "state")
LATEST = 100
STANDING = "requested,submitted,issued,delivered,red_requested"


@page(
    "/bills/<int:id>/invoice",
    name="ask_invoice",
    label=label(zh="申请发票", en="Ask for an invoice"),
    methods=("GET", "POST"),
)
def ask_invoice(ctx: Context, id: int) -> Any:
    """To whom; of what and how much is the bill's."""
    must(ctx, Invoice, "create")
    bill = query.get(ctx, Bill, id, columns=list(NEEDS))
    if not may_be_asked(ctx, bill):
        raise NotFound
    form = InvoicePortalForm.for_request(ctx, given=_address(ctx), grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            mine = {"customer": bill["customer"]["id"], "bills": [id]}
            made = records.create(ctx, Invoice, {**values, **mine})
        except AppError as error:
            form.take_errors(error)
        else:
            zh, en = f"已申请，申请号 {made.request_no}", f"Asked for as {made.request_no}."
            flash(zh if ctx.language == "zh" else en, "success")
            return redirect(url_for("portal.bill", id=id))
    status = 422 if request.method == "POST" else 200
    return render("finance/portal/invoice.html", status, form=form, bill=bill, entity=Bill)


def may_be_asked(ctx: Context, bill: Mapping[str, Any]) -> bool:
    """My own bill, paid, taxed, and in no invoice yet: what the request would not refuse."""
    whose = bill.get("customer") or {}
    return bool(
        whose.get("id") == ctx.actor.value(("customer",))
        and bill.get("paid")
        and not bill.get("balance")
        and bill.get("tax_rate")
        and not bill.get("invoiced")
    )


def of_bill(ctx: Context, bill: int) -> dict[str, Any] | None:
    """The invoice that the bill is in, as far as the visitor may see it."""
    wanted = filters.parse(Invoice, ctx.actor, [("state__in", STANDING)])
    mine = query.rows(
        ctx, Invoice, where=wanted, columns=[*SHOWN, "bills"], sort=["-id"], limit=LATEST
    )
    return next((row for row in mine.items if any(one["id"] == bill for one in row["bills"])), None)


def _address(ctx: Context) -> dict[str, Any]:
    """The name and address under which we know who asks."""
    customer = ctx.actor.value(("customer",))
    row = query.get(ctx, Customer, customer, columns=["name", "email"])
    return {"billed_to": row.get("name"), "email": row.get("email"), "kind": "normal"}
