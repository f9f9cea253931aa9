"""A block copied out of a spreadsheet as form data: a line a row, a tab a column, every cell as if it had been typed."""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.fields.base import EntityField

MOST_CELLS = 20_000
YES = frozenset({"是", "√", "✓", "yes", "y", "true", "1", "on"})


def pasted(block: str, fields: Sequence[EntityField]) -> list[list[tuple[str, list[str]]]]:
    """Rows of (name in the form, texts); a first line that repeats the labels is left out."""
    lines = [
        line.split("\t") for line in block.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    labels = [field.label.text for field in fields]
    if lines and [cell.strip().rstrip("*") for cell in lines[0]] == labels[: len(lines[0])]:
        lines = lines[1:]
    lines = lines[: MOST_CELLS // max(len(fields), 1)]
    return [
        [
            pair
            for field, cell in zip(fields, line, strict=False)
            for pair in _typed(field, cell.strip())
        ]
        for line in lines
    ]


def _typed(field: EntityField, cell: str) -> list[tuple[str, list[str]]]:
    """What the controls of the field would send for this text."""
    name, type = field.short_name, field.info.type
    if type == "ref":
        return [(name, [""]), (f"{name}__text", [cell])]
    if type == "refs":
        return [(name, [""]), (f"{name}__text", [cell])]
    if type == "bool":
        return [(name, ["", *(["1"] if cell.lower() in YES else [])])]
    if type == "enum":
        return [(name, [_value(field, cell)])]
    if type == "enums":
        parts = [part.strip() for part in cell.replace("，", "、").replace(",", "、").split("、")]
        return [(name, ["", *(_value(field, part) for part in parts if part)])]
    return [(name, [cell])]


def _value(field: EntityField, text: str) -> str:
    """The value whose label was copied; what is none stays, and is refused at its cell."""
    options = getattr(field, "options", None)
    if options is None:
        return text
    for value, label in options():
        if text.casefold() in (label.casefold(), value.casefold()):
            return str(value)
    return text
