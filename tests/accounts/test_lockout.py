"""Five failures in fifteen minutes lock a name, whoever has it and whichever way they came."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from app.runtime.accounts import attempts, login, passwords, settings
from app.runtime.accounts.attempts import TooManyAttempts
from app.runtime.accounts.sessions import Place
from app.runtime.database import Database
from tests.accounts.conftest import (
    WAYS,
    Way,
    audited,
    by_rest,
    by_screen,
    code_of,
    is_in,
    later,
    press,
)
from tests.support.people import PASSWORD, People
from tests.web.pages import visit

WRONG = "wrong password"


def test_five_failures_lock_a_name_for_fifteen_minutes_on_every_way(
    app: Flask, people: People, way: Way
) -> None:
    people.user("manager", username="anna")
    client = app.test_client()
    for _ in range(5):
        assert way(client, "anna", WRONG).status_code == 401
    refused = way(client, "anna", PASSWORD)
    assert refused.status_code == 429
    with later(minutes=14):
        assert way(app.test_client(), "anna", PASSWORD).status_code == 429
    with later(minutes=15, seconds=1):
        assert way(app.test_client(), "anna", PASSWORD).status_code in (200, 302)


def test_failures_of_all_ways_add_up(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    client = app.test_client()
    for name in ("screen", "portal", "rest", "screen", "portal"):
        assert WAYS[name](client, "anna", WRONG).status_code == 401
    for way in WAYS.values():
        assert way(client, "anna", PASSWORD).status_code == 429


def test_a_name_that_nobody_has_is_locked_like_any_other(
    app: Flask, people: People, way: Way
) -> None:
    people.user("manager", username="anna")
    answers: dict[str, list[int]] = {}
    for name in ("anna", "nobody-here"):
        answers[name] = [way(app.test_client(), name, WRONG).status_code for _ in range(7)]
    assert answers["anna"] == answers["nobody-here"] == [401] * 5 + [429] * 2


def test_a_login_forgets_the_failures_before_it(app: Flask, people: People, way: Way) -> None:
    people.user("manager", username="anna")
    for _ in range(2):
        for _ in range(4):
            assert way(app.test_client(), "anna", WRONG).status_code == 401
        assert way(app.test_client(), "anna", PASSWORD).status_code in (200, 302)


def test_capital_letters_and_spaces_are_the_same_name(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    for name in ("anna", "ANNA", " Anna ", "aNNa", "annA"):
        assert by_rest(app.test_client(), name, WRONG).status_code == 401
    assert by_rest(app.test_client(), "anna", PASSWORD).status_code == 429


def test_wrong_codes_lock_too_and_the_right_password_between_them_gives_no_new_guesses(
    app: Flask, log_in: Any, with_second_factor: Any
) -> None:
    _user, secret = with_second_factor("manager", username="anna")
    for _ in range(5):
        browser = log_in("anna")
        assert visit(browser, "/login/code").send(code="000000").status == 401
    assert by_screen(app.test_client(), "anna", PASSWORD).status_code == 429
    assert visit(browser, "/login/code").send(code=code_of(secret)).status == 429
    assert not is_in(browser)


def test_confirming_a_password_counts_like_a_login(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    for _ in range(5):
        assert visit(browser, "/me/second-factor").send(("what", "on"), current=WRONG).status == 422
    locked = visit(browser, "/me/second-factor").send(("what", "on"), current=PASSWORD)
    assert locked.status == 422
    assert "15 分钟" in locked.text


def test_an_address_that_tries_many_names_is_slowed_down_and_others_are_not(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FAILURES_OF_ADDRESS", 6)
    people.user("manager", username="anna")
    here, there = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "198.51.100.8"}

    def send(username: str, password: str, place: dict[str, str]) -> int:
        body = {"username": username, "password": password}
        return int(
            app.test_client().post("/api/v1/login", json=body, environ_base=place).status_code
        )

    assert [send(f"name{n}", WRONG, here) for n in range(7)] == [401] * 6 + [429]
    assert send("anna", PASSWORD, here) == 429
    assert send("anna", PASSWORD, there) == 200


def test_what_a_client_says_about_its_address_is_not_believed(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FAILURES_OF_ADDRESS", 3)
    for number in range(4):
        answer = app.test_client().post(
            "/api/v1/login",
            json={"username": f"name{number}", "password": WRONG},
            headers={"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"},
        )
    assert answer.status_code == 429


def test_an_ipv6_customer_is_one_address(rules: Any) -> None:
    rules(secret="x" * 40)
    one = attempts.of_address("2001:db8:1:2::1")
    assert one == attempts.of_address("2001:db8:1:2:ffff::9")
    assert one != attempts.of_address("2001:db8:1:3::1")
    assert attempts.of_address("::ffff:198.51.100.7") == attempts.of_address("198.51.100.7")


def test_successful_logins_of_an_office_never_lock_its_address(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FAILURES_OF_ADDRESS", 3)
    people.user("manager", username="anna")
    for _ in range(5):
        assert by_rest(app.test_client(), "anna", PASSWORD).status_code == 200


def test_twenty_at_one_moment_get_five_guesses(
    people: People, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.user("manager", username="anna")
    guessed: list[str] = []
    check = passwords.is_correct

    def counted(stored: str | None, text: str) -> bool:
        guessed.append(text)
        return check(stored, text)

    monkeypatch.setattr(passwords, "is_correct", counted)

    def guess(number: int) -> str:
        try:
            return str(login.authenticate("anna", f"guess {number}", Place("198.51.100.7")))
        except TooManyAttempts:
            return "locked"

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(guess, range(20)))
    assert len(guessed) == 5
    assert sorted(answers) == ["None"] * 5 + ["locked"] * 15


def test_the_administrator_unlocks_a_name(
    app: Flask, people: People, login: Callable[..., Any], database: Database
) -> None:
    user = people.user("manager", username="anna")
    for _ in range(5):
        by_screen(app.test_client(), "anna", WRONG)
    administrator = login("sysadmin")
    assert "因登录失败被锁定 是" in visit(administrator, f"/users/access/{user}").text
    assert press(administrator, f"/users/access/{user}", "unlock").status == 302
    assert by_screen(app.test_client(), "anna", PASSWORD).status_code == 302
    assert [row.record_id for row in audited(database, "unlocked")] == [user]


def test_failures_and_locks_are_on_record_without_what_was_typed(
    app: Flask, people: People, database: Database, way: Way
) -> None:
    user = people.user("manager", username="anna")
    for name in ("anna", "not-a-name-but-a-password"):
        for _ in range(5):
            way(app.test_client(), name, WRONG)
    rows = audited(database, "login_failed", "locked")
    assert [row.action for row in rows] == (["login_failed"] * 5 + ["locked"]) * 2
    assert [row.record_id for row in rows] == [user] * 6 + [None] * 6
    assert {row.ip for row in rows} == {"127.0.0.1"}
    told = str([(row.actor, row.diff, row.entity) for row in rows])
    assert WRONG not in told
    assert "not-a-name" not in told


@pytest.mark.database
def test_what_is_counted_names_nobody(app: Flask, people: People, database: Database) -> None:
    import sqlalchemy as sa

    from app.runtime.accounts.tables import LoginAttempt

    by_rest(app.test_client(), "anna", WRONG)
    with database.read_session() as session:
        keys = list(session.scalars(sa.select(LoginAttempt.key)))
    assert len(keys) == 2
    assert all(len(key) == 64 and "anna" not in key for key in keys)


def test_the_answer_says_when_to_come_again(app: Flask, database: Database, way: Way) -> None:
    for _ in range(6):
        answer = way(app.test_client(), "anybody", WRONG)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
