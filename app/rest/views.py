"""/api/v1/views: saved views of lists, one's own and those that others share; `?view=3` runs one on its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, read_body, record_id
from app.rest.protocol.given import Given
from app.rest.protocol.idempotency import once
from app.rest.protocol.parameters import Parameters
from app.runtime import registry, saved
from app.runtime.access.scopes import VIEWS
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import BadRequest, FieldError, NotFound, ValidationFailed, message
from app.runtime.saved.reading import LOOK, Parts
from app.runtime.saved.tables import ListView

CONTENTS = ("filters", "search", "sort", "columns", "group")
OWN_KEYS = frozenset({*LOOK, "cursor", "view"})
"""Words of a list's address; a field of such a name is asked for with its operator."""
NAMES = ("name", "shared", "roles", *CONTENTS)


def listed(ctx: Context) -> Response:
    """One's own, those of one's roles and of everybody, by name; `?entity=work_order`: of that list. No pages: 200 at most."""
    own.enter(ctx, VIEWS, "read")
    key = None
    for name, value in query_pairs():
        if name != "entity":
            parameters.unknown(name, ("entity",))
        key = value
    if key is not None:
        entity = _entity(ctx, key)
        if entity is None:
            parameters.refuse("entity", zh="没有这个资源", en="is no resource", code="unknown_entity")  # fmt: skip
        views = list(saved.listed(ctx, entity).views)
    else:
        views = saved.of_all_lists(ctx)
    return json_response({"items": [_told(ctx, one) for one in views if _entity(ctx, one.entity)]})


def create(ctx: Context) -> Response:
    """201. `columns`, `sort` and `group` empty: the usual ones of the list."""
    own.enter(ctx, VIEWS, "create")
    parameters.none(query_pairs())
    raw, body = read_body()
    given = Given(body, ("entity", *NAMES))
    key, wanted = given.text("entity"), _wanted(given, None)
    given.finish()

    def act() -> Response:
        entity = _entity(ctx, key)
        if entity is None:
            told = message(zh="没有这个资源", en="There is no such resource.")
            raise ValidationFailed([FieldError("entity", "unknown_entity", told)])
        _check(ctx, entity, wanted, set(CONTENTS))
        id = saved.create(ctx, entity, wanted)
        view = saved.find(ctx, entity, id)
        return json_response(_told(ctx, view), 201, {"Location": f"/api/v1/views/{id}"})

    return once(ctx, raw, act)


def show(ctx: Context, *, view: str) -> Response:
    own.enter(ctx, VIEWS, "read")
    parameters.none(query_pairs())
    return json_response(_told(ctx, _find(ctx, record_id(view))[1]))


def change(ctx: Context, *, view: str) -> Response:
    """Only what is given changes; the owner and an administrator may."""
    own.enter(ctx, VIEWS, "update")
    parameters.none(query_pairs())
    id = record_id(view)
    raw, body = read_body()

    def act() -> Response:
        entity, row = _find(ctx, id)
        given = Given(body, NAMES)
        wanted = _wanted(given, row)
        given.finish()
        _check(ctx, entity, wanted, {name for name in CONTENTS if given.has(name)})
        saved.change(ctx, entity, id, wanted)
        return json_response(_told(ctx, _find(ctx, id)[1]))

    return once(ctx, raw, act)


def remove(ctx: Context, *, view: str) -> Response:
    """204."""
    own.enter(ctx, VIEWS, "delete")
    parameters.none(query_pairs())
    id = record_id(view)

    def act() -> Response:
        entity, _ = _find(ctx, id)
        saved.delete(ctx, entity, id)
        return Response(status=204)

    return once(ctx, b"", act)


