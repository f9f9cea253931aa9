"""A page of records: `{"items": […], "next": cursor|null, "count": n}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.rest import views
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.rest.record import reading

if TYPE_CHECKING:
    from app.rest.protocol.call import Call


def show(call: Call) -> Response:
    """Strict: an unknown parameter, field, operator or value is 400 and names it; never "all rows" instead."""
    asked = views.run(call.ctx, call.entity, parameters.of_list(query_pairs()))
    page = reading.page(call.ctx, call.entity, asked)
    return json_response(
        {
            "items": page.items,
            "next": page.next,
            "count": page.count,
            "count_kind": page.count_kind,
        }
    )
