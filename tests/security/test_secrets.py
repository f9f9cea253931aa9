"""Passwords, keys, tokens and sensitive values stand in no log, no error and no page, whatever goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.database import Database
from tests.security.conftest import Api, Shop, send
from tests.support.people import PASSWORD, People
from tests.support.worlds import DATA_KEYS, SECRET
from tests.web.pages import visit

pytestmark = pytest.mark.database

CARD = "11010519491231002X"
BANK = "6222021234567890123"
KEY = "quiet otter lantern"
TYPED = "Wrong-Horse-9-Typed"


def in_any_form(text: str) -> set[str]:
    """The secrets that the text holds."""
    secrets = {
        PASSWORD,
        TYPED,
        KEY,
        CARD,
        BANK,
        SECRET,
        *(k.split(":")[1] for k in DATA_KEYS.split(",")),
    }
    return {secret for secret in secrets if secret in text}


def test_nothing_secret_is_logged_or_sent_back(
    api: Callable[..., Api],
    app: Flask,
    client: FlaskClient,
    people: People,
    login: Callable[..., FlaskClient],
    shop: Shop,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    # What the engine says at DEBUG are values of rows; it is silent unless somebody turns it on.
    monkeypatch.setattr(logging.getLogger("sqlalchemy"), "level", logging.WARNING)
    answers: list[Any] = []
    people.user("manager", username="anna")
    for password in (TYPED, PASSWORD + "\0", PASSWORD):
        body = {"username": "anna", "password": password}
        answers.append(client.post("/api/v1/login", json=body))
        answers.append(visit(app.test_client(), "/login/").send(**body).response)
    program = api("manager")
    tag = program.get(f"/article/{shop.article}").headers["ETag"]
    answers.append(
        program.patch(f"/article/{shop.article}", {"token": KEY, "price": "x"}, etag=tag)
    )
    answers.append(program.patch(f"/article/{shop.article}", {"token": KEY}, etag=tag))
    tag = program.get(f"/buyer/{shop.buyer}").headers["ETag"]
    answers.append(program.patch(f"/buyer/{shop.buyer}", {"card": CARD, "level": "huge"}, etag=tag))
    answers.append(program.patch(f"/buyer/{shop.buyer}", {"card": CARD}, etag=tag))
    tag = program.get(f"/clerk/{shop.clerk}").headers["ETag"]
    answers.append(program.patch(f"/clerk/{shop.clerk}", {"bank": BANK}, etag=tag))
    answers += [program.get(f"/{path}") for path in ("buyer", "clerk", "article", f"buyer/{shop.buyer}/history",
                                                     f"clerk/{shop.clerk}/history", f"article/{shop.article}/history")]  # fmt: skip
    browser = people.browser(app, program.user)
    answers += [browser.get(f"/{path}") for path in (f"buyer/show/{shop.buyer}", f"clerk/edit/{shop.clerk}",
                                                     f"article/edit/{shop.article}", f"article/history/{shop.article}")]  # fmt: skip
    administrator = login("sysadmin")
    answers.append(
        send(
            administrator, "/users/add", username="new", first_name="x", email="no", password=TYPED
        )
    )
    answers.append(send(browser, "/me/", current=TYPED, password=PASSWORD, again=PASSWORD))
    assert {200, 302, 401, 422} <= {answer.status_code for answer in answers}
    for answer in answers:
        text = answer.text + str(answer.headers)
        assert in_any_form(text) == set(), answer.request.path
    logged = caplog.text
    assert in_any_form(logged) == set()
    assert program.token not in logged


def test_an_error_of_the_database_names_no_value(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    import sqlalchemy as sa

    with pytest.raises(sa.exc.DBAPIError) as caught, database.begin() as session:
        session.execute(sa.text("SELECT * FROM nowhere WHERE secret = :secret"), {"secret": CARD})
    assert CARD not in str(caught.value)
    assert CARD not in caplog.text


def test_a_bug_while_a_secret_is_written_tells_nobody_the_secret(
    api: Callable[..., Api],
    shop: Shop,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.runtime import records

    def broken(*_arguments: Any, **_named: Any) -> Any:
        raise ZeroDivisionError("a bug")

    program = api("manager")
    tag = program.get(f"/buyer/{shop.buyer}").headers["ETag"]
    monkeypatch.setattr(records, "update", broken)
    answer = program.patch(f"/buyer/{shop.buyer}", {"card": CARD}, etag=tag)
    monkeypatch.undo()
    assert answer.status_code == 500
    assert in_any_form(answer.text + caplog.text) == set()
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text
