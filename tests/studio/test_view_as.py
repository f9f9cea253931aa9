"""Looking as somebody else: an administrator reads what that person reads, and leaves nothing behind but his own trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask, request_finished
from flask.testing import FlaskClient

from app.runtime import database
from app.runtime.accounts.users import User
from app.runtime.system import AuditLog
from app.runtime.telemetry import scene
from app.runtime.viewing.tables import Viewing
from app.web.accounts import visits
from tests.support.people import PASSWORD, People
from tests.support.worlds import SAMPLE, World
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

START = "/studio/permissions/view-as/"
REASON = "店员说看不到订单"


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def desk(login: Any) -> FlaskClient:
    browser: FlaskClient = login("sysadmin", username="wang")
    return browser


@pytest.fixture
def looking(desk: FlaskClient, shop: Shop) -> FlaskClient:
    """The administrator's browser while it shows the clerk."""
    assert begin(desk, shop.clerk_user).status == 302
    return desk


def begin(desk: FlaskClient, user: int, reason: str = REASON, password: str = PASSWORD) -> Page:
    form = visit(desk, f"{START}?subject=user-{user}")
    return form.send(reason=reason, current=password)


def end(desk: FlaskClient) -> Page:
    return press_end(visit(desk, "/"))


def press_end(page: Page) -> Page:
    form = page.html.select_one('form[action="/view-as/end"]')
    assert form is not None, page.text
    page.form = lambda: form  # type: ignore[method-assign]
    return page.send()


def written() -> dict[str, list[Any]]:
    """Every row of every table but those that a look may write: the log, the look itself, when the session was seen."""
    with database.current().read_session() as session:
        names = sa.inspect(session.connection()).get_table_names()
        free = {"sys_audit_log", "sys_viewing", "sys_session", "alembic_version"}
        return {
            name: sorted(map(repr, session.execute(sa.text(f'SELECT * FROM "{name}"'))))
            for name in names
            if name not in free
        }


def trail(*actions: str) -> list[tuple[str, str]]:
    with database.current().read_session() as session:
        rows = session.execute(
            sa.select(AuditLog.actor, AuditLog.action)
            .where(AuditLog.action.in_(actions))
            .order_by(AuditLog.id)
        )
        return [(row.actor, row.action) for row in rows]


def test_the_administrator_sees_what_the_person_sees_and_comes_back_to_himself(
    looking: FlaskClient, shop: Shop
) -> None:
    page = visit(looking, f"/sale/show/{shop.sales[0]}")
    assert page.status == 200
    assert "您正在以" in page.text
    assert visit(looking, f"/sale/show/{shop.far_sale}").status == 404
    assert visit(looking, "/studio/").status == 403
    assert looking.get("/api/v1/me").get_json()["username"] == "clerk"
    assert end(looking).status == 302
    assert visit(looking, "/studio/").status == 200
    assert "您正在以" not in visit(looking, "/").text


@pytest.mark.database
def test_the_start_each_page_and_the_end_are_on_record_under_the_administrators_name(
    looking: FlaskClient, shop: Shop
) -> None:
    visit(looking, f"/sale/show/{shop.sales[0]}")
    end(looking)
    told = trail("view_as_started", "viewed_as", "view_as_ended")
    assert {actor for actor, _ in told} == {"wang"}
    assert [action for _, action in told] == [
        "view_as_started", "viewed_as", "viewed_as", "view_as_ended",
    ]  # fmt: skip
    with database.current().read_session() as session:
        paths = [row["path"] for row in session.scalars(sa.select(AuditLog.diff).where(AuditLog.action == "viewed_as"))]  # fmt: skip
        look = session.scalars(sa.select(Viewing)).one()
    assert paths == [f"/sale/show/{shop.sales[0]}", "/"]
    assert (look.person_id, look.reason, look.ended_at is not None) == (shop.clerk_user, REASON, True)  # fmt: skip


def test_the_person_is_told_who_looks_and_why(
    looking: FlaskClient, shop: Shop, people: People, app: Flask
) -> None:
    told = visit(people.browser(app, shop.clerk_user), "/messages/").text
    assert "wang" in told
    assert REASON in told


def test_whatever_could_write_is_refused_with_its_token_too(
    looking: FlaskClient, shop: Shop
) -> None:
    token = visit(looking, "/").html.select_one("input[name=csrf_token]")
    assert token is not None
    header = {"X-CSRFToken": str(token["value"])}
    before = written()
    for path in (
        f"/api/v1/sale/{shop.sales[0]}", "/api/v1/sale", f"/sale/edit/{shop.sales[0]}", "/sale/add", "/messages/read",
        f"/sale/delete/{shop.sales[0]}", f"/sale/transition/{shop.sales[0]}/submit", "/me/screen/", "/logout/", "/login/",
        "/files/", "/lang/en", START,
    ):  # fmt: skip
        for method in ("post", "put", "patch", "delete"):
            sent = {"summary": "改", "csrf_token": header["X-CSRFToken"]}
            answer = getattr(looking, method)(path, headers=header, data=sent)
            assert answer.status_code == 403, (method, path)
            answer = getattr(looking, method)(path, headers=header, json={"summary": "改"})
            assert answer.status_code == 403, (method, path)
    assert looking.patch("/api/v1/sale/1", headers=header, json={}).get_json()["code"] == "view_as"
    assert written() == before
    assert looking.get("/api/v1/me").get_json()["username"] == "clerk"


