"""GET /api/v1/openapi.json: built once for each set of rights and language, and told from then on."""

from __future__ import annotations

from collections.abc import Hashable

from flask import Response, current_app

from app.rest import openapi
from app.rest.protocol import parameters
from app.rest.protocol.answer import digest_tag, is_unchanged, language, raw_response, to_bytes
from app.rest.protocol.call import query_pairs
from app.runtime import registry
from app.runtime.context import Actor, Context

MOST_KEPT = 64
"""Documents of one process; each is some hundred kB."""


def show(ctx: Context) -> Response:
    """As far as the reader may ever go; 304 when he holds it."""
    parameters.none(query_pairs())
    body = document(ctx.actor, language())
    tag = digest_tag(body)
    if is_unchanged(tag):
        return raw_response(b"", 304, {"ETag": tag})
    return raw_response(body, 200, {"ETag": tag})


def document(actor: Actor, spoken: str) -> bytes:
    """JSON. Rights change with the roles of a person; what a role may is fixed until the next publication, that is process."""
    kept: dict[Hashable, bytes] = current_app.extensions.setdefault("dougong_openapi", {})
    key = (actor.roles, actor.scopes.pairs if actor.scopes else None, spoken)
    found = kept.get(key)
    if found is None:
        found = to_bytes(openapi.build(registry.current(), actor=actor, language=spoken))
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = found
    return found
