"""The spec as JSON Schema: completion and checks in any editor (`# yaml-language-server: $schema=docs/schema.json`)."""

from __future__ import annotations

from typing import Any, Final

from generator import naming
from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.spec import (
    SCHEMA,
    Anything,
    Choice,
    Flag,
    Labels,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_LANGUAGE: Final = "^[a-z]{2}(-[A-Z]{2})?$"
_NAMES: Final = {
    "entity": naming.ENTITY_NAME,
    "enum": naming.ENTITY_NAME,
    "enum value": naming.ENUM_VALUE,
}
# Texts that may be written like numbers or null: `process: 1.4`, `on_delete: null`.
_SCALAR: Final = ["string", "number", "boolean", "null"]


def editor_schema() -> dict[str, Any]:
    """The whole language; every record is a definition, so that an editor can show its name."""
    definitions: dict[str, Any] = {}
    root = _shape(SCHEMA, definitions)
    return {
        "$schema": DIALECT,
        "title": "Dougong schema",
        "$ref": root["$ref"],
        "definitions": dict(sorted(definitions.items())),
    }


def _shape(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Record():
            return _record(shape, definitions)
        case MapOf():
            return _mapping(shape, definitions)
        case ListOf():
            return _list(shape, definitions)
        case OneOf():
            return {"anyOf": [_shape(each, definitions) for each in shape.shapes]}
        case Labels():
            return {
                "type": "object",
                "patternProperties": {_LANGUAGE: {"type": _SCALAR, "maxLength": shape.longest}},
                "additionalProperties": False,
                "minProperties": 1,
            }
        case Flag():
            return {"type": "boolean"}
        case Number():
            kind = "number" if shape.decimal else "integer"
            return {"type": kind, "minimum": shape.least, "maximum": shape.most}
        case Choice():
            options: list[Any] = list(shape.options)
            return {"enum": [*options, None] if "null" in options else options}
        case Text():
            return _text(shape)
        case Anything():
            return {}


def _text(shape: Text) -> dict[str, Any]:
    if shape.what == "field type":
        return {
            "enum": list(FIELD_TYPES),
            "description": "; ".join(f"{name}: {row.en}" for name, row in FIELD_TYPES.items()),
        }
    if shape.what in ("text", "expression", "path"):
        return {"type": ["string", "number", "boolean"], "maxLength": shape.longest}
    return {"type": "string", "maxLength": shape.longest}


def _mapping(shape: MapOf, definitions: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "type": "object",
        "additionalProperties": _shape(shape.value, definitions),
    }
    pattern = _NAMES.get(shape.names, naming.NAME)
    if shape.names != "percentage":
        result["propertyNames"] = {"pattern": "^" + pattern.pattern.replace(r"\Z", "$")}
    if not shape.may_be_empty:
        result["minProperties"] = 1
    return result


def _list(shape: ListOf, definitions: dict[str, Any]) -> dict[str, Any]:
    item = _shape(shape.item, definitions)
    several: dict[str, Any] = {"type": "array", "items": item}
    if shape.distinct:
        several["uniqueItems"] = True
    if not shape.may_be_empty:
        several["minItems"] = 1
    if shape.length is not None:
        several |= {"minItems": shape.length, "maxItems": shape.length}
    return {"anyOf": [item, several]} if shape.single else several


def _record(shape: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": f"#/definitions/{shape.name}"}
    if shape.name in definitions:
        return reference
    definitions[shape.name] = {}
    definition: dict[str, Any] = {"type": "object", "additionalProperties": False}
    properties: dict[str, Any] = {}
    for key in shape.keys:
        described = _shape(key.shape, definitions)
        text = f"{key.en} · {key.zh}"
        # In draft 7 nothing beside $ref counts, so a described reference is wrapped.
        properties[key.name] = (
            {"allOf": [described], "description": text}
            if "$ref" in described
            else described | {"description": text}
        )
    definition["properties"] = properties
    if shape.labelled:
        definition["patternProperties"] = {_LANGUAGE: {"type": _SCALAR, "maxLength": 120}}
    required = [key.name for key in shape.keys if key.required]
    # The entry may leave entities to its includes, and included files have no `app`: the build knows, an editor does not.
    if required and shape is not SCHEMA:
        definition["required"] = required
    if shape.name == "field":
        definition["allOf"] = _options_by_type()
    definitions[shape.name] = definition
    return reference


def _options_by_type() -> list[dict[str, Any]]:
    """Which options each type has: an editor offers no `scale` for a bool."""
    return [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"propertyNames": {"enum": sorted(COMMON_OPTIONS | row.options)}},
        }
        for name, row in FIELD_TYPES.items()
    ]
