"""The bulk address of one entity: a body for each action that the reader may take, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rest.bulk.asked import MOST_ROWS, NEEDS, SETS
from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import WRITES, Json, json_content, problems, ref, told
from app.runtime.context import SYSTEM_ACTOR
from app.runtime.query import natural

if TYPE_CHECKING:
    from app.rest.openapi.shapes import Shapes
    from app.rest.resource import Resource

_FLAG: Json = {"type": "boolean"}
_OPTIONS: Json = {
    "atomic": {**_FLAG, "default": True, "description": "One refused row undoes them all."},
    "dry_run": {**_FLAG, "default": False, "description": "The real path, undone at the end."},
    "max_affected": {
        "type": "integer",
        "minimum": 0,
        "maximum": MOST_ROWS,
        "description": "More rows than this refuse the whole; required with `where`.",
    },
}
_VERSION: Json = {"type": "integer", "minimum": 1, "description": "The version that you read."}


def documents() -> Json:
    """What every bulk call answers."""
    row: Json = {
        "type": "object",
        "required": ["index", "status"],
        "properties": {
            "index": {"type": "integer", "description": "Place in `rows`, from 0."},
            "status": {
                "type": "integer",
                "description": "As of the single call; 424: undone because of another row.",
            },
            "id": {"type": "integer"},
            "version": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": ref("schemas", "FieldError")},
        },
    }
    count: Json = {"type": "integer", "minimum": 0}
    common: Json = {
        "action": {"enum": list(NEEDS)},
        "atomic": _FLAG,
        "dry_run": _FLAG,
        "totals": {
            "type": "object",
            "required": ["rows", "succeeded", "failed"],
            "properties": {"rows": count, "succeeded": count, "failed": count},
        },
        "results": {"type": "array", "items": ref("schemas", "BulkRow")},
    }
    needed = ["action", "atomic", "dry_run", "totals", "results"]
    return {
        "BulkRow": row,
        "BulkWhere": {
            "description": "Instead of rows: filters as in the list; `or` and `search` too.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": True,
            "examples": [{"state": "new"}],
        },
        "BulkAnswer": {"type": "object", "required": needed, "properties": common},
        "BulkProblem": {
            "description": "A problem; `results` and `totals` when rows of an atomic call were refused.",
            "allOf": [ref("schemas", "Problem"), {"type": "object", "properties": common}],
        },
    }


def actions(seen: Shapes, resource: Resource) -> list[str]:
    """Those that the resource offers and the reader may ever take."""
    may = {
        "create": seen.may("create"),
        "update": seen.may("update"),
        "upsert": seen.may("create") and seen.may("update") and bool(_keys(seen)),
        "transition": bool(seen.transitions()),
        "delete": seen.may("delete"),
    }
    return [name for name, needed in NEEDS.items() if needed <= resource.methods and may[name]]


def schemas(seen: Shapes, resource: Resource) -> Json:
    """`WorkOrderBulk`: one of `WorkOrderBulkCreate`, `WorkOrderBulkUpdate` …"""
    names = actions(seen, resource)
    if not names:
        return {}
    found = {_name(seen, name): _body(seen, resource, name) for name in names}
    for name in names:
        # Under names of their own: generators of clients trip over objects inside objects.
        if name != "create":
            found[_name(seen, name, "Row")] = _row(seen, resource, name)
        if name in SETS and name != "delete":
            found[_name(seen, name, "Values")] = _values(seen, resource, name)
    mapping = {name: f"#/components/schemas/{_name(seen, name)}" for name in names}
    whole = {
        "oneOf": [ref("schemas", _name(seen, name)) for name in names],
        "discriminator": {"propertyName": "action", "mapping": mapping},
    }
    return {**found, seen.named("Bulk"): whole}


def operation(seen: Shapes, resource: Resource) -> Json:
    names = actions(seen, resource)
    return {
        "operationId": f"bulk_{seen.key}",
        "tags": [seen.key],
        "summary": f"{told(seen.language, zh='批量', en='Many rows at once')} ({', '.join(names)}): {seen.label}",
        "parameters": [ref("parameters", "Idempotency-Key")],
        "requestBody": {
            "required": True,
            "content": json_content(
                ref("schemas", seen.named("Bulk")), _example(seen, resource, names[0])
            ),
        },
        "responses": {
            "200": {
                "description": "What came of every row",
                "content": json_content(
                    ref("schemas", "BulkAnswer"),
                    {
                        "action": names[0],
                        "atomic": True,
                        "dry_run": False,
                        "totals": {"rows": 1, "succeeded": 1, "failed": 0},
                        "results": [{"index": 0, "status": 200, "id": 17, "version": 4}],
                    },
                ),
            },
            **problems(*WRITES),
            "422": {
                "description": "Refused: the body itself, or rows of an atomic call; nothing was written",
                "content": {"application/problem+json": {"schema": ref("schemas", "BulkProblem")}},
            },
        },
    }


def _name(seen: Shapes, action: str, part: str = "") -> str:
    return seen.named(f"Bulk{action.capitalize()}{part}")


def _keys(seen: Shapes) -> list[natural.Key]:
    return natural.keys(seen.entry.entity, seen.actor or SYSTEM_ACTOR)


def _body(seen: Shapes, resource: Resource, action: str) -> Json:
    properties: Json = {
        "action": {"const": action},
        **_OPTIONS,
        "rows": {"type": "array", "maxItems": MOST_ROWS, "items": _row_ref(seen, action)},
    }
    required = ["action"]
    if action == "upsert":
        properties["key"] = {
            "type": "array",
            "items": {"type": "string"},
            "description": "Fields that name one record: "
            + " or ".join(f"[{', '.join(names)}]" for names in _keys(seen)),
        }
        required.append("key")
    if action == "transition":
        properties["transition"] = {"enum": list(seen.transitions())}
        required.append("transition")
    if action in SETS:
        properties["where"] = ref("schemas", "BulkWhere")
        if action != "delete":
            properties["values"] = ref("schemas", _name(seen, action, "Values"))
    else:
        required.append("rows")
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _row_ref(seen: Shapes, action: str) -> Json:
    name = seen.named("Create") if action == "create" else _name(seen, action, "Row")
    return ref("schemas", name)


def _values(seen: Shapes, resource: Resource, action: str) -> Json:
    row = _row(seen, resource, action)
    return {
        "description": "With where: what each row gets.",
        "type": "object",
        "additionalProperties": False,
        "properties": {k: v for k, v in row["properties"].items() if k not in ("id", "version")},
    }


def _row(seen: Shapes, resource: Resource, action: str) -> Json:
    named: Json = {"id": {"type": "integer", "minimum": 1}, "version": _VERSION}
    found: Json = {"type": "object", "additionalProperties": False}
    if action == "delete":
        return {**found, "required": ["id"], "properties": named}
    if action == "transition":
        needed, fields = ["id"], _asked(seen)
    else:
        fields = dict(seen.body(new=action == "upsert")["properties"])
        needed = ["id", "version"] if resource.if_match else ["id"]
    if action == "upsert":
        return {**found, "properties": {"version": _VERSION, **fields}}
    return {**found, "required": needed, "properties": {**named, **fields}}


def _asked(seen: Shapes) -> Json:
    """What any of the steps asks for, and a note."""
    fields = seen.entry.entity.fields()
    names = dict.fromkeys(
        name
        for mappings in seen.transitions().values()
        for mapping in mappings
        for name in (*mapping.asks, *mapping.needs)
    )
    asked: Json = {
        name: field_schemas.written(fields[name], seen.language, choices=seen.choices(fields[name]))
        for name in names
    }
    asked.setdefault("note", {"type": "string", "description": "Why; kept in the history."})
    return asked


def _example(seen: Shapes, resource: Resource, action: str) -> Json:
    if action == "create":
        return {"action": action, "rows": [seen.body_example(new=True)]}
    if action == "delete":
        return {"action": action, "rows": [{"id": 17}]}
    if action == "transition":
        name, mappings = next(iter(seen.transitions().items()))
        row = {"id": 17, **seen.transition_example(mappings)}
        return {"action": action, "transition": name, "rows": [row]}
    return {
        "action": action,
        "rows": [{"id": 17, "version": 3, **seen.body_example(new=False)}],
    }
