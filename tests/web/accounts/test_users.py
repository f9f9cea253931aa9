"""Users and roles for the system administrator, written in one audited transaction."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.system import AuditLog
from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop
from tests.web.pages import visit


def test_only_the_administrator_opens_users_roles_and_the_studio(login: Any, shop: Shop) -> None:
    manager, administrator = login("manager"), login("sysadmin")
    for url in ("/users/list/", "/users/add", "/roles/list/", "/roles/show/clerk", "/studio/"):
        assert manager.get(url).status_code == 403, url
        assert administrator.get(url).status_code == 200, url


def test_a_new_user_can_log_in_and_the_act_is_on_record(
    login: Any, client: Any, database: Any
) -> None:
    administrator = login("sysadmin")
    answer = visit(administrator, "/users/add").send(
        current=PASSWORD,
        username="wang",
        first_name="小明",
        last_name="王",
        email="wang@example.com",
        password=PASSWORD,
        roles=["clerk"],
    )
    assert answer.status == 302
    assert "王小明" in visit(administrator, "/users/list/?q=wang").text
    assert visit(client, "/login/").send(username="wang", password=PASSWORD).status == 302
    with database.read_session() as session:
        entry = session.scalars(sa.select(AuditLog).where(AuditLog.action == "create")).one()
    assert entry.entity == "ab_user"
    assert entry.diff["roles"] == [None, ["clerk"]]
    assert PASSWORD not in str(entry.diff)


@pytest.mark.database
def test_whoever_finds_an_open_screen_opens_no_account_without_the_password(
    login: Any, people: People, database: Any
) -> None:
    user = people.user("clerk", username="anna")
    administrator = login("sysadmin")
    new = {
        "username": "wang",
        "first_name": "小明",
        "email": "wang@example.com",
        "roles": ["sysadmin"],
    }
    for typed in ("", "Guessed-Password-41"):
        answers = [
            visit(administrator, "/users/add").send(current=typed, **new),
            visit(administrator, f"/users/edit/{user}").send(current=typed, roles=["sysadmin"]),
            visit(administrator, f"/users/edit/{user}").send(current=typed, password=PASSWORD),
        ]
        assert [answer.status for answer in answers] == [422, 422, 422]
    assert "当前密码不正确" in answers[0].text
    assert dict(answers[0].values())["username"] == "wang"
    with database.read_session() as session:
        assert set(session.scalars(sa.select(AuditLog.action))) == {"login_failed"}


def test_problems_stand_at_the_field_and_what_was_typed_stays(login: Any, people: People) -> None:
    people.user("clerk", username="taken")
    answer = visit(login("sysadmin"), "/users/add").send(
        current=PASSWORD, username="taken", first_name="甲", email="no", password="short"
    )
    assert answer.status == 422
    assert "已被使用" in answer.text
    assert "邮箱格式不正确" in answer.text
    assert dict(answer.values())["first_name"] == "甲"


def test_roles_that_must_be_separate_are_refused_together(login: Any, people: People) -> None:
    user = people.user("cashier", username="qian")
    answer = visit(login("sysadmin"), f"/users/edit/{user}").send(
        current=PASSWORD, roles=["cashier", "auditor"]
    )
    assert answer.status == 422
    assert "同一人不能兼任收银员和审计员" in answer.text


@pytest.mark.database
def test_nobody_changes_his_own_roles(login: Any) -> None:
    administrator = login("sysadmin", username="root")
    page = visit(administrator, "/users/list/?q=root")
    own = next(link for link in page.links() if link.startswith("/users/edit/"))
    answer = visit(administrator, own).send(current=PASSWORD, roles=["sysadmin", "manager"])
    assert answer.status == 422
    assert visit(administrator, own).send(current=PASSWORD, first_name="新名").status == 302


def test_a_users_list_costs_three_statements(login: Any, people: People, statements: Any) -> None:
    for _number in range(30):
        people.user("clerk")
    administrator = login("sysadmin")
    with statements() as seen:
        visit(administrator, "/users/list/")
    assert len(seen) == 3


def test_a_role_page_shows_what_the_policies_grant(login: Any, shop: Shop) -> None:
    page = visit(login("sysadmin"), "/roles/show/clerk")
    sale = next(row for row in page.rows if row[0] == "销售单")
    assert sale[1:4] == ["stores", "stores", "stores"]
    assert sale[4] == ""
