"""The rows of a file that were refused, as they came, with the reasons: a workbook to correct and bring back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import xlsxwriter
from sqlalchemy import select

from . import columns, store, work
from .tables import WRONG, Import, ImportRow

if TYPE_CHECKING:
    from ..context import Context

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST, NARROWEST = 40, 12
TEXT = "@"
MARKED = "#FFF3CD"
BLOCK = 1000
LARGEST = 10**300
"""What is no number to a workbook stands in it as text: beyond this, infinity, and what is none at all."""
MOST_NOTES = 1000
"""Rows whose cells say what is wrong with them; notes are kept in memory, and the last column says it of every row."""


def refused(ctx: Context, row: Import, language: str) -> bytes:
    """The rows that were refused as they came, the reason at the cell and in a column of its own.

    It can be corrected and brought back as it is: its headers are those of the file, the column of reasons is read past.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = _Sheet(book, row, language)
        for cells, told in _rows(ctx, row):
            sheet.add(cells, told)
    return made.getvalue()


def _rows(ctx: Context, row: Import) -> Iterator[tuple[list[Any], list[list[Any]]]]:
    last = 0
    while True:
        rows = ctx.session.execute(
            select(ImportRow.line, ImportRow.cells, ImportRow.told)
            .where(ImportRow.import_id == row.id, ImportRow.state == WRONG, ImportRow.line > last)
            .order_by(ImportRow.line)
            .limit(BLOCK)
        ).all()
        for line, cells, told in rows:
            place = work.place_of(row.id, line)
            yield store.unseal(cells, place), store.unseal(told, place) or []
        if len(rows) < BLOCK:
            return
        last = rows[-1][0]


class _Sheet:
    """The one sheet, written row by row: each goes to a file of the writer's own as soon as the next one begins."""

    def __init__(self, book: Any, row: Import, language: str) -> None:
        self.book, self.row, self.language = book, row, language
        self.sheet = book.add_worksheet({"zh": "未导入的行"}.get(language, "Not imported"))
        self.number = 0
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self.shown = [
            place for place, head in enumerate(row.heads) if not columns.is_problem_head(head)
        ]
        bold = book.add_format({"bold": True})
        self.sheet.freeze_panes(1, 0)
        heads = [*(row.heads[place] for place in self.shown), columns.PROBLEM_HEADS[language]]
        for number, head in enumerate(heads):
            width = min(WIDEST, max(NARROWEST, 2 * len(head) + 2))
            is_last = number == len(heads) - 1
            self.sheet.set_column(number, number, WIDEST if is_last else width)
            self.sheet.write_string(0, number, _clean(head), bold)

    def add(self, cells: Sequence[Any], told: Sequence[Sequence[Any]]) -> None:
        """A row, and what is wrong with it: `[column or None, code, zh, en]` each."""
        self.number += 1
        at: dict[int | None, list[str]] = {}
        reasons = []
        heads = self.row.heads
        for column, _code, zh, en in told:
            text = zh if self.language == "zh" else en
            at.setdefault(column, []).append(text)
            head = heads[column] if column is not None and column < len(heads) else ""
            sign = "：" if self.language == "zh" else ": "
            reasons.append(f"{head}{sign}{text}" if head else text)
        for number, place in enumerate(self.shown):
            value = cells[place] if place < len(cells) else None
            self._put(number, *_written(value), problem="\n".join(at.get(place, ())))
        self._put(len(self.shown), ("；" if self.language == "zh" else "; ").join(reasons), "")

    def _put(self, place: int, value: Any, shape: str, *, problem: str = "") -> None:
        is_text = isinstance(value, str)
        literal = is_text and value.startswith(FORMULA)
        style = self._format(shape, marked=bool(problem), literal=literal)
        if is_text:
            # A text stays one, whatever it begins with: it is shown, not carried out.
            self.sheet.write_string(self.number, place, _clean(value), style)
        elif isinstance(value, bool):
            self.sheet.write_boolean(self.number, place, value, style)
        elif isinstance(value, int | float) and abs(value) < LARGEST:
            self.sheet.write_number(self.number, place, value, style)
        elif value is None:
            self.sheet.write_blank(self.number, place, None, style)
        elif isinstance(value, int | float):
            self.sheet.write_string(self.number, place, str(value), style)
        else:
            self.sheet.write_datetime(self.number, place, value, style)
        if problem and self.number <= MOST_NOTES:
            note = {"author": "Dougong", "width": 260, "height": 90}
            self.sheet.write_comment(self.number, place, _clean(problem)[:1000], note)

    def _format(self, shape: str, *, marked: bool, literal: bool) -> Any:
        key = (shape, marked, literal)
        if key not in self._formats:
            wanted = {"num_format": shape} if shape else {}
            wanted |= {"bg_color": MARKED} if marked else {}
            self._formats[key] = self.book.add_format({**wanted, "quote_prefix": literal})
        return self._formats[key]


def _written(value: Any) -> tuple[Any, str]:
    """A kept cell as Excel has it, and its format."""
    if isinstance(value, dict):
        (kind, found), *_ = value.items()
        if kind == "t":
            moment = dt.datetime.fromisoformat(found)
            if moment.year < 1900 or moment.tzinfo is not None:
                return str(found), TEXT
            return moment, "yyyy-mm-dd hh:mm" if moment.time() != dt.time() else "yyyy-mm-dd"
        if kind == "h":
            return dt.time.fromisoformat(found), "hh:mm"
        if kind == "m":
            return dt.timedelta(minutes=found), "[h]:mm"
        if kind == "p":
            return float(found) / 100, "0.##########%"
        return str(found), ""
    return value, TEXT if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return "".join(one for one in text if one >= " " or one in "\t\n")
