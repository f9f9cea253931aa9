"""POST /hooks/<sender>: signed events of other systems, answered as JSON or as a problem document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from flask import Blueprint, Flask, Response, current_app, g, request

from app.config import EVERY_PROVIDER, Config
from app.rest.inbound import inbox, providers, signature
from app.rest.protocol import edge, limits, strict_json
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, read_bytes
from app.rest.protocol.verbs import VERBS, of_address
from app.runtime.context import SYSTEM_ACTOR, Context
from app.runtime.errors import NotFound

LARGEST_BODY = 100_000
"""Bytes: an event is a few lines; what is large is named by its address."""
LARGEST_BATCH = 2_000_000
"""Bytes that a machine may hand over at once: what a clock kept while it was cut off."""
MOST_A_MINUTE = 600
"""Events that one address may send to a door of its own signature: verifying costs, and anybody may try."""


def register(app: Flask) -> None:
    """Mount the door. No cookie counts here, so there is no CSRF to guard against: the signature is the proof."""
    blueprint = Blueprint("inbound", __name__, url_prefix="/hooks")
    edge.install(blueprint)
    for rule, endpoint, view in (
        ("/<provider>", "receive", of_address(POST=_receive)),
        ("/", "root", _nothing_here),
        ("/<path:rest>", "rest", _nothing_here),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=VERBS, provide_automatic_options=False)
    protection = app.extensions.get("csrf")
    if protection is not None:
        protection.exempt(blueprint)
    app.register_blueprint(blueprint)
    edge.answer_for(app, "/hooks/")
    _register_machines(app)


def _register_machines(app: Flask) -> None:
    """Paths that machines dictate. They carry no cookie and no token: what each of them is known by, its taker asks."""
    blueprint = Blueprint("machines", __name__)
    edge.install(blueprint)
    for number, (rule, taker) in enumerate(providers.addresses().items()):
        blueprint.add_url_rule(
            rule, f"machine_{number}", _asked(rule, taker), methods=["GET", "POST"],
            provide_automatic_options=False,
        )  # fmt: skip
    protection = app.extensions.get("csrf")
    if protection is not None:
        protection.exempt(blueprint)
    app.register_blueprint(blueprint)


def _asked(rule: str, taker: providers.Machine) -> Callable[[], Response]:
    kind = rule.split("/")[1]

    def view() -> Response:
        here = request.remote_addr or ""
        limits.spend_from(f"{kind} {here}", MOST_A_MINUTE)
        asked = providers.Asked(
            request.method, dict(query_pairs()), read_bytes(limit=LARGEST_BATCH), here
        )
        with Context(SYSTEM_ACTOR, channel="rest", request_id=g.request_id, ip=here) as ctx:
            told = taker(ctx, asked)
        return Response(told.body, told.status, content_type=told.content_type)

    return view


def _receive(provider: str) -> Response:
    """200 with the handler's answer; the same event again gets the same answer and has no second effect."""
    door = providers.door_of(provider)
    if door is not None:
        return _through(provider, door)
    handler, keys = providers.handler_of(provider), _keys(provider)
    if handler is None or not keys:
        raise NotFound(
            "没有这个回调地址，或未配置密钥（WEBHOOK_KEYS） / "
            "There is no such webhook, or it has no key (WEBHOOK_KEYS)."
        )
    with Context(
        SYSTEM_ACTOR, channel="rest", request_id=g.request_id, ip=request.remote_addr
    ) as ctx:
        headers = _headers()
        event_id = signature.event_id(headers)
        sent_at = signature.sent_at(headers, ctx.now)
        raw = read_bytes(limit=LARGEST_BODY)
        signature.verify(headers, raw, keys)
        strict_json.require_json(request.content_type or "")
        event = providers.Event(event_id, sent_at, strict_json.read_object(raw))
        answer, again = inbox.once(ctx, provider, event_id, raw, lambda: handler(ctx, event))
    return json_response(answer, headers={"Idempotent-Replayed": "true"} if again else None)


def _through(provider: str, door: providers.Door) -> Response:
    """A sender with a signature of its own: so many a minute from one address, whoever he says he is."""
    limits.spend_from(f"hook {provider} {request.remote_addr}", MOST_A_MINUTE)
    with Context(
        SYSTEM_ACTOR, channel="rest", request_id=g.request_id, ip=request.remote_addr
    ) as ctx:
        told = door(ctx, _headers(), read_bytes(limit=LARGEST_BODY))
    return Response(told.body, told.status, content_type=told.content_type)


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _keys(provider: str) -> tuple[str, ...]:
    config: Config = current_app.config["DOUGONG"]
    return config.webhook_keys.get(provider) or config.webhook_keys.get(EVERY_PROVIDER, ())


def _nothing_here(**_: Any) -> NoReturn:
    raise NotFound("没有这个地址 / There is nothing at this address.")
