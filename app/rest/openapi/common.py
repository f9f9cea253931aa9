"""The parts of the OpenAPI document that are the same for every entity: references, errors, headers, paging."""

from __future__ import annotations

from typing import Any

from app.rest.openapi.codes import CODES
from app.rest.protocol.parameters import DEFAULT_LIMIT, MAXIMUM_LIMIT
from app.rest.protocol.problem import TITLES
from app.runtime.errors import message

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
_NAMED = r"^ *[a-z_][a-z0-9_.]*( *, *[a-z_][a-z0-9_.]*)* *$"
_SORTED = r"^ *-?[a-z_][a-z0-9_.]*( *, *-?[a-z_][a-z0-9_.]*)* *$"
_TAG = r'^\s*(\*|(W/)?"\d{1,18}(-[0-9a-f]+)?")\s*$'
ALWAYS = (400, 401, 404, 405, 429, 500, 503)
WRITES = (*ALWAYS, 403, 409, 413, 415, 422, 507)


def told(language: str, *, zh: str, en: str) -> str:
    """A text of the document in its language."""
    return message(zh=zh, en=en).in_language(language)


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
    """Every error answer, with its codes and an example."""
    found: Json = {}
    for status, name in PROBLEM_RESPONSES.items():
        title, codes = TITLES[status].in_language(language), CODES[status]
        example = {
            "type": f"urn:dougong:problem:{codes[0]}",
            "title": title,
            "status": status,
            "code": codes[0],
            "detail": title,
            "instance": "/api/v1/…",
            "errors": [],
            "request_id": "9f1c2b7e4d5a4f0c8b3e6a7d2c1f0e9b",
        }
        content = {"schema": ref("schemas", "Problem"), "example": example}
        found[name] = {
            "description": f"{title}. {', '.join(f'`{code}`' for code in codes)}",
            "headers": {"X-Request-Id": ref("headers", "X-Request-Id")},
            "content": {"application/problem+json": content},
            "x-problem-codes": list(codes),
        }
        for header in _HEADERS.get(status, ()):
            found[name]["headers"][header] = ref("headers", header)
        if status == 429:
            found[name]["headers"] |= RATES
    return found


_HEADERS = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


def with_rates(paths: Json) -> Json:
    """The paths, each answer that is no error with the headers that tell what is left of the minute."""
    for verbs in paths.values():
        for operation in verbs.values():
            for answer in operation["responses"].values() if "security" not in operation else ():
                if "$ref" not in answer:
                    answer["headers"] = {**answer.get("headers", {}), **RATES}
    return paths


def headers() -> Json:
    """Headers of answers."""
    texts = {
        "RateLimit": (
            "Requests left in this minute and the seconds until the next one; only with a token.",
            '"minute";r=599;t=42',
        ),
        "RateLimit-Policy": ("Requests a minute.", '"minute";q=600;w=60'),
        "ETag": (
            "Version of the record, and a digest of the answer; for If-Match and If-None-Match.",
            '"3-5d41402abc4b"',
        ),
        "Location": ("Address of the new record.", "/api/v1/work_order/17"),
        "Idempotent-Replayed": (
            "`true` on the stored answer of a request that came before.",
            "true",
        ),
        "X-Request-Id": ("The number of this request in the log.", "9f1c2b7e4d5a4f0c"),
        "Allow": ("The methods that are offered here.", "GET, POST"),
        "WWW-Authenticate": ("What to send.", 'Bearer realm="api"'),
    }
    found: Json = {
        name: {"description": told, "schema": {"type": "string", "examples": [example]}}
        for name, (told, example) in texts.items()
    }
    found["Retry-After"] = {
        "description": "Seconds.",
        "schema": {"type": "integer", "minimum": 0, "examples": [30]},
    }
    return found


def with_etag(description: str, content: Json, *more: str, always: bool = False) -> Json:
    """An answer with an ETag (`always`, or unless the record has left the reader's sight) and `more` headers."""
    tag = ref("headers", "ETag")
    if always:
        tag = {**headers()["ETag"], "required": True}
    return {
        "description": description,
        "headers": {"ETag": tag, **{name: ref("headers", name) for name in more}},
        "content": content,
    }


