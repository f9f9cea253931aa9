"""GET …/history: who did what to a record, under the reader's mask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.runtime.audit.history import timeline
from app.runtime.field_types import to_json

if TYPE_CHECKING:
    from app.rest.protocol.call import Call
    from app.runtime.audit.history import Event


def show(call: Call, id: int) -> Response:
    """Newest first; `next` is the cursor of older events."""
    asked = parameters.of_history(query_pairs())
    found = timeline(call.ctx, call.entity, id, limit=asked.limit, before=_before(asked.cursor))
    items = [told(event) for event in found.events]
    return json_response({"items": items, "next": str(found.next) if found.next else None})


def told(event: Event) -> dict[str, Any]:
    """One act as a document."""
    return {
        "at": to_json(event.at),
        "action": event.action,
        "actor": {"id": event.actor_id, "name": event.actor},
        "by_system": event.by_system,
        "transition": event.transition,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "note": event.note,
        "changes": {name: {"old": old, "new": new} for name, (old, new) in event.changes.items()},
    }


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 18:
        parameters.refuse("cursor", zh="无效", en="is not valid", code="bad_cursor")
    return int(cursor)
