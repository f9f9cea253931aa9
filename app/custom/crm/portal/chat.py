"""Chat with customer service; what is clearly a fault becomes an order by itself (1.4)."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from app.custom.crm.contact import chats
from app.generated.chat_message.view import ChatMessagePortalForm
from app.generated.chat_session import ChatSession
from app.portal import not_modified, page, render
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label

LINES = 200


@page("/chat", name="chat", label=label(zh="在线客服", en="Chat"), menu=2, methods=("GET", "POST"))
def chat(ctx: Context) -> Any:
    """The customer's latest chat, and a box to write into."""
    form = ChatMessagePortalForm.for_request(ctx, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            chats.say(ctx, str(values.get("text") or ""))
        except AppError as error:
            form.take_errors(error)
        else:
            return redirect(url_for("portal.chat"))
    status = 422 if request.method == "POST" else 200
    return render("crm/portal/chat.html", status, form=form, **_lines(ctx))


@page("/chat/lines", name="chat_lines", label=label(zh="会话", en="Chat"))
def chat_lines(ctx: Context) -> Any:
    """The messages alone, for the poll."""
    return not_modified(render_template("crm/portal/_chat.html", **_lines(ctx)))


def _lines(ctx: Context) -> dict[str, Any]:
    latest = query.rows(
        ctx,
        ChatSession,
        columns=["state", "agent_name", "work_order"],
        sort=["-id"],
        limit=1,
    ).items
    if not latest:
        return {"chat": None, "lines": []}
    found = query.related(
        ctx,
        ChatSession,
        latest[0]["id"],
        "messages",
        columns=["sender", "text", "at", "work_order"],
        limit=LINES,
    )
    return {"chat": latest[0], "lines": found}
