"""Flask-AppBuilder as its guide has it. Its search leaves relations out, which spares it whole tables as options."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask, g
from flask_appbuilder import AppBuilder, Model, ModelRestApi, ModelView
from flask_appbuilder.models.sqla.base import SQLA
from flask_appbuilder.models.sqla.filters import BaseFilter
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_jwt_extended import create_access_token
from flask_login import login_user

from benchmarks import cases
from benchmarks.peers import tables
from benchmarks.request import Answer, Request, call

ROW = re.compile(rb"/orders/show/(\d+)")
models = tables.define(Model)
WorkOrder = models["WorkOrder"]
COLUMNS = [
    "order_no", "summary", "project", "unit", "category", "priority", "state", "assignee_name", "sla_state",
    "resolve_due", "created_at",
]  # fmt: skip
NAMES = [
    f"{name}.{'full_no' if name == 'unit' else 'code' if name == 'policy' else 'name'}"
    for name in tables.NAMED
]
PLAIN = [
    name for name in (*tables.TEXTS, *tables.LONG, *tables.MOMENTS, *tables.NUMBERS) if name != "deleted_at"
]  # fmt: skip
WRITTEN = [
    "summary", "source", "priority", "contact_name", "contact_phone", "description", "internal_note", "unit", "project",
    "category",
]  # fmt: skip


class Mine(BaseFilter):
    name = "mine"
    arg_name = "mine"

    def apply(self, query: Any, _value: Any) -> Any:
        return query.filter(tables.mine(models, g.user.id))


class Orders(ModelView):
    route_base = "/orders"
    datamodel = SQLAInterface(WorkOrder)
    base_filters = [["id", Mine, None]]
    base_order = ("created_at", "desc")
    list_columns = COLUMNS
    search_columns = [name for name in COLUMNS if name not in tables.NAMED]
    show_columns = [*PLAIN, *tables.NAMED]
    edit_columns = [*WRITTEN, "result", "cause"]
    add_columns = WRITTEN
    page_size = cases.PAGE
    # Its forms offer every row of a related table; see docs/benchmarks.md.


class OrdersApi(ModelRestApi):
    resource_name = "work_order"
    datamodel = SQLAInterface(WorkOrder)
    base_filters = [["id", Mine, None]]
    list_columns = [
        "id",
        "version",
        *cases.FIELDS,
        "project.id",
        "project.name",
        "category.id",
        "category.name",
    ]
    search_columns = ["state", "priority", "resolve_due"]
    show_columns = ["id", *PLAIN, *NAMES]
    add_columns = WRITTEN
    edit_columns = WRITTEN
    page_size = cases.PAGE
    list_select_columns = list_columns

    def pre_add(self, item: Any) -> None:
        item.state, item.version, item.created_by_id = "new", 1, g.user.id
        item.created_at = item.updated_at = dt.datetime.now(dt.UTC)

    def pre_update(self, item: Any) -> None:
        item.version += 1
        item.updated_at, item.updated_by_id = dt.datetime.now(dt.UTC), g.user.id


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        app = Flask(__name__)
        app.config.update(
            SECRET_KEY="only-for-the-benchmark-only-for-the-benchmark",
            SQLALCHEMY_DATABASE_URI=facts["database"],
            SQLALCHEMY_TRACK_MODIFICATIONS=False,
            FAB_CREATE_DB=False,
            FAB_ADD_SECURITY_VIEWS=False,
            BABEL_DEFAULT_LOCALE="zh",
            LANGUAGES={"zh": {"flag": "cn", "name": "Chinese"}},
            WTF_CSRF_ENABLED=True,
        )
        self.db = SQLA(app)
        with app.app_context():
            # Two roles that it wants to be there; the application's migrations made its tables without them.
            for name in ("Admin", "Public"):
                missing = sa.text(
                    "INSERT INTO ab_role (name) SELECT :name WHERE NOT EXISTS"
                    " (SELECT 1 FROM ab_role WHERE name = :same)"
                )
                self.db.session.execute(missing, {"name": name, "same": name})
            self.db.session.commit()
            appbuilder = AppBuilder(app, self.db.session)
            appbuilder.add_view(Orders, "Orders")
            appbuilder.add_api(OrdersApi)
            manager = appbuilder.sm
            user = manager.get_user_by_id(facts["user"])
            role = manager.add_role("benchmark clerk")
            for view in ("Orders", "OrdersApi"):
                for one in manager.find_permissions_view_menu(manager.find_view_menu(view)):
                    manager.add_permission_role(role, one)
            if role not in user.roles:
                user.roles.append(role)
            self.db.session.commit()
            token = create_access_token(
                str(user.id), expires_delta=dt.timedelta(days=1), fresh=True
            )
            self.token = {"Authorization": f"Bearer {token}"}
        with app.test_request_context():
            login_user(manager.get_user_by_id(facts["user"]))
            from flask import session

            serializer = app.session_interface.get_signing_serializer(app)
            assert serializer is not None
            self.cookie = {"Cookie": f"session={serializer.dumps(dict(session))}"}
        self.app = self.wsgi = app

    def cases(self) -> list[str]:
        return [
            "rest.list", "rest.list.exact", "rest.deep", "rest.item", "rest.create", "rest.update", "html.list",
            "html.record", "html.edit",
        ]  # fmt: skip

    def requests(self, case: str) -> Iterator[Request]:
        made: Iterator[Request] = getattr(self, f"_{case.replace('.', '_')}")()
        return made

    def _list(self, page: int = 0) -> Iterator[Request]:
        asked = {
            "filters": [
                {"col": name, "opr": "eq", "value": value} for name, value in cases.FILTER.items()
            ],
            "order_column": "resolve_due",
            "order_direction": "desc",
            "page": page,
            "page_size": cases.PAGE,
        }
        path = f"/api/v1/work_order/?q={quote(json.dumps(asked))}"
        return itertools.repeat(Request("GET", path, self.token))

    def _rest_list(self) -> Iterator[Request]:
        return self._list()

    _rest_list_exact = _rest_list

    def _rest_deep(self) -> Iterator[Request]:
        return self._list(self.facts["deep"] // cases.PAGE)

    def _rest_item(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["items"]):
            yield Request("GET", f"/api/v1/work_order/{id}", self.token)

    def _rest_create(self) -> Iterator[Request]:
        for number in itertools.count(1):
            home = self.facts["homes"][number % len(self.facts["homes"])]
            body = {**cases.CREATED, **home, "summary": f"厨房水管漏水 {os.getpid()}-{number}"}
            yield Request.json("POST", "/api/v1/work_order/", self.token, body)

    def _rest_update(self) -> Iterator[Request]:
        for number, id in enumerate(itertools.cycle(self.facts["open"])):
            body = {"internal_note": f"第 {number} 次备注"}
            yield Request.json("PUT", f"/api/v1/work_order/{id}", self.token, body)

    def _html_list(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", "/orders/list/", self.cookie))

    def _html_record(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/orders/show/{id}", self.cookie)

    def _html_edit(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/orders/edit/{id}", self.cookie)

    def plain(self, case: str, answer: Answer) -> Any:
        if case == "html.list":
            return list(dict.fromkeys(map(int, ROW.findall(answer.body))))
        if case in ("rest.item",):
            data = answer.data()
            return {
                "id": data["id"],
                **{n: data["result"][n] for n in ("order_no", "summary", "state")},
            }
        if case.startswith("rest.list"):
            data = answer.data()
            rows = [
                [row["id"], row["order_no"], *(row[name]["name"] for name in cases.LABELS)]
                for row in data["result"]
            ]
            return {"rows": rows, "total": data["count"]}
        return None

    def statements(self, case: str) -> int | None:
        from sqlalchemy import event

        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        with self.app.app_context():
            engine = self.db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            call(self.wsgi, next(self.requests(case)))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
