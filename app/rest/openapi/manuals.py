"""Manuals of processes in the OpenAPI document."""

from __future__ import annotations

from app.rest.openapi.common import Json, ref, told
from app.rest.openapi.operation import (
    FLAG,
    MOMENT,
    NONE_OR_MOMENT,
    NONE_OR_NUMBER,
    NUMBER,
    TEXT,
    TEXTS,
    body,
    in_path,
    items,
    operation,
    query,
    shape,
)

_PUBLISHED: Json = {
    "number": 3, "digest": "168c2e1a9e1d428e", "at": "2026-11-24T09:30:00+08:00", "note": "",
}  # fmt: skip
_ABOUT: Json = {
    "entity": TEXT,
    "label": TEXT,
    "process": {**TEXT, "description": "Its number in the written process, or nothing."},
    "module": TEXT,
    "digest": {**TEXT, "description": "Of the definition that runs."},
    "version": {**NONE_OR_NUMBER, "description": "The one that holds; null: never published."},
    "stale": {**FLAG, "description": "What runs is not what was published last."},
    "due": {**FLAG, "description": "You have still to say that you have read it."},
}
_ONE: Json = {
    "entity": "work_order", "label": "Work orders", "process": "1.4", "module": "service",
    "digest": "168c2e1a9e1d428e", "version": 3, "stale": False, "due": True,
}  # fmt: skip
_BLOCK: Json = {
    **shape({"kind": TEXT, "text": TEXT}, "kind"),
    "description": "heading, text, list, table, step, facts, caution, figure; the rest depends on the kind.",
    "additionalProperties": True,
    "examples": [{"kind": "heading", "text": "States"}],
}
_STEP: Json = {"name": "reject", "from": ["new"], "help": "", "caution": "Say why."}


def schemas() -> Json:
    """A manual, its blocks and steps, the list of them, and that one has read it."""
    return {
        "ManualName": {**shape(_ABOUT), "examples": [_ONE]},
        "ManualList": items("ManualName"),
        "ManualBlock": _BLOCK,
        "ManualStep": {
            **shape({"name": TEXT, "from": TEXTS, "help": TEXT, "caution": TEXT}),
            "examples": [_STEP],
        },
        "ManualVersion": {
            **shape({"number": NUMBER, "digest": TEXT, "at": MOMENT, "note": TEXT}),
            "examples": [_PUBLISHED],
        },
        "Manual": {
            **shape(
                {
                    **_ABOUT,
                    "read_at": NONE_OR_MOMENT,
                    "published": {"type": "array", "items": ref("schemas", "ManualVersion")},
                    "shown": {
                        "anyOf": [ref("schemas", "ManualVersion"), {"type": "null"}],
                        "description": "The version that was asked for; null: what runs.",
                    },
                    "blocks": {"type": "array", "items": ref("schemas", "ManualBlock")},
                    "steps": {"type": "array", "items": ref("schemas", "ManualStep")},
                    "messages": {**TEXTS, "description": "What people are told on the way."},
                }
            ),
            "examples": [
                {
                    **_ONE,
                    "read_at": None,
                    "published": [_PUBLISHED],
                    "shown": None,
                    "blocks": [{"kind": "heading", "text": "States"}],
                    "steps": [_STEP],
                    "messages": [],
                }
            ],
        },
        "ManualRead": body({"version": {**NUMBER, "minimum": 1}}),
        "ManualReading": shape({"version": NUMBER, "due": FLAG, "read_at": NONE_OR_MOMENT}),
    }


def paths(language: str) -> Json:
    """Their addresses."""
    base = "/api/v1/manuals"
    one = in_path("manual", TEXT, "work_order")
    version = query("version", {**NUMBER, "minimum": 1}, "As it was published; absent: what runs.")
    return {
        base: {
            "get": operation("manuals", "list_process_manuals", told(language, zh="流程手册", en="Manuals of the processes"), "ManualList"),
        },
        f"{base}/{{manual}}": {
            "get": operation("manuals", "get_process_manual", told(language, zh="一本手册", en="One manual"), "Manual", one, version, tagged=True),
        },
        f"{base}/{{manual}}/read": {
            "post": operation("manuals", "read_process_manual", told(language, zh="确认已阅读", en="Say that you have read it"), "ManualReading", one, takes="ManualRead"),
        },
    }  # fmt: skip
