"""Webhooks in the OpenAPI document: the addresses of a subscriber, and what he is told for every event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.rest.openapi.common import Json, json_content, ref, told
from app.rest.openapi.operation import (
    ID,
    MOMENT,
    NONE_OR_MOMENT,
    NONE_OR_NUMBER,
    NONE_OR_TEXT,
    NUMBER,
    TEXT,
    operation,
    shape,
)
from app.runtime.feed import DELETED
from app.runtime.webhooks import events

if TYPE_CHECKING:
    from app.rest.openapi.entities import Described
    from app.rest.resource import Resource

EVENTS: Json = {
    "type": "array",
    "items": TEXT,
    "minItems": 1,
    "maxItems": events.MOST,
    "uniqueItems": True,
    "examples": [["work_order.created", "work_order.transition.assign", "customer.*"]],
}
GIVEN: Json = {
    "name": {**TEXT, "minLength": 1, "maxLength": 80},
    "url": {**TEXT, "format": "uri", "maxLength": 500, "description": "https, a public address."},
    "events": EVENTS,
    "since": {**TEXT, "description": "A cursor of the change feed, or now (the default)."},
    "active": {"type": "boolean", "description": "false: paused; true: goes on where it stopped."},
}
_op = partial(operation, "webhooks")


def schemas() -> Json:
    """A webhook, what one gives for it, a delivery, a page of them."""
    webhook: Json = {
        "id": NUMBER,
        "name": TEXT,
        "url": TEXT,
        "events": {"type": "array", "items": TEXT},
        "state": {"enum": ["active", "paused", "disabled"]},
        "why": {"enum": ["gone", "failing", None], "description": "Why it is disabled."},
        "owner": NUMBER,
        "client": {**NONE_OR_NUMBER, "description": "The API client that subscribed."},
        "cursor": {**TEXT, "description": "Up to where in the change feed it was looked."},
        "failing_since": NONE_OR_MOMENT,
        "created_at": MOMENT,
    }
    secret = {"secret": {**TEXT, "description": "whsec_…, told this once."}}
    delivery: Json = {
        "id": NUMBER,
        "message_id": {**TEXT, "description": "The webhook-id of every attempt."},
        "event": TEXT,
        "entity": NONE_OR_TEXT,
        "record": NONE_OR_NUMBER,
        "at": MOMENT,
        "state": {"enum": ["waiting", "sent", "dead", "dropped"]},
        "attempts": NUMBER,
        "status": {**NONE_OR_NUMBER, "description": "What the receiver answered last."},
        "error": NONE_OR_TEXT,
        "next_at": NONE_OR_MOMENT,
        "finished_at": NONE_OR_MOMENT,
    }
    return {
        "WebhookSubscription": shape(webhook),
        "WebhookWithSecret": shape({**webhook, **secret}),
        "WebhookSubscriptions": shape(
            {"items": {"type": "array", "items": ref("schemas", "WebhookSubscription")}}
        ),
        "WebhookCreate": {**shape(GIVEN, "name", "url", "events"), "additionalProperties": False},
        "WebhookUpdate": {**shape(GIVEN, None), "additionalProperties": False},
        "WebhookMessage": shape(delivery),
        "WebhookMessages": shape(
            {
                "items": {"type": "array", "items": ref("schemas", "WebhookMessage")},
                "next": NONE_OR_TEXT,
            }
        ),
        "WebhookReplay": {
            **shape({"since": NONE_OR_MOMENT}, None),
            "additionalProperties": False,
        },
        "WebhookReplayed": shape({"count": NUMBER}),
        "Nothing": {"type": "object", "additionalProperties": False},
    }


def paths(language: str) -> Json:
    """The addresses under /api/v1/webhooks."""
    base, one = "/api/v1/webhooks", "/api/v1/webhooks/{id}"
    delivery: Json = {**ID, "name": "delivery"}
    page = [
        {
            "name": "state",
            "in": "query",
            "schema": {"enum": ["waiting", "sent", "dead", "dropped"]},
        },
        ref("parameters", "limit"),
        ref("parameters", "cursor"),
    ]
    return {
        base: {
            "get": _op("list_webhooks", told(language, zh="您的推送；管理员可见全部", en="Your webhooks; an administrator's are all"), "WebhookSubscriptions"),
            "post": _op(
                "create_webhook", told(language, zh="订阅；密钥只显示这一次", en="Subscribe; the secret is told this once"), "WebhookWithSecret",
                takes="WebhookCreate", status="201", key=False,
            ),
        },
        one: {
            "get": _op("get_webhook", told(language, zh="一个推送", en="One webhook"), "WebhookSubscription", ID),
            "patch": _op(
                "update_webhook", told(language, zh="修改、暂停、恢复", en="Change, pause, resume"), "WebhookSubscription", ID, takes="WebhookUpdate"
            ),
            "delete": _op("delete_webhook", told(language, zh="取消订阅", en="Unsubscribe"), None, ID, status="204", writes=True),
        },
        f"{one}/rotate": {
            "post": _op(
                "rotate_webhook", told(language, zh="换新密钥；旧密钥 24 小时内一并签名", en="A new secret; the old one signs as well for 24 hours"),
                "WebhookWithSecret", ID, takes="Nothing", key=False,
            )
        },
        f"{one}/test": {
            "post": _op(
                "test_webhook", told(language, zh="发送 ping", en="Send a ping"), "WebhookMessage", ID, takes="Nothing", status="202"
            )
        },
        f"{one}/replay": {
            "post": _op(
                "replay_webhook", told(language, zh="重发所有放弃的消息", en="Let everything go again that was given up"), "WebhookReplayed",
                ID, takes="WebhookReplay", status="202",
            )
        },
        f"{one}/deliveries": {
            "get": _op(
                "list_webhook_deliveries", told(language, zh="消息的结果，最新在前", en="What became of the messages, newest first"),
                "WebhookMessages", ID, *page,
            )
        },
        f"{one}/deliveries/{{delivery}}/replay": {
            "post": _op(
                "replay_webhook_delivery", told(language, zh="重发一条消息", en="Let one message go again"), "WebhookMessage", ID, delivery,
                takes="Nothing", status="202",
            )
        },
    }  # fmt: skip


def messages(described: Described, resource: Resource) -> Json:
    """event → what is sent, for everything that one may be told of an entity."""
    if not described.may("read") or not {"get", "list"} & resource.methods:
        return {}
    return {name: _message(name, described) for name in events.of_entity(described.entry)}


def ping() -> Json:
    """The message that shows the way."""
    return {"ping": _sent("ping", "A try", shape({"webhook": NUMBER}))}


def _message(name: str, described: Described) -> Json:
    data = ref("schemas", described.name)
    if name == f"{described.key}.{DELETED}":
        data = shape({"id": NUMBER, "version": NUMBER})
    return _sent(name, f"{described.label}: {name.partition('.')[2]}", data)


def _sent(name: str, summary: str, data: Json) -> Json:
    body = shape({"type": {"const": name}, "timestamp": MOMENT, "data": data})
    headers = [
        {"name": header, "in": "header", "required": True, "schema": TEXT}
        for header in ("webhook-id", "webhook-timestamp", "webhook-signature")
    ]
    return {
        "post": {
            "operationId": f"on_{name.replace('.', '_')}",
            "tags": ["webhooks"],
            "summary": summary,
            "security": [],
            "parameters": headers,
            "requestBody": {"required": True, "content": json_content(body)},
            "responses": {
                "2XX": {"description": "Taken."},
                "410": {"description": "Send no more: the webhook is disabled."},
                "default": {"description": "Tried again after 1, 2, 4, … 64 minutes."},
            },
        }
    }
