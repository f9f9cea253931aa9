"""GET …/export: the rows of a list as CSV, under the action `export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.rest import views
from app.rest.protocol import parameters
from app.rest.protocol.answer import raw_response
from app.rest.protocol.call import query_pairs
from app.rest.record import reading
from app.runtime import clock, filters
from app.runtime.transfer.export import Export, stream

if TYPE_CHECKING:
    from app.rest.protocol.call import Call

NOT_HERE = frozenset({"limit", "cursor", "count", "expand"})
"""Parameters of a page; an export has no pages."""


def show(call: Call) -> Response:
    """Filters, `search`, `sort` and `fields` as in the list; every row, in pieces."""
    pairs = query_pairs()
    for name, _ in pairs:
        if name in NOT_HERE:
            parameters.refuse(
                name, zh="不能用于导出", en="is not for an export", code="unknown_parameter"
            )
    asked = views.run(call.ctx, call.entity, parameters.of_list(pairs))
    columns = reading.columns(call.ctx, call.entity, asked)
    wanted = Export(
        call.entity,
        columns,
        columns,
        filters.parse(call.entity, call.ctx.actor, asked.filters),
        asked.sort,
        asked.search,
        asked.filters,
    )
    return csv_response(call.entity.key(), stream(call.ctx, wanted))


def csv_response(name: str, pieces: object) -> Response:
    """The file as it is made; nobody's cache keeps it."""
    response = raw_response(b"", media_type="text/csv; charset=utf-8")
    response.response = pieces  # type: ignore[assignment]
    del response.headers["Content-Length"]
    response.headers["Cache-Control"] = "private, no-store"
    stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{stamp}.csv"'
    return response
