"""Only what was refused before anything was written is handed back to the proxy, and to nobody but the proxy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import Client

from app.cli.migrations import head
from app.runtime import database as module
from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.serving import carried
from app.serving.gate import Gate
from tests.rest.conftest import Api, api
from tests.sample.models import Article
from tests.support.people import PASSWORD
from tests.web.pages import Page

__all__ = ["api"]  # fixture

pytestmark = pytest.mark.database
PROXY = {"X-Carries-Refused": "1"}
LAMP = {"name": "Lamp", "price": "1.00"}


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "PAUSE_SECONDS", 0)


@pytest.fixture
def upgraded(database: Database, migrated: Callable[[str | None], None]) -> Callable[[], None]:
    """`upgraded()`: the database is migrated under the process, which served until now."""
    database.note_revision()
    return lambda: migrated("9999")


def test_a_refused_write_is_425_for_the_proxy_and_503_for_everybody_else(
    api: Callable[..., Api], upgraded: Callable[[], None], database: Database
) -> None:
    manager = api("manager")
    upgraded()
    plain, proxied = (manager.post("/article", LAMP, headers=given) for given in ({}, PROXY))
    assert (plain.status_code, plain.get_json()["code"]) == (503, "upgraded")
    assert (proxied.status_code, proxied.get_json()["code"]) == (425, "upgraded")
    assert proxied.headers["Retry-After"] == "5"
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Article)) == 0


def test_a_page_that_is_sent_is_carried_too(
    login: Callable[..., FlaskClient], upgraded: Callable[[], None]
) -> None:
    browser = login("manager")
    form = dict(Page(browser, browser.get("/article/add")).values()) | LAMP
    upgraded()
    assert browser.post("/article/add", data=form, headers=PROXY).status_code == 425
    shown = browser.post("/article/add", data=form)
    assert shown.status_code != 425
    assert 'value="Lamp"' in shown.text


def test_a_login_is_carried_though_its_attempt_was_counted(
    login: Callable[..., FlaskClient], client: FlaskClient, upgraded: Callable[[], None]
) -> None:
    login("manager", username="li")
    form = dict(Page(client, client.get("/login/")).values())
    form |= {"username": "li", "password": PASSWORD}
    upgraded()
    assert client.post("/login/", data=form, headers=PROXY).status_code == 425


def test_a_write_that_has_committed_something_is_never_carried(
    api: Callable[..., Api], upgraded: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first transaction is in, the second comes too late: sent again, the first would be there twice."""
    manager = api("manager")
    create = records.create

    def twice(
        ctx: Context, entity: type[Article], values: dict[str, str], **given: object
    ) -> Article:
        create(ctx, entity, values)
        upgraded()
        return create(ctx, entity, values | {"name": "Second"}, **given)

    monkeypatch.setattr(records, "create", twice)
    answer = manager.post("/article", LAMP, headers=PROXY)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "upgraded")


def test_old_code_that_stumbles_over_new_rows_is_no_bug_for_the_proxy(
    api: Callable[..., Api], upgraded: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = api("manager")

    def stumble() -> None:
        raise LookupError("urgent")

    monkeypatch.setitem(manager.client.application.view_functions, "rest.me", stumble)
    assert manager.get("/me", headers=PROXY).status_code == 500
    upgraded()
    assert manager.get("/me", headers=PROXY).status_code == 425
    assert manager.get("/me").status_code == 500


def test_a_database_that_went_away_is_never_carried(
    api: Callable[..., Api], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = api("manager")

    def cut(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("", {}, Exception("cut"))

    monkeypatch.setattr(records, "create", cut)
    assert manager.post("/article", LAMP, headers=PROXY).status_code == 503


def test_new_code_waits_for_its_migration_and_serves_from_then_on(
    database: Database, migrated: Callable[[str | None], None]
) -> None:
    migrated("0001")
    begun: list[object] = []
    gate = Gate(lambda: _hello, head=head, begin=begun.append, token="")
    client = Client(gate)
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "not migrated"})
    page, rest = client.get("/"), client.get("/api/v1/me", headers={"Accept-Language": "en"})
    assert page.status_code == rest.status_code == 503
    assert "系统正在升级" in page.text
    assert "upgraded" in page.text
    assert (rest.json or {})["code"] == "not_migrated"
    assert rest.headers["X-Request-Id"] == (rest.json or {})["request_id"]
    assert client.post("/", headers=PROXY).status_code == 425
    assert begun == []
    migrated(None)
    assert client.get("/health/ready").status_code == 200
    assert client.get("/").text == "hello"
    assert begun == [_hello]
    assert module.current().revision == head()


def test_an_application_that_the_old_database_cannot_carry_is_built_after_the_migration(
    database: Database, migrated: Callable[[str | None], None]
) -> None:
    migrated("0001")
    built: list[int] = []

    def build() -> object:
        built.append(1)
        if len(built) == 1:
            raise sa.exc.ProgrammingError("", {}, Exception("no such column"))
        return _hello

    client = Client(Gate(build, head=head, begin=lambda app: None, token=""))  # type: ignore[arg-type]
    assert client.get("/").status_code == 503
    migrated(None)
    assert client.get("/").text == "hello"
    assert len(built) == 2


def _hello(environ: object, start_response: Callable[..., object]) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]
