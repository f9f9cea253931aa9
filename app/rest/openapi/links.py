"""Where an answer leads: the id of a record that was listed or created, as parameter of what can be done with it."""

from __future__ import annotations

from app.rest.openapi.common import Json


def add(operations: Json, key: str, transitions: list[str]) -> None:
    """Give the list and the create of one entity links to those operations of it that are there."""
    there = {
        operation["operationId"] for verbs in operations.values() for operation in verbs.values()
    }
    base = f"/api/v1/{key}"
    if "post" in operations.get(base, {}):
        created = operations[base]["post"]["responses"]["201"]
        created["links"] = _links("$response.body#/id", key, transitions, there, tagged=True)
    if "get" in operations.get(base, {}):
        listed = operations[base]["get"]["responses"]["200"]
        listed["links"] = _links("$response.body#/items/0/id", key, transitions, there)
    item = operations.get(f"{base}/{{id}}", {})
    for verb in ("get", "patch"):
        if verb in item and f"update_{key}" in there:
            parameters = {"id": "$request.path.id", "If-Match": "$response.header.ETag"}
            item[verb]["responses"]["200"]["links"] = {
                f"update_{key}": {"operationId": f"update_{key}", "parameters": parameters}
            }


def _links(
    identity: str, key: str, transitions: list[str], there: set[str], *, tagged: bool = False
) -> Json:
    names = [
        f"{verb}_{key}" for verb in ("get", "update", "delete", "history_of", "transitions_of")
    ]
    found: Json = {}
    for name in (*names, *transitions):
        if name in there:
            parameters = {"id": identity}
            if tagged and name == f"update_{key}":
                parameters["If-Match"] = "$response.header.ETag"
            found[name] = {"operationId": name, "parameters": parameters}
    return found