def run(ctx: Context, entity: type[Entity], asked: Parameters) -> Parameters:
    """The list that was asked for with `?view=3`: its filters as well; its order, columns and words where none are given.

    A view that filters by what the asker may not read is refused: without the filter it would show more.
    """
    if asked.view is None:
        return asked
    own.enter(ctx, VIEWS, "read")
    view = _of_list(ctx, entity, own.number("view", asked.view))
    whole = Parts.of(view.shows)
    parts = whole.readable(ctx, entity)
    if len(parts.filters) < len(whole.filters):
        told = message(
            zh="此视图按您无权查看的字段筛选，无法执行",
            en="This view filters by what is not yours to see: it cannot be run.",
        )
        raise BadRequest(told, field="view", code="bad_value")
    return replace(
        asked,
        filters=[*parts.filters, *asked.filters],
        search=asked.search or parts.words or None,
        sort=asked.sort or list(parts.sort),
        fields=asked.fields if asked.fields is not None else list(parts.columns) or None,
    )


def _entity(ctx: Context, key: str) -> type[Entity] | None:
    """The entity of a list that the asker may read; None otherwise."""
    known = registry.current()
    if not known.has(key) or known.entity(key).entity.key() != key:
        return None
    entry = known.entity(key)
    return entry.entity if entry.policy.may(ctx.actor, "read").allowed else None


def _find(ctx: Context, id: int) -> tuple[type[Entity], ListView]:
    row = ctx.session.get(ListView, id)
    entity = _entity(ctx, row.entity) if row is not None else None
    if entity is None:
        raise NotFound
    return entity, saved.find(ctx, entity, id)


def _wanted(given: Given, row: ListView | None) -> saved.Wanted:
    """What the body says; of what it does not say, what is there already."""
    parts = Parts.of(row.shows) if row is not None else Parts()
    changes: dict[str, Any] = {}
    if given.has("filters"):
        changes["filters"] = [
            (f"{key}__eq" if key in OWN_KEYS else key, value)
            for key, value in given.filters("filters")
        ]
    if given.has("search"):
        changes["words"] = " ".join(given.text("search").split())
    for name in ("sort", "columns"):
        if given.has(name):
            changes[name] = given.texts(name)
    if given.has("group"):
        changes["group"] = given.text("group")
    return saved.Wanted(
        given.text("name") if row is None or given.has("name") else row.name,
        replace(parts, **changes).pairs(),
        given.text("shared", row.shared if row is not None else "private"),
        given.texts("roles") if row is None or given.has("roles") else row.roles,
    )


def _check(ctx: Context, entity: type[Entity], wanted: saved.Wanted, given: set[str]) -> None:
    """What was given must be the asker's to ask for; what a view had before may stay."""
    parts = Parts.of({"parts": [list(pair) for pair in wanted.parts]})
    try:
        parts.check(ctx, entity)
    except ValidationFailed as refused:
        errors = [one for one in refused.errors if one.field in given]
        if errors:
            raise ValidationFailed(errors) from None


def _of_list(ctx: Context, entity: type[Entity], id: int) -> ListView:
    """Raises NotFound, which says that it is the view that is not there: the list is."""
    try:
        return saved.find(ctx, entity, id)
    except NotFound:
        told = message(
            zh=f"没有编号为 {id} 的视图（view），或它不属于此列表，或您无权使用；GET /api/v1/views 列出可用的视图",
            en=f"There is no view {id} of this list, or it is not yours to use; GET /api/v1/views names those that are.",
        )
        raise NotFound(told) from None


def _told(ctx: Context, view: ListView) -> Mapping[str, Any]:
    """The view as the asker may have it: what he may not read is not told, and `whole` is false."""
    entity = registry.current().entity(view.entity).entity
    whole = Parts.of(view.shows)
    parts = whole.readable(ctx, entity)
    return {
        "id": view.id,
        "entity": view.entity,
        "name": view.name,
        "owner": view.owner_id,
        "shared": view.shared,
        "roles": list(view.roles),
        "may_change": saved.may_change(ctx, view),
        "filters": [{"key": key, "value": value} for key, value in parts.filters],
        "search": parts.words,
        "sort": list(parts.sort),
        "columns": list(parts.columns),
        "group": parts.group,
        "whole": parts.pairs() == whole.pairs(),
        "updated_at": view.updated_at,
    }
