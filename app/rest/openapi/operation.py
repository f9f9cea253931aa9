"""One operation of an address that belongs to no entity, and the objects that it takes and gives."""

from __future__ import annotations

from typing import Any

from app.rest.openapi.common import ALWAYS, WRITES, Json, json_content, problems, ref

TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
NUMBER: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
MOMENT: Json = {"type": "string", "format": "date-time"}
NONE_OR_TEXT: Json = {"type": ["string", "null"]}
NONE_OR_NUMBER: Json = {"type": ["integer", "null"]}
NONE_OR_MOMENT: Json = {"type": ["string", "null"], "format": "date-time"}
ID: Json = {"name": "id", "in": "path", "required": True, "schema": {**NUMBER, "minimum": 1}}


def shape(properties: Json, *required: str | None) -> Json:
    """An object. All properties are required unless some are named; None: none."""
    names = list(properties) if not required else [name for name in required if name]
    found: Json = {"type": "object", "properties": properties}
    return {**found, "required": names} if names else found


def body(properties: Json, *required: str | None) -> Json:
    """An object that is sent: nothing else may stand in it."""
    return {**shape(properties, *required), "additionalProperties": False}


def items(name: str, *, paged: bool = False) -> Json:
    """A list of schemas; `next` is the cursor of the page that follows."""
    found: Json = {"items": {"type": "array", "items": ref("schemas", name)}}
    return shape({**found, "next": NONE_OR_TEXT} if paged else found)


def query(name: str, schema: Json, description: str = "", **more: Any) -> Json:
    found: Json = {"name": name, "in": "query", "schema": schema, **more}
    return {**found, "description": description} if description else found


def in_path(name: str, schema: Json, example: Any) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def operation(
    tag: str,
    name: str,
    summary: str,
    answer: str | None,
    *parameters: Json,
    takes: str | None = None,
    status: str = "200",
    key: bool = True,
    writes: bool = False,
    tagged: bool = False,
) -> Json:
    """`takes` is the schema of the body; `key`: a write takes an Idempotency-Key; `tagged`: with ETag and 304."""
    writes = writes or takes is not None
    given = [*parameters]
    if writes and key:
        given.append(ref("parameters", "Idempotency-Key"))
    if tagged:
        given.append(ref("parameters", "If-None-Match"))
    success: Json = {"description": summary}
    if answer is not None:
        success["content"] = json_content(ref("schemas", answer))
    if status == "201":
        success["headers"] = {"Location": ref("headers", "Location")}
    if tagged:
        success["headers"] = {"ETag": ref("headers", "ETag")}
    responses: Json = {status: success}
    if tagged:
        responses["304"] = {"description": "You hold the current answer"}
    found: Json = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "parameters": given,
        "responses": {**responses, **problems(*(WRITES if writes else (*ALWAYS, 403)))},
    }
    if takes is not None:
        found["requestBody"] = {"required": True, "content": json_content(ref("schemas", takes))}
    return found
