"""Flask-Admin as its guide has it, with refs that are asked for as one types."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy

from benchmarks import cases
from benchmarks.peers import tables
from benchmarks.request import Answer, Request, call

ROW = re.compile(rb"/admin/workorder/details/\?id=(\d+)")
db = SQLAlchemy()
models = tables.define(db.Model)
COLUMNS = (
    "order_no", "summary", "project", "unit", "category", "priority", "state", "assignee_name", "sla_state",
    "resolve_due", "created_at",
)  # fmt: skip


class Person(UserMixin):
    def __init__(self, id: int) -> None:
        self.id = id


class Orders(ModelView):
    can_view_details = True
    can_set_page_size = False
    page_size = cases.PAGE
    column_list = COLUMNS
    column_default_sort = [("created_at", True), ("id", True)]
    column_filters = ("state", "priority", "sla_state", "source", "assignee_name", "chargeable")
    column_searchable_list = ("order_no", "summary")
    column_auto_select_related = True
    form_excluded_columns = (
        "created_at",
        "updated_at",
        "deleted_at",
        "version",
        "created_by_id",
        "updated_by_id",
    )
    form_ajax_refs = {
        name: {
            "fields": ("full_no",)
            if name == "unit"
            else ("code",)
            if name == "policy"
            else ("name",)
        }
        for name in tables.NAMED
    }

    def is_accessible(self) -> bool:
        return bool(current_user.is_authenticated)

    def get_query(self) -> Any:
        return super().get_query().filter(tables.mine(models, current_user.id))

    def get_count_query(self) -> Any:
        return super().get_count_query().filter(tables.mine(models, current_user.id))


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        app = Flask(__name__)
        app.config.update(
            SECRET_KEY="only-for-the-benchmark-only-for-the-benchmark",
            SQLALCHEMY_DATABASE_URI=facts["database"],
        )
        db.init_app(app)
        manager = LoginManager(app)
        manager.user_loader(lambda id: Person(int(id)))
        admin = Admin(app, name="orders")
        admin.add_view(Orders(models["WorkOrder"], db))
        with app.test_request_context():
            login_user(Person(facts["user"]))
            from flask import session

            serializer = app.session_interface.get_signing_serializer(app)
            assert serializer is not None
            self.cookie = {"Cookie": f"session={serializer.dumps(dict(session))}"}
        self.app = self.wsgi = app

    def cases(self) -> list[str]:
        return ["html.list", "html.record", "html.edit"]

    def requests(self, case: str) -> Iterator[Request]:
        made: Iterator[Request] = getattr(self, f"_{case.replace('.', '_')}")()
        return made

    def _html_list(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", "/admin/workorder/", self.cookie))

    def _html_record(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/admin/workorder/details/?id={id}", self.cookie)

    def _html_edit(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/admin/workorder/edit/?id={id}", self.cookie)

    def plain(self, case: str, answer: Answer) -> Any:
        if case == "html.list":
            return list(dict.fromkeys(map(int, ROW.findall(answer.body))))
        return None

    def statements(self, case: str) -> int | None:
        from sqlalchemy import event

        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            call(self.wsgi, next(self.requests(case)))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
