"""My bills: what is open, how each was reckoned, and choosing what to pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import redirect, request, url_for

from app.custom.finance.cash.online import channels, paying
from app.custom.finance.fees import balance, explain
from app.generated import enums
from app.generated.bill import Bill
from app.generated.invoice import Invoice
from app.generated.payment import Payment
from app.portal import must, page, render
from app.runtime import filters, query, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, Forbidden
from app.runtime.field import label

from . import invoices

COLUMNS = (
    "bill_no", "fee_item", "unit", "parking", "period", "amount", "discount", "paid", "balance",
    "late_fee", "late_paid", "due_on", "overdue", "state",
)  # fmt: skip
FACTS = (
    "bill_no", "fee_item", "unit", "parking", "period", "period_from", "period_to", "amount",
    "discount", "paid", "balance", "late_fee", "late_paid", "due_on", "paid_on",
)  # fmt: skip
FACTS_OF_INVOICE = ("request_no", "billed_to", "gross", "invoice_no", "issued_on", "document")
PAGE = 20
NOTHING = Decimal(0)


@page("/bills", name="bills", label=label(zh="我的账单", en="My bills"), menu=2)
def bills(ctx: Context) -> Any:
    """What is open, the oldest first, to be chosen; then what was settled, newest first."""
    may = registry.current().entity(Bill).policy.may(ctx.actor, "read")
    if may.reason is not None:
        raise Forbidden(may.reason)
    done = query.rows(
        ctx,
        Bill,
        where=filters.parse(Bill, ctx.actor, [("state__not_in", ",".join(balance.OPEN))]),
        columns=COLUMNS,
        sort=["-id"],
        limit=PAGE,
        cursor=request.args.get("cursor"),
    )
    rows = _open(ctx)
    return render(
        "finance/portal/bills.html",
        open=rows,
        done=done,
        asks=balance.asked(ctx, [row["id"] for row in rows]),
        entity=Bill,
        payments=Payment,
        waiting=_waiting(ctx),
        may_pay=bool(channels.offered()),
    )


@page("/bills/<int:id>", name="bill", label=label(zh="账单", en="Bill"))
def bill(ctx: Context, id: int) -> Any:
    """Its facts, each step of its arithmetic, and what was paid on it."""
    found = query.get(ctx, Bill, id)
    paid = query.related(
        ctx, Bill, id, "allocations", columns=["on", "payment", "part", "amount"], limit=100
    )
    invoice = invoices.of_bill(ctx, id) if found.get("invoiced") else None
    return render(
        "finance/portal/bill.html",
        bill=found,
        may_ask=invoices.may_be_asked(ctx, found),
        invoice=invoice,
        invoices=Invoice,
        invoice_facts=[name for name in FACTS_OF_INVOICE if invoice and invoice.get(name)],
        facts=[name for name in FACTS if found.get(name) not in (None, "", 0)],
        steps=explain.lines(found.get("calc"), ctx.language),
        paid=paid,
        entity=Bill,
        asks=balance.asked(ctx, [id]).get(id, NOTHING),
        is_open=found["state"] in balance.OPEN,
        may_pay=bool(channels.offered()),
    )


@page(
    "/bills/pay",
    name="pay_bills",
    label=label(zh="缴费", en="Pay"),
    methods=("GET", "POST"),
)
def pay_bills(ctx: Context) -> Any:
    """The chosen bills and what they come to; then the payment by the channel that is pressed."""
    must(ctx, Payment, "create")
    chosen = _chosen()
    problem = None
    if request.method == "POST":
        try:
            made = paying.start(ctx, chosen, request.form.get("channel", ""), _total())
        except AppError as error:
            problem = error
        else:
            return redirect(url_for("portal.payment", id=made.id))
    found = [row for row in _open(ctx, chosen) if row["id"] in chosen]
    if not found and problem is None:
        return redirect(url_for("portal.bills"))
    asks = balance.asked(ctx, [row["id"] for row in found])
    return render(
        "finance/portal/pay.html",
        422 if problem else 200,
        rows=found,
        total=sum(asks.values(), NOTHING),
        asks=asks,
        entity=Bill,
        ways=[(name, _label(ctx, name)) for name in channels.offered()],
        problem=problem,
    )


def _open(ctx: Context, only: list[int] | None = None) -> list[dict[str, Any]]:
    wanted = [("state__in", ",".join(balance.OPEN))]
    if only is not None:
        wanted.append(("id__in", ",".join(map(str, only)) or "0"))
    found: list[dict[str, Any]] = query.rows(
        ctx,
        Bill,
        where=filters.parse(Bill, ctx.actor, wanted),
        columns=COLUMNS,
        sort=["due_on"],
        limit=paying.MOST_BILLS,
    ).items
    return found


def _waiting(ctx: Context) -> list[dict[str, Any]]:
    """Payments that were begun and may still be paid."""
    found: list[dict[str, Any]] = query.rows(
        ctx,
        Payment,
        where=filters.parse(
            Payment, ctx.actor, [("state", "pending"), ("expires_at__gt", ctx.now.isoformat())]
        ),
        columns=["payment_no", "amount", "channel", "expires_at", "state"],
        sort=["-id"],
        limit=5,
    ).items
    return found


def _chosen() -> list[int]:
    given = request.values.getlist("bill")
    if len(given) > paying.MOST_BILLS or not all(
        one.isdecimal() and len(one) < 19 for one in given
    ):
        raise BadRequest("账单选择无效，请重新选择 / Choose the bills again.")
    return list(dict.fromkeys(map(int, given)))


def _total() -> Decimal:
    text = request.form.get("total", "")
    try:
        return Decimal(text)
    except ArithmeticError:
        raise BadRequest(
            "金额无效，请返回重新选择 / The total is missing: choose the bills again."
        ) from None


def _label(ctx: Context, channel: str) -> str:
    value = enums.pay_channel.get(channel)
    return str(value.label.in_language(ctx.language)) if value else channel
