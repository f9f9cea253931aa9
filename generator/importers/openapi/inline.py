"""Objects that have no name: bodies of requests and answers, for documents that name none of their schemas."""

from __future__ import annotations

import re
from typing import Final

from generator.importers import naming
from generator.importers.located import Table
from generator.importers.openapi.shapes import Shapes

_METHODS: Final = ("post", "put", "patch", "get", "delete")
"""Bodies that write come first: they say what is required."""


def objects(document: Table, shapes: Shapes) -> dict[str, Table]:
    """Name → schema. What is written to and read from addresses of the same thing is one object."""
    found: dict[str, Table] = {}
    paths = document.table("paths")
    for method in _METHODS:
        for path, item in paths.items():
            operation = item.get(method) if isinstance(item, Table) else None
            if not isinstance(operation, Table):
                continue
            for schema in _bodies(document, operation):
                one = _row(schema)
                if shapes.name_of(one) or not shapes.shape(one).table.table("properties"):
                    continue
                name = _name(path, operation)
                if name in found:
                    _join(found[name], one)
                else:
                    found[name] = Table(one.line)
                    for key, value in one.items():
                        put(found[name], key, value, one.at(key))
    return found


def put(table: Table, key: str, value: object, line: int) -> None:
    table[key] = value
    table.lines[key] = line


def _bodies(document: Table, operation: Table) -> list[Table]:
    """Schemas of the request, then of the answers that tell of success."""
    made = []
    body = _followed(document, operation.table("requestBody"))
    made += _contents(body)
    made += [
        each.table("schema") for each in operation.rows("parameters") if each.get("in") == "body"
    ]
    for code, answer in operation.table("responses").items():
        if str(code).startswith("2") and isinstance(answer, Table):
            inner = _followed(document, answer)
            made += _contents(inner) or [inner.table("schema")]
    return [each for each in made if each]


def _contents(body: Table) -> list[Table]:
    return [
        each.table("schema") for each in body.table("content").values() if isinstance(each, Table)
    ][:1]


def _followed(document: Table, table: Table) -> Table:
    """`$ref` into components/requestBodies and components/responses."""
    ref = table.get("$ref")
    found = re.fullmatch(r"#/(?:components/)?(requestBodies|responses)/([^/]+)", str(ref))
    if found is None:
        return table
    groups = document.table("components").table(found[1]) or document.table(found[1])
    return groups.table(found[2])


def _row(schema: Table) -> Table:
    """The object of which a list is one."""
    while isinstance(schema.get("items"), Table):
        schema = schema.table("items")
    return schema


def _name(path: str, operation: Table) -> str:
    """`/stores/{id}/orders` → order; the operation's own name where the address has no words."""
    words = [each for each in path.split("/") if each and not each.startswith("{")]
    called = words[-1] if words else operation.text("operationId") or "Record"
    return naming.camel(naming.singular(called), "Record")


def _join(first: Table, second: Table) -> None:
    """Properties that the first does not have; what only the second demands is not demanded."""
    properties, more = first.get("properties"), second.table("properties")
    if not isinstance(properties, Table):
        return
    for key, value in more.items():
        if key not in properties:
            put(properties, key, value, more.at(key))
