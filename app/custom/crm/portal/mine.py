"""My data: what is known of me, my homes, my consents, my messages (1.1, PIPL)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.customer.view import CustomerPortalForm
from app.portal import page, render
from app.runtime import notify, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label
from app.runtime.i18n import t

FACTS = ("customer_no", "name", "phone", "kind", "project", "state")


@page("/notices", name="notices", label=label(zh="消息", en="Messages"), menu=4)
def notices(ctx: Context) -> Any:
    """What was told to me; reading the page marks it as read."""
    found = [
        {"at": row.created_at, "text": notify.text(row, ctx.language), "row": row}
        for row in notify.inbox(ctx)
    ]
    page_of_notices = render("crm/portal/notices.html", notices=found)
    notify.mark_read(ctx)
    return page_of_notices


@page("/me", name="me", label=label(zh="我的资料", en="My data"), menu=5, methods=("GET", "POST"))
def me(ctx: Context) -> Any:
    """The profile, what of it I may change, my homes and consents."""
    customer = ctx.actor.value(("customer",))
    if customer is None:
        raise NotFound(
            "没有与您的账号关联的客户档案 / No customer profile belongs to your account."
        )
    row = query.get(ctx, Customer, customer)
    form = CustomerPortalForm.for_request(ctx, record=row, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            records.update(ctx, Customer, customer, values, version=form._given_version)
        except AppError as error:
            form.take_errors(error)
        else:
            flash(t("portal.saved"), "success")
            return redirect(url_for("portal.me"))
    status = 422 if request.method == "POST" else 200
    return render(
        "crm/portal/me.html",
        status,
        form=form,
        entity=Customer,
        row=row,
        facts=[name for name in FACTS if row.get(name)],
        homes=query.related(ctx, Customer, customer, "occupancies", limit=50),
        consents=query.related(ctx, Customer, customer, "consents", limit=50),
        consent=ConsentRecord,
    )


@page(
    "/consents/<int:id>/withdraw",
    name="withdraw",
    label=label(zh="撤回同意", en="Withdraw"),
    methods=("POST",),
)
def withdraw(ctx: Context, id: int) -> Any:
    """A consent is withdrawn at once; the record of both stays."""
    records.update(ctx, ConsentRecord, id, {"withdrawn_at": ctx.now})
    flash(t("portal.saved"), "success")
    return redirect(url_for("portal.me"))
