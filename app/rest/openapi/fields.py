"""Fields as JSON Schema: how one is shown, how one is written, how one is filtered, and an example of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.rest.openapi.common import Json, ref
from app.runtime import field_types
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
    "number": "WO2611-00017",
}
_MANY = ("in", "not_in", "between")


def shown(field: Field, language: str, states: Mapping[str, Any] | None = None) -> Json:
    """The schema of the field in an answer. Any value may be null."""
    if field.type == "ref":
        schema: Json = {"anyOf": [ref("schemas", "Reference"), {"type": "null"}]}
    elif field.type == "refs":
        schema = {"type": "array", "items": ref("schemas", "Reference")}
    elif field.type == "state":
        schema = {"type": "string", "enum": list(states or {})}
    elif field.is_sensitive:
        schema = {"type": ["string", "null"], "examples": ["110***********002X"]}
    else:
        schema = _nullable(_value(field))
    if field.is_computed:
        schema["readOnly"] = True
    return _described(schema, field, language)


def written(field: Field, language: str) -> Json:
    """The schema of the field in a body: references by id, numbers exact."""
    schema = _nullable(_value(field))
    if field_types.of(field).rest.get("format") == "decimal":
        schema["type"] = ["string", "number", "null"]
    return _described(schema, field, language)


def filters(field: Field, language: str) -> Json:
    """Parameter name → schema for every operator of the field."""
    found: Json = {}
    for operator in field_types.operators(field):
        if operator == "is_null":
            schema: Json = {"type": "boolean"}
        elif operator in _MANY:
            schema = {"type": "string", "description": "Values by comma."}
        elif operator in ("contains", "starts"):
            schema = {"type": "string"}
        else:
            schema = _comparable(field)
        name = field.name if operator == "eq" else f"{field.name}__{operator}"
        found[name] = schema
    return found


def example(field: Field, states: Mapping[str, Any] | None = None, *, answer: bool) -> Any:
    """A value that the field's schema accepts."""
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
        case "int" | "duration" if field.min is not None:
            return max(int(field.min), EXAMPLES[field.type])
        case _:
            return EXAMPLES.get(field.type)


def _value(field: Field) -> Json:
    schema: Json = dict(field_types.of(field).rest)
    for key in ("readOnly", "writeOnly"):
        schema.pop(key, None)
    if schema.get("format") == "time":
        # JSON Schema's time has a zone (RFC 3339); a time of day on a plan has none.
        del schema["format"]
        schema["pattern"] = r"^\d{2}:\d{2}(:\d{2})?$"
    if field.type == "enum" and field.enum:
        schema["enum"] = field.enum.names
    elif field.type == "enums" and field.enum:
        schema["items"] = {"type": "string", "enum": field.enum.names}
    elif schema.get("type") == "string" and "format" not in schema and field.max is not None:
        schema["maxLength"] = int(field.max)
    elif schema.get("type") == "integer":
        _bound(schema, field)
    elif schema.get("type") == "array" and field.max is not None:
        schema["maxItems"] = int(field.max)
    return schema


def _bound(schema: Json, field: Field) -> None:
    for key, limit in (("minimum", field.min), ("maximum", field.max)):
        if isinstance(limit, int):
            schema[key] = limit


def _nullable(schema: Json) -> Json:
    if isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return schema


def _comparable(field: Field) -> Json:
    schema = _value(field)
    return schema if schema.get("type") != "array" else {"type": "string"}


def _described(schema: Json, field: Field, language: str) -> Json:
    text = field.label.in_language(language)
    if field.help is not None:
        text = f"{text}. {field.help.in_language(language)}"
    # A description beside $ref is allowed in 3.1, and beside anyOf always.
    schema["description"] = text
    return schema
