"""GET /api/v1/search?q=…: one text over every resource that the asker may list, as the box at the top of the pages."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response, language
from app.rest.protocol.call import query_pairs
from app.rest.record.reading import nested
from app.runtime import registry
from app.runtime.access.staff import is_staff
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.runtime.search.everywhere import EACH, LONGEST, MOST_COUNTED, Group, everywhere

NAMES = ("q", "limit")
MOST_EACH = 20


def show(ctx: Context) -> Response:
    """`{"items": [{"entity", "label", "count", "count_kind", "items": [{"id", "title", …}]}]}`, the best group first.

    `limit` is the number of records of a group. All of them: the list of the resource with `search=`.
    """
    text, limit = _asked()
    if not is_staff(ctx.actor):
        raise Forbidden(own.STAFF_ONLY)
    active = registry.current()
    entries = [
        active.entity(one.entity)
        for one in current_app.extensions["dougong_resources"]
        if "list" in one.methods
    ]
    decisions = [(entry, entry.policy.may(ctx.actor, "read")) for entry in entries]
    readable = [entry.entity for entry, decision in decisions if decision.allowed]
    if not readable:
        reason = next((one.reason for _, one in decisions if one.reason is not None), None)
        raise Forbidden(reason or own.STAFF_ONLY)
    return json_response(
        {"items": [_told(one) for one in everywhere(ctx, text, readable, each=limit)]}
    )


def _told(group: Group) -> dict[str, Any]:
    is_more = group.count > MOST_COUNTED
    return {
        "entity": group.entity.key(),
        "label": group.entity.meta.label.in_language(language()),
        "count": min(group.count, MOST_COUNTED),
        "count_kind": "at_least" if is_more else "exact",
        "items": [nested(row) for row in group.rows],
    }


def _asked() -> tuple[str, int]:
    text, limit = "", EACH
    given: set[str] = set()
    for name, value in query_pairs():
        if name not in NAMES:
            parameters.unknown(name, NAMES)
        if name in given:
            parameters.refuse(name, zh="出现了不止一次", en="was given more than once", code="repeated")  # fmt: skip
        given.add(name)
        if name == "limit":
            limit = parameters.limit(value, largest=MOST_EACH)
        else:
            text = " ".join(value.split())
    if not 1 <= len(text) <= LONGEST:
        parameters.refuse("q", zh=f"须为 1 到 {LONGEST} 个字符", en=f"must be 1 to {LONGEST} characters", code="bad_value")  # fmt: skip
    return text, limit
