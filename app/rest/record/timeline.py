"""…/timeline: acts, comments and messages about a record in one order, as its page tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response, language
from app.rest.protocol.call import query_pairs
from app.rest.record import comments, history
from app.runtime.notify.about import Sent
from app.runtime.story import Mark, mark, story

if TYPE_CHECKING:
    from app.rest.protocol.call import Call
    from app.runtime.audit.history import Event


def show(call: Call, id: int) -> Response:
    """Newest first; `limit` counts acts and comments, messages come beside them. `next` is the cursor of older ones."""
    asked = parameters.of_history(query_pairs())
    found = story(call.ctx, call.entity, id, limit=asked.limit, before=_before(asked.cursor))
    items = [_message(one) if isinstance(one, Sent) else _act(call, one) for one in found.entries]
    return json_response({"items": items, "next": found.older or None})


def _act(call: Call, event: Event) -> dict[str, Any]:
    if event.comment is None:
        return {"kind": "act", "at": event.at, "act": history.told(event)}
    told = comments.told(call, event.comment, event.actor)
    return {"kind": "comment", "at": event.at, "comment": told}


def _message(sent: Sent) -> dict[str, Any]:
    """What it said is its readers' own."""
    about = sent.kind.in_language(language())
    return {
        "kind": "message",
        "at": sent.at,
        "message": {"about": about, "to": list(sent.people)},
    }


def _before(cursor: str | None) -> Mark | None:
    if cursor is None:
        return None
    found = mark(cursor)
    if found is None:
        parameters.refuse("cursor", zh="无效", en="is not valid", code="bad_cursor")
    return found
