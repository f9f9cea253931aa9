"""The change feed in the OpenAPI document."""

from __future__ import annotations

from app.rest.changes import DEFAULT_LIMIT
from app.rest.openapi.common import ALWAYS, Json, json_content, problems, ref, told
from app.runtime import feed

CURSOR = "48210-5d41402abc4b"


def schemas() -> Json:
    """A page, and one change of it."""
    return {
        "ChangeFeedItem": {
            "type": "object",
            "required": ["entity", "id", "action", "version", "at", "fields"],
            "properties": {
                "entity": {"type": "string", "description": "The resource."},
                "id": {"type": "integer"},
                "action": {
                    "type": "string",
                    "description": "created, updated, deleted, or the name of the step that was taken.",
                },
                "version": {
                    "type": "integer",
                    "description": "The record's present version: who holds it needs not ask again.",
                },
                "at": {"type": "string", "format": "date-time"},
                "fields": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Names of what changed, as far as you may read it.",
                },
            },
        },
        "ChangeFeedPage": {
            "type": "object",
            "required": ["items", "next", "more"],
            "properties": {
                "items": {"type": "array", "items": ref("schemas", "ChangeFeedItem")},
                "next": {"type": "string", "description": "The `since` of the next request."},
                "more": {"type": "boolean", "description": "Ask again at once."},
            },
        },
    }


def paths(language: str) -> Json:
    """One address."""
    change = {
        "entity": "work_order", "id": 17, "action": "updated", "version": 3,
        "at": "2026-03-02T09:30:00+00:00", "fields": ["summary"],
    }  # fmt: skip
    page = {"items": [change], "next": CURSOR, "more": False}
    return {
        "/api/v1/changes": {
            "get": {
                "operationId": "changes",
                "tags": ["changes"],
                "summary": told(language, zh="上次询问以来的变更，按提交顺序", en="What changed since you last asked, in the order of the commits"),
                "parameters": [
                    _query(
                        "since",
                        {"type": "string", "examples": [CURSOR, "now"]},
                        "`next` of the answer before; absent: from the beginning; now: only where the feed ends.",
                    ),
                    _query("entities", {"type": "string"}, "Resources by comma; default: all that you may read."),
                    _query(
                        "limit",
                        {"type": "integer", "minimum": 1, "maximum": feed.LARGEST, "default": DEFAULT_LIMIT},
                        "",
                    ),
                ],
                "responses": {
                    "200": {
                        "description": "Some changes, and where to go on",
                        "content": json_content(ref("schemas", "ChangeFeedPage"), page),
                    },
                    **problems(*ALWAYS),
                },
            }
        }
    }  # fmt: skip


def _query(name: str, schema: Json, description: str) -> Json:
    found: Json = {"name": name, "in": "query", "schema": schema}
    if description:
        found["description"] = description
    return found
