"""A table file as rows of plain cells: XLSX, or CSV in the encodings and with the separators that people have.

A cell is what JSON can keep: None, text, a number, truth, or an object of one key: `{"t": moment}`, `{"h": time}`,
`{"m": minutes}`, `{"p": "12.5"}` (a number shown as percent), `{"e": "#N/A"}` (a formula that failed).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...errors import RuleViolation, message
from . import delimited, workbook
from .limits import COLUMNS, FIRST, ROWS, SHEETS, SIZE, refusal

Row = tuple[int, list[Any]]
"""The number of the row in its sheet, from 1, and its cells."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How .xls files begin, and .xlsx ones under a password."""
ENDINGS = ("xlsx", "csv", "txt", "tsv")

__all__ = ["COLUMNS", "ENDINGS", "FIRST", "ROWS", "SHEETS", "SIZE", "Row", "Sheet", "look", "rows"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its first rows that hold something."""

    name: str
    first: list[Row]


def look(content: bytes, name: str) -> list[Sheet]:
    """The sheets that hold anything. Raises RuleViolation for a file that is none of ours, dangerous or empty."""
    if len(content) > SIZE:
        most = SIZE // 1024 // 1024
        raise refusal(
            "size",
            f"文件不能超过 {most} MB，请分几次导入",
            f"A file may have {most} MB at most; import it in parts.",
        )
    if not content:
        raise refusal("empty", "文件是空的", "The file is empty.")
    is_book = _is_workbook(content, name)
    if is_book:
        workbook.guard(content)
    found = [
        Sheet(title, first)
        for title, first in (workbook.look(content) if is_book else delimited.look(content, name))
        if first
    ]
    if not found:
        raise refusal("empty", "文件里没有数据", "There is nothing in this file.")
    return found


def rows(content: bytes, name: str, sheet: str) -> Iterator[Row]:
    """Every row of a sheet that holds something, one after another; never all of them at once.

    Raises RuleViolation when there are more than ROWS or what follows cannot be read.
    """
    is_book = _is_workbook(content, name)
    for number, row in enumerate(
        workbook.rows(content, sheet) if is_book else delimited.rows(content)
    ):
        if number > ROWS:
            raise too_many()
        yield row


def too_many() -> RuleViolation:
    """More rows than one import takes."""
    return refusal(
        "rows",
        f"一次最多导入 {ROWS:,} 行，请分成几个文件",
        f"At most {ROWS:,} rows are imported at once; make several files of it.",
    )


def _is_workbook(content: bytes, name: str) -> bool:
    ending = name.rpartition(".")[2].lower()
    if content.startswith(OLD_OFFICE):
        raise refusal(
            "locked",
            "文件有密码保护，或是旧版 .xls：请在 Excel 或 WPS 中去掉密码，另存为 .xlsx",
            "The file is under a password, or an old .xls: take the password off in Excel or WPS and save it as .xlsx.",
        )
    is_zip = content.startswith(b"PK")
    if ending not in ENDINGS:
        raise refusal(
            "type",
            f"不支持 .{ending[:10]} 文件，请另存为 .xlsx 或 .csv",
            f"Files of .{ending[:10]} are not taken; save it as .xlsx or .csv.",
        )
    if is_zip != (ending == "xlsx"):
        raise RuleViolation(
            message(
                zh=f"文件内容与扩展名 .{ending} 不符，请重新另存为 .xlsx 或 .csv",
                en=f"The content of the file is not what .{ending} says; save it as .xlsx or .csv anew.",
            ),
            code="import_type",
        )
    return is_zip
