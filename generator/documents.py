"""`python -m generator.documents`: writes the documents that are made from the tables of the generator."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.codes import CODES, GROUPS
from generator.editor_schema import editor_schema
from generator.expression.functions import FUNCTIONS
from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.spec import (
    SCHEMA,
    Anything,
    Choice,
    Flag,
    Key,
    Labels,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)

FOLDER: Final = Path(__file__).parents[1] / "docs"
_MADE: Final = "<!-- Made by `python -m generator.documents` from {source}. Do not edit. -->"


def documents() -> Mapping[str, str]:
    """File name → text."""
    schema = json.dumps(editor_schema(), ensure_ascii=False, indent=1)
    return {
        "problem-codes.md": _lines(problem_codes()),
        "schema-reference.md": _lines(reference()),
        "schema.json": schema + "\n",
    }


def problem_codes() -> Iterator[str]:
    yield "# Problem codes"
    yield ""
    yield _MADE.format(source="`generator/codes`")
    yield ""
    yield "Every problem names its file, line and column, a code, the place in the document and, where it can, a hint."
    yield "All problems of a schema are printed at once; nothing is written while there is one."
    for group, title in GROUPS.items():
        yield ""
        yield f"## {title}"
        for code in CODES.values():
            if code.code.startswith(group):
                yield ""
                yield f"### {code.code} {code.title}"
                yield ""
                yield code.explanation


def reference() -> Iterator[str]:
    yield "# Schema reference"
    yield ""
    yield _MADE.format(source="`generator/spec.py` and `generator/field_types.py`")
    yield ""
    yield "Every key of the language. [schema-language.md](schema-language.md) explains it by example; `*` = required."
    yield ""
    yield "## Field types"
    yield ""
    yield "| type | what it is | column | REST | filters | options besides those of every field |"
    yield "|---|---|---|---|---|---|"
    for row in FIELD_TYPES.values():
        column = row.column.replace("{max}", f"max, default {row.default_max}")
        column = column.replace("{scale}", f"scale, default {row.default_scale}")
        stored = {"reference": "foreign key", "association": "table of pairs"}
        stored["attachment"] = "foreign key to an attachment"
        kind = str(row.rest.get("format") or row.rest.get("type") or "any")
        options = ", ".join(f"`{name}`" for name in sorted(row.options))
        yield (
            f"| `{row.name}` | {row.en} · {row.zh} | {stored.get(row.storage, f'`{column}`')} | {kind} "
            f"| {' '.join(row.operators) or 'none'} | {options} |"
        )
    yield ""
    yield "Every field: " + ", ".join(f"`{name}`" for name in sorted(COMMON_OPTIONS)) + "."
    yield ""
    yield "## Functions of expressions"
    yield ""
    yield "| function | gives |"
    yield "|---|---|"
    for function in FUNCTIONS.values():
        yield f"| `{function.signature}` | {function.en} · {function.zh} |"
    for record in _records(SCHEMA, {}).values():
        yield ""
        yield f"## {record.name[:1].upper()}{record.name[1:]}"
        yield ""
        if record.labelled:
            yield "The texts of the languages stand among these keys: `{zh: …, en: …}`."
            yield ""
        yield "| key | value | meaning |"
        yield "|---|---|---|"
        for key in record.keys:
            star = "*" if key.required else ""
            yield f"| `{key.name}`{star} | {_value(key)} | {key.en} · {key.zh} |"


def _records(shape: Shape, found: dict[str, Record]) -> dict[str, Record]:
    match shape:
        case Record() if shape.name not in found:
            found[shape.name] = shape
            for key in shape.keys:
                _records(key.shape, found)
        case MapOf():
            _records(shape.value, found)
        case ListOf():
            _records(shape.item, found)
        case OneOf():
            for each in shape.shapes:
                _records(each, found)
        case _:
            pass
    return found


def _value(key: Key) -> str:
    return _describe(key.shape).replace("|", "\\|")


def _describe(shape: Shape) -> str:
    match shape:
        case Record():
            return f"[{shape.name}](#{shape.name.replace(' ', '-')})"
        case MapOf():
            return f"{shape.names}: {_describe(shape.value)}"
        case ListOf():
            several = f"list of {_describe(shape.item)}"
            return f"{_describe(shape.item)}, or a list" if shape.single else several
        case OneOf():
            return ", or ".join(_describe(each) for each in shape.shapes)
        case Labels():
            return "a text in every language"
        case Flag():
            return "true or false"
        case Number():
            return f"number {shape.least} to {shape.most:,}"
        case Choice():
            return ", ".join(f"`{option}`" for option in shape.options)
        case Text():
            return shape.what
        case Anything():
            return "a value of the field's type"


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def write(folder: Path = FOLDER) -> list[str]:
    """Write what differs; the names of what was written."""
    written = []
    for name, text in documents().items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            written.append(name)
    return written


if __name__ == "__main__":
    print(", ".join(write()) or "nothing changed")
