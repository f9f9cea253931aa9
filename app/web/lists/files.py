"""A list as a file: the rows of every page in the columns that the reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.forms.language import current_language
from app.runtime import clock
from app.runtime.transfer.export import Export, stream
from app.web import cells

if TYPE_CHECKING:
    from app.web.list_page import ListPage


def as_csv(page: ListPage) -> Response:
    """The list as it is filtered, searched, sorted and laid out now."""
    response = Response(stream(page.ctx, wanted(page)), content_type="text/csv; charset=utf-8")
    return named(response, page, "csv")


def wanted(page: ListPage) -> Export:
    """What the list shows, as the export asks it."""
    return Export(
        page.entity,
        page.columns,
        [cells.column_label(page.entity, path) for path in page.columns],
        page.conditions,
        page.sort,
        page.text or None,
        page.pairs,
        current_language(),
    )


def named(response: Response, page: ListPage, ending: str) -> Response:
    """As a download that nobody's cache keeps."""
    stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M}"
    name = f"{page.entity.key()}-{stamp}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
