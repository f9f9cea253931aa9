"""The parts of the OpenAPI document that are the same for every entity: references, errors, headers, paging."""

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


RATES: Json = {name: ref("headers", name) for name in ("RateLimit", "RateLimit-Policy")}
"""What is left of the minute."""


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
        if status == 429:
            found[name]["headers"] |= RATES
    return found


def with_rates(paths: Json) -> Json:
    """The paths, each answer that is no error with the headers that tell what is left of the minute."""
    for verbs in paths.values():
        for operation in verbs.values():
            for answer in operation["responses"].values() if "security" not in operation else ():
                if "$ref" not in answer:
                    answer["headers"] = {**answer.get("headers", {}), **RATES}
    return paths


def headers() -> Json:
    return {
        "RateLimit": {
            "description": "Requests left in this minute and the seconds until the next one; only with a token.",
            "schema": {"type": "string", "examples": ['"minute";r=599;t=42']},
        },
        "RateLimit-Policy": {
            "description": "Requests a minute.",
            "schema": {"type": "string", "examples": ['"minute";q=600;w=60']},
        },
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
