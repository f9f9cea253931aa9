"""One chat at the desk: take it, answer, turn it into an order, end it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.custom.crm.contact import chats
from app.generated.chat_message.view import ChatMessagePortalForm
from app.generated.chat_session import ChatSession
from app.generated.chat_session.view import ChatSessionView
from app.portal import not_modified
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label
from app.web import steps
from app.web.staff_pages import staff_page

from . import story

BOTH = ("GET", "POST")


@staff_page(
    "/desk/chat/<int:id>",
    name="desk_chat",
    label=label(zh="会话", en="Chat"),
    roles=story.ROLES,
    methods=BOTH,
)
def chat(ctx: Context, id: int) -> Any:
    """Messages, an answer box, and beside them the customer's home and history."""
    row = query.get(ctx, ChatSession, id)
    form = ChatMessagePortalForm.for_request(ctx, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            chats.reply(ctx, id, str(values.get("text") or ""))
        except AppError as error:
            form.take_errors(error)
        else:
            return redirect(url_for("staff.desk_chat", id=id))
    page = render_template(
        "crm/desk/chat.html",
        chat=row,
        form=form,
        offers=steps.offered(ctx, ChatSession, id),
        lines=_lines(ctx, id),
        **story.of(ctx, row.get("customer")),
    )
    return page, 422 if request.method == "POST" else 200


@staff_page(
    "/desk/chat/<int:id>/lines",
    name="desk_chat_lines",
    label=label(zh="会话", en="Chat"),
    roles=story.ROLES,
)
def chat_lines(ctx: Context, id: int) -> Any:
    """The messages alone, for the poll."""
    query.get(ctx, ChatSession, id, columns=["id"])
    return not_modified(render_template("crm/desk/_lines.html", lines=_lines(ctx, id)))


@staff_page(
    "/desk/chat/<int:id>/<step>",
    name="desk_chat_step",
    label=label(zh="操作", en="Step"),
    roles=story.ROLES,
    methods=BOTH,
)
def chat_step(ctx: Context, id: int, step: str) -> Any:
    """Take, open an order, close."""
    back = url_for("staff.desk_chat", id=id)
    taken, form = steps.take(ctx, ChatSession, id, step, ChatSessionView.transition_forms)
    if form is None:
        flash(steps.done(taken), "success")
        return redirect(url_for("staff.desk") if step == "close" else back)
    return step_page(ctx, ChatSession, id, taken, form, back)


def step_page(ctx: Context, entity: Any, id: int, taken: Any, form: Any, back: str) -> Any:
    """The dialog of a step, for chats and calls alike."""
    row = query.get(ctx, entity, id, columns=["title"])
    page = render_template("crm/desk/step.html", step=taken, form=form, row=row, back=back)
    return page, 422 if request.method == "POST" else 200


def _lines(ctx: Context, id: int) -> list[dict[str, Any]]:
    return query.related(
        ctx, ChatSession, id, "messages", columns=["sender", "text", "at", "work_order"], limit=200
    )
