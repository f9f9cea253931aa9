"""The board: who waits, who is being served by me, which telephone rings. It renews itself."""

from __future__ import annotations

from typing import Any

from flask import render_template

from app.generated.call_record import CallRecord
from app.generated.chat_session import ChatSession
from app.generated.registration import Registration
from app.portal import not_modified
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

from .story import ROLES

MOST = 30


@staff_page(
    "/desk",
    name="desk",
    label=label(zh="服务台", en="Service desk"),
    roles=ROLES,
    module="crm",
)
def board(ctx: Context) -> Any:
    """The whole page."""
    return render_template("crm/desk/board.html", **_board(ctx))


@staff_page("/desk/lines", name="desk_lines", label=label(zh="服务台", en="Desk"), roles=ROLES)
def lines(ctx: Context) -> Any:
    """The part that renews itself; 304 when nothing has changed."""
    return not_modified(render_template("crm/desk/_board.html", **_board(ctx)))


def _board(ctx: Context) -> dict[str, Any]:
    chats = query.rows(
        ctx,
        ChatSession,
        where=filters.parse(ChatSession, ctx.actor, [("state__in", "waiting,active")]),
        columns=["session_no", "subject", "customer", "unit", "agent", "state", "last_at"],
        sort=["last_at"],
        limit=MOST,
    ).items
    calls = query.rows(
        ctx,
        CallRecord,
        where=filters.parse(
            CallRecord, ctx.actor, [("state__in", "ringing,answered,missed"), ("direction", "in")]
        ),
        columns=["phone", "customer", "unit", "state", "started_at", "agent", "work_order"],
        sort=["-started_at"],
        limit=MOST,
    ).items
    registrations = query.rows(
        ctx,
        Registration,
        where=filters.parse(Registration, ctx.actor, [("state__in", "waiting,blocked")]),
        columns=[
            "name",
            "building_no",
            "entrance_no",
            "room_no",
            "state",
            "phone_proved",
            "created_at",
        ],
        sort=["created_at"],
        limit=MOST,
    ).items
    me = ctx.actor.value(("employee",))
    return {
        "registrations": registrations,
        "waiting": [chat for chat in chats if chat["state"] == "waiting"],
        "mine": [
            chat for chat in chats if chat["state"] == "active" and _id(chat.get("agent")) == me
        ],
        "ringing": [call for call in calls if call["state"] == "ringing"],
        "open_calls": [call for call in calls if call["state"] == "answered"],
        "missed": [call for call in calls if call["state"] == "missed"],
    }


def _id(ref: Any) -> int | None:
    return ref["id"] if ref else None
