"""Whoever may open a door without a login learns nothing of who is known: the same answer, for the same work.

Every door that takes a form from anybody is listed here; a new one fails the first test until it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.accounts import passwords
from tests.custom.crm.conftest import at, database_url, town, world
from tests.custom.crm.town import Town
from tests.security.conftest import token_of
from tests.support.people import PASSWORD
from tests.web.pages import visit

__all__ = ["at", "database_url", "town", "world"]

DOORS = {
    # Asked for a name or a number: the tests below.
    "/login/", "/portal/login", "/portal/register",
    # Only the holder of a key, whatever the account: tests/accounts.
    "/login/link/<key>", "/portal/survey/<token>",
    # Say nothing about anybody.
    # Clocks, known by serial number, address and key: tests/custom/people/attendance/test_clocks.py. The same answer to every stranger.
    "/iclock/cdata", "/iclock/getrequest", "/iclock/ping", "/iclock/devicecmd", "/iclock/registry",
    "/logout/", "/portal/logout", "/files/", "/language/<language>", "/portal/language/<language>",
    # The wallet of the demo, which is nobody's page; it is not there outside the demo: tests/custom/finance/cash/test_residents.py.
    "/portal/sandbox/<channel>/<number>",
    # Whoever says something without an account, and follows it by a code: tests/custom/feedback/test_pages.py.
    "/portal/say", "/portal/track",
    # Steps of a login that has begun; without one they lead back to its start.
    "/login/code", "/login/enrol", "/login/password",
}  # fmt: skip
SIGNED = ("/api/", "/hooks/")
"""By a token or a key: no page of a person without a login."""
KNOWN = "13900000001"
ON_THE_LIST = "13900000002"
UNKNOWN = "13700000001"
PEOPLE = (KNOWN, ON_THE_LIST, UNKNOWN)
Gather = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def village(town: Town) -> Town:
    """A customer with a login, an owner on the list who is no customer, and nobody."""
    town.resident("王小明", KNOWN)
    town.roster_entry("赵六", ON_THE_LIST, unit=1)
    return town


def test_every_door_without_a_login_is_looked_at(app: Flask, village: Town) -> None:
    found = set()
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.rule.startswith(SIGNED):
            continue
        url = re.sub(r"<[^>]*>", "1", rule.rule)
        visitor = app.test_client()
        answer = visitor.post(url, data={"csrf_token": token_of(visitor)})
        leads_to_login = answer.status_code == 302 and "/login" in answer.location
        if answer.status_code != 403 and not leads_to_login:
            found.add(rule.rule)
    assert found <= DOORS
    assert {"/login/", "/portal/login", "/portal/register"} <= found


def plain(text: str, *typed: str) -> str:
    """An answer without what the visitor typed himself and what differs every time."""
    for one in typed:
        text = text.replace(one, "-")
    text = re.sub(r'(name="(?:csrf_token|token)"[^>]*value=|value=)"[^"]{20,}"', "", text)
    return re.sub(r'"request_id":"[^"]*"', "", text)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time a password is hashed or compared: what takes long."""
    seen: list[str] = []
    for name in ("hash_password", "is_correct"):
        real = getattr(passwords, name)

        def counted(*given: Any, _real: Any = real, _name: str = name) -> Any:
            seen.append(_name)
            return _real(*given)

        monkeypatch.setattr(passwords, name, counted)
    monkeypatch.setattr(
        "app.custom.crm.customers.registration.hash_password", passwords.hash_password
    )
    return seen


def acts(statements: list[str]) -> list[str]:
    """What the database was asked, without values and the columns that are empty."""
    return [" ".join(statement.split()[:3]) for statement in statements]


@pytest.mark.database
@pytest.mark.parametrize("door", ["/login/", "/portal/login", "/api/v1/login"])
def test_a_login_answers_alike_for_customers_owners_and_strangers(
    app: Flask, village: Town, statements: Gather, hashes: list[str], door: str
) -> None:
    answers = []
    for phone in PEOPLE:
        client, given = app.test_client(), {"username": phone, "password": "wrong password"}
        if not door.startswith("/api/"):
            given["csrf_token"] = _token(client, door)
        hashes.clear()
        with statements() as seen:
            more: Any = {"json": given} if door.startswith("/api/") else {"data": given}
            answer = client.post(door, **more)
        answers.append((answer.status_code, plain(answer.text, phone), acts(seen), list(hashes)))
    assert answers[0][0] == 401
    assert answers[0][3] == ["is_correct"]
    assert answers[1:] == answers[:1] * 2


