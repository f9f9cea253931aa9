"""My requests: report, follow every step, comment, confirm, quote, reopen (1.3, 1.4)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.custom.crm.orders import intake
from app.generated.announcement import Announcement
from app.generated.work_order import WorkOrder
from app.generated.work_order.view import WorkOrderPortalForm, WorkOrderView
from app.generated.work_order_event import WorkOrderEvent
from app.generated.work_order_event.view import WorkOrderEventPortalForm
from app.portal import must, not_modified, page, render
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label
from app.runtime.i18n import t
from app.web import steps

from . import plans
from .announcements import on_top

PAGE = 20
AGREED_TO = {"approve_quote": ("quote",), "refuse_quote": ("quote",)}
"""Step → what the customer decides about: he must have seen it as it is."""
FACTS = ("order_no", "unit", "category", "priority", "assignee_name", "appointment_at", "resolve_due", "quote", "result")  # fmt: skip


@page("/requests", name="requests", label=label(zh="我的报事", en="My requests"), menu=1)
def requests(ctx: Context) -> Any:
    """What is announced, then the customer's own orders, newest first."""
    found = query.rows(
        ctx,
        WorkOrder,
        columns=["order_no", "summary", "state", "created_at", "unit"],
        sort=["-id"],
        limit=PAGE,
        cursor=request.args.get("cursor"),
    )
    return render(
        "crm/portal/requests.html",
        page=found,
        entity=WorkOrder,
        announcements=on_top(ctx),
        board=Announcement,
        plans_waiting=plans.waiting(ctx),
    )


@page(
    "/requests/new",
    name="new_request",
    label=label(zh="报事报修", en="Report a problem"),
    methods=("GET", "POST"),
)
def new_request(ctx: Context) -> Any:
    """One short form; category and priority are found from the words."""
    must(ctx, WorkOrder, "create")
    form = WorkOrderPortalForm.for_request(ctx, given=_only_home(ctx), grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            taken = intake.submit(ctx, values)
        except AppError as error:
            form.take_errors(error)
        else:
            flash(_said(taken, ctx.language), "success")
            return redirect(url_for("portal.request_page", id=taken.order.id))
    status = 422 if request.method == "POST" else 200
    return render("crm/portal/new_request.html", status, form=form)


def _only_home(ctx: Context) -> dict[str, Any]:
    """Whoever has one home need not choose it."""
    homes = query.lookup(ctx, WorkOrder, "unit", limit=2)
    return {"unit": homes[0]} if len(homes) == 1 else {}


def _said(taken: intake.Intake, language: str) -> str:
    number = taken.order.order_no
    if taken.became == "attached":
        zh, en = f"已追加到工单 {number}", f"Added to {number}, which is the same."
    else:
        zh, en = f"已收到，工单号 {number}", f"Received as {number}."
    return zh if language == "zh" else en


@page(
    "/requests/<int:id>",
    name="request_page",
    label=label(zh="报事进度", en="Progress"),
    methods=("GET", "POST"),
)
def request_page(ctx: Context, id: int) -> Any:
    """State, facts, steps that the customer may take, every line of progress, and a comment box."""
    form = WorkOrderEventPortalForm.for_request(ctx, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            query.get(ctx, WorkOrder, id, columns=["id"])
            records.create(ctx, WorkOrderEvent, {**values, "work_order": id})
        except AppError as error:
            form.take_errors(error)
        else:
            flash(t("portal.sent"), "success")
            return redirect(url_for("portal.request_page", id=id))
    status = 422 if request.method == "POST" else 200
    return render("crm/portal/request.html", status, form=form, **_progress(ctx, id))


@page("/requests/<int:id>/progress", name="request_progress", label=label(zh="进度", en="Progress"))
def request_progress(ctx: Context, id: int) -> Any:
    """The part of the page that changes, for the poll."""
    return not_modified(render_template("crm/portal/_progress.html", **_progress(ctx, id)))


def _progress(ctx: Context, id: int) -> dict[str, Any]:
    order = query.get(ctx, WorkOrder, id)
    lines = query.related(
        ctx, WorkOrder, id, "events", columns=["at", "kind", "text", "actor"], limit=200
    )
    return {
        "entity": WorkOrder,
        "order": order,
        "facts": [name for name in FACTS if order.get(name) not in (None, "")],
        "events": list(reversed(lines)),
        "offers": steps.offered(ctx, WorkOrder, id),
        "agreed_to": AGREED_TO,
    }


@page(
    "/requests/<int:id>/<step>",
    name="request_step",
    label=label(zh="操作", en="Step"),
    methods=("GET", "POST"),
)
def request_step(ctx: Context, id: int, step: str) -> Any:
    """Confirm, reopen, cancel, approve or refuse a quote."""
    taken, form = steps.take(
        ctx, WorkOrder, id, step, WorkOrderView.transition_forms, seen=AGREED_TO
    )
    back = url_for("portal.request_page", id=id)
    if form is None:
        flash(steps.done(taken), "success")
        return redirect(back)
    seen = AGREED_TO.get(step, ())
    row = query.get(ctx, WorkOrder, id, columns=["title", *seen])
    status = 422 if request.method == "POST" else 200
    return render(
        "portal/step.html",
        status,
        step=taken,
        form=form,
        row=row,
        back=back,
        entity=WorkOrder,
        seen=seen,
    )
