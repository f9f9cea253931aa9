"""People who log in, over HTTP, by every way that there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.runtime.accounts import second_factor, settings
from app.runtime.accounts.settings import Rules
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.support.people import PASSWORD, People
from tests.web.pages import Page, visit

OTHER = "Another-Horse-9-Pasture"
"""A password that every policy takes."""

Way = Callable[..., TestResponse]


@pytest.fixture
def rules() -> Iterator[Callable[..., Rules]]:
    """`rules(dengbao=True)`: other settings for this test."""
    before = settings.current()

    def change(**changes: Any) -> Rules:
        settings.use(replace(settings.current(), **changes))
        return settings.current()

    yield change
    settings.use(before)


def by_screen(client: FlaskClient, username: str, password: str, **more: Any) -> TestResponse:
    return visit(client, "/login/").send(username=username, password=password).response


def by_portal(client: FlaskClient, username: str, password: str, **more: Any) -> TestResponse:
    form = visit(client, "/portal/login").html.select_one("main form")
    assert form is not None
    token = str(form.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]
    data = {"csrf_token": token, "username": username, "password": password}
    return client.post("/portal/login", data=data)


def by_rest(client: FlaskClient, username: str, password: str, **more: Any) -> TestResponse:
    return client.post("/api/v1/login", json={"username": username, "password": password, **more})


WAYS: dict[str, Way] = {"screen": by_screen, "portal": by_portal, "rest": by_rest}


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> Way:
    """Every way to log in with a name and a password."""
    return WAYS[request.param]


def is_in(client: FlaskClient) -> bool:
    """Whether this browser is logged in."""
    return client.get("/me/", buffered=True).status_code == 200


def audited(database: Database, *actions: str) -> list[AuditLog]:
    """The rows of the audit log, of these actions only when any are named."""
    with database.read_session() as session:
        statement = sa.select(AuditLog).order_by(AuditLog.id)
        if actions:
            statement = statement.where(AuditLog.action.in_(actions))
        return list(session.scalars(statement))


def later(**much: float) -> AbstractContextManager[Any]:
    """`with later(minutes=16):`"""
    return time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(**much), tick=False)


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret).at(dt.datetime.now(dt.UTC))


@pytest.fixture
def with_second_factor(people: People, database: Database) -> Callable[..., tuple[int, str]]:
    """`user, secret = with_second_factor("manager", username="anna")`: the code of ten minutes ago was the last one."""

    def make(*roles: str, username: str) -> tuple[int, str]:
        user, secret = people.user(*roles, username=username), pyotp.random_base32()
        with later(minutes=-10), database.begin() as session:
            assert second_factor.turn_on(session, user, secret, code_of(secret))
        return user, secret

    return make


@pytest.fixture
def log_in(app: Flask) -> Callable[..., FlaskClient]:
    """`log_in("anna")`: a browser in which that person has typed name and password."""

    def make(username: str, password: str = PASSWORD) -> FlaskClient:
        client = app.test_client()
        answer = by_screen(client, username, password)
        assert answer.status_code == 302, answer.text
        return client

    return make


def press(client: FlaskClient, url: str, what: str, password: str = PASSWORD) -> Page:
    """A button of the administrator's page about somebody's access, with his own password."""
    page = visit(client, url)
    token = str(page.html.select_one("main input[name=csrf_token]")["value"])  # type: ignore[index]
    return Page(
        client, client.post(url, data={"csrf_token": token, "what": what, "current": password})
    )