def test_reading_every_page_leaves_nothing_behind(looking: FlaskClient, shop: Shop) -> None:
    before = written()
    sale = shop.sales[0]
    for path in (
        "/", "/messages/", "/messages/panel", "/messages/count", "/sale/list/", "/sale/list/?q=订单", f"/sale/show/{sale}",
        f"/sale/history/{sale}", f"/sale/edit/{sale}", "/sale/add", "/search/?q=订单", "/search/suggest?q=订", "/reports/",
        "/manual/", f"/api/v1/sale/{sale}", "/api/v1/sale", f"/api/v1/sale/{sale}/history", "/api/v1/changes",
        "/api/v1/notifications", "/jobs/", "/imports/",
    ):  # fmt: skip
        looking.get(path)
    assert written() == before
    assert not [
        actor for actor, _ in trail("read", "export", "search", "login") if actor == "clerk"
    ]


def test_nothing_is_taken_along_and_nothing_of_the_account_is_shown(
    looking: FlaskClient, shop: Shop
) -> None:
    for path in (
        "/sale/export.csv", "/sale/export.xlsx", "/api/v1/sale/export", f"/paper/sale/{shop.sales[0]}.pdf", "/me/", "/me/data",
        "/me/sessions", "/me/second-factor", "/me/password", "/portal/data",
    ):  # fmt: skip
        assert looking.get(path).status_code in (403, 404), path
    assert looking.get("/me/").status_code == 403
    assert looking.get("/sale/list/").headers["Cache-Control"] == "no-store"


def test_nobody_looks_as_himself_as_another_administrator_or_from_within_a_look(
    desk: FlaskClient, shop: Shop, people: People
) -> None:
    other = people.user("sysadmin", username="zhao")
    with database.current().read_session() as session:
        me = session.scalar(sa.select(User.id).where(User.username == "wang"))
    assert begin(desk, other).status == 403
    assert begin(desk, int(me or 0)).status == 403
    assert begin(desk, shop.clerk_user, reason="  看 ").status == 422
    # Nor does whoever finds the administrator's screen open; what he typed stays there, but for the password.
    for wrong in ("", "Wrong-Horse-7-Battery"):
        refused = begin(desk, shop.clerk_user, password=wrong)
        assert refused.status == 422
        assert REASON in refused.text
        assert "当前密码" in refused.text
    assert begin(desk, shop.clerk_user).status == 302
    assert desk.get(f"{START}?subject=user-{other}").status_code == 403
    assert desk.post(START, data={"subject": f"user-{other}", "reason": REASON}).status_code == 403
    assert looks() == [shop.clerk_user]


def looks() -> list[int]:
    with database.current().read_session() as session:
        return list(session.scalars(sa.select(Viewing.person_id)))


def test_a_resident_is_looked_as_in_the_portal_with_the_banner(
    desk: FlaskClient, shop: Shop, people: People
) -> None:
    resident = people.user("buyer", username="buyer")
    begun = begin(desk, resident)
    assert begun.response.headers["Location"] == "/portal/"
    page = visit(desk, "/portal/nothing")
    assert "您正在以" in page.text
    assert desk.get("/portal/data").status_code == 403
    assert press_end(page).status == 302


def test_nobody_but_an_administrator_looks_as_anybody(login: Any, shop: Shop, app: Flask) -> None:
    manager = login("manager", username="chen")
    token = visit(manager, "/").html.select_one("input[name=csrf_token]")
    sent = {"subject": f"user-{shop.clerk_user}", "reason": REASON, "csrf_token": token["value"]}  # type: ignore[index]
    assert manager.post(START, data=sent).status_code == 403
    assert manager.post("/view-as/end", data=sent).status_code == 404
    stranger = app.test_client()
    token = visit(stranger, "/login/").html.select_one("input[name=csrf_token]")
    left = stranger.post("/view-as/end", data={"csrf_token": token["value"]})  # type: ignore[index]
    assert (left.status_code, left.headers["Location"][:7]) == (302, "/login/")
    assert looks() == []


def test_after_half_an_hour_nothing_is_shown_and_no_form_counts_as_the_administrators(
    looking: FlaskClient, shop: Shop
) -> None:
    form = visit(looking, f"/sale/edit/{shop.sales[0]}")
    before = written()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=29, seconds=50), tick=False):  # fmt: skip
        # Read to its end: the session notes that it is in use, or it would be idle by then.
        assert looking.get("/messages/", buffered=True).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=31), tick=False):
        over = visit(looking, f"/sale/show/{shop.sales[0]}")
        assert (over.status, "查看已结束" in over.text, "订单0" in over.text) == (403, True, False)
        assert looking.get("/api/v1/sale").status_code == 403
        assert looking.post("/users/add").status_code == 403
        assert form.send(summary="晚了").status == 403
        assert written() == before
        assert press_end(over).status == 302
        assert visit(looking, "/studio/").status == 200


