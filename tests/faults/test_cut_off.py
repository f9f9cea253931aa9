"""PostgreSQL cuts the connections, or is gone for a while: told as such, never written twice, back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.faults.away import Away, away
from tests.faults.conftest import value
from tests.sample.models import Sale
from tests.support.people import PASSWORD
from tests.support.worlds import SAMPLE, settings


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Away]:
    with away(tmp_path_factory.mktemp("away")) as made:
        yield made


@pytest.fixture
def flask(cut_off: Away, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    from app.runtime import database

    app = SAMPLE.flask(settings(cut_off.url, tmp_path_factory.mktemp("data")))
    SAMPLE.activate()
    database.activate(cut_off.database)
    return app


@pytest.fixture
def client(flask: Flask) -> FlaskClient:
    return flask.test_client(use_cookies=False)


@pytest.fixture
def token(client: FlaskClient) -> dict[str, str]:
    answer = client.post("/api/v1/login", json={"username": "manager", "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.get_json()['access_token']}"}


@pytest.fixture
def browser(flask: Flask, cut_off: Away) -> FlaskClient:
    return cut_off.people.browser(flask, cut_off.people.user("manager"))


@contextmanager
def cut_at(cut_off: Away, words: str) -> Iterator[list[str]]:
    """Cut all connections in the moment before the first statement with these words; the statements so cut."""
    met: list[str] = []

    def act(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not met and words in statement:
            met.append(statement)
            cut_off.cut()

    engine = cut_off.database.writer
    sa.event.listen(engine, "before_cursor_execute", act)
    try:
        yield met
    finally:
        sa.event.remove(engine, "before_cursor_execute", act)


def _sell(client: FlaskClient, cut_off: Away, token: dict[str, str], key: str) -> TestResponse:
    return client.post(
        "/api/v1/sale",
        json={"store": cut_off.store, "summary": key},
        headers={**token, "Idempotency-Key": key},
    )


def _stored(cut_off: Away, key: str) -> int:
    return int(
        value(
            cut_off.database,
            sa.select(sa.func.count()).select_from(Sale).where(Sale.summary == key),
        )
    )


def test_connections_cut_between_requests_are_not_noticed(
    cut_off: Away, client: FlaskClient, token: dict[str, str], browser: FlaskClient
) -> None:
    assert cut_off.cut() > 0
    assert client.get("/api/v1/sale", headers=token).status_code == 200
    cut_off.cut()
    assert browser.get("/sale/list/").status_code == 200
    cut_off.cut()
    assert _sell(client, cut_off, token, "between").status_code == 201


@pytest.mark.parametrize("words", ["FROM ab_user", "FROM sale"])
def test_a_read_that_is_cut_is_read_again(
    cut_off: Away, client: FlaskClient, token: dict[str, str], browser: FlaskClient, words: str
) -> None:
    with cut_at(cut_off, words) as met:
        answer = client.get("/api/v1/sale", headers=token)
    assert (met != [], answer.status_code) == (True, 200)
    with cut_at(cut_off, words) as met:
        page = browser.get("/sale/list/")
    assert (met != [], page.status_code) == (True, 200)


@pytest.mark.parametrize("words", ["INSERT INTO sale ", "INSERT INTO sys_audit_log"])
def test_a_write_that_is_cut_is_not_sent_again_by_us_and_leaves_nothing(
    cut_off: Away, client: FlaskClient, token: dict[str, str], words: str
) -> None:
    key = f"cut at {words}".strip()
    with cut_at(cut_off, words) as met:
        answer = _sell(client, cut_off, token, key)
    assert met != []
    assert answer.status_code == 503
    assert answer.content_type.startswith("application/problem+json")
    assert answer.headers["Retry-After"] == "5"
    assert "not known" in answer.get_json()["detail"] or "无法确认" in answer.get_json()["detail"]
    assert _stored(cut_off, key) == 0
    assert _sell(client, cut_off, token, key).status_code == 201
    assert _stored(cut_off, key) == 1


def test_without_a_database_every_door_says_so_and_opens_again_by_itself(
    cut_off: Away, client: FlaskClient, token: dict[str, str], browser: FlaskClient
) -> None:
    paths = ["/sale/list/", "/portal/login", "/login/", "/"]
    cut_off.server.halt()
    try:
        api = client.get("/api/v1/sale", headers=token)
        pages = {path: browser.get(path) for path in paths}
        health = client.get("/health")
    finally:
        cut_off.server.again()
    assert (api.status_code, api.headers["Retry-After"]) == (503, "5")
    assert api.content_type.startswith("application/problem+json")
    for path, page in pages.items():
        assert page.status_code == 503, path
        assert page.headers["Retry-After"] == "5"
        assert "数据库暂时不可用" in page.text
        assert "The database is not available" in page.text
    assert health.status_code == 503
    assert client.get("/api/v1/sale", headers=token).status_code == 200
    assert browser.get("/sale/list/").status_code == 200
    assert client.get("/health").status_code in (200, 503)
    assert _sell(client, cut_off, token, "afterwards").status_code == 201
