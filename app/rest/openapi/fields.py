"""Fields as JSON Schema: how one is shown, how one is written, how one is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.rest.openapi.common import Json, ref
from app.runtime import field_types, values
from app.runtime.field import Field

_TEXTS = ("string", "text", "richtext", "number", "email", "phone", "url", "address", "barcode")
_IDENTITY, _IDENTITIES = (field_types.FIELD_TYPES[name].rest for name in ("ref", "refs"))
_ID: Json = {"type": "integer", "minimum": 1}
_PATTERNS: Mapping[str, str] = {
    "time": r"^\d{1,2}:\d{2}(:\d{2})?$",
    "decimal": r"^[+-]?\d+(\.\d+)?$",
    "money": r"^[+-]?\d+(\.\d+)?$",
    "percent": r"^[+-]?\d+(\.\d+)?$",
    # Blanks, dots, brackets and hyphens between the digits are dropped.
    "phone": r"^[\s.()-]*(\+[\s.()-]*)?(\d[\s.()-]*){5,20}$",
    "url": r"^[Hh][Tt][Tt][Pp][Ss]?://",
    "color": r"^#[0-9a-fA-F]{6}$",
    "region": r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$",
    "bank_account": r"^(\d[\s-]*){8,32}$",
}
"""Of the values that have a form of their own (app/runtime/values)."""
_MANY = ("in", "not_in", "between")


def shown(
    field: Field, language: str, *, choices: str | None = None, target: str = "Reference"
) -> Json:
    """The schema of the field in an answer. Any value may be null.

    `choices`: the schema of the values of a choice or state; `target`: that of what a reference leads to.
    """
    if field.type == "ref":
        schema: Json = {"anyOf": [ref("schemas", target), {"type": "null"}]}
    elif field.type == "refs":
        schema = {"type": "array", "items": ref("schemas", target)}
    elif field.type == "state" and choices is not None:
        schema = {"allOf": [ref("schemas", choices)]}
    elif field.is_sensitive:
        schema = {"type": ["string", "null"], "examples": ["110***********002X"]}
    else:
        schema = _nullable(_value(field, choices))
    if field.is_computed:
        schema["readOnly"] = True
    return _described(schema, field, language)


def written(field: Field, language: str, *, must: bool = False, choices: str | None = None) -> Json:
    """The schema of the field in a body: references by id, numbers exact. `must`: null is not taken."""
    schema = _bounded(_value(field, choices), field)
    if schema.get("format") == "decimal":
        schema["type"] = ["string", "number"]
    if field.is_sensitive:
        # The mask of the stored value may come back.
        schema.pop("pattern", None)
    if field.type == "secret":
        schema["writeOnly"] = True
    return _described(schema if must else _nullable(schema), field, language)


def filters(field: Field, choices: str | None = None) -> Json:
    """Parameter name → schema for every operator of the field."""
    found: Json = {}
    for operator in field_types.operators(field):
        if operator == "is_null":
            schema: Json = {"type": "boolean"}
        elif operator in _MANY:
            schema = {"type": "string", "minLength": 1, "description": "Values by comma."}
        elif operator in ("contains", "starts"):
            schema = {"type": "string", "minLength": 1}
        else:
            schema = _comparable(field, choices)
        name = field.name if operator == "eq" else f"{field.name}__{operator}"
        found[name] = schema
    return found


def choices(values: Iterable[str]) -> Json:
    """The schema of a closed list of values."""
    listed = list(values)
    return {"type": "string", "enum": listed, "examples": listed[:1]}


def _value(field: Field, choices: str | None) -> Json:
    schema: Json = dict(field_types.of(field).rest)
    for key in ("readOnly", "writeOnly"):
        schema.pop(key, None)
    if schema.get("format") == "time":
        # JSON Schema's time has a zone (RFC 3339); a time of day on a plan has none.
        del schema["format"]
    if field.type in _PATTERNS:
        schema["pattern"] = _PATTERNS[field.type]
    if field.type == "enum" and choices:
        schema = ref("schemas", choices)
    elif field.type == "enums" and choices:
        schema["items"] = ref("schemas", choices)
    elif field.type == "geo":
        schema["required"] = ["latitude", "longitude"]
        schema["properties"] = {
            "latitude": {"type": "number", "minimum": -90, "maximum": 90},
            "longitude": {"type": "number", "minimum": -180, "maximum": 180},
        }
    return schema


def _bounded(schema: Json, field: Field) -> Json:
    """With the limits that the schema of the application sets: for bodies, since what is stored may be older."""
    match schema.get("type"):
        case "string" if field.type in _TEXTS:
            limits: tuple[str, ...] = ("minLength", "maxLength")
        case "string" if schema.get("format") != "decimal":
            limits = ()
        case "array":
            limits = ("minItems", "maxItems")
        case _:
            limits = ("minimum", "maximum")
    for key, limit in zip(limits, (field.min, field.max), strict=False):
        if limit is not None:
            schema[key] = _number(limit)
    if field.type == "int":
        most = values.largest(field)
        schema.setdefault("minimum", -most - 1)
        schema.setdefault("maximum", most)
    if field.pattern:
        schema["pattern"] = f"^(?:{field.pattern})$"
    if field_types.of(field).rest in (_IDENTITY, _IDENTITIES):
        schema |= {"minimum": 1} if schema["type"] == "integer" else {"items": _ID}
    return schema


def _number(limit: Any) -> int | float:
    written = float(limit)
    return int(written) if written.is_integer() else written


def _nullable(schema: Json) -> Json:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema.get("type")
    if kinds is not None:
        schema["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    return schema


def _comparable(field: Field, choices: str | None) -> Json:
    if field.type == "state" and choices:
        return ref("schemas", choices)
    schema = _value(field, choices)
    if schema.get("type") == "array":
        return {"type": "string", "minLength": 1}
    if field_types.of(field).rest is _IDENTITY:
        return {**schema, "minimum": 1}
    return {**schema, "minLength": 1} if schema.get("type") == "string" else schema


def _described(schema: Json, field: Field, language: str) -> Json:
    text = field.label.in_language(language)
    if field.help is not None:
        text = f"{text}. {field.help.in_language(language)}"
    if "$ref" in schema:
        # Beside $ref a description is allowed in 3.1, but generators of clients overlook it.
        schema = {"allOf": [schema]}
    return {**schema, "description": text}
