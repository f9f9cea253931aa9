"""Receipts for the counter and for residents; the invoices of a batch for the tax bureau, and the list that it gives back."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request

from app.forms import screens
from app.forms.language import current_language
from app.generated.invoice import Invoice
from app.generated.payment import Payment
from app.portal import page
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound, message
from app.runtime.field import label
from app.web.documents.paper import as_pdf
from app.web.staff_pages import staff_page

from . import receipts
from .invoices import batch, results

READERS = ("csr", "cashier", "accountant", "fin_mgr", "auditor", "gm")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _receipt(ctx: Context, id: int) -> Response:
    """Of a payment that this person may read; NotFound otherwise, and without a receipt."""
    shown = query.get(ctx, Payment, id)
    if not shown.get("receipt_no"):
        raise NotFound
    content = receipts.printed(ctx, id, current_language())
    return as_pdf(content, f"{receipts.WORDS['title'][0]} {shown['receipt_no']}")


@staff_page(
    "/receipt/<int:id>.pdf",
    name="receipt",
    label=label(zh="收据", en="Receipt"),
    roles=READERS,
    beside=Payment,
    once="receipt_no",
)
def receipt(ctx: Context, id: int) -> Any:
    """GET /receipt/17.pdf."""
    return _receipt(ctx, id)


@page("/receipts/<int:id>.pdf", name="receipt", label=label(zh="收据", en="Receipt"))
def own_receipt(ctx: Context, id: int) -> Any:
    """GET /portal/receipts/17.pdf: one's own."""
    return _receipt(ctx, id)


@staff_page(
    "/invoice-batches",
    name="invoice_batches",
    label=label(zh="批量开票", en="Batches of invoices"),
    roles=("accountant",),
    module="fee",
    methods=("GET", "POST"),
)
def batches(ctx: Context) -> Any:
    """What waits, the batches of before, and what became of the lines of an uploaded list."""
    outcomes: list[results.Outcome] = []
    if request.method == "POST":
        try:
            if "collect" in request.form:
                number = batch.collect(ctx)
                flash(
                    message(zh=f"批次 {number} 已生成", en=f"Batch {number} is ready.").in_language(
                        current_language()
                    )
                )
                return redirect(f"/invoice-batches#{number}")
            outcomes = _bring(ctx)
        except AppError as refused:
            flash(refused.message.in_language(current_language()), "danger")
    return render_template(
        "finance/cash/batches.html",
        outcomes=outcomes,
        waiting=batch.waiting(ctx),
        most=batch.MOST,
        batches=batch.latest(ctx),
        language=current_language(),
        show_url=lambda id: screens.show_url(Invoice.meta.name, id),
    )


def _bring(ctx: Context) -> list[results.Outcome]:
    file = request.files.get("file")
    content = file.read() if file is not None else b""
    return results.bring(ctx, results.read(content, (file and file.filename) or ""))


@staff_page(
    "/invoice-batches/<number>.xlsx",
    name="invoice_batch",
    label=label(zh="批量开票", en="Batches of invoices"),
    roles=("accountant",),
)
def workbook(ctx: Context, number: str) -> Any:
    """The batch for the tax bureau's template."""
    if not batch.exists(ctx, number):
        raise NotFound
    response = Response(batch.workbook(ctx, number), mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{number}.xlsx"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
