"""The parts of the OpenAPI document that are the same for every entity: errors, headers, paging, login, files."""

from __future__ import annotations

from typing import Any

from app.rest.parameters import COUNTS, DEFAULT_LIMIT, MAXIMUM_LIMIT
from app.rest.problem import TITLES

Json = dict[str, Any]
PROBLEM_RESPONSES = {
    400: "BadRequest",
    401: "Unauthenticated",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    415: "UnsupportedMediaType",
    422: "Unprocessable",
    428: "PreconditionRequired",
    429: "TooManyRequests",
    500: "InternalError",
    503: "Unavailable",
    507: "InsufficientStorage",
}
ALWAYS = (400, 401, 404, 405, 429, 500, 503)
WRITES = (*ALWAYS, 403, 409, 413, 415, 422, 507)


def ref(kind: str, name: str) -> Json:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def problems(*statuses: int) -> Json:
    """The error answers of an operation."""
    return {
        str(status): ref("responses", PROBLEM_RESPONSES[status]) for status in sorted(set(statuses))
    }


def json_content(schema: Json, example: Any = None) -> Json:
    content: Json = {"schema": schema}
    if example is not None:
        content["example"] = example
    return {"application/json": content}


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


def responses(language: str) -> Json:
    """Every error answer, with an example."""
    found: Json = {}
    for status, name in PROBLEM_RESPONSES.items():
        title = TITLES[status].in_language(language)
        example = {
            "type": f"urn:dougong:problem:{name.lower()}",
            "title": title,
            "status": status,
            "code": name.lower(),
            "detail": title,
            "errors": [],
        }
        content = {"schema": ref("schemas", "Problem"), "example": example}
        found[name] = {
            "description": title,
            "content": {"application/problem+json": content},
        }
        if status in (429, 503):
            found[name]["headers"] = {
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}
            }
    return found


def headers() -> Json:
    return {
        "ETag": {
            "description": "Version of the record, and a digest of the answer; for If-Match and If-None-Match.",
            "schema": {"type": "string", "examples": ['"3-5d41402abc4b"']},
        },
        "Location": {"description": "Address of the new record.", "schema": {"type": "string"}},
    }


def parameters() -> Json:
    """Paging, shape and conditions: one component each."""
    return {
        "id": _in("path", "id", {"type": "integer", "minimum": 1}, required=True),
        "limit": _in(
            "query",
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT},
        ),
        "cursor": _in(
            "query", "cursor", {"type": "string"}, "`next` of the page before; opaque, stable."
        ),
        "count": _in(
            "query",
            "count",
            {"type": "string", "enum": list(COUNTS)},
            "Default and estimated: exact up to 10,000 rows, then at_least 10,000. exact: always.",
        ),
        "search": _in("query", "search", {"type": "string"}, "Words to find in the record's text."),
        "sort": _in(
            "query", "sort", {"type": "string"}, "Fields by comma; `-` before one turns it round."
        ),
        "fields": _in(
            "query",
            "fields",
            {"type": "string"},
            "Fields by comma, also through a reference (`customer.name`). Default: all that you may read.",
        ),
        "expand": _in(
            "query",
            "expand",
            {"type": "string"},
            "References and child tables by comma, shown as whole records.",
        ),
        "or": _in(
            "query", "or", {"type": "string"}, "Either of: `(state=new|priority__in=p1,p2)`."
        ),
        "If-Match": _in(
            "header", "If-Match", {"type": "string"}, "ETag of the record that you read."
        ),
        "If-None-Match": _in(
            "header", "If-None-Match", {"type": "string"}, "ETag that you hold; 304 when current."
        ),
        "Idempotency-Key": _in(
            "header",
            "Idempotency-Key",
            {"type": "string", "minLength": 1, "maxLength": 200},
            "Same key and request: same answer, one effect; kept 24 hours.",
        ),
        "Accept-Language": _in(
            "header", "Accept-Language", {"type": "string", "examples": ["zh", "en"]}
        ),
    }


def _in(
    place: str, name: str, schema: Json, description: str = "", *, required: bool = False
) -> Json:
    found: Json = {"name": name, "in": place, "schema": schema}
    if description:
        found["description"] = description
    if required:
        found["required"] = True
    return found


def paths() -> Json:
    """Login, the person, files, this document."""
    token = {"access_token": "eyJhbGciOi…", "token_type": "Bearer", "expires_in": 3600}
    credentials = {"username": "csr", "password": "…"}
    file = {
        "id": 7,
        "name": "leak.jpg",
        "size": 48213,
        "content_type": "image/jpeg",
        "url": "/api/v1/files/7",
    }
    return {
        "/api/v1/login": {
            "post": {
                "operationId": "login",
                "tags": ["session"],
                "summary": "A user name and a password for a token",
                "security": [],
                "requestBody": {
                    "required": True,
                    "content": json_content(ref("schemas", "Login"), credentials),
                },
                "responses": {
                    "200": {
                        "description": "The token",
                        "content": json_content(ref("schemas", "Token"), token),
                    },
                    **problems(400, 401, 403, 405, 413, 415, 422, 429, 500, 503, 507),
                },
            }
        },
        "/api/v1/me": {
            "get": {
                "operationId": "me",
                "tags": ["session"],
                "summary": "Who I am and what I may do",
                "responses": {
                    "200": {
                        "description": "The person",
                        "content": json_content(ref("schemas", "Me")),
                    },
                    **problems(400, 401, 405, 429, 500, 503),
                },
            }
        },
        "/api/v1/openapi.json": {
            "get": {
                "operationId": "openapi",
                "tags": ["session"],
                "summary": "This document, as far as you may see",
                "responses": {
                    "200": {
                        "description": "OpenAPI 3.1",
                        "content": json_content({"type": "object"}),
                    },
                    **problems(400, 401, 405, 429, 500, 503),
                },
            }
        },
        "/api/v1/files": {
            "post": {
                "operationId": "upload_file",
                "tags": ["files"],
                "summary": "Upload a file; then name its id in a file field",
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "required": ["file"],
                                "properties": {
                                    "file": {
                                        "type": "string",
                                        "contentMediaType": "application/octet-stream",
                                    },
                                    "kind": {"enum": ["file", "image", "signature"]},
                                },
                            }
                        }
                    },
                },
                "responses": {
                    "201": {
                        "description": "Stored",
                        "headers": {"Location": ref("headers", "Location")},
                        "content": json_content(ref("schemas", "File"), file),
                    },
                    **problems(*WRITES),
                },
            }
        },
        "/api/v1/files/{id}": {
            "get": {
                "operationId": "download_file",
                "tags": ["files"],
                "summary": "The content, when you may read the record and the field that holds it",
                "parameters": [ref("parameters", "id")],
                "responses": {
                    "200": {
                        "description": "The content",
                        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
                    },
                    **problems(*ALWAYS),
                },
            }
        },
    }
