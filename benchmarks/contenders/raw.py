"""The limit: hand-written SQL over sqlite3 or psycopg, orjson, no framework. Same answers, same row rule, no more.

It asks who holds the token, checks the row rule and the version, and writes in a transaction; it has no hooks, no audit,
no idempotency, no workflow and no masks beyond the two roles of the person who asks.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

import orjson

from benchmarks import cases
from benchmarks.request import Answer, Request, call

TOKEN = "raw-benchmark-token"
RULE = "w.deleted_at IS NULL AND (w.project_id IN ({projects}) OR w.created_by_id = ?)"
JOINS = (
    " LEFT JOIN project p ON p.id = w.project_id AND p.deleted_at IS NULL AND p.id IN ({projects})"
    " LEFT JOIN ticket_category c ON c.id = w.category_id AND c.deleted_at IS NULL"
)
LIST = (
    "SELECT w.id, w.version, w.order_no, w.summary, w.state, w.priority, w.resolve_due, w.created_at,"
    f" w.project_id, p.name, w.category_id, c.name FROM work_order w{JOINS} WHERE {RULE}"
    " AND w.state = ? AND w.priority = ? AND w.resolve_due IS NOT NULL"
    " ORDER BY w.resolve_due DESC, w.id DESC LIMIT ? OFFSET ?"
)
COUNT = f"SELECT count(*) FROM work_order w WHERE {RULE} AND w.state = ? AND w.priority = ?"
CAPPED = f"SELECT count(*) FROM (SELECT 1 FROM work_order w WHERE {RULE} AND w.state = ? AND w.priority = ? LIMIT 10001) x"
NAMED = (
    "customer",
    "unit",
    "project",
    "category",
    "department",
    "assignee",
    "dept_head",
    "project_manager",
    "policy",
)
"""Refs of a work order, whose records' names stand in the answer for one record."""
TABLES = {
    "customer": ("customer", "name"), "unit": ("unit", "full_no"), "project": ("project", "name"),
    "category": ("ticket_category", "name"), "department": ("department", "name"), "assignee": ("employee", "name"),
    "dept_head": ("employee", "name"), "project_manager": ("employee", "name"), "policy": ("sla_policy", "code"),
}  # fmt: skip
OWN = (
    "id", "version", "order_no", "source", "external_id", "priority", "summary", "description", "photos", "contact_name",
    "contact_phone", "site_phone", "appointment_at", "confidence", "chargeable", "assignee_name", "assigned_at",
    "reassign_count", "dept_head_name", "manager_name", "respond_due", "resolve_due", "responded_at", "arrived_at",
    "resolved_at", "closed_at", "sla_state", "arrival_code", "arrival_photos", "hold_reason", "resume_at", "hold_count",
    "quote", "result", "cause", "after_photos", "rating", "rating_comment", "reopen_count", "internal_note",
    "duplicate_of_id", "follow_up_of_id", "state", "created_at", "created_by_id", "updated_at", "updated_by_id",
)  # fmt: skip
ITEM = (
    f"SELECT {', '.join(f'w.{name}' for name in OWN)},"
    + ", ".join(f" w.{name}_id, {name}.{TABLES[name][1]}" for name in NAMED)
    + " FROM work_order w"
    + "".join(f" LEFT JOIN {TABLES[name][0]} {name} ON {name}.id = w.{name}_id" for name in NAMED)
    + f" WHERE w.id = ? AND {RULE}"
)
MOMENTS = frozenset(name for name in OWN if name.endswith(("_at", "_due")))
WRITTEN = (
    "summary", "source", "priority", "contact_name", "contact_phone", "description", "unit_id", "project_id", "category_id",
)  # fmt: skip
INSERT = (
    f"INSERT INTO work_order ({', '.join(WRITTEN)}, state, version, order_no, created_at, updated_at, created_by_id)"
    f" VALUES ({', '.join('?' * len(WRITTEN))}, 'new', 1, ?, ?, ?, ?) RETURNING id"
)
UPDATE = (
    "UPDATE work_order AS w SET internal_note = ?, version = version + 1, updated_at = ?, updated_by_id = ?"
    f" WHERE w.id = ? AND w.version = ? AND {RULE}"
)


