"""An example of every field: a value that the field's schema accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.runtime.field import Field

EXAMPLES: Mapping[str, Any] = {
    "string": "Text",
    "text": "Some words.",
    "richtext": "<p>Some words.</p>",
    "int": 3,
    "decimal": "1.50",
    "money": "120.00",
    "percent": "6.00",
    "bool": True,
    "date": "2026-11-24",
    "datetime": "2026-11-24T09:30:00+08:00",
    "time": "09:30:00",
    "duration": 90,
    "email": "wang@example.com",
    "phone": "13800138000",
    "url": "https://example.com/",
    "id_no": "11010519491231002X",
    "bank_account": "6222020000000000",
    "address": "Building 3, unit 1",
    "region": "310115",
    "geo": {"latitude": 31.23, "longitude": 121.47},
    "json": {"key": "value"},
    "color": "#1a2b3c",
    "rating": 5,
    "barcode": "6901234567892",
}
_PLACES = {"yyyy": "2026", "yy": "26", "mm": "11", "dd": "24"}
"""What stands for the places of a number's pattern, beside its count and what comes from other records."""
_WORDS = (
    "Text",
    "T1",
    "A1",
    "text",
    "310115",
    "13800138000",
    "2026",
    "12",
    "1",
    "A",
    "2026-11",
    "W",
)
_NUMBERS = ("int", "duration", "rating", "decimal", "money", "percent")
_BOUNDED_TEXT = ("string", "text", "address", "barcode")


def example(field: Field, states: Mapping[str, Any] | None = None, *, answer: bool) -> Any:
    """What the field may hold: in an answer, or in a body."""
    if answer and field.is_sensitive:
        return "••••"
    match field.type:
        case "enum":
            return field.enum.names[0] if field.enum else None
        case "enums":
            return field.enum.names[:1] if field.enum else []
        case "state":
            return next(iter(states or {}), None)
        case "ref":
            return {"id": 3, "title": field.label.in_language("en")} if answer else 3
        case "refs":
            return [{"id": 3, "title": field.label.in_language("en")}] if answer else [3]
        case "file" | "image" | "signature":
            return 7
        case "files" | "images":
            return [7]
        case "number":
            return _counted(field)
        case name if name in _NUMBERS:
            return _number(field)
        case name if name in _BOUNDED_TEXT:
            return _text(field)
        case _:
            return EXAMPLES.get(field.type)


def _counted(field: Field) -> str:
    """The seventeenth of a series: `GD{yyyy}{mm}{dd}-{seq:4}` → `GD20261124-0017`."""

    def filled(place: re.Match[str]) -> str:
        name, _colon, width = place[1].partition(":")
        return "17".zfill(int(width or 1)) if name == "seq" else _PLACES.get(name, "A1")

    return re.sub(r"\{([^}]+)\}", filled, field.numbering.pattern if field.numbering else "17")


def _number(field: Field) -> Any:
    """The usual one, moved between the bounds."""
    usual = EXAMPLES[field.type]
    for bound, is_beyond in ((field.min, float.__lt__), (field.max, float.__gt__)):
        if bound is not None and is_beyond(float(usual), float(bound)):
            return int(bound) if isinstance(usual, int) else str(bound)
    return usual


def _text(field: Field) -> str:
    """The usual one, of a form and length that the field takes."""
    usual: str = EXAMPLES[field.type]
    if field.pattern:
        return next((word for word in _WORDS if re.fullmatch(field.pattern, word)), usual)
    if field.min is not None and len(usual) < int(field.min):
        usual = (usual + " ") * int(field.min)
    return usual[: int(field.max)].strip() if field.max is not None else usual.strip()


def made_up(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """A value that `schema` accepts, where nobody has written one down: what is required, and no more."""
    if "$ref" in schema:
        return made_up(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return made_up(schema[key][0], schemas)
    if "allOf" in schema:
        parts = [made_up(part, schemas) for part in schema["allOf"]]
        return {k: v for part in parts for k, v in part.items()} if len(parts) > 1 else parts[0]
    kinds = schema.get("type", "object")
    match kinds if isinstance(kinds, str) else kinds[0]:
        case "object":
            needed = schema.get("required", ())
            return {name: made_up(schema["properties"][name], schemas) for name in needed}
        case "array":
            return [made_up(schema["items"], schemas)] if schema.get("minItems") else []
        case "integer" | "number":
            return max(17, schema.get("minimum", 17))
        case "boolean":
            return True
        case _:
            return _BY_FORMAT.get(schema.get("format", ""), "Text")


_BY_FORMAT = {
    "date-time": EXAMPLES["datetime"],
    "date": EXAMPLES["date"],
    "uri": EXAMPLES["url"],
    "email": EXAMPLES["email"],
}
