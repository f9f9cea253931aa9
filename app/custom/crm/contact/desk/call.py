"""One telephone call at the desk: the caller's home and history are open before the agent says hello."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from app.generated.call_record import CallRecord
from app.generated.call_record.view import CallRecordView
from app.runtime import query
from app.runtime.context import Context
from app.runtime.field import label
from app.web import steps
from app.web.staff_pages import staff_page

from . import story
from .chat import BOTH, step_page


@staff_page(
    "/desk/call/<int:id>",
    name="desk_call",
    label=label(zh="来电", en="Call"),
    roles=story.ROLES,
    opens=CallRecord,
)
def call(ctx: Context, id: int) -> Any:
    """Who calls, from where, about what lately; and what the agent may do now."""
    row = query.get(ctx, CallRecord, id)
    return render_template(
        "crm/desk/call.html",
        call=row,
        offers=steps.offered(ctx, CallRecord, id),
        **story.of(ctx, row.get("customer")),
    )


@staff_page(
    "/desk/call/<int:id>/<step>",
    name="desk_call_step",
    label=label(zh="操作", en="Step"),
    roles=story.ROLES,
    methods=BOTH,
)
def call_step(ctx: Context, id: int, step: str) -> Any:
    """Answer, open an order, hang up, call back."""
    back = url_for("staff.desk_call", id=id)
    taken, form = steps.take(ctx, CallRecord, id, step, CallRecordView.transition_forms)
    if form is None:
        flash(steps.done(taken), "success")
        return redirect(back)
    return step_page(ctx, CallRecord, id, taken, form, back)
