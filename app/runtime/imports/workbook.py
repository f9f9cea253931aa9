"""The workbook that is handed out to be filled in: headers, drop-down lists, and how each column is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from . import columns

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LISTED_ROWS = 5000
"""Rows of the empty workbook that have drop-down lists."""
WIDEST, NARROWEST = 40, 12
HEAD = Font(bold=True)
MARKED = PatternFill("solid", fgColor="FFF3CD")
TO_FILL = PatternFill("solid", fgColor="DCEBF7")
BLOCK = 1000
TEXT = "@"
TYPED_AS_TEXT = ("string", "phone", "id_no", "bank_account", "barcode", "region", "number", "ref")
"""Excel must not make numbers of these."""


def template(ctx: Context, entity: type[Entity], language: str) -> bytes:
    """Headers with what is required marked, drop-down lists, and a sheet that says how it is filled in."""
    fields = columns.importable(entity, ctx.judge)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _title(entity.meta.label.in_language(language))
    lists: list[tuple[Any, int, list[str]]] = []
    for number, field in enumerate(fields, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, _head(field, language))
        cell.font, cell.fill = HEAD, TO_FILL
        told = how_to(field, language)
        sheet.column_dimensions[letter].width = min(
            WIDEST, max(NARROWEST, 2 * len(str(cell.value)) + 4)
        )
        if field.type in TYPED_AS_TEXT:
            sheet.column_dimensions[letter].number_format = TEXT
        if field.help:
            cell.comment = Comment(field.help.in_language(language), "Dougong")
        if values := _values(field, language):
            lists.append((field, number, values))
        elif told:
            cell.comment = cell.comment or Comment(told, "Dougong")
    sheet.freeze_panes = "A2"
    _add_lists(book, sheet, lists)
    _add_guide(book, entity, fields)
    return _saved(book)


def how_to(field: Field, language: str) -> str:
    """How a cell of this field is written."""
    zh, en = _HOW.get(field.type, ("", ""))
    return zh if language == "zh" else en


_HOW = {
    "date": ("日期，如 2026-02-14 或 2026年2月14日", "A date: 2026-02-14"),
    "datetime": ("日期时间，如 2026-02-14 09:30", "Date and time: 2026-02-14 09:30"),
    "time": ("时刻，如 09:30", "A time: 09:30"),
    "duration": ("分钟数，或 1:30", "Minutes, or 1:30"),
    "bool": ("是 或 否", "Yes or No"),
    "money": ("金额，如 1,234.50", "An amount: 1,234.50"),
    "decimal": ("数字", "A number"),
    "percent": ("百分数，如 12.5 或 12.5%", "A percentage: 12.5 or 12.5%"),
    "int": ("整数", "A whole number"),
    "ref": (
        "对方的编号或名称；有重名时填 # 加 ID，如 #17",
        "The number or name of the other record; # and its id where several have that name: #17",
    ),
    "refs": ("几个名称，用分号隔开", "Several names, separated by semicolons"),
    "enum": ("从列表中选择", "One of the list"),
    "enums": ("几个选项，用分号隔开", "Several choices, separated by semicolons"),
    "phone": ("5 至 20 位数字", "5 to 20 digits"),
    "geo": ("纬度,经度，如 31.23,121.47", "Latitude,longitude: 31.23,121.47"),
}


def _head(field: Field, language: str) -> str:
    return field.label.in_language(language) + ("*" if field.required is True else "")


def _title(text: str) -> str:
    """A name that a sheet may have."""
    return "".join("_" if one in "[]:*?/\\'" else one for one in text)[:31] or "Sheet"


def _values(field: Field, language: str) -> list[str]:
    if field.type == "bool":
        return ["是", "否"] if language == "zh" else ["Yes", "No"]
    if field.type != "enum" or field.enum is None:
        return []
    return [one.label.in_language(language) for one in field.enum.values]


def _add_lists(book: Any, sheet: Any, lists: Sequence[tuple[Any, int, list[str]]]) -> None:
    """Drop-down lists; the choices stand in a hidden sheet, since a formula of them may not be long."""
    if not lists:
        return
    hidden = book.create_sheet("lists")
    hidden.sheet_state = "hidden"
    for place, (_field, number, values) in enumerate(lists, start=1):
        for line, text in enumerate(values, start=1):
            hidden.cell(line, place, text).data_type = "s"
        letter = get_column_letter(place)
        source = f"{quote_sheetname('lists')}!${letter}$1:${letter}${len(values)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        column = get_column_letter(number)
        rule.add(f"{column}2:{column}{LISTED_ROWS}")
        sheet.add_data_validation(rule)


def _add_guide(book: Any, entity: type[Entity], fields: Sequence[Field]) -> None:
    sheet = book.create_sheet("说明 Guide")
    label = entity.meta.label
    sheet.append([f"{label.in_language('zh')} · {label.in_language('en')}"])
    for line in (
        "一行一条记录；带 * 的列必填；不需要的列可以删除，列的顺序不限。",
        "One record a row; columns with * are required; columns may be left out, in any order.",
    ):
        sheet.append([line])
    sheet.append([])
    sheet.append(["列", "Column", "必填 Required", "怎么填", "How to fill it in", "可选值 Choices"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = HEAD, TO_FILL
    for field in fields:
        sheet.append(
            [
                _head(field, "zh"), _head(field, "en"),
                "是 Yes" if field.required is True else "",
                how_to(field, "zh"), how_to(field, "en"),
                "、".join(_values(field, "zh") or _choices(field)),
            ]
        )  # fmt: skip
    for letter, width in zip("ABCDEF", (20, 24, 14, 40, 40, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _choices(field: Field) -> list[str]:
    if field.type != "enums" or field.enum is None:
        return []
    return [one.label.in_language("zh") for one in field.enum.values]


def _saved(book: Any) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
