"""XLSX: looked at from outside first, then read as a stream. Nothing in it is carried out, nothing it names is fetched."""

from __future__ import annotations

import datetime as dt
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import (
    CellCoordinatesException,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)

from ...errors import AppError
from ...files.content import ENTRY
from . import limits
from .crowds import Crowds
from .limits import COLUMNS, FIRST, LONGEST, MERGED, SHEETS, refusal, too_much

MADE_UP = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
    CellCoordinatesException, InvalidFileException, NamedRangeException, SheetTitleException,
    lzma.LZMAError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a part that is not as Excel writes it ends in: nothing of it is ours to tell apart."""
BLOCK = 1024 * 1024
OVERLAP = 4096
MERGE = re.compile(rb'<mergeCell [^<>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
# Excel writes an empty result of a text formula as t="str"; everything else without a value was never computed.
UNCOMPUTED = re.compile(
    rb'<c\b(?![^<>]{0,200}\bt="str")[^<>]{0,200}>\s{0,9}<f\b[^<>]{0,2000}(?:/>|>[^<]{0,2000}</f>)\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>'
)


def guard(content: bytes) -> None:
    """Raises RuleViolation for what is no plain workbook: bombs, macros, entities, locked or broken parts."""
    if content.count(ENTRY) > limits.PARTS:
        raise _broken()
    with _readable(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
            raise _broken()
        if any("vbaproject" in name.lower() or "macrosheets" in name.lower() for name in names):
            raise refusal(
                "macros",
                "文件含有宏，不予接收：请另存为不含宏的 .xlsx",
                "The file holds macros and is not taken: save it as .xlsx without macros.",
            )
        if any(part.flag_bits & 1 for part in parts):
            raise refusal(
                "locked",
                "文件有密码保护，请去掉密码",
                "The file is under a password; take it off.",
            )
        _refuse_bombs(parts)
        crowds = Crowds()
        for part in parts:
            # Whatever it is called: which part is a sheet, the workbook says by itself.
            with archive.open(part) as stream:
                block = stream.read(BLOCK)
                if b"<!DOCTYPE" in block[:OVERLAP].upper():
                    raise _broken()
                crowds.begin()
                while block:
                    crowds.add(block)
                    block = stream.read(BLOCK)


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    texts = sum(p.file_size for p in parts if p.filename.lower().endswith("sharedstrings.xml"))
    packed_too_well = any(
        part.file_size > BLOCK and part.file_size > limits.RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if total > limits.UNPACKED or texts > limits.TEXTS or packed_too_well:
        raise too_much()


def look(content: bytes) -> Iterator[tuple[str, list[tuple[int, list[Any]]]]]:
    """(name, first rows) of each visible sheet. Raises RuleViolation when formulas were never computed."""
    with _readable(), _opened(content) as book:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:SHEETS]
        for sheet in sheets:
            about = _scan(content, sheet)
            found: list[tuple[int, list[Any]]] = []
            for row in _cells(sheet, about, until=limits.LOOKED):
                found.append(row)
                if len(found) == FIRST:
                    break
            yield sheet.title, found


def rows(content: bytes, name: str) -> Iterator[tuple[int, list[Any]]]:
    """Every row of the sheet of that name that holds something."""
    with _readable(), _opened(content) as book:
        sheet = next((one for one in book.worksheets if one.title == name), None)
        if sheet is None:
            raise _broken()
        yield from _cells(sheet, _scan(content, sheet))


@dataclass(slots=True)
class _About:
    """What stands behind the cells in a sheet: ranges that are one cell to the eye, by their first column."""

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Column (from 0) → (first row, last row)."""


def _scan(content: bytes, sheet: Any) -> _About:
    """Read the sheet's part once as text: a stream of cells tells neither merged ranges nor uncomputed formulas."""
    about, tail, count = _About(), b"", 0
    seen: set[tuple[bytes, bytes]] = set()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        archive.open(sheet._worksheet_path) as part,
    ):
        while block := part.read(BLOCK):
            text = tail + block
            if UNCOMPUTED.search(text):
                raise refusal(
                    "formulas",
                    f"工作表“{sheet.title}”中有公式还没有结果：请用 Excel 或 WPS 打开并保存后再上传",
                    f"Formulas in the sheet “{sheet.title}” have no result yet: open the file in Excel or WPS, save it, and send it again.",
                )
            for first, last in MERGE.findall(text):
                if (first, last) in seen:
                    continue
                seen.add((first, last))
                count += 1
                if count > MERGED:
                    raise refusal(
                        "merged",
                        "合并单元格过多，请取消合并",
                        "There are too many merged cells; unmerge them.",
                    )
                (column, top), (_, bottom) = (
                    coordinate_from_string(one.decode()) for one in (first, last)
                )
                if bottom > top:
                    number = openpyxl.utils.column_index_from_string(column) - 1
                    about.merged.setdefault(number, []).append((top, bottom))
            tail = text[-OVERLAP:]
    return about


def _cells(
    sheet: Any, about: _About, *, until: int | None = None
) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold something, up to row `until`. Raises RuleViolation for a row that no sheet has."""
    # What a sheet says of its own size may be a lie of a million columns.
    sheet.reset_dimensions()
    starts = {c: dict(spans) for c, spans in about.merged.items()}
    held: dict[int, tuple[int, Any]] = {}
    for line, row in enumerate(sheet.iter_rows(max_row=until), start=1):
        if line > limits.LAST_ROW:
            raise _broken()
        found = [kept(cell) for cell in row[:COLUMNS]]
        is_blank = not any(one not in (None, "") for one in found)
        for column, tops in starts.items():
            if line in tops and column < len(found):
                held[column] = (tops[line], found[column])
            elif column in held and not is_blank:
                bottom, value = held[column]
                if line <= bottom:
                    # A cell over several rows says the same of each of them.
                    found += [None] * (column + 1 - len(found))
                    found[column] = value
        if not is_blank:
            yield line, found


def kept(cell: Any) -> Any:
    """A cell as JSON keeps it."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            return {"p": f"{value * 100:.10g}"}
        is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        return int(value) if is_whole else value
    if isinstance(value, dt.datetime | dt.date):
        return {"t": value.isoformat()}
    if isinstance(value, dt.time):
        return {"h": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"m": value.total_seconds() / 60}
    if cell.data_type == "e":
        return {"e": str(value)}
    return str(value).replace("_x000D_", "").strip()[:LONGEST]


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever goes wrong in a part that somebody made up is a file that cannot be read."""
    try:
        yield
    except MADE_UP as problem:
        raise _broken() from problem


def _broken() -> AppError:
    return refusal(
        "broken",
        "文件无法读取：请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传",
        "The file cannot be read: open it in Excel or WPS, save it as .xlsx, and send it again.",
    )
