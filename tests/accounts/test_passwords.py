"""Which passwords are taken, who chooses them, and how they are kept."""

from __future__ import annotations

from typing import Any

import argon2
import pytest
import sqlalchemy as sa
from flask import Flask

from app.config import DEMO_PASSWORD
from app.runtime.accounts import passwords
from app.runtime.accounts.users import User
from app.runtime.database import Database
from tests.accounts.conftest import OTHER, Way, audited, by_rest, by_screen, is_in, later
from tests.support.people import PASSWORD, People
from tests.web.pages import visit

ABOUT = ("lin.yan", "燕", "林", "lin.yan@example.com", "13812345678")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "Elf-Zeichen",
        "passwordpassword",
        "password12345",
        "Passw0rd!Passw0rd",
        "123456789012",
        "111111111111",
        "qwertyuiopas",
        "abcdefghijkl",
        "aaaaaaaaaaaaaaaa",
        "iloveyouiloveyou",
        "woaini1314520",
        "20261126202611",
        "admin1234567",
        "lin.yan-Weasel-Trumpet",
        "Weasel-LIN.YAN-Trumpet",
        "13812345678Weasel",
        "林燕林燕林燕林燕林燕林燕",
        "Weasel-Sunshine-Estates",
        "x" * 257,
    ],
)
def test_weak_passwords_are_refused(registry: Any, rules: Any, password: str) -> None:
    rules(words=("Sunshine",), refused_passwords=(DEMO_PASSWORD,))
    assert passwords.weakness(password, about=(*ABOUT, "林燕")) is not None


@pytest.mark.parametrize(
    "password",
    [PASSWORD, OTHER, "vast otter lantern", "wu-jin-xia-tian-9", "天冷了记得给阳台的花浇水吧"],
)
def test_long_ones_that_nobody_guesses_are_taken_whatever_they_consist_of(
    registry: Any, rules: Any, password: str
) -> None:
    rules(words=("Sunshine",))
    assert passwords.weakness(password, about=ABOUT) is None


def test_dengbao_wants_three_kinds_of_characters(registry: Any, rules: Any) -> None:
    assert passwords.weakness("vast otter lantern") is None
    rules(dengbao=True)
    told = passwords.weakness("vast otter lantern")
    assert told is not None
    assert "三种" in told.in_language("zh")
    assert passwords.weakness("Vast otter lantern") is None


def test_dengbao_asks_for_a_new_password_every_ninety_days(
    people: People, log_in: Any, rules: Any
) -> None:
    rules(dengbao=True)
    people.user("manager", username="anna")
    browser = log_in("anna")
    assert not is_in(browser)
    done = visit(browser, "/login/password").send(password=OTHER, again=OTHER)
    assert done.status == 302
    assert is_in(browser)
    with later(days=89):
        assert is_in(log_in("anna", OTHER))
    with later(days=91):
        assert not is_in(log_in("anna", OTHER))


def test_without_dengbao_no_password_grows_old(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    with later(days=1000):
        assert is_in(log_in("anna"))


def test_passwords_are_kept_as_argon2id(people: People, log_in: Any, database: Database) -> None:
    user = people.user("manager", username="anna")
    visit(log_in("anna"), "/me/").send(current=PASSWORD, password=OTHER, again=OTHER)
    with database.read_session() as session:
        stored = session.get_one(User, user).password
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.database
def test_a_login_after_the_cost_was_raised_hashes_the_password_anew(
    people: People, log_in: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = people.user("manager", username="anna")
    monkeypatch.setattr(
        passwords, "_hasher", argon2.PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
    )
    assert is_in(log_in("anna"))
    with database.read_session() as session:
        stored = session.get_one(User, user).password
    assert "t=3" in stored
    assert is_in(log_in("anna"))
    with database.read_session() as session:
        assert session.get_one(User, user).password == stored


@pytest.mark.database
def test_a_password_of_the_administrators_lasts_for_one_login(
    people: People, login: Any, log_in: Any, database: Database
) -> None:
    user = people.user("clerk", username="anna")
    given = "Granite-Teapot-41-Orbit"
    assert (
        visit(login("sysadmin"), f"/users/edit/{user}")
        .send(current=PASSWORD, password=given)
        .status
        == 302
    )
    browser = log_in("anna", given)
    assert not is_in(browser)
    assert visit(browser, "/login/password").send(password=given, again=given).status == 422
    weak = visit(browser, "/login/password").send(password="password12345", again="password12345")
    assert weak.status == 422
    differing = visit(browser, "/login/password").send(password=OTHER, again=PASSWORD)
    assert differing.status == 422
    assert not is_in(browser)
    assert visit(browser, "/login/password").send(password=OTHER, again=OTHER).status == 302
    assert is_in(browser)
    assert is_in(log_in("anna", OTHER))
    assert given not in str([row.diff for row in audited(database)])


def test_the_administrator_cannot_give_a_weak_one_nor_change_his_own_there(
    people: People, login: Any, database: Database
) -> None:
    user = people.user("clerk", username="anna")
    administrator = login("sysadmin", username="root")
    for weak in ("short", "password12345", "anna-Weasel-Trumpet"):
        answer = visit(administrator, f"/users/edit/{user}").send(current=PASSWORD, password=weak)
        assert answer.status == 422, weak
    with database.read_session() as session:
        own = session.scalar(sa.select(User.id).where(User.username == "root"))
    assert (
        visit(administrator, f"/users/edit/{own}").send(current=PASSWORD, password=OTHER).status
        == 422
    )
    assert is_in(administrator)


def test_a_change_needs_the_old_password_and_a_new_one_that_differs(
    people: People, log_in: Any
) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    for current, new, again in (
        ("", OTHER, OTHER),
        ("wrong password", OTHER, OTHER),
        (PASSWORD, PASSWORD, PASSWORD),
        (PASSWORD, OTHER, PASSWORD),
        (PASSWORD, "short", "short"),
        (PASSWORD, "anna-Weasel-Trumpet", "anna-Weasel-Trumpet"),
    ):
        answer = visit(browser, "/me/").send(current=current, password=new, again=again)
        assert answer.status == 422, (current, new, again)
        assert not any(text in answer.response.text for text in {current, new, again} - {""})
    assert is_in(log_in("anna"))


def test_the_password_of_the_demo_opens_nothing_outside_the_demo(
    app: Flask, people: People, database: Database, rules: Any, way: Way
) -> None:
    user = people.user("manager", username="anna")
    with database.begin() as session:
        hashed = passwords.hash_password(DEMO_PASSWORD)
        session.execute(sa.update(User).where(User.id == user).values(password=hashed))
    assert way(app.test_client(), "anna", DEMO_PASSWORD).status_code in (200, 302)
    rules(refused_passwords=(DEMO_PASSWORD,))
    assert way(app.test_client(), "anna", DEMO_PASSWORD).status_code == 401


def test_a_very_long_password_is_only_wrong(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    assert by_screen(app.test_client(), "anna", "x" * 100_000).status_code == 401
    assert by_rest(app.test_client(), "anna", PASSWORD + "x").status_code == 401
