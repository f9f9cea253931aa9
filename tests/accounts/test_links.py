"""A forgotten password: the administrator hands out a link that works once, for an hour."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.accounts import changes
from app.runtime.accounts.tables import PasswordLink
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import AppError
from tests.accounts.conftest import OTHER, audited, by_screen, is_in, later, press
from tests.support.people import PASSWORD, People
from tests.web.pages import visit


def link_for(administrator: Any, user: int) -> str:
    page = press(administrator, f"/users/access/{user}", "link")
    found = re.search(r"/login/link/[A-Za-z0-9_-]{43}", page.text)
    assert found is not None, page.text
    return found.group()


def test_a_link_sets_a_new_password_once_and_ends_every_session(
    app: Flask, people: People, log_in: Any, login: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    browser, thief = log_in("anna"), app.test_client()
    link = link_for(login("sysadmin"), user)
    client = app.test_client()
    assert visit(client, link).status == 200
    assert visit(client, link).status == 200, "opening it uses nothing up"
    done = visit(client, link).send(password=OTHER, again=OTHER)
    assert (done.status, done.response.location) == (302, "/login/")
    assert not is_in(client)
    assert not is_in(browser)
    assert visit(thief, link).status == 404
    assert is_in(log_in("anna", OTHER))
    assert by_screen(app.test_client(), "anna", PASSWORD).status_code == 401
    actions = [row.action for row in audited(database, "password_link", "password_link_used")]
    assert actions == ["password_link", "password_link_used"]


def test_a_weak_password_leaves_the_link_as_it_is(app: Flask, people: People, login: Any) -> None:
    user = people.user("manager", username="anna")
    link = link_for(login("sysadmin"), user)
    client = app.test_client()
    for weak in ("short", "password12345", "anna-Weasel-Trumpet", PASSWORD):
        assert visit(client, link).send(password=weak, again=weak).status == 422, weak
    assert visit(client, link).send(password=OTHER, again=OTHER).status == 302


def test_a_link_is_over_after_an_hour_and_when_a_later_one_is_made(
    app: Flask, people: People, login: Any
) -> None:
    user = people.user("manager", username="anna")
    administrator = login("sysadmin")
    first = link_for(administrator, user)
    second = link_for(administrator, user)
    client = app.test_client()
    assert visit(client, first).status == 404
    with later(minutes=59):
        assert visit(client, second).status == 200
    with later(minutes=60, seconds=1):
        assert visit(client, second).status == 404


def test_a_link_unlocks_the_name_but_leaves_the_second_factor(
    app: Flask, login: Any, with_second_factor: Any, log_in: Any
) -> None:
    user, _secret = with_second_factor("manager", username="anna")
    for _ in range(5):
        by_screen(app.test_client(), "anna", "wrong password")
    link = link_for(login("sysadmin"), user)
    assert visit(app.test_client(), link).send(password=OTHER, again=OTHER).status == 302
    browser = log_in("anna", OTHER)
    assert not is_in(browser)
    assert visit(browser, "/login/code").status == 200


@pytest.mark.database
def test_the_server_keeps_the_digest_of_a_link_only(
    people: People, login: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    key = link_for(login("sysadmin"), user).rsplit("/", 1)[1]
    with database.read_session() as session:
        row = session.scalars(sa.select(PasswordLink)).one()
    assert row.key_hash == hashlib.sha256(key.encode()).hexdigest()
    assert key not in str([vars(one) for one in audited(database)])


def test_of_two_that_use_a_link_at_one_moment_one_sets_the_password(
    people: People, database: Database
) -> None:
    user = people.user("manager", username="anna")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        key = changes.issue_link(ctx, user)

    def use(number: int) -> str:
        try:
            with Context.system(channel="cli") as ctx, records.writing(ctx):
                changes.use_link(ctx, key, f"{OTHER}-{number}")
        except AppError as refused:
            return refused.code
        return "set"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(use, range(4)))
    assert answers == ["not_found"] * 3 + ["set"]


def test_only_the_administrator_hands_out_links(people: People, login: Any) -> None:
    user = people.user("manager", username="anna")
    for roles in (("manager",), ("clerk",), ("buyer",)):
        browser = login(*roles)
        assert browser.get(f"/users/access/{user}").status_code == 403
        token = visit(browser, "/me/").html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
        sent = {"csrf_token": token, "what": "link"}
        assert browser.post(f"/users/access/{user}", data=sent).status_code == 403


def test_a_link_is_handed_out_by_who_knows_the_administrators_password_not_by_who_finds_his_screen_open(
    people: People, login: Any
) -> None:
    user = people.user("manager", username="anna")
    browser = login("sysadmin")
    for wrong in ("", "Wrong-Horse-7-Battery"):
        page = press(browser, f"/users/access/{user}", "link", wrong).follow()
        assert "/login/link/" not in page.text
        assert "当前密码" in page.text
    assert "/login/link/" in press(browser, f"/users/access/{user}", "link").text


def test_a_person_made_without_a_password_starts_with_a_link(
    app: Flask, login: Any, log_in: Any, database: Database
) -> None:
    administrator = login("sysadmin")
    made = visit(administrator, "/users/add").send(
        current=PASSWORD,
        username="wang",
        first_name="小明",
        last_name="王",
        email="wang@example.com",
        roles=["clerk"],
    )
    assert made.status == 200
    assert made.response.headers["Cache-Control"] == "no-store"
    assert by_screen(app.test_client(), "wang", "").status_code == 401
    link = re.findall(r"/login/link/[A-Za-z0-9_-]{43}", made.text)[0]
    assert visit(app.test_client(), link).send(password=OTHER, again=OTHER).status == 302
    assert is_in(log_in("wang", OTHER))
