"""Dougong as it is served: the real application, every hook installed, a person with two roles and a row rule."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import event

from app.config import Config
from app.factory import create_app
from app.generated.work_order import WorkOrder, work_order_hooks
from app.rest.protocol.authentication import new_token
from app.runtime import database
from app.runtime.accounts import person, sessions
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.web.accounts import visits
from benchmarks import cases
from benchmarks.request import Answer, Request, call

LIST = {**cases.FILTER, "sort": f"-{cases.SORT}", "limit": str(cases.PAGE)}
FIELDS = ",".join([*cases.FIELDS, *cases.LABELS])
NUMBER = re.compile(rb"/work_order/show/(\d+)")


@work_order_hooks.check
def check(order: WorkOrder, ctx: Context) -> None:
    """Reads, as checks do."""
    if not order.summary.strip():
        raise RuleViolation("摘要不能为空 / The summary says nothing.", field="summary")


@work_order_hooks.on_create
def on_create(order: WorkOrder, ctx: Context) -> None:
    """Sets a field of the stored record, as most hooks do."""
    order.internal_note = f"by {ctx.person_id}"


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        os.environ |= {"DATABASE_URL": facts["database"], "DOUGONG_DATA": facts["data"]}
        self.facts = facts
        self.app = create_app(Config.from_environment())
        self.wsgi = self.app
        self._opened = ExitStack()
        self._numbers = itertools.count(1)
        who = person.load(facts["user"])
        assert who is not None
        with self.app.app_context():
            self.token = {
                "Authorization": f"Bearer {new_token(who.id)}",
                "Accept-Language": "zh-CN,zh;q=0.9",
            }
            with database.current().begin() as session:
                place = sessions.Place("127.0.0.1", "benchmark")
                key = sessions.start(session, who, sessions.OPEN, place)
            self.cookie = {
                "Cookie": f"{visits.name(visits.NAME)}={key}",
                "Accept-Language": "zh-CN,zh;q=0.9",
            }

    def cases(self) -> list[str]:
        return [case.name for case in cases.CASES]

    def enter(self, case: str) -> None:
        """Plain records are made with two hooks of no consequence in place of the application's many."""
        self._opened.close()
        mine = (check, on_create)
        own = [hook.function for hook in work_order_hooks.all() if hook.function not in mine]
        chosen = mine if case == "rest.create" else own
        self._opened.enter_context(work_order_hooks.only(*chosen))

    def requests(self, case: str) -> Iterator[Request]:
        made: Iterator[Request] = getattr(self, f"_{case.replace('.', '_')}")()
        return made

    # -- REST ------------------------------------------------------------------------------------

    def _list(self, **more: str) -> str:
        return f"/api/v1/work_order?{urlencode({**LIST, 'fields': FIELDS, **more})}"

    def _rest_list(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", self._list(), self.token))

    def _rest_list_none(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", self._list(count="none"), self.token))

    def _rest_list_exact(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", self._list(count="exact"), self.token))

    def _rest_deep(self) -> Iterator[Request]:
        """Walk there page by page once; then ask for the page behind that row."""
        cursor, left = "", self.facts["deep"]
        while left:
            step = min(200, left)
            more = {"cursor": cursor} if cursor else {}
            path = self._list(count="none", **{**more, "limit": str(step)})
            cursor = call(self.wsgi, Request("GET", path, self.token)).data()["next"]
            left -= step
        return itertools.repeat(Request("GET", self._list(count="none", cursor=cursor), self.token))

    def _rest_item(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["items"]):
            yield Request("GET", f"/api/v1/work_order/{id}", self.token)

    def _rest_create(self) -> Iterator[Request]:
        for number in self._numbers:
            home = self.facts["homes"][number % len(self.facts["homes"])]
            body = {**cases.CREATED, **home, "summary": f"厨房水管漏水 {os.getpid()}-{number}"}
            headers = {**self.token, "Idempotency-Key": f"create-{os.getpid()}-{number}"}
            yield Request.json("POST", "/api/v1/work_order", headers, body)

    def _rest_update(self) -> Iterator[Request]:
        for number, id in zip(self._numbers, itertools.cycle(self.facts["open"]), strict=False):
            path = f"/api/v1/work_order/{id}"
            known = call(self.wsgi, Request("GET", f"{path}?fields=version", self.token))
            headers = {
                **self.token,
                "If-Match": known.headers["etag"],
                "Idempotency-Key": f"update-{os.getpid()}-{number}",
            }
            yield Request.json("PATCH", path, headers, {"internal_note": f"第 {number} 次备注"})

    _rest_create_order = _rest_create

    # -- pages -----------------------------------------------------------------------------------

    def _html_list(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", "/work_order/list/", self.cookie))

    def _html_record(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/work_order/show/{id}", self.cookie)

    def _html_edit(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/work_order/edit/{id}", self.cookie)

    # -- answers ---------------------------------------------------------------------------------

    def plain(self, case: str, answer: Answer) -> Any:
        if case == "html.list":
            return list(dict.fromkeys(map(int, NUMBER.findall(answer.body))))
        if not case.startswith("rest."):
            return None
        data = answer.data()
        if "items" in data:
            return {
                "rows": [
                    [row["id"], row["order_no"], *(row[name]["title"] for name in cases.LABELS)]
                    for row in data["items"]
                ],
                "total": data["count"] if data["count_kind"] == "exact" else None,
            }
        return {name: data[name] for name in ("id", "order_no", "summary", "state")}

    def statements(self, case: str) -> int | None:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                seen.append(statement)

        request = next(self.requests(case))
        engines = database.current().engines
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            call(self.wsgi, request)
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)
        return len(seen)


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
