"""The OpenAPI 3.1 document: what the API offers, for everybody or as far as one role may go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.rest.openapi import addresses, bulk, changes, common, documents, jobs, webhooks
from app.rest.openapi.common import Json
from app.rest.openapi.entities import Described
from app.runtime.context import Actor

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.registry import Registry

_INTRODUCTION = (
    "Log in for a bearer token, or send the token of an API client, or use the browser session with X-CSRFToken on writes. "
    "Lists filter strictly: an unknown field, operator or value is 400 and names it. "
    "A record that is not yours to see is 404; a field that is not yours to read is absent."
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
    beside = (addresses, changes, jobs, webhooks)
    schemas, paths, messages = documents.schemas() | bulk.documents(), Json(), webhooks.ping()
    for part in beside:
        paths.update(part.paths())
    for part in beside[1:]:
        schemas.update(part.schemas())
    tags = []
    for resource in resources:
        described = Described(registry, registry.entity(resource.entity), actor, language)
        operations = described.paths(resource)
        if operations:
            schemas.update(described.schemas(resource))
            paths.update(operations)
            messages.update(webhooks.messages(described, resource))
            tags.append({"name": described.key, "description": described.label})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": registry.app.label.in_language(language),
            "version": "1",
            "description": _INTRODUCTION,
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": [], "csrf": []}],
        "tags": [
            {"name": "session"},
            {"name": "files"},
            {"name": "changes"},
            {"name": "webhooks"},
            *tags,
        ],
        "paths": common.with_rates(paths),
        "webhooks": messages,
        "components": {
            "schemas": schemas,
            "responses": common.responses(language),
            "parameters": common.parameters(),
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
