"""A payment of mine: how to pay it, what became of it. The part that changes renews itself."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.custom.finance.cash.online import paying
from app.custom.finance.cash.online.settings import CHANNELS
from app.generated.payment import Payment
from app.portal import not_modified, page, render, system_context
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label
from app.web.documents.codes import svg

FACTS = ("payment_no", "channel", "amount", "paid_at", "receipt_no", "prepaid", "refunded")


@page("/payments/<int:id>", name="payment", label=label(zh="支付", en="Payment"))
def payment(ctx: Context, id: int) -> Any:
    """Whole."""
    return render("finance/portal/payment.html", **_payment(ctx, id))


@page("/payments/<int:id>/state", name="payment_state", label=label(zh="支付结果", en="Result"))
def payment_state(ctx: Context, id: int) -> Any:
    """The part of the page that changes, for the poll."""
    return not_modified(render_template("finance/portal/_payment.html", **_payment(ctx, id)))


@page(
    "/payments/<int:id>/ask",
    name="payment_ask",
    label=label(zh="查询支付结果", en="Ask for the result"),
    methods=("POST",),
)
def payment_ask(ctx: Context, id: int) -> Any:
    """Who paid and sees nothing yet has the channel asked at once."""
    return _act(ctx, id, lambda system: paying.ask(system, system.get(Payment, id)))


@page(
    "/payments/<int:id>/end",
    name="payment_end",
    label=label(zh="放弃支付", en="Give up"),
    methods=("POST",),
)
def payment_end(ctx: Context, id: int) -> Any:
    """Nobody pays it any more; who has paid already is told so."""
    return _act(ctx, id, lambda system: paying.end(system, id))


@page("/payments/back", name="payment_back", label=label(zh="支付结果", en="Result"))
def payment_back(ctx: Context) -> Any:
    """Where Alipay sends the payer back to: it says which order, and nothing else of it is believed."""
    number = request.args.get("out_trade_no", "")[:64]
    found = query.rows(
        ctx,
        Payment,
        where=filters.parse(Payment, ctx.actor, [("out_trade_no", number)]),
        columns=["payment_no"],
        limit=1,
    ).items
    return redirect(
        url_for("portal.payment", id=found[0]["id"]) if found else url_for("portal.bills")
    )


def _act(ctx: Context, id: int, act: Any) -> Any:
    row = query.get(ctx, Payment, id, columns=["channel", "state"])
    if row["channel"] not in CHANNELS:
        raise NotFound
    try:
        with system_context() as system:
            act(system)
    except AppError as error:
        flash(error.message.in_language(ctx.language), "danger")
    return redirect(url_for("portal.payment", id=id))


def _payment(ctx: Context, id: int) -> dict[str, Any]:
    row = query.get(ctx, Payment, id)
    is_open = (
        row["state"] == "pending"
        and row["channel"] in CHANNELS
        and row["expires_at"] is not None
        and row["expires_at"] > ctx.now
    )
    way, problem = None, None
    if is_open:
        try:
            with system_context() as system:
                found = system.get(Payment, id)
                way = paying.way(found, _subject(found))
        except AppError as error:
            problem = error.message.in_language(ctx.language)
    bills = (
        []
        if is_open
        else query.related(
            ctx, Payment, id, "allocations", columns=["bill", "part", "amount"], limit=200
        )
    )
    return {
        "entity": Payment,
        "payment": row,
        "facts": [name for name in FACTS if row.get(name) not in (None, "", 0)],
        "is_open": is_open,
        "way": way,
        "code": svg(_absolute(way.target), inline=True) if way and way.how == "scan" else None,
        "inside": bool(way and way.target.startswith("/")),
        "problem": problem,
        "bills": bills,
    }


def _absolute(target: str) -> str:
    """The code of the demo leads back to this very site."""
    return request.host_url.rstrip("/") + target if target.startswith("/") else target


def _subject(payment: Payment) -> str:
    """What the payer reads in his wallet: no personal data."""
    return f"物业缴费 {payment.payment_no}"