class Database:
    """One connection, `?` for values on both."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            file = url.removeprefix("sqlite:///")
            self.connection: Any = sqlite3.connect(
                file, isolation_level=None, cached_statements=256
            )
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-32000"):
                self.connection.execute(f"PRAGMA {pragma}")
        else:
            import psycopg

            self.connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)

    def rows(self, statement: str, values: Any) -> list[Any]:
        if not self.is_sqlite:
            statement = statement.replace("?", "%s")
        found: list[Any] = self.connection.execute(statement, values).fetchall()
        return found

    def begin(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")

    def commit(self) -> None:
        self.connection.execute("COMMIT")

    def now(self) -> Any:
        now = dt.datetime.now(dt.UTC)
        return f"{now:%Y-%m-%d %H:%M:%S.%f}" if self.is_sqlite else now


class Refused(Exception):
    """An HTTP status."""


class Application:
    """WSGI."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        try:
            status, body, headers = self.answer(environ)
        except Refused as refused:
            status, body, headers = str(refused), b"{}", []
        start_response(
            status,
            [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers],
        )
        return [body]

    def answer(self, environ: dict[str, Any]) -> tuple[str, bytes, list[tuple[str, str]]]:
        given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        who = self.database.rows(
            "SELECT t.user_id, r.project_id FROM benchmark_token t"
            " LEFT JOIN role_project r ON r.user_id = t.user_id AND r.deleted_at IS NULL WHERE t.token = ?",
            (given,),
        )
        if not who:
            raise Refused("401 Unauthorized")
        user, projects = who[0][0], [row[1] for row in who if row[1] is not None]
        _, _, id = environ["PATH_INFO"].strip("/").partition("/")
        method = environ["REQUEST_METHOD"]
        if method == "GET" and not id:
            return "200 OK", self.list(user, projects, parse_qs(environ["QUERY_STRING"])), []
        if method == "GET":
            return "200 OK", *self.item(user, projects, int(id))
        body = orjson.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        if method == "POST":
            return "201 Created", *self.create(user, projects, body)
        return "200 OK", *self.update(user, projects, int(id), body, environ.get("HTTP_IF_MATCH"))

    def list(self, user: int, projects: list[int], asked: dict[str, list[str]]) -> bytes:
        rule = (*projects, user)
        wanted = (asked["state"][0], asked["priority"][0])
        limit, offset = int(asked["limit"][0]), int(asked.get("offset", ["0"])[0])
        rows = self.database.rows(
            _with(LIST, projects), (*projects, *rule, *wanted, limit + 1, offset)
        )
        count = asked.get("count", ["none"])[0]
        total = None
        if count != "none":
            statement = _with(COUNT if count == "exact" else CAPPED, projects)
            total = self.database.rows(statement, (*rule, *wanted))[0][0]
        items = [
            {
                "id": row[0], "version": row[1], "order_no": row[2], "summary": row[3], "state": row[4],
                "priority": row[5], "resolve_due": _moment(row[6]), "created_at": _moment(row[7]),
                "project": {"id": row[8], "title": row[9]}, "category": {"id": row[10], "title": row[11]},
            }
            for row in rows[:limit]
        ]  # fmt: skip
        return orjson.dumps(
            {"items": items, "next": offset + limit if len(rows) > limit else None, "count": total}
        )

    def item(self, user: int, projects: list[int], id: int) -> tuple[bytes, list[tuple[str, str]]]:
        rows = self.database.rows(_with(ITEM, projects), (id, *projects, user))
        if not rows:
            raise Refused("404 Not Found")
        row = rows[0]
        found = {
            name: _moment(value) if name in MOMENTS else value
            for name, value in zip(OWN, row, strict=False)
        }
        for place, name in enumerate(NAMED):
            number, title = row[len(OWN) + 2 * place : len(OWN) + 2 * place + 2]
            found[name] = None if number is None else {"id": number, "title": title}
        return orjson.dumps(found), [("ETag", f'"{found["version"]}"')]

    def create(
        self, user: int, projects: list[int], body: Any
    ) -> tuple[bytes, list[tuple[str, str]]]:
        if body["project"] not in projects:
            raise Refused("403 Forbidden")
        now = self.database.now()
        values = [body.get(name.removesuffix("_id")) for name in WRITTEN]
        self.database.begin()
        number = f"R{now}"[:40]
        ((id,),) = self.database.rows(INSERT, (*values, number, now, now, user))
        self.database.commit()
        return self.item(user, projects, id)

    def update(
        self, user: int, projects: list[int], id: int, body: Any, match: str | None
    ) -> tuple[bytes, list[tuple[str, str]]]:
        version = int((match or "").strip('"') or 0)
        self.database.begin()
        self.database.rows(
            _with(UPDATE, projects) + " RETURNING id",
            (body["internal_note"], self.database.now(), user, id, version, *projects, user),
        ) or _refuse("412 Precondition Failed")
        self.database.commit()
        return self.item(user, projects, id)


