"""What is said and told about a record, in the OpenAPI document: comments, timeline, trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rest.openapi.common import Json, ref, told
from app.rest.openapi.operation import (
    FLAG,
    ID,
    MOMENT,
    NONE_OR_MOMENT,
    NONE_OR_TEXT,
    NUMBER,
    TEXT,
    TEXTS,
    body,
    items,
    operation,
    shape,
)
from app.runtime.access.staff import is_staff
from app.runtime.comments import access
from app.runtime.comments.write import LONGEST

if TYPE_CHECKING:
    from app.rest.openapi.entities import Described

_WHO: Json = shape({"id": NUMBER, "name": TEXT})
_COMMENT: Json = {
    "id": 8, "text": "@wang The tenant is in at three.", "in_portal": False, "author": {"id": 12, "name": "Li"},
    "created_at": "2026-11-24T09:30:00+08:00", "edited_at": None, "deleted_at": None,
    "may_edit": True, "may_delete": True,
}  # fmt: skip
_STOP: Json = {
    "entity": "work_order", "id": 17, "title": "WO-17 Lift", "at": "2026-11-24T09:30:00+08:00",
    "state": "new", "here": True, "causes": [{"entity": "call_record", "id": 4}],
}  # fmt: skip


def schemas() -> Json:
    """A comment, an entry of the timeline, a stop of the trail, and pages of them."""
    comment: Json = {
        "id": NUMBER,
        "text": {**TEXT, "description": "Nothing, when it was taken back."},
        "in_portal": {
            **FLAG,
            "description": "Whoever reads the record in the portal reads it, too.",
        },
        "author": _WHO,
        "created_at": MOMENT,
        "edited_at": NONE_OR_MOMENT,
        "deleted_at": NONE_OR_MOMENT,
        "may_edit": FLAG,
        "may_delete": FLAG,
    }
    missed = {"missed": {**TEXTS, "description": "Names after an @ that reached nobody."}}
    text: Json = {
        **TEXT, "minLength": 1, "maxLength": LONGEST,
        "description": "@login calls a colleague who may read the record.",
    }  # fmt: skip
    place: Json = {"entity": TEXT, "id": NUMBER}
    entry: Json = {
        "kind": {**TEXT, "enum": ["act", "comment", "message"]},
        "at": MOMENT,
        "act": ref("schemas", "Event"),
        "comment": ref("schemas", "RecordComment"),
        "message": ref("schemas", "TimelineMessage"),
    }
    return {
        "RecordComment": {**shape(comment), "examples": [_COMMENT]},
        "RecordCommentWritten": {
            **shape({**comment, **missed}),
            "examples": [{**_COMMENT, "missed": []}],
        },
        "RecordComments": items("RecordComment", paged=True),
        "RecordCommentText": {**body({"text": text}), "examples": [{"text": _COMMENT["text"]}]},
        "RecordCommentCreate": {
            **body({"text": text, "in_portal": FLAG}, "text"),
            "examples": [{"text": _COMMENT["text"]}],
        },
        "TimelineMessage": {
            **shape({"about": TEXT, "to": TEXTS}),
            "examples": [{"about": "Work orders", "to": ["Li"]}],
        },
        "TimelineEntry": {
            **shape(entry, "kind", "at"),
            "examples": [
                {"kind": "comment", "at": _COMMENT["created_at"], "comment": _COMMENT}
            ],
        },
        "Timeline": items("TimelineEntry", paged=True),
        "TrailPlace": shape(place),
        "TrailStop": {
            **shape(
                {
                    **place,
                    "title": TEXT,
                    "at": NONE_OR_MOMENT,
                    "state": NONE_OR_TEXT,
                    "here": {**FLAG, "description": "The record that was asked for."},
                    "causes": {"type": "array", "items": ref("schemas", "TrailPlace")},
                }
            ),
            "examples": [_STOP],
        },
        "Trail": shape(
            {
                "items": {"type": "array", "items": ref("schemas", "TrailStop")},
                "more": {**FLAG, "description": "It goes on beyond the bound."},
            }
        ),
    }  # fmt: skip


def of_record(described: Described) -> Json:
    """The addresses below one record of an entity."""
    key, language, label = described.key, described.language, described.label
    item = f"/api/v1/{key}/{{id}}"
    comment: Json = {**ID, "name": "comment"}
    page = [ref("parameters", "id"), ref("parameters", "limit"), ref("parameters", "before")]
    one = [ref("parameters", "id"), comment]

    def named(zh: str, en: str) -> str:
        return f"{told(language, zh=zh, en=en)}: {label}"

    found = {
        f"{item}/comments": {
            "get": operation(key, f"comments_of_{key}", named("评论，最新在前", "Comments, newest first"), "RecordComments", *page),
            "post": operation(key, f"comment_on_{key}", named("发表评论", "Say something"), "RecordCommentWritten", ref("parameters", "id"), takes="RecordCommentCreate", status="201"),
        },
        f"{item}/comments/{{comment}}": {
            "get": operation(key, f"get_comment_on_{key}", named("一条评论", "One comment"), "RecordComment", *one),
            "patch": operation(key, f"update_comment_on_{key}", named("修改自己的评论", "Correct one's own comment"), "RecordCommentWritten", *one, takes="RecordCommentText"),
            "delete": operation(key, f"delete_comment_on_{key}", named("撤回自己的评论", "Take one's own comment back"), None, *one, status="204", writes=True),
        },
        f"{item}/timeline": {
            "get": operation(
                key, f"timeline_of_{key}", named("时间线：操作、评论、消息", "Acts, comments and messages in one order"), "Timeline",
                ref("parameters", "id"), ref("parameters", "limit"), ref("parameters", "cursor"),
            ),
        },
        f"{item}/trail": {
            "get": operation(key, f"trail_of_{key}", named("来龙去脉", "What led to it and what came of it"), "Trail", ref("parameters", "id")),
        },
    }  # fmt: skip
    return _for_reader(found, described)


def _for_reader(paths: Json, described: Described) -> Json:
    """Without what the reader may never do: who lives in the portal has no trail, and comments where they are shown there."""
    actor, entity = described.actor, described.entry.entity
    if actor is None:
        return paths
    may_read = access.may_read(actor, entity)
    may_write = access.may_write(actor, entity) and actor.lacks(described.key, "update") is None
    found: Json = {}
    for path, verbs in paths.items():
        if path.endswith("/trail") and not is_staff(actor):
            continue
        if "/comments" in path:
            verbs = {
                verb: one
                for verb, one in verbs.items()
                if (may_read if verb == "get" else may_write)
            }
        if verbs:
            found[path] = verbs
    return found
