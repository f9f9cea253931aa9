"""XLSX: the table of a report as a controller goes on with it, and prints it.

What, when, for whom and under which filters stands above the table. Each group has a column, its value in every line,
so that the lines can be filtered and turned into a pivot table. Figures are figures: a share is a share (0.935), a time
is a time ([h]:mm), a day a day. The total is what the report says and no formula, for a median cannot be added up.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from .. import clock
from ..errors import message
from ..transfer.export import FORMULA
from ..transfer.xlsx import LONGEST, NO_NAME
from .result import Cell, Line, Result
from .words import rounded

BEFORE: Final = message(zh="（前期）", en=" (before)")
CHANGE: Final = message(zh="（变化）", en=" (change)")
POINTS: Final = message(zh="（变化，百分点）", en=" (change, points)")
HOURS: Final = message(zh="（时:分）", en=" (h:mm)")
DAY_MINUTES: Final = 1440
FIRST_COLUMN: Final = 22
FIGURE_COLUMN: Final = 15

FORMATS: Final = {
    "percent": "0.0%", "money": "#,##0.00", "duration": "[h]:mm", "count": "#,##0", "int": "#,##0", "rating": "#,##0",
    "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "change": "+0.0%;-0.0%;0.0%", "points": "+0.0;-0.0;0.0",
}  # fmt: skip
STEPS: Final = {"day": "yyyy-mm-dd", "month": "yyyy-mm"}
"""Steps that are a day to a spreadsheet; weeks, quarters and years keep their names."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands above the table: texts in the reader's language; `person` also in the properties of the file."""

    lines: Sequence[str]
    person: str
    language: str


def made(result: Result, about: About) -> bytes:
    """The workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": result.label, "author": about.person})
        _Sheet(book, result, about).write()
    return out.getvalue()


class _Sheet:
    def __init__(self, book: Any, result: Result, about: About) -> None:
        self.book, self.result, self.about = book, result, about
        name = "".join(letter for letter in result.label if letter not in NO_NAME)[:31]
        self.sheet = book.add_worksheet(name or None)
        self._formats: dict[tuple[Any, ...], Any] = {}
        self.groups = len(result.heads)

    def write(self) -> None:
        result, head = self.result, len(self.about.lines) + 2
        self._text(0, 0, result.label, bold=True, font_size=14)
        for number, text in enumerate(self.about.lines, start=1):
            self._text(number, 0, text, font_color="#555555")
        heads = self._heads()
        for place, text in enumerate(heads):
            figure = place >= self.groups
            self._text(head, place, text, bold=True, text_wrap=True, bottom=1, align="right" if figure else "left", valign="bottom", bg_color="#EEF1F4")  # fmt: skip
        for number, line in enumerate(result.lines, start=head + 1):
            self._line(number, line, {})
        last = head + len(result.lines)
        assert result.total is not None  # noqa: S101 - a finished report has one
        self._line(last + 1, result.total, {"bold": True, "top": 1})
        self._lay_out(head, last, len(heads))

    def _heads(self) -> list[str]:
        language, found = self.about.language, list(self.result.heads)
        for column in self.result.columns:
            kind = column.measure.kind
            unit = HOURS.in_language(language) if kind == "duration" else ""
            found.append(f"{column.label}{unit}")
            if self.result.before is not None:
                change = POINTS if kind == "percent" else CHANGE
                found.append(f"{column.label}{BEFORE.in_language(language)}{unit}")
                found.append(f"{column.label}{change.in_language(language)}")
        return found

    def _line(self, row: int, line: Line, style: dict[str, Any]) -> None:
        for place in range(self.groups):
            text = line.labels[place] if place < len(line.labels) else ""
            if line.first is not None and self.result.step in STEPS:
                # A month that the days cut is still that month.
                first = line.first.replace(day=1) if self.result.step == "month" else line.first
                self._date(row, place, first, STEPS[self.result.step], style | {"align": "left"})
            else:
                self._text(row, place, text, **style)
        place = self.groups
        for column, cell in zip(self.result.columns, line.cells, strict=True):
            kind = column.measure.kind
            self._figure(row, place, kind, cell.value, style)
            place += 1
            if self.result.before is not None:
                self._figure(row, place, kind, cell.before.value if cell.before else None, style)
                self._change(row, place + 1, kind, cell, style)
                place += 2

    def _change(self, row: int, place: int, kind: str, cell: Cell, style: dict[str, Any]) -> None:
        before = cell.before.value if cell.before is not None else None
        if kind == "percent" and before is not None and cell.value is not None:
            self._figure(row, place, "points", cell.value - before, style)
        else:
            self._figure(row, place, "change", cell.change, style)

    def _figure(self, row: int, place: int, kind: str, value: Any, style: dict[str, Any]) -> None:
        style = style | {"align": "right"}
        if value is None:
            self.sheet.write_blank(row, place, None, self._format(style))
        elif isinstance(value, dt.date):
            known = "datetime" if isinstance(value, dt.datetime) else "date"
            self._date(row, place, value, FORMATS[known], style)
        else:
            parts = {"percent": 100, "change": 100, "duration": DAY_MINUTES}.get(kind)
            number = rounded(value, 4) if parts is None else rounded(value, 6) / parts
            shown = self._format(style | {"num_format": FORMATS.get(kind, "#,##0.00")})
            self.sheet.write_number(row, place, number, shown)

    def _date(
        self, row: int, place: int, value: dt.date, shown: str, style: dict[str, Any]
    ) -> None:
        local = clock.local(value).replace(tzinfo=None) if isinstance(value, dt.datetime) else value
        self.sheet.write_datetime(row, place, local, self._format(style | {"num_format": shown}))

    def _text(self, row: int, place: int, text: str, **style: Any) -> None:
        """A text, whatever it looks like; one that looks like a formula stays a text when somebody edits it."""
        guard = {"quote_prefix": True} if text.startswith(FORMULA) else {}
        self.sheet.write_string(row, place, text[:LONGEST], self._format(style | guard))

    def _format(self, style: dict[str, Any]) -> Any:
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(style)
        return self._formats[key]

    def _lay_out(self, head: int, last: int, columns: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes(head + 1, self.groups)
        if self.groups and last > head:
            # The total stands outside: who filters the lines still sees it, and it is not sorted among them.
            sheet.autofilter(head, 0, last, columns - 1)
            sheet.set_column(0, self.groups - 1, FIRST_COLUMN)
        sheet.set_column(self.groups, columns - 1, FIGURE_COLUMN)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.set_footer("&L&9&F&R&9&P / &N")
