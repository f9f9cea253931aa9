"""Documents that are the same for every entity: problem, reference, login, person, file, history, transitions."""

from __future__ import annotations

from app.rest.openapi.common import Json, ref


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
        },
        "FieldError": {
            "type": "object",
            "required": ["field", "code", "message"],
            "properties": {
                "field": {"type": "string", "description": "Dotted for children: lines.2.count."},
                "code": {"type": "string"},
                "message": {"type": "string"},
            },
        },
        "Reference": {
            "type": "object",
            "description": "Another record. The title is null when it is not yours to see.",
            "required": ["id"],
            "properties": {"id": {"type": "integer"}, "title": {"type": ["string", "null"]}},
        },
        "Login": {
            "type": "object",
            "required": ["username", "password"],
            "additionalProperties": False,
            "properties": {
                "username": {"type": "string"},
                "password": {"type": "string", "format": "password", "writeOnly": True},
                "code": {
                    "type": "string",
                    "writeOnly": True,
                    "description": "Of the second factor, where the account has one.",
                },
            },
        },
        "Token": {
            "type": "object",
            "required": ["access_token", "token_type", "expires_in"],
            "properties": {
                "access_token": {"type": "string"},
                "token_type": {"const": "Bearer"},
                "expires_in": {"type": "integer", "description": "Seconds."},
            },
        },
        "Me": {
            "type": "object",
            "required": ["id", "username", "roles", "values", "entities"],
            "properties": {
                "id": {"type": "integer"},
                "username": {"type": "string"},
                "name": {"type": "string"},
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
        },
        "Named": {
            "type": "object",
            "required": ["name", "label"],
            "properties": {"name": {"type": "string"}, "label": {"type": "string"}},
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
        },
        "Event": {
            "type": "object",
            "required": ["at", "action", "actor", "changes"],
            "properties": {
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
        },
        "History": {
            "type": "object",
            "required": ["items"],
            "properties": {"items": {"type": "array", "items": ref("schemas", "Event")}},
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
                "note": {"enum": ["required", "optional", None]},
                "votes": {"type": "integer"},
                "need": {"type": "integer"},
                "may_reject": {"type": "boolean"},
            },
        },
        "AvailableTransitions": {
            "type": "object",
            "required": ["state", "items"],
            "properties": {
                "state": {"type": "string"},
                "items": {"type": "array", "items": ref("schemas", "AvailableTransition")},
            },
        },
        "Note": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"note": {"type": "string"}},
        },
    }
