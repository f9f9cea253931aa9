"""XLSX: the rows of a list as a workbook, row by row through a file, so that the memory does not grow with them.

Money and numbers are numbers, days and moments are dates; every text is a text, also one that looks like a formula.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from .. import clock
from ..context import Context
from ..errors import RuleViolation
from ..privacy.mask import Masked
from .export import FORMULA, Column, Export, begin, cell, pages

if TYPE_CHECKING:
    from ..field import Field

MOST = 100_000
"""Rows of a workbook: half a minute's work; a CSV has no end."""
LONGEST = 32_767
"""Characters that a cell holds."""
NO_NAME = r"[]:*?/\'"
"""What the name of a sheet may not hold."""
EXACT = 10**15
"""A spreadsheet keeps fifteen digits."""
PIECE = 64 * 1024
FORMATS = {"money": "#,##0.00", "percent": '0.##"%"', "int": "0", "duration": "0", "rating": "0"}
DAYS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "time": "hh:mm"}
WIDTHS = {"date": 12, "datetime": 17, "time": 8, "money": 14, "int": 10, "text": 40}


def stream(ctx: Context, wanted: Export) -> Iterator[bytes]:
    """The file in pieces, once it is made. Raises as `export.stream` does, and RuleViolation beyond MOST rows."""
    columns = begin(ctx, wanted, most=MOST, refused=_too_many)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when its last piece is sent
    try:
        _write(ctx, wanted, columns, file)
    except BaseException:
        file.close()
        raise
    return _sent(file)


def _sent(file: Any) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _too_many(number: int) -> RuleViolation:
    return RuleViolation(
        f"共 {number:,} 行，工作簿最多 {MOST:,} 行；请缩小范围，或导出 CSV / "
        f"These are {number:,} rows, a workbook takes {MOST:,}: narrow them down, or export CSV.",
        code="too_many",
    )


def _write(ctx: Context, wanted: Export, columns: list[Column], file: Any) -> None:
    # Each row goes to a file of the writer's own as soon as the next one begins.
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        label = wanted.entity.meta.label.in_language(wanted.language or "zh")
        made = Sheet(book, "".join(letter for letter in label if letter not in NO_NAME)[:31])
        made.lay_out(columns, wanted.heads)
        number = 0
        for rows in pages(ctx, wanted):
            for row in rows:
                number += 1
                for place, column in enumerate(columns):
                    value = column.worded(row.get(column.path))
                    made.put(number, place, column.field, value, wanted.language)


class Sheet:
    """One sheet with its formats; cells are written row by row."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(name or None)
        self._add = book.add_format
        self._formats: dict[str, Any] = {}
        self._bold = book.add_format({"bold": True})
        self._literal = book.add_format({"quote_prefix": True})

    def lay_out(self, columns: Sequence[Column], heads: Sequence[str]) -> None:
        self.sheet.freeze_panes(1, 0)
        for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
            kind = column.field.type if column.field is not None else "text"
            self.sheet.set_column(place, place, WIDTHS.get(kind, 18))
            self.sheet.write_string(0, place, head, self._bold)

    def put(
        self, row: int, place: int, field: Field | None, value: Any, language: str | None
    ) -> None:
        """The value as a spreadsheet counts with it; nothing for an empty one."""
        if value is None or value == [] or value == "":
            return
        if field is not None and not isinstance(value, Masked | bool):
            if isinstance(value, int | Decimal) and abs(int(value)) < EXACT:
                self.sheet.write_number(row, place, value, self._format(_number_format(field)))
                return
            if field.type in DAYS and _is_counted(value):
                style = self._format(DAYS[field.type])
                self.sheet.write_datetime(row, place, _naive(value), style)
                return
        text = cell(field, value, language, guard=False)[:LONGEST]
        # A text, whatever it looks like; one that looks like a formula stays a text when somebody edits it.
        literal = self._literal if text.startswith(FORMULA) else None
        self.sheet.write_string(row, place, text, literal)

    def _format(self, style: str) -> Any:
        if style not in self._formats:
            self._formats[style] = self._add({"num_format": style})
        return self._formats[style]


def _number_format(field: Field) -> str:
    if field.type == "decimal":
        return "0." + "#" * (field.scale or 2)
    return FORMATS.get(field.type, "General")


def _is_counted(value: Any) -> bool:
    """Days before 1900 are none to a spreadsheet."""
    return isinstance(value, dt.time) or (isinstance(value, dt.date) and value.year >= 1900)


def _naive(value: Any) -> Any:
    """A spreadsheet knows no zones: the moment as the clock here shows it."""
    return clock.local(value).replace(tzinfo=None) if isinstance(value, dt.datetime) else value