@pytest.fixture
def codes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A gateway that takes every short message: (number, text)."""
    from app.custom.crm.contact import sms

    taken: list[tuple[str, str]] = []

    class Gateway(sms.Gateway):
        def send(self, phone: str, text: str, *, key: str) -> None:
            taken.append((phone, text))

    monkeypatch.setattr(sms, "gateway", lambda: Gateway("https://sms.example", ""))
    monkeypatch.setitem(app.config, "DOUGONG", replace(app.config["DOUGONG"], demo=False))
    return taken


def form(town: Town, phone: str) -> dict[str, str]:
    return {
        "project": str(town.project.id), "building_no": "3", "entrance_no": "2", "room_no": "1502",
        "role": "owner", "name": "王小明", "phone": phone, "password": "Yunxi-3-2-1502",
        "consent_service": "1",
    }  # fmt: skip


def _token(client: FlaskClient, door: str) -> str:
    field = visit(client, door).html.select_one("main form input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def _registering(town: Town, client: FlaskClient, phone: str, **more: str) -> dict[str, str]:
    page = visit(client, "/portal/register").html
    hidden = {
        name: str(page.select_one(f"form input[name={name}]")["value"])  # type: ignore[index]
        for name in ("csrf_token", "token")
    }
    return {**form(town, phone), **hidden, **more}


@pytest.mark.database
def test_a_one_time_code_is_sent_alike_to_whatever_number(
    app: Flask, village: Town, statements: Gather, codes: list[tuple[str, str]]
) -> None:
    answers = []
    for phone in PEOPLE:
        client = app.test_client()
        given = _registering(village, client, phone, _send_code="1")
        with statements() as seen:
            answer = client.post("/portal/register", data=given)
        answers.append((answer.status_code, plain(answer.text, phone, given["token"]), acts(seen)))
    assert answers[0][0] == 200
    assert answers[1:] == answers[:1] * 2
    assert [phone for phone, _text in codes] == list(PEOPLE)
    assert len({re.sub(r"\d{6}", "", text) for _phone, text in codes}) == 1


@pytest.mark.database
def test_a_wrong_code_is_answered_alike_for_whatever_number(
    app: Flask, village: Town, statements: Gather, hashes: list[str], codes: list[tuple[str, str]]
) -> None:
    answers = []
    for phone in PEOPLE:
        client = app.test_client()
        given = _registering(village, client, phone)
        client.post("/portal/register", data={**given, "_send_code": "1"})
        right = re.findall(r"\d{6}", codes[-1][1])[0]
        wrong = "000000" if right != "000000" else "000001"
        answer = client.post("/portal/register", data={**given, "phone_code": wrong})
        answers.append((answer.status_code, plain(answer.text, phone, given["token"])))
    assert answers[0][0] == 422
    assert answers[1:] == answers[:1] * 2


@pytest.mark.database
def test_a_registration_without_a_code_is_answered_alike_for_whatever_number(
    app: Flask, village: Town, hashes: list[str]
) -> None:
    """Where no gateway sends codes: it waits for customer service, whoever's number it is."""
    answers = []
    for phone in PEOPLE:
        client = app.test_client()
        given = _registering(village, client, phone)
        hashes.clear()
        sent = client.post("/portal/register", data=given)
        assert sent.status_code == 302, sent.text
        page = client.get(sent.location)
        answers.append(
            (
                sent.status_code,
                sent.location.replace(given["token"], "-"),
                plain(page.text, phone, given["token"]),
                list(hashes),
            )
        )
    assert answers[0][0] == 302
    assert answers[0][3] == ["hash_password"]
    assert answers[1:] == answers[:1] * 2


@pytest.mark.database
def test_a_forgotten_password_asks_for_no_name_and_a_made_up_link_says_nothing(
    app: Flask, village: Town
) -> None:
    page = visit(app.test_client(), "/login/forgotten")
    assert not page.html.select("main input")
    answers = {
        visit(app.test_client(), f"/login/link/{key}").text for key in (KNOWN, UNKNOWN, PASSWORD)
    }
    assert len(answers) == 1
