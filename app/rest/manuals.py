"""/api/v1/manuals: how every process goes, as data; which version holds, and that the asker has read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import (
    digest_tag,
    is_unchanged,
    json_response,
    language,
    raw_response,
    to_bytes,
)
from app.rest.protocol.call import query_pairs, read_body
from app.rest.protocol.given import Given
from app.rest.protocol.idempotency import once
from app.runtime import notify, registry
from app.runtime.access.scopes import MANUALS
from app.runtime.context import Context
from app.runtime.errors import Forbidden, NotFound
from app.runtime.manual import document, reading, versions
from app.runtime.manual.tables import ManualVersion
from app.runtime.registry import EntityEntry


def listed(ctx: Context) -> Response:
    """The processes that the asker may open, in the order of the schema."""
    own.enter(ctx, MANUALS, "read")
    parameters.none(query_pairs())
    known = versions.latest(ctx.session)
    due = {one.entity for one in versions.due(ctx)}
    items = []
    for entity in reading.open_processes(ctx):
        version = known.get(entity.meta.name)
        about = _about(registry.current().entity(entity), version)
        items.append({**about, "due": entity.meta.name in due})
    return json_response({"items": items})


def show(ctx: Context, *, manual: str) -> Response:
    """What runs, or `?version=3` as it was published; 304 when nothing has changed."""
    own.enter(ctx, MANUALS, "read")
    asked = _version_asked()
    entry = _entry(ctx, manual)
    published = versions.versions(ctx.session, entry.entity)
    latest = published[0] if published else None
    chosen = next((one for one in published if one.number == asked), None)
    if asked is not None and chosen is None:
        raise NotFound
    found = document.of(entry.entity)
    body = to_bytes(
        {
            **_about(entry, latest),
            "due": versions.is_due(ctx, latest),
            "read_at": _read_at(ctx, latest),
            "published": [_published(one) for one in published],
            "shown": _published(chosen) if chosen is not None else None,
            "blocks": reading.blocks(ctx, entry, language(), chosen),
            "steps": [] if found is None or chosen is not None else _steps(found),
            "messages": [] if chosen is not None else _messages(entry),
        }
    )
    tag = digest_tag(body)
    if is_unchanged(tag):
        return raw_response(b"", 304, {"ETag": tag})
    return raw_response(body, 200, {"ETag": tag})


def acknowledge(ctx: Context, *, manual: str) -> Response:
    """`{"version": 3}`: the asker says that he has read it. An older one is 409: there is a newer."""
    own.enter(ctx, MANUALS, "update")
    parameters.none(query_pairs())
    raw, body = read_body()
    given = Given(body, ("version",))
    number = given.number("version")
    given.finish()

    def act() -> Response:
        entry = _entry(ctx, manual)
        versions.acknowledge(ctx, entry.entity, number)
        latest = versions.latest(ctx.session).get(entry.entity.meta.name)
        return json_response(
            {
                "version": number,
                "due": versions.is_due(ctx, latest),
                "read_at": _read_at(ctx, latest),
            }
        )

    return once(ctx, raw, act)


def _entry(ctx: Context, key: str) -> EntityEntry:
    known = registry.current()
    entry = known.entity(key) if known.has(key) else None
    if entry is None or entry.entity.key() != key or document.of(entry.entity) is None:
        raise NotFound
    if not reading.may_open(ctx, entry):
        raise Forbidden(reading.REFUSED)
    return entry


def _about(entry: EntityEntry, version: ManualVersion | None) -> dict[str, Any]:
    entity, spoken = entry.entity, language()
    found = document.of(entity)
    return {
        "entity": entity.key(),
        "label": entity.meta.label.in_language(spoken),
        "process": entity.meta.process or "",
        "module": entity.meta.module,
        "digest": found.digest if found else "",
        "version": version.number if version is not None else None,
        "stale": versions.is_stale(version, entity),
    }


def _published(version: ManualVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "digest": version.digest,
        "at": version.at,
        "note": version.note,
    }


def _steps(found: document.Document) -> list[dict[str, Any]]:
    spoken = language()
    return [
        {
            "name": one["name"],
            "from": list(one["from"]),
            "help": one["help"].get(spoken, ""),
            "caution": one["caution"].get(spoken, ""),
        }
        for one in found.steps
    ]


def _messages(entry: EntityEntry) -> list[str]:
    return [one.in_language(language()) for one in notify.texts_of(entry.entity.key())]


def _read_at(ctx: Context, version: ManualVersion | None) -> dt.datetime | None:
    return versions.read_at(ctx, version) if version is not None else None


def _version_asked() -> int | None:
    found: int | None = None
    for name, value in query_pairs():
        if name != "version":
            parameters.unknown(name, ("version",))
        found = own.number(name, value)
    return found