def test_a_form_that_was_drawn_during_the_look_is_not_taken_after_it(
    looking: FlaskClient, shop: Shop
) -> None:
    form = visit(looking, f"/sale/edit/{shop.sales[0]}")
    end(looking)
    before = written()
    assert form.send(summary="晚了").status == 400
    assert written() == before


def test_a_cookie_that_was_copied_before_or_during_the_look_opens_nothing_after_it(
    desk: FlaskClient, shop: Shop, app: Flask
) -> None:
    def copied() -> FlaskClient:
        thief, cookie = app.test_client(), desk.get_cookie(visits.NAME)
        assert cookie is not None
        thief.set_cookie(visits.NAME, cookie.value)
        return thief

    before = copied()
    begin(desk, shop.clerk_user)
    during = copied()
    assert before.get("/studio/").status_code == 302
    assert during.get("/sale/list/").status_code == 200
    end(desk)
    assert during.get("/sale/list/").status_code == 302
    assert desk.get("/studio/").status_code == 200


def test_an_account_that_is_closed_or_becomes_an_administrators_is_shown_no_longer(
    looking: FlaskClient, shop: Shop, change: Callable[[str], None]
) -> None:
    change("UPDATE ab_user SET active = :no WHERE username = 'clerk'")
    assert looking.get("/sale/list/").status_code == 403
    change("UPDATE ab_user SET active = :yes WHERE username = 'clerk'")
    assert looking.get("/sale/list/").status_code == 200
    change(
        "INSERT INTO ab_user_role (user_id, role_id) SELECT u.id, r.id FROM ab_user u, ab_role r"
        " WHERE u.username = 'clerk' AND r.name = 'sysadmin'"
    )
    assert looking.get("/sale/list/").status_code == 403


def test_an_administrator_who_is_one_no_longer_sees_nothing_more(
    looking: FlaskClient, change: Callable[[str], None]
) -> None:
    change("UPDATE ab_user SET active = :no WHERE username = 'wang'")
    assert looking.get("/sale/list/").status_code == 302
    assert looking.get("/api/v1/me").status_code == 401


@pytest.fixture
def change(app: Flask) -> Callable[[str], None]:
    """A direct change of the tables."""

    def run(statement: str) -> None:
        with database.current().writer.begin() as connection:
            given = {"yes": True, "no": False}
            used = {key: value for key, value in given.items() if f":{key}" in statement}
            connection.execute(sa.text(statement), used)

    return run


def test_a_look_belongs_to_its_session_and_not_to_one_that_gets_its_number_later(
    looking: FlaskClient, login: Any, app: Flask
) -> None:
    with database.current().writer.begin() as connection:
        connection.execute(sa.text("DELETE FROM sys_session"))
    again = login("sysadmin", username="sun")
    with database.current().writer.begin() as connection:
        connection.execute(
            sa.text("UPDATE sys_session SET id = (SELECT session_id FROM sys_viewing)")
        )
    assert again.get("/studio/").status_code == 200


def test_a_page_that_says_it_asks_by_itself_is_on_record_like_every_other(
    looking: FlaskClient, shop: Shop
) -> None:
    read = looking.get(f"/sale/show/{shop.sales[0]}", headers={visits.POLL: "1"})
    assert read.status_code == 200
    assert trail("viewed_as") == [("wang", "viewed_as")]
    # The number on the bell says nothing that anybody could read, and is asked for all the time.
    assert looking.get("/messages/count", headers={visits.POLL: "1"}).status_code == 200
    assert trail("viewed_as") == [("wang", "viewed_as")]


def test_lines_of_the_log_name_the_administrator_whatever_the_request(
    looking: FlaskClient, shop: Shop
) -> None:
    with database.current().read_session() as session:
        wang = session.scalar(sa.select(User.id).where(User.username == "wang"))
    named = []

    def note(*_sender: object, **_given: object) -> None:
        at = scene.current()
        named.append(at.user_id if at is not None else None)

    with request_finished.connected_to(note):
        for method, url in (("GET", "/messages/count"), ("GET", "/"), ("POST", "/sale/add"), ("GET", "/me/")):  # fmt: skip
            looking.open(url, method=method)
    assert named == [wang] * 4


def test_the_log_of_the_console_tells_a_look_in_words(looking: FlaskClient) -> None:
    visit(looking, "/")
    end(looking)
    told = visit(looking, "/studio/audit/?person=wang").text
    for words in ("开始以此人身份查看", "以此人身份看了页面", "结束以此人身份查看"):
        assert words in told
    assert "viewed_as" not in [row[2] for row in visit(looking, "/studio/audit/").rows]
