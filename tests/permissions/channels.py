"""One question after another over HTTP, each with the answer that the oracle expects."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from app.rest.protocol.authentication import new_token
from app.runtime.accounts.users import Role, user_roles
from tests.permissions.doors import (
    bulk,
    changes,
    documents,
    files,
    imports,
    operations,
    portal,
    rooms,
    sensitive,
    studio,
    webhooks,
)
from tests.permissions.doors.cell import Cell
from tests.permissions.oracle import Person, Row
from tests.permissions.town import Town
from tests.support.people import People

STALE = {"If-Match": '"999999"'}
"""A right is judged before the version: 412 says that the write was allowed, and nothing is written."""
ABOUT = {"id", "version", "created_at", "created_by", "updated_at", "updated_by"}
TO_LOGIN = 302
PAGE, CHOICES = 25, 20
"""Rows of a page and of a picker."""
LONG_WORD = re.compile(r"[0-9A-Za-z]{8,}")


@dataclass
class Asker:
    """One person with some roles, at a browser and with a token; `person.id` None is nobody."""

    app: Flask
    town: Town
    person: Person
    asked: set[tuple[str, str]] = field(default_factory=set)
    """(method, path) of every question."""
    unmasked: list[tuple[str, set[str]]] = field(default_factory=list)
    """Answers that show a sensitive value: the question, the values."""

    def __post_init__(self) -> None:
        if self.person.id is None:
            self.browser, self.headers = self.app.test_client(), {}
            return
        give_roles(self.town, self.person)
        self.browser = People(self.town.database).browser(self.app, self.person.id)
        with self.app.app_context():
            self.headers = {"Authorization": f"Bearer {new_token(self.person.id)}"}
        self.program = self.app.test_client(use_cookies=False)

    @cached_property
    def program(self) -> Any:
        return self.app.test_client(use_cookies=False)

    def rest(self, method: str, path: str, **given: Any) -> TestResponse:
        headers = {**self.headers, **given.pop("headers", {})}
        address = f"/api/v1/{path}"
        answer: TestResponse = self.program.open(
            address, method=method, headers=headers, buffered=True, **given
        )
        return self._looked_at(method, address, answer)

    def page(self, path: str) -> TestResponse:
        return self._looked_at("GET", path, self.browser.get(path, buffered=True))

    def send(self, path: str, **data: str) -> TestResponse:
        """A form of a page, with the token that the person's pages carry."""
        data = {"csrf_token": self._token, **data}
        return self._looked_at("POST", path, self.browser.post(path, data=data, buffered=True))

    @cached_property
    def _token(self) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.page("/me/").text)
        return found[1] if found else ""

    def _looked_at(self, method: str, path: str, answer: TestResponse) -> TestResponse:
        """Which address was asked is remembered, and that no answer shows a sensitive value unmasked."""
        self.asked.add((method, path.partition("?")[0]))
        shown = self.town.plain.intersection(
            LONG_WORD.findall(answer.get_data().decode(errors="replace"))
        )
        if shown:
            self.unmasked.append((f"{self.person} {method} {path}", shown))
        return answer

    # -- the matrix ------------------------------------------------------------------------------

    def entity(self, name: str, rows: int | None = None) -> Iterator[Cell]:
        """Every question about one entity and its first rows."""
        yield from self._rest_entity(name)
        yield from self._page_entity(name)
        yield from self._pickers(name)
        yield from self._exports(name)
        yield from bulk.of_entity(self, name)
        yield from changes.of_entity(self, name)
        yield from documents.of_entity(self, name)
        yield from imports.of_entity(self, name)
        yield from studio.of_entity(self, name)
        yield from portal.of_entity(self, name)
        for id in sorted(self.town.oracle.tables[name])[:rows]:
            yield from self._rest_row(name, id)
            yield from bulk.of_row(self, name, id)
            yield from self._page_row(name, id)
            yield from documents.of_row(self, name, id)
            yield from files.of_row(self, name, id)
            yield from rooms.of_row(self, name, id)
            yield from sensitive.of_row(self, name, id)
            yield from studio.of_row(self, name, id)
            yield from portal.of_row(self, name, id)
        yield from self._masks()

    def elsewhere(self) -> Iterator[Cell]:
        """The pages that belong to no entity: jobs, users, roles, the studio, one's own."""
        yield from files.loose(self)
        yield from studio.home(self)
        yield from operations.of_application(self)
        yield from webhooks.of_application(self)
        yield from documents.of_application(self)
        yield from rooms.of_application(self)
        yield from imports.of_application(self)
        yield from portal.of_application(self)
        yield from self._masks()

    def _masks(self) -> Iterator[Cell]:
        """No answer but that of a reveal shows what is masked."""
        yield Cell("mask", f"{self.person} sees", [], self.unmasked)
        self.unmasked = []

    def cell(self, channel: str, asked: str, answer: TestResponse, *wanted: int) -> Cell:
        return Cell(channel, f"{self.person} {asked}", frozenset(wanted), answer.status_code)

    def methods(self, name: str) -> set[str]:
        return set(self.town.oracle.entities[name].get("api", {}).get("methods", ()))

    def _rest_entity(self, name: str) -> Iterator[Cell]:
        oracle, key, methods = self.town.oracle, self.key(name), self.methods(name)
        may = oracle.granted(self.person, name, "read")
        answer = self.rest("GET", f"{key}?limit=200")
        yield self.cell(
            "REST", f"list {name}", answer, self.rest_status(methods, "list", 200 if may else 403)
        )
        if answer.status_code == 200:
            shown = {item["id"]: set(item) - ABOUT for item in answer.get_json()["items"]}
            wanted = {
                id: oracle.fields(self.person, name, oracle.tables[name][id]) - self._secrets(name)
                for id in oracle.rows(self.person, name)
            }
            yield Cell("REST", f"{self.person} rows and fields of {name}", wanted, shown)
        if not self.fills_itself(name):
            # Nothing is given, so whoever may create is told what is missing.
            allowed = 422 if oracle.granted(self.person, name, "create") else 403
            answer = self.rest("POST", key, json={})
            yield self.cell(
                "REST", f"create {name}", answer, self.rest_status(methods, "create", allowed)
            )

    def _exports(self, name: str) -> Iterator[Cell]:
        """The rows that may be read and exported, a line each."""
        oracle, key = self.town.oracle, self.key(name)
        may = bool(oracle.granted(self.person, name, "export"))
        rows = oracle.rows(self.person, name) & oracle.rows(self.person, name, "export")
        asked = f"export {name}"
        for answer, wanted in (
            (
                self.rest("GET", f"{key}/export?fields=id"),
                self.rest_status(self.methods(name), "list", 200 if may else 403),
            ),
            (self.page(f"/{key}/export"), self.page_status(200 if may else 403)),
        ):
            yield self.cell("export", asked, answer, wanted)
            if answer.status_code == 200:
                lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
                yield Cell("export", f"{self.person} {asked}", len(rows), len(lines) - 1)

    def _rest_row(self, name: str, id: int) -> Iterator[Cell]:
        oracle, key, methods = self.town.oracle, self.key(name), self.methods(name)
        row = oracle.tables[name][id]
        seen = id in oracle.rows(self.person, name)
        get = self.rest_status(methods, "get", 200 if seen else 404)
        for channel, path in (("REST", f"{key}/{id}"), ("history", f"{key}/{id}/history")):
            yield self.cell(channel, f"get {path}", self.rest("GET", path), get)
        for method, action in (("PATCH", "update"), ("DELETE", "delete")):
            more: dict[str, Any] = {"json": {}} if method == "PATCH" else {}
            answer = self.rest(method, f"{key}/{id}", headers=STALE, **more)
            may = oracle.may(self.person, name, action, row)
            allowed = self.rest_status(methods, action, 404 if not seen else 412 if may else 403)
            yield self.cell("REST", f"{action} {name} {id}", answer, allowed)
        yield from self._rest_steps(name, id, row, seen=seen)

    def _rest_steps(self, name: str, id: int, row: Row, *, seen: bool) -> Iterator[Cell]:
        workflow = self.town.oracle.entities[name].get("workflow")
        if workflow is None or "transition" not in self.methods(name):
            return
        place = f"{self.key(name)}/{id}/transitions"
        answer = self.rest("GET", place)
        yield self.cell(
            "REST", f"steps of {name} {id}", answer, *self._anonymous(200 if seen else 404)
        )
        rights = self.town.oracle.steps(self.person, name, row)
        for step in {one["name"] for one in workflow["transitions"]}:
            refused = 404 if not seen else 409 if step not in rights else 403
            if not seen or not rights.get(step):
                answer = self.rest("POST", f"{place}/{step}", json={})
                yield self.cell("REST", f"{step} {name} {id}", answer, *self._anonymous(refused))
            # A right that is there is used by the state machines.
            if not seen or not rights.get(step) or not _is_approved(workflow, step):
                answer = self.rest("POST", f"{place}/{step}/reject", json={})
                asked = f"reject {step} of {name} {id}"
                yield self.cell("REST", asked, answer, *self._anonymous(refused))
                if self.person.id is not None:
                    answer = self.send(f"/{self.key(name)}/reject/{id}/{step}")
                    # On a screen the role is asked for first.
                    may_read = self.town.oracle.granted(self.person, name, "read")
                    yield self.cell("screen", asked, answer, refused if may_read else 403)

    def _page_entity(self, name: str) -> Iterator[Cell]:
        oracle, key = self.town.oracle, self.key(name)
        may = bool(oracle.granted(self.person, name, "read"))
        answer = self.page(f"/{key}/list/")
        yield self.cell("screen", f"list {name}", answer, self.page_status(200 if may else 403))
        if answer.status_code == 200:
            yield from self._table(f"rows of {name}", name, answer, oracle.rows(self.person, name))
        for page in ("columns", "views/new"):
            answer = self.page(f"/{key}/{page}")
            wanted = self.page_status(200 if may else 403)
            yield self.cell("screen", f"{page} {name}", answer, wanted)
        exports = bool(oracle.granted(self.person, name, "export"))
        answer = self.page(f"/{key}/export.xlsx")
        wanted = self.page_status(200 if exports else 403)
        yield self.cell("export", f"workbook {name}", answer, wanted)
        may = bool(oracle.granted(self.person, name, "create"))
        answer = self.page(f"/{key}/add")
        yield self.cell("screen", f"add {name}", answer, self.page_status(200 if may else 403))

    def _page_row(self, name: str, id: int) -> Iterator[Cell]:
        oracle, key = self.town.oracle, self.key(name)
        row, any_row = oracle.tables[name][id], bool(oracle.granted(self.person, name, "read"))
        seen = id in oracle.rows(self.person, name)
        reading = self.page_status(403 if not any_row else 200 if seen else 404)
        for channel, page in (
            ("screen", "show"),
            ("history", "history"),
            ("related", "mentions"),
        ):
            answer = self.page(f"/{key}/{page}/{id}")
            yield self.cell(channel, f"{page} {name} {id}", answer, reading)
        for page, action in (("edit", "update"), ("delete", "delete")):
            answer = self.page(f"/{key}/{page}/{id}")
            granted = oracle.granted(self.person, name, action)
            may = oracle.may(self.person, name, action, row)
            wanted = 403 if not granted else 404 if not seen else 200 if may else 403
            yield self.cell("screen", f"{action} {name} {id}", answer, self.page_status(wanted))
        for child in oracle.entities[name].get("children", ()):
            answer = self.page(f"/{key}/related/{id}/{child['name']}")
            own = oracle.granted(self.person, child["entity"], "read")
            wanted = {reading} if reading != 200 or own else {200, 403, 404}
            yield self.cell("related", f"{child['name']} of {name} {id}", answer, *wanted)
            if answer.status_code == 200:
                yield from self._related(name, id, child, answer)
        for step, right in oracle.steps(self.person, name, row).items() if seen else ():
            answer = self.page(f"/{key}/transition/{id}/{step}")
            # A guard that refuses is 422 or 409; a right that is missing is 403.
            wanted = {200, 409, 422} if right else {403}
            yield self.cell("screen", f"{step} {name} {id}", answer, *wanted)

    def _related(self, name: str, id: int, child: Any, answer: TestResponse) -> Iterator[Cell]:
        rows = self.town.oracle.tables[child["entity"]]
        mine = self.town.oracle.rows(self.person, child["entity"])
        wanted = {one for one in mine if rows[one][child["by"]] == id}
        asked = f"{child['name']} of {name} {id}"
        yield from self._table(asked, child["entity"], answer, wanted, channel="related")

    def _table(
        self, asked: str, name: str, answer: TestResponse, rows: set[int], channel: str = "screen"
    ) -> Iterator[Cell]:
        """A table of a page: as many rows as there are, and not one address of another."""
        text = answer.get_data(as_text=True)
        table = re.search(r"<tbody>(.*?)</tbody>", text, re.DOTALL)
        number = table[1].count("<tr") if table else 0
        yield Cell(channel, f"{self.person} {asked}", min(len(rows), PAGE), number)
        linked = {int(id) for id in re.findall(rf'"/{self.key(name)}/show/(\d+)"', text)}
        readable = self.town.oracle.rows(self.person, name)
        yield Cell(channel, f"{self.person} addresses in {asked}", set(), linked - readable)

    def _pickers(self, name: str) -> Iterator[Cell]:
        """A picker offers what may be read, whatever field asks for it."""
        oracle = self.town.oracle
        for one in oracle.entities[name]["fields"]:
            if one["type"] not in ("ref", "refs") or one.get("target") not in oracle.entities:
                continue
            answer = self.page(f"/{self.key(name)}/lookup/{one['name']}")
            if self.person.id is None:
                yield self.cell("picker", f"{name}.{one['name']}", answer, 401)
            elif answer.status_code == 200:
                shown = {item["id"] for item in answer.get_json()["items"]}
                readable = oracle.rows(self.person, one["target"])
                asked = f"{self.person} {name}.{one['name']}"
                yield Cell("picker", asked, min(len(readable), CHOICES), len(shown))
                yield Cell("picker", f"{asked}: others'", set(), shown - readable)
            else:
                readable = one["name"] in oracle.fields(self.person, name, None)
                yield self.cell("picker", f"{name}.{one['name']}", answer, 200 if readable else 404)

    # -- what an answer may be -------------------------------------------------------------------

    def rest_status(self, methods: set[str], method: str, status: int) -> int:
        """The person is asked for first, then whether the resource offers this at all."""
        if self.person.id is None:
            return 401
        return status if method in methods else 404 if not methods else 405

    def _anonymous(self, status: int) -> tuple[int]:
        return (401 if self.person.id is None else status,)

    def page_status(self, status: int) -> int:
        return TO_LOGIN if self.person.id is None else status

    def key(self, name: str) -> str:
        return str(self.town.oracle.entities[name]["table"])

    def _secrets(self, name: str) -> set[str]:
        fields = self.town.oracle.entities[name]["fields"]
        return {one["name"] for one in fields if one["type"] == "secret"}

    def fills_itself(self, name: str) -> bool:
        """Whether an empty body might make a record."""
        fields = self.town.oracle.entities[name]["fields"]
        return not any(
            one.get("required") is True and "default" not in one and "default_expression" not in one
            for one in fields
        )


def _is_approved(workflow: Any, step: str) -> bool:
    return any("approve" in one for one in workflow["transitions"] if one["name"] == step)


def give_roles(town: Town, person: Person) -> None:
    """These roles and no other."""
    with town.database.begin() as session:
        found = session.scalars(sa.select(Role.id).where(Role.name.in_(person.roles))).all()
        session.execute(sa.delete(user_roles).where(user_roles.c.user_id == person.id))
        for role in found:
            session.execute(sa.insert(user_roles).values(user_id=person.id, role_id=role))
