"""The cells of a workbook as columns."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from generator.importers.refusals import MOST_BYTES, refuse

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_UNPACKED: Final = 400 * 1024 * 1024
SEALED: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""A compound file begins so (MS-CFB 2.2): what Excel makes of a workbook with a password, and all workbooks before 2007."""
LOOKED_AT: Final = 20
"""Rows in which the header is looked for."""


@dataclass(slots=True)
class Column:
    """`values`: what stands below the header, empty cells left out; `blanks`: how many were empty."""

    header: str
    letter: str
    values: list[Any] = field(default_factory=list)
    blanks: int = 0
    formats: set[str] = field(default_factory=set)
    comment: str = ""
    choices: list[str] = field(default_factory=list)
    """Of a drop-down list."""
    formulas: int = 0
    shapes: set[str] = field(default_factory=set)
    """Formulas with `{D}` for the cell of column D in the same row; "?" for one that looks at other rows."""


@dataclass(slots=True)
class Sheet:
    name: str
    header_row: int
    columns: list[Column]
    rows: int
    nameless: list[str] = field(default_factory=list)
    """Letters of columns that hold values below no header."""


def sheets(path: Path) -> tuple[list[Sheet], list[str]]:
    """(sheets with a header, names of those without). SchemaProblems: it is no workbook, or too large."""
    try:
        if path.is_dir():
            refuse(path.name, 1, "this is a folder; a file is wanted", code="I001")
        if path.stat().st_size > MOST_BYTES:
            refuse(path.name, 1, "it has more than 20 MiB", code="I001")
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                refuse(path.name, 1, "it unpacks into more than 400 MiB", code="I001")
        values = load_workbook(path, data_only=True)
        written = load_workbook(path)
    except OSError as error:
        refuse(
            path.name,
            1,
            f"cannot be read: {error.strerror or error}",
            "look at the path",
            code="I001",
        )
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        IndexError,
    ) as error:
        if _is_sealed(path):
            refuse(
                path.name,
                1,
                "it is protected by a password, or an old workbook (.xls)",
                "open it, take the password away and save it as .xlsx",
            )
        refuse(
            path.name,
            1,
            f"not a workbook (XLSX): {error}",
            "where a spreadsheet opens it, save it there anew as .xlsx",
        )
    found: list[Sheet] = []
    left: list[str] = []
    for sheet in values.worksheets:
        made = _sheet(sheet, written[sheet.title])
        if made is None:
            left.append(sheet.title)
        else:
            found.append(made)
    return found, left


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SEALED)) == SEALED


def _sheet(sheet: Any, written: Any) -> Sheet | None:
    bottom, right = min(sheet.max_row or 1, MOST_ROWS), min(sheet.max_column or 1, MOST_COLUMNS)
    rows = [list(row) for row in sheet.iter_rows(max_row=bottom, max_col=right)]
    at = _header(rows)
    if at is None:
        return None
    columns: list[Column] = []
    nameless: list[str] = []
    for number, cell in enumerate(rows[at]):
        if cell.value in (None, ""):
            if any(row[number].value not in (None, "") for row in rows[at + 1 :]):
                nameless.append(get_column_letter(number + 1))
            continue
        header = " ".join(str(cell.value).split())
        column = Column(header, get_column_letter(number + 1))
        column.comment = cell.comment.text if cell.comment else ""
        columns.append(column)
        for row in rows[at + 1 :]:
            below = row[number]
            if all(each.value in (None, "") for each in row):
                continue
            value = below.value.strip() if isinstance(below.value, str) else below.value
            formula = written.cell(row=below.row, column=number + 1).value if below.row else None
            if isinstance(formula, str) and formula.startswith("="):
                column.formulas += 1
                column.shapes.add(_shape(formula[1:], below.row or 0))
            if value in (None, ""):
                column.blanks += 1
            else:
                column.values.append(value)
                column.formats.add(below.number_format or "")
    _drop_downs(written, columns)
    return Sheet(
        sheet.title,
        at + 1,
        columns,
        sum(any(c.value not in (None, "") for c in row) for row in rows[at + 1 :]),
        nameless,
    )


def _shape(formula: str, row: int) -> str:
    """`D2*2` in row 2 → `{D}*2`."""
    if ":" in formula or "!" in formula:
        return "?"
    others = [found for found in _CELL.findall(formula) if int(found[1]) != row]
    return "?" if others else _CELL.sub(lambda found: f"{{{found[1]}}}", formula)


_CELL: Final = re.compile(r"\$?\b([A-Z]{1,3})\$?(\d+)\b")


def _header(rows: list[Any]) -> int | None:
    """The first row whose cells are all texts, as many as the widest row below fills; a title above it has one."""
    widths = [sum(cell.value not in (None, "") for cell in row) for row in rows]
    widest = max(widths, default=0)
    for number, row in enumerate(rows[:LOOKED_AT]):
        cells = [cell.value for cell in row if cell.value not in (None, "")]
        if (
            cells
            and all(isinstance(each, str) for each in cells)
            and (len(cells) * 2 > widest or widest == 1)
        ):
            return number
    return None


def _drop_downs(sheet: Any, columns: list[Column]) -> None:
    """Lists of allowed values, written in the rule or standing in cells."""
    by_letter = {column.letter: column for column in columns}
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list" or not rule.formula1:
            continue
        values = _allowed(sheet, str(rule.formula1))
        for area in rule.sqref.ranges:
            for number in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1):
                column = by_letter.get(get_column_letter(number))
                if column is not None and values:
                    column.choices = values


def _allowed(sheet: Any, formula: str) -> list[str]:
    if formula.startswith('"'):
        return [each.strip() for each in formula.strip('"').split(",") if each.strip()]
    name, _, area = formula.lstrip("=").rpartition("!")
    name = name.strip("'")
    try:
        source = sheet.parent[name] if name else sheet
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
    except (KeyError, ValueError, TypeError):
        return []
    if None in (left, top, right, bottom):
        return []
    cells = source.iter_rows(
        min_row=top, max_row=min(bottom, top + 199), min_col=left, max_col=right, values_only=True
    )
    return list(
        dict.fromkeys(
            str(value).strip() for row in cells for value in row if value not in (None, "")
        )
    )
