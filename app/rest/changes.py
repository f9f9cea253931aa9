"""GET /api/v1/changes: what changed since the reader's cursor, of every resource that he may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, current_app

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.rest.protocol.parameters import refuse
from app.runtime import feed, registry
from app.runtime.context import Context
from app.runtime.field_types import to_json
from app.runtime.registry import EntityEntry

NOW = "now"
DEFAULT_LIMIT = 100


@dataclass(slots=True)
class Asked:
    """`entities` None: all that the reader may read."""

    since: str = ""
    entities: list[str] | None = None
    limit: int = DEFAULT_LIMIT


def show(ctx: Context) -> Response:
    """`{"items": […], "next": cursor, "more": true}`; `since=now` answers only where the log ends."""
    asked = _asked(query_pairs())
    entities = _entities(ctx, asked.entities)
    if asked.since == NOW:
        return json_response({"items": [], "next": str(feed.head(ctx.session)), "more": False})
    since = feed.Cursor.parse(asked.since) if asked.since else feed.BEGINNING
    page = feed.read(ctx, entities, since, limit=asked.limit)
    items = [
        {
            "entity": change.entity,
            "id": change.id,
            "action": change.action,
            "version": change.version,
            "at": to_json(change.at),
            "fields": list(change.fields),
        }
        for change in page.items
    ]
    return json_response({"items": items, "next": str(page.next), "more": page.more})


def _asked(pairs: list[tuple[str, str]]) -> Asked:
    found, given = Asked(), set()
    for name, value in pairs:
        if name in given:
            refuse(name, zh="出现了不止一次", en="was given more than once", code="repeated")
        given.add(name)
        if name == "since":
            found.since = value
        elif name == "entities":
            found.entities = parameters.names(name, value)
        elif name == "limit":
            found.limit = parameters.limit(value, largest=feed.LARGEST)
        else:
            parameters.unknown(name, ("since", "entities", "limit"))
    return found


def readable(ctx: Context) -> Mapping[str, EntityEntry]:
    """Resources whose records can be fetched and that the reader may read."""
    active = registry.current()
    offered = {
        resource.name: active.entity(resource.entity)
        for resource in current_app.extensions["dougong_resources"]
        if "get" in resource.methods or "list" in resource.methods
    }
    return {key: entry for key, entry in offered.items() if entry.policy.rows_possible(ctx.judge)}


def _entities(ctx: Context, names: list[str] | None) -> Mapping[str, EntityEntry]:
    """One that the reader may not read is unknown to him."""
    mine = readable(ctx)
    for name in names or ():
        if name not in mine:
            refuse(
                "entities",
                zh=f"中的 {name[:60]} 不是您可以查看的资源",
                en=f"names {name[:60]}, which is no resource that you may read",
                code="unknown_entity",
            )
    return {name: mine[name] for name in names} if names is not None else mine
