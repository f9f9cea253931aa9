"""JSON answers, the language they are in, and the tags that say which version they show."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response, request

from app.runtime import i18n
from app.runtime.errors import BadRequest
from app.runtime.field_types import to_json


def language() -> str:
    """The language of this answer: what Accept-Language asks for, else the application's first."""
    offered = i18n.languages()
    for tag, _ in request.accept_languages:
        primary = tag.replace("_", "-").split("-")[0].lower()
        if primary in offered:
            return primary
    return offered[0]


def to_bytes(body: Any) -> bytes:
    """JSON text of `body`: a Decimal as text, so that no client reads a float; a moment with its zone."""
    try:
        return orjson.dumps(body, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)
    except orjson.JSONEncodeError:
        # Free JSON that was stored before it was judged (a whole number of 65 bits): one record closes no list.
        return json.dumps(body, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    plain = to_json(value)
    if plain is value:
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return plain


def json_response(
    body: Any,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    media_type: str = "application/json",
) -> Response:
    """`body` as JSON. Private: what one person may see is not for a shared cache."""
    return raw_response(to_bytes(body), status, headers, media_type=media_type)


def raw_response(
    body: bytes,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    media_type: str = "application/json",
) -> Response:
    """Bytes that are JSON already."""
    response = Response(body, status, content_type=media_type)
    response.headers["Content-Language"] = language()
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Accept-Language"
    response.headers["X-Content-Type-Options"] = "nosniff"
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def etag(version: int, body: bytes) -> str:
    """`"<version>-<digest>"`: If-Match compares the version, If-None-Match the whole.

    The digest is there because an answer can change without its record: a related title, a right, the language.
    """
    return f'"{version}-{hashlib.sha256(body).hexdigest()[:12]}"'


def digest_tag(body: bytes) -> str:
    """The tag of an answer that shows no record: its digest alone."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


_TAG = re.compile(r'^(?:W/)?"(\d{1,18})(?:-[0-9a-f]+)?"$')


def if_match_version() -> int | None:
    """The version that If-Match names; None without the header or with `*`.

    A proxy that compresses makes a tag weak (`W/`); its version is as good.
    """
    given = request.headers.get("If-Match")
    if given is None or given.strip() == "*":
        return None
    tag = _TAG.match(given.strip())
    if tag is None:
        raise BadRequest(
            'If-Match 须为读取时得到的 ETag，例如 "3-1f0c…" / '
            'If-Match must be the ETag from reading the record, such as "3-1f0c…".',
            field="If-Match",
            code="bad_etag",
        )
    return int(tag[1])


def is_unchanged(tag: str) -> bool:
    """Whether If-None-Match already names this tag."""
    given = request.headers.get("If-None-Match", "")
    tags = [part.strip().removeprefix("W/") for part in given.split(",")]
    return tag in tags or "*" in tags
