"""/api/v1/webhooks: subscribe to events, see what became of the messages, let them go again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask import Response

from app.rest import changes
from app.rest.protocol import parameters, strict_json
from app.rest.protocol.answer import json_response, language, to_bytes
from app.rest.protocol.call import query_pairs, read_body, record_id
from app.rest.protocol.idempotency import once
from app.rest.protocol.parameters import Parameters, refuse
from app.rest.record.reading import item
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import FieldError, ValidationFailed, bilingual, message
from app.runtime.webhooks import manage, payload
from app.runtime.webhooks.tables import DEAD, DROPPED, SENT, WAITING, Webhook, WebhookDelivery

STATES = (WAITING, SENT, DEAD, DROPPED)


@payload.told_by
def document(ctx: Context, entity: type[Entity], id: int) -> bytes:
    """A record in a message is the record of a GET."""
    return to_bytes(item(ctx, entity, id, Parameters()).shown)


def listed(ctx: Context) -> Response:
    """One's own; an administrator's are all. They are few, so there are no pages."""
    parameters.none(query_pairs())
    return json_response({"items": [_webhook(row) for row in manage.listed(ctx)]})


def create(ctx: Context) -> Response:
    """201, with the secret, which is never told again. It is kept nowhere, so this takes no Idempotency-Key."""
    parameters.none(query_pairs())
    _, body = read_body()
    row, secret = manage.create(ctx, body, changes.readable(ctx))
    return _no_store(
        json_response(
            {**_webhook(row), "secret": secret}, 201, {"Location": f"/api/v1/webhooks/{row.id}"}
        )
    )


def show(ctx: Context, *, webhook: str) -> Response:
    parameters.none(query_pairs())
    return json_response(_webhook(manage.find(ctx, record_id(webhook))))


def change(ctx: Context, *, webhook: str) -> Response:
    parameters.none(query_pairs())
    id = record_id(webhook)
    raw, body = read_body()
    return once(
        ctx,
        raw,
        lambda: json_response(_webhook(manage.change(ctx, id, body, changes.readable(ctx)))),
    )


def remove(ctx: Context, *, webhook: str) -> Response:
    parameters.none(query_pairs())
    id = record_id(webhook)

    def act() -> Response:
        manage.remove(ctx, id)
        return Response(status=204)

    return once(ctx, b"", act)


def rotate(ctx: Context, *, webhook: str) -> Response:
    """A new secret; the old one signs as well for 24 hours."""
    _nothing_given()
    row, secret = manage.rotate(ctx, record_id(webhook))
    return _no_store(json_response({**_webhook(row), "secret": secret}))


def test(ctx: Context, *, webhook: str) -> Response:
    """202 with the delivery of a ping."""
    raw = _nothing_given()
    id = record_id(webhook)
    return once(ctx, raw, lambda: json_response(_delivery(manage.ping(ctx, id)), 202))


def deliveries(ctx: Context, *, webhook: str) -> Response:
    """`{"items": […], "next": cursor}`, newest first; `state`, `limit`, `cursor`."""
    state, limit, below = _asked(query_pairs())
    page = manage.deliveries(ctx, record_id(webhook), state=state, below=below, limit=limit)
    return json_response(
        {
            "items": [_delivery(row) for row in page.deliveries],
            "next": str(page.after) if page.after else None,
        }
    )


def replay(ctx: Context, *, webhook: str, delivery: str) -> Response:
    """202: it waits again, under the id that it had."""
    raw = _nothing_given()
    id, which = record_id(webhook), record_id(delivery)
    return once(ctx, raw, lambda: json_response(_delivery(manage.replay(ctx, id, which)), 202))


def replay_dead(ctx: Context, *, webhook: str) -> Response:
    """`{"since": "2026-03-01T00:00:00Z"}` or `{}`: everything that was given up (since then) waits again."""
    parameters.none(query_pairs())
    id = record_id(webhook)
    raw, body = read_body()
    since = _moment(body)
    return once(ctx, raw, lambda: json_response({"count": manage.replay_dead(ctx, id, since)}, 202))


def _webhook(row: Webhook) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "url": row.url,
        "events": row.events,
        "state": row.state,
        "why": row.why,
        "owner": row.user_id,
        "client": row.client_id,
        "cursor": row.cursor,
        "failing_since": row.failing_since,
        "created_at": row.created_at,
    }


def _delivery(row: WebhookDelivery) -> dict[str, Any]:
    return {
        "id": row.id,
        "message_id": row.message_id,
        "event": row.event,
        "entity": row.entity,
        "record": row.record_id,
        "at": row.at,
        "state": row.state,
        "attempts": row.attempts,
        "status": row.status,
        "error": bilingual(row.error).in_language(language()) if row.error else None,
        "next_at": row.next_at if row.state == WAITING else None,
        "finished_at": row.finished_at,
    }


def _no_store(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _nothing_given() -> bytes:
    """A body that is empty, or an empty object."""
    parameters.none(query_pairs())
    raw, body = read_body()
    if body:
        told = message(zh="未知字段", en="Unknown field.")
        raise ValidationFailed(
            [FieldError(strict_json.shown(name), "unknown", told) for name in body]
        )
    return raw


def _moment(body: Mapping[str, Any]) -> dt.datetime | None:
    unknown = [name for name in body if name != "since"]
    if unknown:
        told = message(zh="未知字段", en="Unknown field.")
        raise ValidationFailed(
            [FieldError(strict_json.shown(name), "unknown", told) for name in unknown]
        )
    given = body.get("since")
    if given is None:
        return None
    try:
        found = dt.datetime.fromisoformat(given)
        return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
    except (TypeError, ValueError, OverflowError):
        told = message(
            zh="应为时间，例如 2026-03-01T00:00:00Z",
            en="Write a moment such as 2026-03-01T00:00:00Z.",
        )
        raise ValidationFailed([FieldError("since", "type", told)]) from None


def _asked(pairs: list[tuple[str, str]]) -> tuple[str | None, int, int | None]:
    state: str | None = None
    limit, below = manage.PAGE, None
    for name, value in pairs:
        if name == "state":
            if value not in STATES:
                names = ", ".join(STATES)
                refuse(
                    name, zh=f"须为 {names} 之一", en=f"must be one of {names}", code="bad_value"
                )
            state = value
        elif name == "limit":
            limit = parameters.limit(value, largest=parameters.MAXIMUM_LIMIT)
        elif name == "cursor":
            if not value.isascii() or not value.isdecimal() or len(value) > 18:
                refuse(name, zh="无效", en="is not valid", code="bad_cursor")
            below = int(value)
        else:
            parameters.unknown(name, ("state", "limit", "cursor"))
    return state, limit, below
