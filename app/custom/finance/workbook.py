"""A table of finance as a file: title, what it is about, heads, rows. Amounts are numbers, so that they can be added up."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from flask import Response

from app.runtime import audit, clock, records, registry
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import Forbidden
from app.runtime.transfer.export import FORMULA
from app.web.lists.files import XLSX

Cell = str | Decimal | int | dt.date | None
AMOUNT, DAY = "#,##0.00", "yyyy-mm-dd"
WIDE, NARROW = 34, 16


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `bold` for sums."""

    cells: Sequence[Cell]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`about`: company, days, filters, one a line; `rows` may be any number, they are written as they come."""

    title: str
    about: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Row]


def made(sheet: Sheet) -> bytes:
    """XLSX with one sheet, ready to print on A4."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        _write(book, book.add_worksheet(sheet.title[:31]), sheet)
    return out.getvalue()


def _write(book: Any, paper: Any, sheet: Sheet) -> None:
    formats: dict[tuple[bool, str], Any] = {}

    def style(bold: bool, shown: str = "") -> Any:
        key = (bold, shown)
        if key not in formats:
            formats[key] = book.add_format(
                {"bold": bold, "border": 1, **({"num_format": shown} if shown else {})}
            )
        return formats[key]

    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4", "text_wrap": True})
    paper.set_paper(9)
    paper.set_landscape()
    paper.fit_to_pages(1, 0)
    paper.set_column(0, 0, NARROW)
    paper.set_column(1, 1, WIDE)
    paper.set_column(2, max(len(sheet.heads) - 1, 2), NARROW)
    paper.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
    for number, line in enumerate(sheet.about, start=1):
        paper.write_string(number, 0, line)
    top = len(sheet.about) + 2
    for place, text in enumerate(sheet.heads):
        paper.write_string(top, place, text, head)
    paper.repeat_rows(top)
    paper.freeze_panes(top + 1, 0)
    for number, row in enumerate(sheet.rows, start=top + 1):
        for place, cell in enumerate(row.cells):
            if isinstance(cell, dt.date):
                paper.write_datetime(
                    number,
                    place,
                    dt.datetime.combine(cell, dt.time()),
                    style(row.bold, DAY),
                )
            elif isinstance(cell, Decimal):
                paper.write_number(number, place, float(cell), style(row.bold, AMOUNT))
            elif isinstance(cell, int):
                paper.write_number(number, place, cell, style(row.bold))
            else:
                guard = {"quote_prefix": True} if (cell or "").startswith(FORMULA) else {}
                shown = book.add_format({"border": 1, **guard}) if guard else style(row.bold)
                paper.write_string(number, place, cell or "", shown)


def may_export(ctx: Context, entity: type[Entity]) -> bool:
    """Whether the reader may take records of this kind along."""
    policy = registry.current().entity(entity.__name__).policy
    return policy.may(ctx.actor, "export").reason is None


def answered(ctx: Context, entity: type[Entity], sheet: Sheet, name: str) -> Response:
    """The file, for whoever may export the entity that its rows are made of; the act stands in the audit log.

    Raises Forbidden for everybody else.
    """
    policy = registry.current().entity(entity.__name__).policy
    reason = policy.may(ctx.actor, "export").reason
    if reason is not None:
        raise Forbidden(reason)
    with records.writing(ctx):
        audit.log(ctx, "export", entity.key(), None, {"page": name, "filter": list(sheet.about)})
    return file(made(sheet), f"{name}-{clock.local(ctx.now):%Y%m%d-%H%M}.xlsx", XLSX)


def file(content: bytes, name: str, kind: str) -> Response:
    """An attachment that nobody keeps on the way."""
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
