"""What is said about a record and where it leads, over REST; and the rooms that belong to whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.runtime import registry
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

NOT_THERE = 999_999
BAD = {"colour": "red"}


def of_application(asker: Asker) -> Iterator[Cell]:
    """Messages are everybody's own; views, manuals, subscriptions and the search are the staff's. No write gets through."""
    staff = _is_staff(asker)
    for method, path, found, is_open in (
        ("GET", "notifications", 200, True),
        ("GET", "notifications/count", 200, True),
        ("POST", "notifications/read", 422, True),
        ("POST", f"notifications/{NOT_THERE}/read", 404, True),
        ("GET", "views", 200, staff),
        ("POST", "views", 422, staff),
        ("GET", f"views/{NOT_THERE}", 404, staff),
        ("PATCH", f"views/{NOT_THERE}", 404, staff),
        ("DELETE", f"views/{NOT_THERE}", 404, staff),
        ("GET", "manuals", 200, staff),
        ("GET", "manuals/nothing", 404, staff),
        ("POST", "manuals/nothing/read", 422, staff),
        ("GET", "subscriptions", 200, staff),
        ("POST", "subscriptions", 422, staff),
        ("GET", f"subscriptions/{NOT_THERE}", 404, staff),
        ("DELETE", f"subscriptions/{NOT_THERE}", 404, staff),
    ):
        given = {"json": BAD if found == 422 else {}} if method in ("POST", "PATCH") else {}
        answer = asker.rest(method, path, **given)
        wanted = 401 if asker.person.id is None else found if is_open else 403
        yield asker.cell("rooms", f"{method} {path}", answer, wanted)
    if asker.person.id != asker.town.one:
        # The message is his: nobody else reads it, or says so.
        answer = asker.rest("POST", f"notifications/{asker.town.message}/read", json={})
        wanted = 401 if asker.person.id is None else 404
        yield asker.cell("rooms", "another's message", answer, wanted)
    yield from _search(asker, staff=staff)


def _search(asker: Asker, *, staff: bool) -> Iterator[Cell]:
    """What is found is what may be read."""
    oracle, person = asker.town.oracle, asker.person
    listed = [name for name in oracle.entities if "list" in asker.methods(name)]
    readable = {name for name in listed if oracle.granted(person, name, "read")}
    answer = asker.rest("GET", "search?q=1&limit=20")
    wanted = 401 if person.id is None else 200 if staff and readable else 403
    yield asker.cell("rooms", "search", answer, wanted)
    if answer.status_code == 200:
        names = {asker.key(name): name for name in oracle.entities}
        for group in answer.get_json()["items"]:
            name = names[group["entity"]]
            shown = {one["id"] for one in group["items"]}
            strange = shown - oracle.rows(person, name)
            yield Cell("rooms", f"{person} finds of {name}", set(), strange)
            yield Cell("rooms", f"{person} searches {name}", True, name in readable)


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """Comments, timeline and trail are those of who may see the record; comments and trail not the resident's."""
    seen = id in asker.town.oracle.rows(asker.person, name)
    staff, methods, one = _is_staff(asker), asker.methods(name), f"{asker.key(name)}/{id}"
    # The schema may let whoever reads the record in the portal take part.
    talks = seen and (staff or bool(asker.town.oracle.entities[name].get("comments")))
    questions = [
        ("GET", f"{one}/comments", 200 if talks else 404),
        ("GET", f"{one}/timeline", 200 if seen else 404),
        ("GET", f"{one}/trail", 403 if not staff else 200 if seen else 404),
    ]
    if id == min(asker.town.oracle.tables[name]):
        questions += [
            ("POST", f"{one}/comments", 422),
            ("GET", f"{one}/comments/{NOT_THERE}", 404),
            ("PATCH", f"{one}/comments/{NOT_THERE}", 422),
            ("DELETE", f"{one}/comments/{NOT_THERE}", 404),
        ]
    for method, path, found in questions:
        given = {"json": BAD} if method in ("POST", "PATCH") else {}
        answer = asker.rest(method, path, **given)
        wanted = asker.rest_status(methods, "get", found)
        yield asker.cell("rooms", f"{method} {path}", answer, wanted)
    if not talks:
        answer = asker.rest("POST", f"{one}/comments", json={"text": "Hello."})
        wanted = asker.rest_status(methods, "get", 404)
        yield asker.cell("rooms", f"POST {one}/comments", answer, wanted)


def _is_staff(asker: Asker) -> bool:
    known = [registry.current().role(name) for name in asker.person.roles]
    return any(role is not None and not role.portal for role in known)
