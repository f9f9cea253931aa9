"""The OpenAPI 3.1 document: what the API offers, for everybody or as far as one role may go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.rest.openapi import common, parts, rooms, webhooks
from app.rest.openapi.common import Json
from app.rest.openapi.entities import Described
from app.rest.openapi.examples import made_up
from app.runtime.context import Actor
from app.runtime.errors import message

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.registry import Registry

_INTRODUCTION = message(
    zh="登录取得令牌（Bearer），或用 API 客户端的令牌，或用浏览器会话，写入时带上 X-CSRFToken。列表的筛选是严格的：未知的字段、运算符或值"
    "一律 400 并指明；您无权查看的记录是 404，无权查看的字段不出现。标签和提示的语言由 Accept-Language（zh 或 en）决定。",
    en="Log in for a bearer token, or send the token of an API client, or use the browser session with X-CSRFToken on writes. "
    "Lists filter strictly: an unknown field, operator or value is 400 and names it. "
    "A record that is not yours to see is 404; a field that is not yours to read is absent. "
    "Accept-Language (zh or en) chooses the language of labels and messages.",
)


def build(
    registry: Registry,
    role: str | None = None,
    *,
    resources: Iterable[Resource] | None = None,
    actor: Actor | None = None,
    language: str = "en",
) -> Json:
    """The document over `resources` (default: those of the current application).

    With a role, or an actor, it holds only what that role or actor may ever see and do.
    """
    if resources is None:
        resources = _of_the_application()
    if role is not None and actor is None:
        actor = Actor(None, role, frozenset({role}), language)
    schemas, messages = parts.schemas(), webhooks.ping()
    paths = rooms.for_reader(parts.paths(language), actor)
    tags = []
    for resource in resources:
        described = Described(registry, registry.entity(resource.entity), actor, language)
        operations = described.paths(resource)
        if operations:
            schemas.update(described.schemas(resource))
            paths.update(operations)
            messages.update(webhooks.messages(described, resource))
            tags.append({"name": described.key, "description": described.label})
    for schema in schemas.values():
        schema.setdefault("examples", [made_up(schema, schemas)])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": registry.app.label.in_language(language),
            "version": "1",
            "description": _INTRODUCTION.in_language(language),
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": [], "csrf": []}],
        "tags": [*parts.tags(language), *tags],
        "paths": common.with_rates(paths),
        "webhooks": messages,
        "components": {
            "schemas": schemas,
            "responses": common.responses(language),
            "parameters": common.parameters(language),
            "headers": common.headers(),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "session": {"type": "apiKey", "in": "cookie", "name": "session"},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
            },
        },
    }


def _of_the_application() -> Iterable[Resource]:
    from flask import current_app

    found: Iterable[Resource] = current_app.extensions["dougong_resources"]
    return found
