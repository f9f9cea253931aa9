"""One question after another over HTTP, each with the answer that the oracle expects."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from app.rest.authentication import new_token
from app.runtime.accounts.users import Role, user_roles
from tests.permissions.oracle import Person, Row
from tests.permissions.town import Town
from tests.support.people import People

STALE = {"If-Match": '"999999"'}
"""A right is judged before the version: 412 says that the write was allowed, and nothing is written."""
ABOUT = {"id", "version", "created_at", "created_by", "updated_at", "updated_by"}
TO_LOGIN = 302
PAGE, CHOICES = 25, 20
"""Rows of a page and of a picker."""


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix: what was asked, which statuses are right, which came; or what an answer showed."""

    channel: str
    asked: str
    wanted: Any
    got: Any

    @property
    def holds(self) -> bool:
        if isinstance(self.wanted, frozenset):
            return self.got in self.wanted
        return bool(self.got == self.wanted)

    def __str__(self) -> str:
        wanted = sorted(self.wanted) if isinstance(self.wanted, frozenset | set) else self.wanted
        return f"{self.channel}: {self.asked} → {self.got}, not {wanted}"


@dataclass
class Asker:
    """One person with some roles, at a browser and with a token; `person.id` None is nobody."""

    app: Flask
    town: Town
    person: Person

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
        answer: TestResponse = self.program.open(
            f"/api/v1/{path}", method=method, headers=headers, buffered=True, **given
        )
        return answer

    def page(self, path: str) -> TestResponse:
        return self.browser.get(path, buffered=True)

    # -- the matrix ------------------------------------------------------------------------------

    def entity(self, name: str, rows: int | None = None) -> Iterator[Cell]:
        """Every question about one entity and its first rows."""
        yield from self._rest_entity(name)
        yield from self._page_entity(name)
        yield from self._pickers(name)
        yield from self._exports(name)
        for id in sorted(self.town.oracle.tables[name])[:rows]:
            yield from self._rest_row(name, id)
            yield from self._page_row(name, id)

    def _cell(self, channel: str, asked: str, answer: TestResponse, *wanted: int) -> Cell:
        return Cell(channel, f"{self.person} {asked}", frozenset(wanted), answer.status_code)

    def _methods(self, name: str) -> set[str]:
        return set(self.town.oracle.entities[name].get("api", {}).get("methods", ()))

    def _rest_entity(self, name: str) -> Iterator[Cell]:
        oracle, key, methods = self.town.oracle, self._key(name), self._methods(name)
        may = oracle.granted(self.person, name, "read")
        answer = self.rest("GET", f"{key}?limit=200")
        yield self._cell(
            "REST", f"list {name}", answer, self._of(methods, "list", 200 if may else 403)
        )
        if answer.status_code == 200:
            shown = {item["id"]: set(item) - ABOUT for item in answer.get_json()["items"]}
            wanted = {
                id: oracle.fields(self.person, name, oracle.tables[name][id]) - self._secrets(name)
                for id in oracle.rows(self.person, name)
            }
            yield Cell("REST", f"{self.person} rows and fields of {name}", wanted, shown)
        if not self._fills_itself(name):
            # Nothing is given, so whoever may create is told what is missing.
            allowed = 422 if oracle.granted(self.person, name, "create") else 403
            answer = self.rest("POST", key, json={})
            yield self._cell("REST", f"create {name}", answer, self._of(methods, "create", allowed))

    def _exports(self, name: str) -> Iterator[Cell]:
        """The rows that may be read and exported, a line each."""
        oracle, key = self.town.oracle, self._key(name)
        may = bool(oracle.granted(self.person, name, "export"))
        rows = oracle.rows(self.person, name) & oracle.rows(self.person, name, "export")
        asked = f"export {name}"
        for answer, wanted in (
            (
                self.rest("GET", f"{key}/export?fields=id"),
                self._of(self._methods(name), "list", 200 if may else 403),
            ),
            (self.page(f"/{key}/export"), self._page_of(200 if may else 403)),
        ):
            yield self._cell("export", asked, answer, wanted)
            if answer.status_code == 200:
                lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
                yield Cell("export", f"{self.person} {asked}", len(rows), len(lines) - 1)

    def _rest_row(self, name: str, id: int) -> Iterator[Cell]:
        oracle, key, methods = self.town.oracle, self._key(name), self._methods(name)
        row = oracle.tables[name][id]
        seen = id in oracle.rows(self.person, name)
        get = self._of(methods, "get", 200 if seen else 404)
        for channel, path in (("REST", f"{key}/{id}"), ("history", f"{key}/{id}/history")):
            yield self._cell(channel, f"get {path}", self.rest("GET", path), get)
        for method, action in (("PATCH", "update"), ("DELETE", "delete")):
            more: dict[str, Any] = {"json": {}} if method == "PATCH" else {}
            answer = self.rest(method, f"{key}/{id}", headers=STALE, **more)
            may = oracle.may(self.person, name, action, row)
            allowed = self._of(methods, action, 404 if not seen else 412 if may else 403)
            yield self._cell("REST", f"{action} {name} {id}", answer, allowed)
        yield from self._rest_steps(name, id, row, seen=seen)

    def _rest_steps(self, name: str, id: int, row: Row, *, seen: bool) -> Iterator[Cell]:
        workflow = self.town.oracle.entities[name].get("workflow")
        if workflow is None or "transition" not in self._methods(name):
            return
        place = f"{self._key(name)}/{id}/transitions"
        answer = self.rest("GET", place)
        yield self._cell(
            "REST", f"steps of {name} {id}", answer, *self._anonymous(200 if seen else 404)
        )
        rights = self.town.oracle.steps(self.person, name, row)
        for step in {one["name"] for one in workflow["transitions"]}:
            if seen and rights.get(step):
                continue  # A right that is there is used by the state machines.
            refused = 404 if not seen else 409 if step not in rights else 403
            answer = self.rest("POST", f"{place}/{step}", json={})
            yield self._cell("REST", f"{step} {name} {id}", answer, *self._anonymous(refused))

    def _page_entity(self, name: str) -> Iterator[Cell]:
        oracle, key = self.town.oracle, self._key(name)
        may = bool(oracle.granted(self.person, name, "read"))
        answer = self.page(f"/{key}/list/")
        yield self._cell("screen", f"list {name}", answer, self._page_of(200 if may else 403))
        if answer.status_code == 200:
            yield from self._table(f"rows of {name}", name, answer, oracle.rows(self.person, name))
        may = bool(oracle.granted(self.person, name, "create"))
        answer = self.page(f"/{key}/add")
        yield self._cell("screen", f"add {name}", answer, self._page_of(200 if may else 403))
        answer = self.page(f"/studio/{key}/")
        studio = 200 if "sysadmin" in self.person.roles else 403
        wanted = {self._page_of(studio), 404} if studio == 403 else {200, 403, 404}
        yield self._cell("studio", f"list {name}", answer, *wanted)

    def _page_row(self, name: str, id: int) -> Iterator[Cell]:
        oracle, key = self.town.oracle, self._key(name)
        row, any_row = oracle.tables[name][id], bool(oracle.granted(self.person, name, "read"))
        seen = id in oracle.rows(self.person, name)
        reading = self._page_of(403 if not any_row else 200 if seen else 404)
        for channel, page in (("screen", "show"), ("history", "history")):
            answer = self.page(f"/{key}/{page}/{id}")
            yield self._cell(channel, f"{page} {name} {id}", answer, reading)
        for page, action in (("edit", "update"), ("delete", "delete")):
            answer = self.page(f"/{key}/{page}/{id}")
            granted = oracle.granted(self.person, name, action)
            may = oracle.may(self.person, name, action, row)
            wanted = 403 if not granted else 404 if not seen else 200 if may else 403
            yield self._cell("screen", f"{action} {name} {id}", answer, self._page_of(wanted))
        for child in oracle.entities[name].get("children", ()):
            answer = self.page(f"/{key}/related/{id}/{child['name']}")
            own = oracle.granted(self.person, child["entity"], "read")
            wanted = {reading} if reading != 200 or own else {200, 403, 404}
            yield self._cell("related", f"{child['name']} of {name} {id}", answer, *wanted)
            if answer.status_code == 200:
                yield from self._related(name, id, child, answer)
        for step, right in oracle.steps(self.person, name, row).items() if seen else ():
            answer = self.page(f"/{key}/transition/{id}/{step}")
            # A guard that refuses is 422 or 409; a right that is missing is 403.
            wanted = {200, 409, 422} if right else {403}
            yield self._cell("screen", f"{step} {name} {id}", answer, *wanted)

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
        number = table[1].count("<tr>") if table else 0
        yield Cell(channel, f"{self.person} {asked}", min(len(rows), PAGE), number)
        linked = {int(id) for id in re.findall(rf'"/{self._key(name)}/show/(\d+)"', text)}
        readable = self.town.oracle.rows(self.person, name)
        yield Cell(channel, f"{self.person} addresses in {asked}", set(), linked - readable)

    def _pickers(self, name: str) -> Iterator[Cell]:
        """A picker offers what may be read, whatever field asks for it."""
        oracle = self.town.oracle
        for one in oracle.entities[name]["fields"]:
            if one["type"] not in ("ref", "refs") or one.get("target") not in oracle.entities:
                continue
            answer = self.page(f"/{self._key(name)}/lookup/{one['name']}")
            if self.person.id is None:
                yield self._cell("picker", f"{name}.{one['name']}", answer, 401)
            elif answer.status_code == 200:
                shown = {item["id"] for item in answer.get_json()["items"]}
                readable = oracle.rows(self.person, one["target"])
                asked = f"{self.person} {name}.{one['name']}"
                yield Cell("picker", asked, min(len(readable), CHOICES), len(shown))
                yield Cell("picker", f"{asked}: others'", set(), shown - readable)
            else:
                readable = one["name"] in oracle.fields(self.person, name, None)
                yield self._cell(
                    "picker", f"{name}.{one['name']}", answer, 200 if readable else 404
                )

    # -- what an answer may be -------------------------------------------------------------------

    def _of(self, methods: set[str], method: str, status: int) -> int:
        """The person is asked for first, then whether the resource offers this at all."""
        if self.person.id is None:
            return 401
        return status if method in methods else 404 if not methods else 405

    def _anonymous(self, status: int) -> tuple[int]:
        return (401 if self.person.id is None else status,)

    def _page_of(self, status: int) -> int:
        return TO_LOGIN if self.person.id is None else status

    def _key(self, name: str) -> str:
        return str(self.town.oracle.entities[name]["table"])

    def _secrets(self, name: str) -> set[str]:
        fields = self.town.oracle.entities[name]["fields"]
        return {one["name"] for one in fields if one["type"] == "secret"}

    def _fills_itself(self, name: str) -> bool:
        """Whether an empty body might make a record."""
        fields = self.town.oracle.entities[name]["fields"]
        return not any(
            one.get("required") is True and "default" not in one and "default_expression" not in one
            for one in fields
        )


def give_roles(town: Town, person: Person) -> None:
    """These roles and no other."""
    with town.database.begin() as session:
        found = session.scalars(sa.select(Role.id).where(Role.name.in_(person.roles))).all()
        session.execute(sa.delete(user_roles).where(user_roles.c.user_id == person.id))
        for role in found:
            session.execute(sa.insert(user_roles).values(user_id=person.id, role_id=role))
