"""A session is a row on the server: it ends at once, everywhere, whatever the browser keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.accounts.passwords import hash_password
from app.runtime.accounts.tables import LoginSession
from app.runtime.accounts.users import Role, User
from app.runtime.database import Database
from tests.accounts.conftest import OTHER, audited, by_rest, by_screen, is_in, later, press
from tests.support.people import PASSWORD, People
from tests.web.pages import visit

COOKIE = "dougong-id"


def key_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def browser_with(app: Flask, key: str) -> FlaskClient:
    """A browser that was handed somebody's key."""
    client = app.test_client()
    client.set_cookie(COOKIE, key)
    return client


def stored(database: Database) -> list[LoginSession]:
    with database.read_session() as session:
        return list(session.scalars(sa.select(LoginSession)))


def test_the_cookie_is_256_random_bits_and_the_server_keeps_their_digest_only(
    people: People, log_in: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    first, second = key_of(log_in("anna")), key_of(log_in("anna"))
    assert first != second
    assert len(first) == 43
    rows = stored(database)
    assert {row.user_id for row in rows} == {user}
    assert {row.key_hash for row in rows} == {
        hashlib.sha256(key.encode()).hexdigest() for key in (first, second)
    }
    everything = str([vars(row) for row in rows])
    assert first not in everything
    assert second not in everything


def test_the_page_cookie_gives_no_rights(app: Flask, people: People, database: Database) -> None:
    user = people.user("sysadmin", username="root")
    client = app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": str(user), "_fresh": True, "user_id": user})
    assert not is_in(client)
    assert client.get("/api/v1/me").status_code == 401


def test_a_key_from_before_the_login_opens_nothing_after_it(
    app: Flask, people: People, database: Database
) -> None:
    people.user("manager", username="anna")
    planted = "A" * 43
    client = browser_with(app, planted)
    assert by_screen(client, "anna", PASSWORD).status_code == 302
    assert key_of(client) != planted
    assert is_in(client)
    assert not is_in(browser_with(app, planted))


def test_every_step_of_the_login_has_a_key_of_its_own(
    app: Flask, log_in: Any, with_second_factor: Any
) -> None:
    from tests.accounts.conftest import code_of

    _user, secret = with_second_factor("manager", username="anna")
    browser = log_in("anna")
    pending = key_of(browser)
    assert not is_in(browser)
    assert visit(browser, "/login/code").send(code=code_of(secret)).status == 302
    assert is_in(browser)
    assert key_of(browser) != pending
    assert not is_in(browser_with(app, pending))


def test_the_csrf_token_of_before_the_login_is_not_that_of_after_it(
    app: Flask, people: People
) -> None:
    people.user("manager", username="anna")
    client = app.test_client()
    before = visit(client, "/login/").html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    by_screen(client, "anna", PASSWORD)
    answer = client.post("/logout/", data={"csrf_token": before})
    assert answer.status_code == 400
    assert is_in(client)


@pytest.mark.database
def test_a_stolen_key_is_worth_nothing_after_the_logout(
    app: Flask, people: People, log_in: Any, database: Database
) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    thief = browser_with(app, key_of(browser))
    assert is_in(thief)
    assert visit(browser, "/logout/").send().status == 302
    assert not is_in(thief)
    assert not is_in(browser)
    assert browser.get_cookie(COOKIE) is None
    assert stored(database) == []
    assert len(audited(database, "logout")) == 1


def test_a_logout_in_the_portal_ends_the_session_too(app: Flask, people: People) -> None:
    people.user("buyer", username="bob")
    client = app.test_client()
    by_screen(client, "bob", PASSWORD)
    thief = browser_with(app, key_of(client))
    assert is_in(thief)
    token = visit(client, "/me/").html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    assert client.post("/portal/logout", data={"csrf_token": token}).status_code == 302
    assert not is_in(thief)


def change_password(session: Any, user: int) -> None:
    session.execute(sa.update(User).where(User.id == user).values(password=hash_password(OTHER)))


def add_role(session: Any, user: int) -> None:
    person = session.get(User, user)
    person.roles.append(session.scalars(sa.select(Role).filter_by(name="clerk")).one())


def take_role(session: Any, user: int) -> None:
    person = session.get(User, user)
    person.roles.clear()


def disable(session: Any, user: int) -> None:
    session.execute(sa.update(User).where(User.id == user).values(active=False))


@pytest.mark.parametrize("change", [change_password, add_role, take_role, disable])
def test_sessions_and_tokens_die_with_the_next_request_whoever_changed_the_account(
    app: Flask, people: People, log_in: Any, database: Database, change: Callable[[Any, int], None]
) -> None:
    """Even a change by hand in the database counts: nothing has to remember to end them."""
    user = people.user("manager", username="anna")
    other = people.user("manager", username="otto")
    browser, bystander = log_in("anna"), log_in("otto")
    token = by_rest(app.test_client(), "anna", PASSWORD).get_json()["access_token"]
    program = {"Authorization": f"Bearer {token}"}
    assert is_in(browser)
    assert app.test_client().get("/api/v1/me", headers=program).status_code == 200
    with database.begin() as session:
        change(session, user)
    assert not is_in(browser)
    assert browser.get("/api/v1/me").status_code == 401
    assert app.test_client().get("/api/v1/me", headers=program).status_code == 401
    assert is_in(bystander)
    assert other != user


def test_the_administrator_ends_all_sessions_and_tokens_of_a_person(
    app: Flask, people: People, log_in: Any, login: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    browser = log_in("anna")
    token = by_rest(app.test_client(), "anna", PASSWORD).get_json()["access_token"]
    administrator = login("sysadmin")
    assert press(administrator, f"/users/access/{user}", "end").status == 302
    assert not is_in(browser)
    program = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/api/v1/me", headers=program).status_code == 401
    assert is_in(administrator)
    assert [row.record_id for row in audited(database, "sessions_ended")] == [user]


@pytest.mark.database
def test_a_role_given_on_the_users_page_ends_the_persons_sessions(
    people: People, log_in: Any, login: Any
) -> None:
    user = people.user("clerk", username="anna")
    browser = log_in("anna")
    answer = visit(login("sysadmin"), f"/users/edit/{user}").send(
        current=PASSWORD, roles=["clerk", "manager"]
    )
    assert answer.status == 302
    assert not is_in(browser)


def test_half_an_hour_without_use_ends_a_session(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    with later(minutes=29):
        assert is_in(browser)
    with later(minutes=58):
        assert is_in(browser)
    with later(minutes=88, seconds=1):
        assert not is_in(browser)


def test_twelve_hours_end_a_session_however_busy(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    for step in range(1, 29):
        with later(minutes=25 * step):
            assert is_in(browser), step
    with later(hours=12, seconds=1):
        assert not is_in(browser)


def test_a_page_that_asks_by_itself_keeps_no_session_awake(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    for minutes in (10, 20, 29):
        with later(minutes=minutes):
            polled = browser.get("/me/", headers={"X-Poll": "1"}, buffered=True)
            assert polled.status_code == 200
    with later(minutes=31):
        assert not is_in(browser)


def test_last_seen_is_written_once_a_minute_at_most_and_the_page_costs_one_statement(
    people: People, log_in: Any, statements: Any
) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    with statements() as at_once:
        assert is_in(browser)
    with later(seconds=61):
        with statements() as first:
            assert is_in(browser)
        with statements() as second:
            assert is_in(browser)
    assert [len(seen) for seen in (at_once, first, second)] == [1, 2, 1]
    assert first[-1].startswith("UPDATE sys_session")


def test_the_sessions_page_shows_where_one_is_logged_in_and_ends_one(
    app: Flask, people: People, database: Database
) -> None:
    people.user("manager", username="anna")
    agents = {
        "desk": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
        "phone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
    }
    clients = {}
    for name, agent in agents.items():
        client = clients[name] = app.test_client()
        client.environ_base["HTTP_USER_AGENT"] = agent
        by_screen(client, "anna", PASSWORD)
    page = visit(clients["desk"], "/me/sessions")
    assert {row[0] for row in page.rows} == {"Chrome · Windows", "Safari · iPhone"}
    assert {row[1] for row in page.rows} == {"127.0.0.1"}
    here = next(row for row in page.rows if "当前设备" in row[4])
    assert here[0] == "Chrome · Windows"
    id = page.html.select_one("main input[name=id]")["value"]  # type: ignore[index]
    token = page.html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    answer = clients["desk"].post("/me/sessions/end", data={"csrf_token": token, "id": id})
    assert answer.status_code == 302
    assert not is_in(clients["phone"])
    assert is_in(clients["desk"])
    assert len(audited(database, "sessions_ended")) == 1


@pytest.mark.database
def test_all_other_sessions_end_with_one_button(app: Flask, people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    here, *others = (log_in("anna") for _ in range(3))
    token = visit(here, "/me/sessions").html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    here.post("/me/sessions/end", data={"csrf_token": token, "all": "1"})
    assert [is_in(browser) for browser in (here, *others)] == [True, False, False]


def test_nobody_ends_somebody_elses_session(
    people: People, log_in: Any, database: Database
) -> None:
    victim = people.user("manager", username="anna")
    people.user("manager", username="eve")
    browser, attacker = log_in("anna"), log_in("eve")
    target = next(row.id for row in stored(database) if row.user_id == victim)
    token = visit(attacker, "/me/sessions").html.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    for id in (str(target), "0", "-1", "x", "9" * 30):
        answer = attacker.post("/me/sessions/end", data={"csrf_token": token, "id": id})
        assert answer.status_code == 404, id
    assert is_in(browser)


def test_a_new_password_keeps_this_browser_under_a_new_key_and_ends_the_others(
    app: Flask, people: People, log_in: Any
) -> None:
    people.user("manager", username="anna")
    here, elsewhere = log_in("anna"), log_in("anna")
    before = key_of(here)
    done = visit(here, "/me/").send(current=PASSWORD, password=OTHER, again=OTHER)
    assert done.status == 302
    assert [is_in(here), is_in(elsewhere)] == [True, False]
    assert key_of(here) != before
    assert not is_in(browser_with(app, before))


def test_a_key_that_is_none_costs_no_statement_and_opens_nothing(
    app: Flask, database: Database, statements: Any
) -> None:
    for key in ("", "x", "x" * 3000):
        with statements() as seen:
            assert not is_in(browser_with(app, key))
        assert seen == []


def test_old_sessions_are_cleared_away(people: People, log_in: Any, database: Database) -> None:
    people.user("manager", username="anna")
    log_in("anna")
    log_in("anna")
    with later(hours=13):
        log_in("anna")
    assert len(stored(database)) == 1
