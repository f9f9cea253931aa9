"""A list as a file: the rows of every page in the columns that the reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Response

from app.forms.language import current_language
from app.runtime import clock
from app.runtime.transfer import xlsx
from app.runtime.transfer.export import Export, Reader, stream
from app.web import cells, reading

if TYPE_CHECKING:
    from app.web.screen.list_page import ListPage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(page: ListPage) -> Response:
    """The list as it is filtered, searched, sorted and laid out now."""
    response = Response(stream(page.ctx, wanted(page)), content_type="text/csv; charset=utf-8")
    return named(response, page, "csv")


def as_xlsx(page: ListPage) -> Response:
    """The same as a workbook."""
    pieces = xlsx.stream(page.ctx, wanted(page))
    return named(Response(pieces, content_type=XLSX), page, "xlsx")


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
        readers(page),
    )


def readers(page: ListPage) -> Mapping[str, Reader]:
    """Path → how a text that is stored in two languages is read, where the code said so."""
    language = current_language()
    found = {}
    for path in page.columns:
        owner, field = cells.field_of(page.entity, path)
        reader = reading.reader_of(f"{owner.__name__}.{field.name}", language)
        if reader is not None:
            found[path] = reader
    return found


def named(response: Response, page: ListPage, ending: str) -> Response:
    """As a download that nobody's cache keeps."""
    stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M}"
    name = f"{page.entity.key()}-{stamp}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