def _refuse(status: str) -> None:
    raise Refused(status)


def _with(statement: str, projects: list[int]) -> str:
    return statement.replace("{projects}", ", ".join("?" * len(projects)))


def _moment(value: Any) -> Any:
    """SQLite's text as RFC 3339; orjson writes a moment itself."""
    return f"{value[:10]}T{value[11:]}+00:00" if isinstance(value, str) else value


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        database = Database(facts["database"])
        database.rows_of = None  # type: ignore[attr-defined]
        database.connection.execute(
            "CREATE TABLE IF NOT EXISTS benchmark_token (token VARCHAR(64) PRIMARY KEY, user_id INTEGER NOT NULL)"
        )
        database.connection.execute("DELETE FROM benchmark_token")
        database.connection.execute(
            f"INSERT INTO benchmark_token VALUES ('{TOKEN}', {int(facts['user'])})"
        )
        self.wsgi = Application(database)
        self.token = {"Authorization": f"Bearer {TOKEN}"}

    def cases(self) -> list[str]:
        return [
            "rest.list", "rest.list.none", "rest.list.exact", "rest.deep", "rest.item", "rest.create", "rest.update",
        ]  # fmt: skip

    def requests(self, case: str) -> Iterator[Request]:
        made: Iterator[Request] = getattr(self, f"_{case.replace('.', '_')}")()
        return made

    def _list(self, more: str = "") -> Iterator[Request]:
        path = f"/work_order?state=closed&priority=p1&limit={cases.PAGE}{more}"
        return itertools.repeat(Request("GET", path, self.token))

    def _rest_list(self) -> Iterator[Request]:
        return self._list("&count=capped")

    def _rest_list_none(self) -> Iterator[Request]:
        return self._list()

    def _rest_list_exact(self) -> Iterator[Request]:
        return self._list("&count=exact")

    def _rest_deep(self) -> Iterator[Request]:
        return self._list(f"&offset={self.facts['deep']}")

    def _rest_item(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["items"]):
            yield Request("GET", f"/work_order/{id}", self.token)

    def _rest_create(self) -> Iterator[Request]:
        for number in itertools.count(1):
            home = self.facts["homes"][number % len(self.facts["homes"])]
            body = {**cases.CREATED, **home, "summary": f"厨房水管漏水 {os.getpid()}-{number}"}
            yield Request.json("POST", "/work_order", self.token, body)

    def _rest_update(self) -> Iterator[Request]:
        for number, id in enumerate(itertools.cycle(self.facts["open"])):
            known = call(self.wsgi, Request("GET", f"/work_order/{id}", self.token))
            headers = {**self.token, "If-Match": known.headers["etag"]}
            body = {"internal_note": f"第 {number} 次备注"}
            yield Request.json("PATCH", f"/work_order/{id}", headers, body)

    def plain(self, case: str, answer: Answer) -> Any:
        data = answer.data()
        if "items" in data:
            return {
                "rows": [
                    [row["id"], row["order_no"], *(row[name]["title"] for name in cases.LABELS)]
                    for row in data["items"]
                ],
                "total": None if data["count"] == 10_001 else data["count"],
            }
        return {name: data[name] for name in ("id", "order_no", "summary", "state")}

    def statements(self, case: str) -> int | None:
        return None


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
