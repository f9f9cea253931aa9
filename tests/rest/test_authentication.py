"""Who may come in: a token, or a session whose writes carry a CSRF token."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.accounts.users import User
from app.runtime.database import Database
from tests.rest.conftest import Api, Shop
from tests.support.people import PASSWORD, People


def test_a_name_and_a_password_give_a_token(client: FlaskClient, people: People) -> None:
    people.user("manager", username="anna")
    answer = client.post("/api/v1/login", json={"username": "anna", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.get_json()["token_type"] == "Bearer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_unknown_disabled_and_wrong_get_one_answer(
    client: FlaskClient, people: People, database: Database
) -> None:
    people.user("manager", username="anna")
    people.user("manager", username="gone")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.username == "gone").values(active=False))
    answers = [
        client.post("/api/v1/login", json={"username": name, "password": password})
        for name, password in (("anna", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD))
    ]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [answer.get_json() for answer in answers]
    for body in bodies:
        del body["request_id"]
    assert bodies[0] == bodies[1] == bodies[2]
    headers = [
        {k: v for k, v in answer.headers.items() if k not in ("X-Request-Id", "Date")}
        for answer in answers
    ]
    assert headers[0] == headers[1] == headers[2]


def test_a_login_that_fails_costs_the_same_for_unknown_and_known(
    client: FlaskClient, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.accounts import passwords

    people.user("manager", username="anna")
    seen: list[str] = []
    verify = passwords._hasher.verify

    def counted(hash: str, password: str) -> bool:
        seen.append(hash.split("$")[3])
        return bool(verify(hash, password))

    monkeypatch.setattr(passwords, "_hasher", _Hasher(counted))
    for name in ("anna", "nobody"):
        client.post("/api/v1/login", json={"username": name, "password": "wrong"})
    assert len(seen) == 2
    assert seen[0] == seen[1]


class _Hasher:
    def __init__(self, verify: Callable[[str, str], bool]) -> None:
        self.verify = verify


def test_a_login_that_is_not_two_texts_names_the_fields(
    client: FlaskClient, subtests: pytest.Subtests
) -> None:
    for body, fields in (
        ({}, ["username", "password"]),
        ({"username": "anna"}, ["password"]),
        ({"username": 1, "password": ["x"]}, ["username", "password"]),
        ({"username": "anna", "password": "x", "provider": "ldap"}, ["provider"]),
    ):
        with subtests.test(fields):
            answer = client.post("/api/v1/login", json=body)
            assert answer.status_code == 422
            assert [error["field"] for error in answer.get_json()["errors"]] == fields


BAD_TOKENS = ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YW5uYTp4", "token"]


def test_a_bad_token_is_refused_even_with_a_good_session(
    login: Callable[..., FlaskClient], subtests: pytest.Subtests
) -> None:
    browser = login("manager")
    assert browser.get("/api/v1/me").status_code == 200
    for authorization in [*BAD_TOKENS, "Bearer " + "a" * 5000]:
        with subtests.test(authorization[:20]):
            answer = browser.get("/api/v1/me", headers={"Authorization": authorization})
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_without_anything_every_address_is_401(client: FlaskClient, database: Database) -> None:
    for method, path in (
        ("GET", "/sale"),
        ("POST", "/sale"),
        ("GET", "/sale/1"),
        ("PATCH", "/sale/1"),
        ("GET", "/nothing"),
        ("GET", "/me"),
        ("GET", "/files/1"),
        ("POST", "/files"),
    ):
        answer = client.open(f"/api/v1{path}", method=method, json={})
        assert answer.status_code == 401, path
        assert answer.mimetype == "application/problem+json"


def test_a_token_ends_after_an_hour(api: Callable[..., Api]) -> None:
    program = api("manager")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=61)):
        assert program.get("/me").status_code == 401


def test_a_token_ends_with_the_password(api: Callable[..., Api], database: Database) -> None:
    from app.runtime.accounts.passwords import hash_password

    program = api("manager")
    with database.begin() as session:
        session.execute(
            sa.update(User)
            .where(User.id == program.user)
            .values(password=hash_password("Another-Horse-8-Battery"))
        )
    assert program.get("/me").status_code == 401


@pytest.mark.database
def test_a_token_ends_when_its_person_is_disabled(
    api: Callable[..., Api], database: Database
) -> None:
    program = api("manager")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == program.user).values(active=False))
    assert program.get("/me").status_code == 401


def test_a_session_reads_but_does_not_write_without_a_csrf_token(
    login: Callable[..., FlaskClient], shop: Shop
) -> None:
    browser = login("manager")
    assert browser.get("/api/v1/store").status_code == 200
    refused = browser.post("/api/v1/store", json={"code": "S9", "name": "New"})
    assert refused.status_code == 403
    assert refused.get_json()["code"] == "csrf"
    assert len(browser.get("/api/v1/store").get_json()["items"]) == 2


def test_a_session_writes_with_its_csrf_token(
    app: Flask, login: Callable[..., FlaskClient], shop: Shop
) -> None:
    from flask import session as flask_session
    from flask_wtf.csrf import generate_csrf

    browser = login("manager")
    with app.test_request_context():
        token = generate_csrf()
        raw = flask_session["csrf_token"]
    with browser.session_transaction() as stored:
        stored["csrf_token"] = raw
    answer = browser.post(
        "/api/v1/store", json={"code": "S9", "name": "New"}, headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 201, answer.text


def test_a_token_writes_without_csrf(api: Callable[..., Api], shop: Shop) -> None:
    assert api("manager").post("/store", {"code": "S9", "name": "New"}).status_code == 201


def test_appbuilders_own_api_is_not_there(client: FlaskClient, database: Database) -> None:
    answer = client.post(
        "/api/v1/security/login",
        json={"username": "x", "password": "y", "provider": "db"},
    )
    assert answer.status_code in (401, 404)
    assert answer.mimetype == "application/problem+json"
