"""A report as a file, over the rows that the reader may take along; a row in the audit log says who took which."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from flask import Response
from flask_babel import gettext as _

from app.forms.language import current_language
from app.runtime import audit, clock, records, registry
from app.runtime.errors import Forbidden
from app.runtime.reports import workbook
from app.runtime.reports.words import plain
from app.runtime.transfer.export import BYTE_ORDER_MARK, safe
from app.web.lists.files import XLSX

if TYPE_CHECKING:
    from app.web.reports.page import ReportPage


def as_csv(page: ReportPage) -> Response:
    """The table for programs: digits alone, times in minutes, shares in per cent."""
    _allow(page)
    result = page.result
    out = io.StringIO()
    writer = csv.writer(out)
    heads = [*result.heads, *(column.label for column in result.columns)]
    if result.before is not None:
        heads += [f"{column.label} ({_('Period before')})" for column in result.columns]
    writer.writerow([safe(head) for head in heads])
    assert result.total is not None  # noqa: S101 - a finished report has one
    for line in (*result.lines, result.total):
        labels = [*line.labels, *[""] * (len(result.heads) - len(line.labels))]
        kinds = [column.measure.kind for column in result.columns]
        values = [plain(kind, cell.value) for kind, cell in zip(kinds, line.cells, strict=True)]
        if result.before is not None:
            values += [
                plain(kind, cell.before.value if cell.before else None)
                for kind, cell in zip(kinds, line.cells, strict=True)
            ]
        writer.writerow([*[safe(label) for label in labels[: len(result.heads)]], *values])
    content = (BYTE_ORDER_MARK + out.getvalue()).encode()
    return _named(page, content, "csv", "text/csv; charset=utf-8")


def as_xlsx(page: ReportPage) -> Response:
    """The table for people who go on working with it."""
    _allow(page)
    about = workbook.About(page.about(), page.person(), current_language())
    return _named(page, workbook.made(page.result, about), "xlsx", XLSX)


def _allow(page: ReportPage) -> None:
    """Raises Forbidden for whoever may not export the entity; else the act stands in the log."""
    policy = registry.current().entity(page.report.entity).policy
    decision = policy.may(page.ctx.actor, "export")
    if decision.reason is not None:
        raise Forbidden(decision.reason)
    told = [f"{key}={value}" for key, value in (*page.own.items(), *page.pairs)]
    act = {"report": page.report.name, "rows": len(page.result.lines), "filter": told}
    with records.writing(page.ctx):
        audit.log(page.ctx, "export", page.result.entity.key(), None, act)


def _named(page: ReportPage, content: bytes, ending: str, kind: str) -> Response:
    response = Response(content, content_type=kind)
    name = f"{page.report.name}-{clock.local(page.ctx.now):%Y%m%d-%H%M}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
