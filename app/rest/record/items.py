"""One record: read with an ETag, created, changed under If-Match, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from flask import Response, request
from sqlalchemy import select

from app.rest.protocol import parameters, typed
from app.rest.protocol.answer import etag, if_match_version, is_unchanged, raw_response, to_bytes
from app.rest.protocol.call import query_pairs
from app.rest.protocol.idempotency import once
from app.rest.protocol.parameters import Parameters
from app.rest.protocol.problem import PreconditionRequired
from app.rest.record import reading
from app.runtime import records
from app.runtime.errors import NotFound, ValidationFailed

if TYPE_CHECKING:
    from app.rest.protocol.call import Call


def show(call: Call, id: int) -> Response:
    """200 with ETag, or 304 when the client holds this very answer."""
    asked = parameters.of_item(query_pairs())
    item = reading.item(call.ctx, call.entity, id, asked)
    body = to_bytes(item.shown)
    tag = etag(item.version, body)
    if is_unchanged(tag):
        return raw_response(b"", 304, {"ETag": tag})
    return raw_response(body, 200, {"ETag": tag})


def create(call: Call) -> Response:
    """201 with Location; child rows may come in the same body."""
    asked = parameters.of_item(query_pairs())
    body = call.body()

    def act() -> Response:
        values = typed.of_entity(call.entity, body)
        known = _sent_before(call, values)
        if known is None:
            try:
                made: int = records.create(call.ctx, call.entity, values).id
            except ValidationFailed:
                # The same at the same moment: the other one was first.
                known = _sent_before(call, values)
                if known is None:
                    raise
            else:
                return after_write(call, made, asked, status=201)
        answer = after_write(call, known, asked)
        answer.headers["Idempotent-Replayed"] = "true"
        return answer

    return once(call.ctx, call.raw, act, may_refuse=asked.has_shape)


def _sent_before(call: Call, values: Mapping[str, Any]) -> int | None:
    """The record that this very caller made with the same values of the fields that the resource replays by."""
    names, entity = call.resource.replays, cast(Any, call.entity)
    given = [values.get(name) for name in names]
    if not names or None in given:
        return None
    found: int | None = call.ctx.session.scalar(
        select(entity.id).where(
            entity.created_by_id == call.ctx.actor.id,
            entity.deleted_at.is_(None),
            *(getattr(entity, name) == value for name, value in zip(names, given, strict=True)),
        )
    )
    return found


def change(call: Call, id: int) -> Response:
    """PATCH: only the given fields change. 428 without If-Match, 412 when somebody was faster."""
    asked = parameters.of_item(query_pairs())
    body = call.body()
    version = if_match_version()
    if call.resource.if_match and "If-Match" not in request.headers:
        raise PreconditionRequired

    def act() -> Response:
        values = typed.of_entity(call.entity, body)
        records.update(call.ctx, call.entity, id, values, version=version)
        return after_write(call, id, asked)

    return once(call.ctx, call.raw, act, may_refuse=asked.has_shape)


def remove(call: Call, id: int) -> Response:
    """204. If-Match is honoured when it is there."""
    parameters.none(query_pairs())
    version = if_match_version()

    def act() -> Response:
        records.delete(call.ctx, call.entity, id, version=version)
        return Response(status=204)

    return once(call.ctx, b"", act)


def after_write(call: Call, id: int, asked: Parameters, *, status: int = 200) -> Response:
    """The record as the writer may see it now; only its id when it has left his sight."""
    headers = {"Location": f"/api/v1/{call.resource.name}/{id}"} if status == 201 else {}
    try:
        item = reading.item(call.ctx, call.entity, id, asked)
    except NotFound:
        return raw_response(to_bytes({"id": id}), status, headers)
    body = to_bytes(item.shown)
    return raw_response(body, status, {**headers, "ETag": etag(item.version, body)})
