"""…/comments: what the staff say about a record; written, corrected and taken back as on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, record_id
from app.rest.protocol.given import Given
from app.rest.protocol.idempotency import once
from app.runtime.comments import read, write

if TYPE_CHECKING:
    from app.rest.protocol.call import Call
    from app.runtime.comments.tables import Comment

NAMES = ("text", "in_portal")


def show(call: Call, id: int) -> Response:
    """Newest first; `next` is the cursor of older ones."""
    asked = own.page()
    found = read.page(call.ctx, call.entity, id, limit=asked.limit, before=asked.before)
    return json_response(
        {
            "items": [_said(call, one) for one in found.items],
            "next": str(found.next) if found.next else None,
        }
    )


def add(call: Call, id: int) -> Response:
    """201; `missed` names whom an @ did not reach, because nobody of that name may read the record."""
    parameters.none(query_pairs())
    given = Given(call.body(), NAMES)
    text, in_portal = given.text("text"), given.flag("in_portal", default=False)
    given.finish()

    def act() -> Response:
        written = write.add(call.ctx, call.entity, id, text, in_portal=in_portal)
        place = f"/api/v1/{call.resource.name}/{id}/comments/{written.id}"
        return json_response(_written(call, id, written), 201, {"Location": place})

    return once(call.ctx, call.raw, act)


def show_one(call: Call, id: int, *, comment: str) -> Response:
    parameters.none(query_pairs())
    return json_response(_said(call, read.one(call.ctx, call.entity, id, record_id(comment))))


def change(call: Call, id: int, *, comment: str) -> Response:
    """One's own, while it is new."""
    parameters.none(query_pairs())
    which = record_id(comment)
    given = Given(call.body(), ("text",))
    text = given.text("text")
    given.finish()

    def act() -> Response:
        return json_response(_written(call, id, write.edit(call.ctx, call.entity, id, which, text)))

    return once(call.ctx, call.raw, act)


def remove(call: Call, id: int, *, comment: str) -> Response:
    """204. One's own; its place stays, without its words."""
    parameters.none(query_pairs())
    which = record_id(comment)

    def act() -> Response:
        write.delete(call.ctx, call.entity, id, which)
        return Response(status=204)

    return once(call.ctx, b"", act)


def _written(call: Call, id: int, written: write.Written) -> dict[str, Any]:
    said = read.one(call.ctx, call.entity, id, written.id)
    return {**_said(call, said), "missed": list(written.missed)}


def _said(call: Call, said: read.Said) -> dict[str, Any]:
    return told(call, said.comment, said.author)


def told(call: Call, comment: Comment, author: str) -> dict[str, Any]:
    """One comment as a document; one that was taken back has no words."""
    return {
        "id": comment.id,
        "text": comment.text,
        "in_portal": comment.in_portal,
        "author": {"id": comment.author_id, "name": author},
        "created_at": comment.created_at,
        "edited_at": comment.edited_at,
        "deleted_at": comment.deleted_at,
        "may_edit": write.may_correct(call.ctx, comment),
        "may_delete": write.is_own(call.ctx, comment),
    }
