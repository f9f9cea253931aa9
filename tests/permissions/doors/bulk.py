"""Many rows by one call: each gets the verdict of the single call. Everything is rehearsed, so nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

NO_VERSION = 999_999
"""A right is judged before the version: 412 says that the write was allowed."""
WRITES = {"create", "update", "transition", "delete"}


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    """A new record of which nothing is given; and an address of a resource that offers nothing of the kind."""
    methods = asker.methods(name)
    if not methods & WRITES or asker.person.id is None:
        answer = asker.rest("POST", f"{asker.key(name)}/bulk", json={})
        wanted = 401 if asker.person.id is None else 405 if methods else 404
        yield asker.cell("bulk", name, answer, wanted)
        return
    if "create" in methods and not asker.fills_itself(name):
        may = bool(asker.town.oracle.granted(asker.person, name, "create"))
        yield from _one(asker, name, {"action": "create", "rows": [{}]}, 422 if may else 403)


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """Changing, deleting, and the steps that are not the person's to take."""
    oracle, person, methods = asker.town.oracle, asker.person, asker.methods(name)
    if person.id is None:
        return
    row, seen = oracle.tables[name][id], id in oracle.rows(person, name)
    for action in ("update", "delete"):
        if action in methods:
            may = oracle.may(person, name, action, row)
            body = {"action": action, "rows": [{"id": id, "version": NO_VERSION}]}
            yield from _one(asker, name, body, 404 if not seen else 412 if may else 403)
    workflow = oracle.entities[name].get("workflow")
    if workflow is None or "transition" not in methods:
        return
    rights = oracle.steps(person, name, row)
    for step in {one["name"] for one in workflow["transitions"]}:
        if not seen or not rights.get(step):
            body = {"action": "transition", "transition": step, "rows": [{"id": id}]}
            wanted = 404 if not seen else 409 if step not in rights else 403
            yield from _one(asker, name, body, wanted)


def _one(asker: Asker, name: str, body: dict[str, Any], wanted: int) -> Iterator[Cell]:
    answer = asker.rest(
        "POST", f"{asker.key(name)}/bulk", json={**body, "dry_run": True, "atomic": False}
    )
    asked = f"{asker.person} {body['action']} {name} {body['rows']}"
    yield Cell("bulk", asked, 200, answer.status_code)
    if answer.status_code == 200:
        yield Cell("bulk", asked, [wanted], [one["status"] for one in answer.get_json()["results"]])
