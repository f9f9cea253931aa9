"""Every request has an id, one log line and its counts; none of them holds what people typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records, registry
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog, Job
from app.runtime.telemetry import meters
from tests.rest.conftest import Api, api
from tests.sample.models import Article
from tests.serving.conftest import Lines

__all__ = ["api"]  # fixture

pytestmark = pytest.mark.database


def test_a_page_takes_a_plain_request_id_and_gives_another_one_a_new_one(
    client: FlaskClient,
) -> None:
    given = client.get("/login/", headers={"X-Request-Id": "order-4711.a"})
    assert given.headers["X-Request-Id"] == "order-4711.a"
    for bad in ("short", "x" * 65, 'a"b}{c<script>', ""):
        made = client.get("/login/", headers={"X-Request-Id": bad}).headers["X-Request-Id"]
        assert len(made) == 32
        assert made.isalnum()


@pytest.mark.parametrize(
    "path", ["/login/", "/nowhere", "/api/v1/nowhere", "/static/no.css", "/me/"]
)
def test_every_answer_carries_one_request_id(client: FlaskClient, path: str) -> None:
    assert len(client.get(path).headers.getlist("X-Request-Id")) == 1


def test_the_log_line_of_a_request_says_who_by_number_and_what_by_template(
    api: Callable[..., Api], lines: Lines
) -> None:
    manager = api("manager")
    made = manager.post("/article", {"name": "王小明的灯", "price": "1.00"}).get_json()
    before = len(lines())
    answer = manager.get(
        f"/article/{made['id']}?fields=name", headers={"X-Request-Id": "look-0001"}
    )
    assert answer.status_code == 200
    (line,) = lines()[before:]
    assert line["ms"] > 0
    assert line["sql"] >= 1
    assert line["time"].endswith("Z")
    assert {key: line[key] for key in ("level", "logger", "request_id", "user_id", "route")} == {
        "level": "info",
        "logger": "dougong.access",
        "request_id": "look-0001",
        "user_id": manager.user,
        "route": "/api/v1/<resource>/<record>",
    }
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["message"] == "GET /api/v1/<resource>/<record>"


def test_no_log_line_holds_a_value_a_name_a_token_or_an_address(
    api: Callable[..., Api], client: FlaskClient, lines: Lines
) -> None:
    manager = api("manager", user=None)
    manager.post("/article", {"name": "不可外传", "price": "1.00"})
    manager.get("/article?name__contains=不可外传&search=geheim")
    client.post("/login/?next=/geheim", data={"username": "geheim", "password": "geheim-geheim"})
    client.get("/geheim/13800138000?geheim=1")
    told = str(lines())
    assert len(lines()) >= 5
    for secret in ("不可外传", "geheim", "manager1", manager.token, "127.0.0.1", "13800138000"):
        assert secret not in told


def test_pages_of_all_entities_have_one_route_and_what_people_try_has_one(
    login: Callable[..., FlaskClient], lines: Lines
) -> None:
    browser = login("manager")
    for path in ("/article/list/", "/store/list/", "/no/such/page", "/nor/this"):
        browser.get(path)
    routes = [line["route"] for line in lines() if line["logger"] == "dougong.access"]
    assert routes == ["/<entity>/list/", "/<entity>/list/", "unmatched", "unmatched"]


def _labels() -> set[tuple[tuple[str, str], ...]]:
    found = [sample.labels for metric in meters.OWN.collect() for sample in metric.samples]
    return {tuple(sorted(labels.items())) for labels in found}


def test_the_labels_of_the_counts_are_bounded(app: Flask, client: FlaskClient) -> None:
    for counter in (meters.REQUESTS, meters.REQUEST_SECONDS, meters.REQUEST_STATEMENTS):
        # What other tests of this process asked for is forgotten.
        counter.clear()
    for method in ("BREW", "PROPFIND"):
        client.open("/login/", method=method)
    for path in ("/no/such/page/4711", "/article/show/4711", "/api/v1/article/4711?search=x"):
        client.get(path)
    known = {rule.rule for rule in app.url_map.iter_rules()}
    names = {entry.entity.__tablename__ for entry in registry.current().entities()}
    found = [dict(labels) for labels in _labels() if "route" in dict(labels)]
    assert len({labels["route"] for labels in found}) == 3
    for labels in found:
        assert labels.keys() <= {"method", "route", "status", "le"}
        assert labels.get("method", "other") in {*meters._METHODS, "other"}
        route = labels["route"]
        assert route == "unmatched" or route in known or route.startswith("/<entity>/")
        assert not set(route.split("/")) & names


def test_a_request_counts_itself_its_time_and_its_statements(client: FlaskClient) -> None:
    def counted(name: str, **labels: str) -> float:
        return meters.OWN.get_sample_value(name, labels) or 0.0

    page = {"method": "GET", "route": "/api/v1/me"}
    names = ("dougong_http_requests_total", "dougong_http_request_seconds_count")
    at_work = counted("dougong_http_requests_in_flight")
    before = [counted(names[0], **page, status="401"), counted(names[1], **page)]
    client.get("/api/v1/me")
    after = [counted(names[0], **page, status="401"), counted(names[1], **page)]
    assert [now - then for then, now in zip(before, after, strict=True)] == [1, 1]
    assert counted("dougong_http_requests_in_flight") == at_work


def test_an_answer_that_breaks_is_logged_and_counted_as_an_error(
    app: Flask, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Any:
        raise ValueError("telephone 13800138000 of wang@example.com")

    monkeypatch.setitem(app.view_functions, "rest.me", fail)
    answer = app.test_client().get("/api/v1/me", headers={"X-Request-Id": "broken-01"})
    assert answer.status_code == 500
    access = next(line for line in lines() if line["logger"] == "dougong.access")
    error = next(line for line in lines() if line["level"] == "error")
    assert (access["status"], access["request_id"], error["request_id"]) == (
        500,
        *["broken-01"] * 2,
    )
    assert "ValueError" in error["exc_info"]
    assert "13800138000" not in str(lines())
    assert "wang@" not in str(lines())


def test_a_job_carries_the_request_that_asked_for_it_to_its_log_and_its_audit_rows(
    ctx: Context, database: Database, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime import jobs
    from app.runtime.jobs import declare

    monkeypatch.setattr(declare, "_declared", {})

    @jobs.job("test.rename")
    def rename(ctx: Context, *, called: str) -> None:
        records.create(ctx, Article, {"name": called, "price": "1.00"})
        if called == "first":
            ctx.enqueue("test.rename", called="second")

    ctx.request_id = "asked-0001"
    with records.writing(ctx):
        ctx.enqueue("test.rename", called="first")
    assert jobs.run_due() == 2
    done = [line for line in lines() if line["logger"] == "dougong.jobs"]
    assert [(line["job"], line["request_id"], line["attempt"]) for line in done] == [
        ("test.rename", "asked-0001", 1)
    ] * 2
    assert len({line["job_id"] for line in done}) == 2
    with database.read_session() as session:
        written = session.scalars(
            sa.select(AuditLog.request_id).where(AuditLog.entity == Article.__tablename__)
        ).all()
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 2
    assert written == ["asked-0001"] * 2
