"""One request to one resource: who asks, for what, and with which body."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from app.rest.protocol import authentication, limits, strict_json
from app.rest.protocol.answer import language
from app.runtime import registry
from app.runtime.context import Actor, Context
from app.runtime.errors import BadRequest, NotFound
from app.runtime.telemetry import scene

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.entity import Entity
    from app.runtime.registry import EntityEntry

LARGEST_ID = 2**63 - 1
READ_ON = 2 * strict_json.MAXIMUM_BYTES
READ_ON_FOR_THE_KNOWN = 30_000_000
"""Bytes of a refused body: somewhat more than the largest upload, which may go to the wrong address."""


@dataclass(slots=True)
class Call:
    """The person's context, the resource that the address names, and its entry in the registry."""

    ctx: Context
    resource: Resource
    entry: EntityEntry
    raw: bytes = field(default=b"", repr=False)

    @property
    def entity(self) -> type[Entity]:
        return self.entry.entity

    def body(self, *, limit: int = strict_json.MAXIMUM_BYTES) -> dict[str, Any]:
        """The JSON object that was sent; `raw` keeps the bytes for the idempotency digest."""
        self.raw, found = read_body(limit=limit)
        return found


def read_body(*, limit: int = strict_json.MAXIMUM_BYTES) -> tuple[bytes, dict[str, Any]]:
    """The bytes and the object of the request body."""
    strict_json.require_json(request.content_type or "")
    raw = read_bytes(limit=limit)
    return raw, strict_json.read_object(raw)


def read_bytes(*, limit: int) -> bytes:
    """The body up to `limit` bytes; a longer one is refused without being read."""
    if (request.content_length or 0) > limit:
        raise strict_json.BodyTooLarge(limit=limit)
    raw = request.stream.read(limit + 1)
    if len(raw) > limit:
        raise strict_json.BodyTooLarge(limit=limit)
    return raw


def read_the_rest(response: Response) -> Response:
    """Read on to the end of a body that was refused: a server closes a connection with unread bytes, and a client
    that is still sending, or its next request, never sees the answer. Only so far: whoever sends much more is cut off.
    """
    left = READ_ON_FOR_THE_KNOWN if "is_known" in g else READ_ON
    # A stream that refuses the length of its body would not be read at all.
    request.max_content_length = max(request.content_length or 0, left)
    try:
        while left > 0 and (piece := request.stream.read(min(left, 65_536))):
            left -= len(piece)
    except HTTPException:
        # The client went away, or the body is beyond what the application takes at all.
        return response
    return response


@contextmanager
def context() -> Iterator[Context]:
    """The context of the person who sends this request, closed at its end."""
    person = authentication.person()
    g.is_known = True
    limits.spend(person)
    actor = Actor(
        person.id, person.username, person.roles, language(),
        values=person.values, scopes=person.client.scopes if person.client else None,
    )  # fmt: skip
    with Context(actor, channel="rest", request_id=g.request_id, ip=request.remote_addr) as ctx:
        yield ctx


@contextmanager
def call(resource: Resource | None) -> Iterator[Call]:
    """The call to a resource of the address; an address that names none is 404, once the person is known."""
    with context() as ctx:
        if resource is None:
            raise NotFound(
                "没有这个资源；您可用的资源见 GET /api/v1/me"
                " / There is no such resource; GET /api/v1/me names those that you may use."
            )
        yield Call(ctx, resource, registry.current().entity(resource.entity.__name__))


def record_id(text: str) -> int:
    """The id in an address. What cannot be an id names no record."""
    if not text.isascii() or not text.isdecimal() or len(text) > 19 or int(text) > LARGEST_ID:
        raise NotFound
    return int(text)


def name_the_request() -> None:
    """Take the caller's X-Request-Id when it is a plain one, else give a number; logs and answers carry it."""
    if "request_id" not in g:
        g.request_id = scene.request_id(request.headers.get("X-Request-Id", ""))


def query_pairs() -> list[tuple[str, str]]:
    """The query string as pairs. Werkzeug would replace bytes that are not UTF-8; we refuse them."""
    try:
        pairs = parse_qsl(
            request.query_string.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=100,
        )
    except UnicodeDecodeError:
        raise BadRequest(
            "查询参数不是 UTF-8 / The query string is not UTF-8.", code="not_utf8"
        ) from None
    except ValueError:
        raise BadRequest(
            "查询参数超过 100 个 / More than 100 query parameters.", code="too_many_parameters"
        ) from None
    for name, value in pairs:
        if not strict_json.is_storable(name + value):
            raise BadRequest(
                "含有不能使用的字符 / Contains a character that cannot be used.",
                field=strict_json.shown(name),
                code="bad_character",
            )
    return pairs