def parameters(language: str) -> Json:
    """Paging, shape and conditions: one component each."""
    version: Json = {"type": "string", "pattern": _TAG}
    tag = told(
        language,
        zh="读取时得到的 ETag，或加引号的版本号。",
        en="ETag of the record that you read, or its version in quotes.",
    )
    return {
        "id": _in(
            "path", "id", {"type": "integer", "format": "int64", "minimum": 1}, required=True
        ),
        "limit": _in(
            "query",
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT},
        ),
        "cursor": _in(
            "query",
            "cursor",
            {"type": "string"},
            told(
                language,
                zh="上一页的 `next`；不透明，稳定。",
                en="`next` of the page before; opaque, stable.",
            ),
        ),
        "count": _in(
            "query",
            "count",
            ref("schemas", "Count"),
            told(
                language,
                zh="默认和 estimated：一万行以内精确，超过则为 at_least 10,000；exact：始终精确。",
                en="Default and estimated: exact up to 10,000 rows, then at_least 10,000. exact: always.",
            ),
        ),
        "search": _in(
            "query",
            "search",
            {"type": "string"},
            told(language, zh="在记录文字中查找的词。", en="Words to find in the record's text."),
        ),
        "sort": _in(
            "query",
            "sort",
            {"type": "string", "pattern": _SORTED},
            told(
                language,
                zh="字段，逗号分隔；前加 `-` 为倒序。",
                en="Fields by comma; `-` before one turns it round.",
            ),
        ),
        "fields": _in(
            "query",
            "fields",
            {"type": "string", "pattern": _NAMED},
            told(
                language,
                zh="字段，逗号分隔，可经关联（`customer.name`）；默认为您可查看的全部。",
                en="Fields by comma, also through a reference (`customer.name`). Default: all that you may read.",
            ),
        ),
        "expand": _in(
            "query",
            "expand",
            {"type": "string", "pattern": _NAMED},
            told(
                language,
                zh="关联和子表，逗号分隔，以完整记录返回。",
                en="References and child tables by comma, shown as whole records.",
            ),
        ),
        "view": _in(
            "query",
            "view",
            {"type": "integer", "format": "int64", "minimum": 1},
            told(
                language,
                zh="一个保存的视图：再加上它的筛选；未另给时用它的顺序、列和搜索词。",
                en="A saved view: its filters as well; its order, columns and words where none are given.",
            ),
        ),
        "or": _in(
            "query",
            "or",
            {"type": "string", "minLength": 1},
            told(
                language,
                zh="任一成立：`(state=new|priority__in=p1,p2)`。",
                en="Either of: `(state=new|priority__in=p1,p2)`.",
            ),
        ),
        "before": _in(
            "query",
            "cursor",
            {"type": "string", "pattern": "^[0-9]{0,18}$"},
            told(language, zh="上一页的 `next`。", en="`next` of the page before."),
        ),
        "If-Match": _in("header", "If-Match", version, tag),
        "If-Match-required": _in(
            "header",
            "If-Match",
            version,
            told(
                language,
                zh="读取时得到的 ETag，或加引号的版本号；不带则 428。",
                en="ETag of the record that you read, or its version in quotes; 428 without.",
            ),
            required=True,
        ),
        "If-None-Match": _in(
            "header",
            "If-None-Match",
            {"type": "string"},
            told(
                language,
                zh="已持有的 ETag；仍是当前的则 304。",
                en="ETag that you hold; 304 when current.",
            ),
        ),
        "Idempotency-Key": _in(
            "header",
            "Idempotency-Key",
            {"type": "string", "pattern": "^[ -~]{1,200}$"},
            told(
                language,
                zh="同一个键和请求：同一个答复，只生效一次；保留 24 小时。",
                en="Same key and request: same answer, one effect; kept 24 hours.",
            ),
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
