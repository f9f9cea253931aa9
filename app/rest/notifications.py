"""/api/v1/notifications: what was told to the asker, how much of it he has not read, and that he has read it now."""

from __future__ import annotations

from typing import Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import (
    digest_tag,
    is_unchanged,
    json_response,
    language,
    raw_response,
    to_bytes,
)
from app.rest.protocol.call import query_pairs, read_body, record_id
from app.rest.protocol.given import Given
from app.rest.protocol.idempotency import once
from app.runtime import notify
from app.runtime.access.scopes import NOTIFICATIONS
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.notify.templates import kind_of
from app.runtime.system import Notification

MOST_COUNTED = 100
"""As the bell does: beyond, a person wants to know "many"."""
MOST_MARKED = 200


def listed(ctx: Context) -> Response:
    """Newest first; `unread=true`, `kind`, `limit`, `cursor`."""
    own.enter(ctx, NOTIFICATIONS, "read", staff=False)
    asked = own.page("unread", "kind")
    kind = asked.more.get("kind", "")
    kinds = [one.name for one in notify.kinds()]
    if kind and kind not in kinds:
        names = ", ".join(kinds)
        parameters.refuse("kind", zh=f"须为 {names} 之一", en=f"must be one of {names}", code="bad_value")  # fmt: skip
    unread = own.flag("unread", asked.more["unread"]) if "unread" in asked.more else False
    rows = notify.inbox(ctx, unread=unread, kind=kind, before=asked.before, limit=asked.limit + 1)
    items = rows[: asked.limit]
    return json_response(
        {
            "items": [_told(row) for row in items],
            "next": str(items[-1].id) if len(rows) > asked.limit else None,
        }
    )


def count(ctx: Context) -> Response:
    """`{"unread": 3, "more": false}` in one statement; 304 when nothing has changed."""
    own.enter(ctx, NOTIFICATIONS, "read", staff=False)
    parameters.none(query_pairs())
    body = to_bytes(_unread(ctx))
    tag = digest_tag(body)
    if is_unchanged(tag):
        return raw_response(b"", 304, {"ETag": tag})
    return raw_response(body, 200, {"ETag": tag})


def read(ctx: Context) -> Response:
    """`{"ids": [17]}`, or `{}`: everything. Others' are not touched. Answers what is left."""
    own.enter(ctx, NOTIFICATIONS, "update", staff=False)
    parameters.none(query_pairs())
    raw, body = read_body()
    given = Given(body, ("ids",))
    ids = given.numbers("ids", most=MOST_MARKED)
    given.finish()

    def act() -> Response:
        notify.mark_read(ctx, ids if given.has("ids") else None)
        return json_response(_unread(ctx))

    return once(ctx, raw, act)


def read_one(ctx: Context, *, notification: str) -> Response:
    """The message, read now. Somebody else's is none."""
    own.enter(ctx, NOTIFICATIONS, "update", staff=False)
    parameters.none(query_pairs())
    id = record_id(notification)
    raw, body = read_body()
    Given(body, ()).finish()

    def act() -> Response:
        row = ctx.session.get(Notification, id)
        if row is None or row.recipient_id != ctx.actor.id:
            raise NotFound
        if row.read_at is None:
            notify.mark_read(ctx, [id])
            row = ctx.session.get_one(Notification, id, populate_existing=True)
        return json_response(_told(row))

    return once(ctx, raw, act)


def _unread(ctx: Context) -> dict[str, Any]:
    number = notify.unread_count(ctx, most=MOST_COUNTED)
    return {"unread": number, "more": number >= MOST_COUNTED}


def _told(row: Notification) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": row.created_at,
        "kind": kind_of(row.template),
        "text": notify.text(row, language()),
        "entity": row.entity,
        "record": row.record_id,
        "read_at": row.read_at,
    }
