"""GET /api/v1/me: who I am, my roles, what rules call `user.x`, and what I may do with each resource."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response, language
from app.rest.protocol.call import query_pairs
from app.runtime import registry
from app.runtime.access.scopes import Scopes
from app.runtime.context import Context
from app.runtime.policy import ACTIONS


def show(ctx: Context) -> Response:
    """Names only; whether a certain record is mine to change is answered by that record."""
    parameters.none(query_pairs())
    active, spoken, actor = registry.current(), language(), ctx.actor
    held = [role for role in active.roles if role.name in actor.roles]
    program = {} if actor.scopes is None else {"client": _client(actor.scopes)}
    entities: dict[str, list[str]] = {}
    for resource in current_app.extensions["dougong_resources"]:
        policy = active.entity(resource.entity).policy
        allowed = [action for action in ACTIONS if policy.may(actor, action).allowed]
        if allowed:
            entities[resource.name] = allowed
    return json_response(
        {
            "id": actor.id,
            "username": actor.username,
            "language": spoken,
            "roles": [
                {"name": role.name, "label": role.label.in_language(spoken)} for role in held
            ],
            "values": {value.name: actor.value((value.name,)) for value in active.users},
            "entities": entities,
            **program,
        }
    )


def _client(scopes: Scopes) -> dict[str, Any]:
    """The program that asks: its name, and what it was given of this person's rights."""
    return {"name": scopes.client, "scopes": scopes.texts()}
