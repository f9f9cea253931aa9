"""…/trail: what led to a record and what came of it, through every module, as far as the asker may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.runtime import trace
from app.runtime.access.staff import is_staff
from app.runtime.errors import Forbidden

if TYPE_CHECKING:
    from app.rest.protocol.call import Call


def show(call: Call, id: int) -> Response:
    """Records in the order of time; `causes` are keys of others of them. `more`: it goes on beyond the bound."""
    parameters.none(query_pairs())
    if not is_staff(call.ctx.actor):
        raise Forbidden(own.STAFF_ONLY)
    trail = trace.trail(call.ctx, call.entity, id)
    stops = sorted(trail.stops.values(), key=trace.when)
    return json_response(
        {"items": [_told(trail, stop) for stop in stops], "more": trail.more},
    )


def _told(trail: trace.Trail, stop: trace.Stop) -> dict[str, Any]:
    return {
        **_place(stop),
        "title": stop.title,
        "at": stop.at,
        "state": stop.state,
        "here": stop.key == trail.here,
        "causes": [_place(cause) for cause in trail.causes_of(stop.key)],
    }


def _place(stop: trace.Stop) -> dict[str, Any]:
    return {"entity": stop.entity.key(), "id": stop.id}
