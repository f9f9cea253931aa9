"""Documents that are the same for every entity: problem, reference, login, person, file, history, transitions."""

from __future__ import annotations

from app.rest.openapi.common import Json, ref
from app.rest.openapi.fields import choices
from app.rest.protocol.parameters import COUNTS
from app.runtime import files

_FIELD_ERROR: Json = {"field": "summary", "code": "required", "message": "Required."}
_EVENT: Json = {
    "at": "2026-11-24T09:30:00+08:00",
    "action": "assign",
    "actor": {"id": 12, "name": "Li"},
    "by_system": False,
    "transition": "assign",
    "from_state": "new",
    "to_state": "assigned",
    "note": "",
    "changes": {"assignee": {"old": None, "new": {"id": 3, "title": "Wang"}}},
}
_STEP: Json = {
    "name": "cancel",
    "label": "Cancel",
    "target": "cancelled",
    "allowed": True,
    "reason": None,
    "asks": [],
    "needs": [],
    "note": "required",
    "votes": 0,
    "need": 0,
    "may_reject": False,
}


def schemas() -> Json:
    """Problem, Reference, login, person, file, history and transition documents."""
    return {
        "Problem": {
            "type": "object",
            "description": "RFC 9457; zh or en by Accept-Language.",
            "required": ["type", "title", "status", "code", "detail", "errors"],
            "properties": {
                "type": {"type": "string", "format": "uri"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "code": {"type": "string", "description": "Stable; for programs."},
                "detail": {"type": "string", "description": "For people."},
                "instance": {"type": "string"},
                "request_id": {"type": "string"},
                "errors": {"type": "array", "items": ref("schemas", "FieldError")},
            },
            "examples": [
                {
                    "type": "urn:dougong:problem:invalid",
                    "title": "Unprocessable content",
                    "status": 422,
                    "code": "invalid",
                    "detail": "Correct the marked fields.",
                    "instance": "/api/v1/work_order",
                    "errors": [_FIELD_ERROR],
                    "request_id": "9f1c2b7e4d5a4f0c8b3e6a7d2c1f0e9b",
                }
            ],
        },
        "FieldError": {
            "type": "object",
            "required": ["field", "code", "message"],
            "properties": {
                "field": {"type": "string", "description": "Dotted for children: lines.2.count."},
                "code": {"type": "string"},
                "message": {"type": "string"},
            },
            "examples": [_FIELD_ERROR],
        },
        "Reference": {
            "type": "object",
            "description": "Another record. The title is null when it is not yours to see.",
            "required": ["id"],
            "properties": {
                "id": {"type": "integer", "format": "int64"},
                "title": {"type": ["string", "null"]},
            },
            "examples": [{"id": 3, "title": "Wang"}],
        },
        "Login": {
            "type": "object",
            "required": ["username", "password"],
            "additionalProperties": False,
            "properties": {
                "username": {"type": "string", "minLength": 1},
                "password": {
                    "type": "string",
                    "minLength": 1,
                    "format": "password",
                    "writeOnly": True,
                },
                "code": {
                    "type": "string",
                    "writeOnly": True,
                    "description": "Of the second factor, where the account has one.",
                },
            },
            "examples": [{"username": "csr", "password": "…"}],
        },
        "Token": {
            "type": "object",
            "required": ["access_token", "token_type", "expires_in"],
            "properties": {
                "access_token": {"type": "string"},
                "token_type": {"type": "string", "const": "Bearer"},
                "expires_in": {"type": "integer", "description": "Seconds."},
            },
            "examples": [
                {"access_token": "eyJhbGciOi…", "token_type": "Bearer", "expires_in": 3600}
            ],
        },
        "Me": {
            "type": "object",
            "required": ["id", "username", "language", "roles", "values", "entities"],
            "properties": {
                "id": {"type": "integer"},
                "username": {"type": "string"},
                "language": {"type": "string", "description": "Of this answer."},
                "roles": {"type": "array", "items": ref("schemas", "Named")},
                "values": {
                    "type": "object",
                    "description": "What rules call user.<name>: an id, a list of ids, or null.",
                    "additionalProperties": True,
                },
                "client": {
                    "type": "object",
                    "description": "The API client that asks, and its scopes; absent for a person.",
                    "required": ["name", "scopes"],
                    "properties": {
                        "name": {"type": "string"},
                        "scopes": {"type": "array", "items": {"type": "string"}},
                    },
                },
                "entities": {
                    "type": "object",
                    "description": "Resource → what this person may do with some of its records.",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            },
            "examples": [
                {
                    "id": 12,
                    "username": "csr",
                    "language": "en",
                    "roles": [{"name": "csr", "label": "Service representative"}],
                    "values": {"employee": 7},
                    "entities": {"work_order": ["read", "create"]},
                }
            ],
        },
        "Count": choices(COUNTS),
        "CountKind": choices(("exact", "at_least", "none")),
        "FileKind": choices(files.KINDS),
        "NoteNeed": choices(("required", "optional")),
        "Named": {
            "type": "object",
            "required": ["name", "label"],
            "properties": {"name": {"type": "string"}, "label": {"type": "string"}},
            "examples": [{"name": "csr", "label": "Service representative"}],
        },
        "File": {
            "type": "object",
            "required": ["id", "name", "size", "content_type", "url"],
            "properties": {
                "id": {"type": "integer"},
                "name": {"type": "string"},
                "size": {"type": "integer", "description": "Bytes."},
                "content_type": {"type": "string"},
                "url": {"type": "string"},
            },
            "examples": [
                {
                    "id": 7,
                    "name": "leak.jpg",
                    "size": 48213,
                    "content_type": "image/jpeg",
                    "url": "/api/v1/files/7",
                }
            ],
        },
        "Event": {
            "type": "object",
            "required": ["at", "action", "actor", "by_system", "changes"],
            "properties": {
                "by_system": {"type": "boolean", "description": "A hook or a job did it."},
                "at": {"type": "string", "format": "date-time"},
                "action": {"type": "string"},
                "actor": {
                    "type": "object",
                    "properties": {
                        "id": {"type": ["integer", "null"]},
                        "name": {"type": "string"},
                    },
                },
                "transition": {"type": ["string", "null"]},
                "from_state": {"type": ["string", "null"]},
                "to_state": {"type": ["string", "null"]},
                "note": {"type": "string"},
                "changes": {
                    "type": "object",
                    "description": "Field → old and new value; only fields that you may read.",
                    "additionalProperties": {
                        "type": "object",
                        "properties": {"old": {}, "new": {}},
                    },
                },
            },
            "examples": [_EVENT],
        },
        "History": {
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": {"type": "array", "items": ref("schemas", "Event")},
                "next": {"type": ["string", "null"], "description": "Cursor of older events."},
            },
            "examples": [{"items": [_EVENT], "next": None}],
        },
        "AvailableTransition": {
            "type": "object",
            "required": ["name", "label", "allowed"],
            "properties": {
                "name": {"type": "string"},
                "label": {"type": "string"},
                "target": {"type": "string"},
                "allowed": {"type": "boolean"},
                "reason": {"type": ["string", "null"], "description": "Why not, when not."},
                "asks": {"type": "array", "items": {"type": "string"}},
                "needs": {"type": "array", "items": {"type": "string"}},
                "note": {"anyOf": [ref("schemas", "NoteNeed"), {"type": "null"}]},
                "votes": {"type": "integer"},
                "need": {"type": "integer"},
                "may_reject": {"type": "boolean"},
            },
            "examples": [_STEP],
        },
        "AvailableTransitions": {
            "type": "object",
            "required": ["state", "items"],
            "properties": {
                "state": {"type": "string"},
                "items": {"type": "array", "items": ref("schemas", "AvailableTransition")},
            },
            "examples": [{"state": "new", "items": [_STEP]}],
        },
        "Rejection": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"note": {"type": ["string", "null"]}},
            "examples": [{"note": "Some words."}],
        },
    }
