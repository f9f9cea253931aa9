"""API clients on the administrator's pages: made, changed, rotated, revoked; the token is shown once."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime.clients.tables import ApiClient, ApiToken
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop
from tests.web.pages import visit

TOKEN = re.compile(r"dougong_\d+_[A-Za-z0-9_-]{43}")


def status(app: Flask, token: str) -> int:
    client = app.test_client(use_cookies=False)
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def acts(database: Database) -> list[tuple[str, str]]:
    with database.read_session() as session:
        rows = session.scalars(
            sa.select(AuditLog).where(AuditLog.entity == "sys_api_client").order_by(AuditLog.id)
        )
        return [(row.action, row.channel) for row in rows]


@pytest.mark.database
def test_a_client_lives_on_its_pages(
    app: Flask, login: Any, people: People, database: Database
) -> None:
    people.user("manager", username="robot")
    administrator = login("sysadmin")
    made = visit(administrator, "/clients/add").send(current=PASSWORD,
        name="ERP", username="robot", scopes="sale:read\nstore:read", addresses="", rate_limit="60",
        what="save",
    )  # fmt: skip
    assert made.status == 200, made.text
    first = TOKEN.findall(made.text)
    assert len(first) == 1
    assert status(app, first[0]) == 200
    with database.read_session() as session:
        id = session.scalars(sa.select(ApiClient.id)).one()
    again = visit(administrator, f"/clients/{id}")
    assert not TOKEN.findall(again.text)
    assert dict(again.values())["scopes"].split() == ["sale:read", "store:read"]
    changed = visit(administrator, f"/clients/{id}").send(current=PASSWORD,
        name="ERP", username="robot", scopes="sale:read", addresses="203.0.113.0/24",
        rate_limit="60", expires_on="2999-12-31", what="save",
    )  # fmt: skip
    assert changed.status == 302, changed.text
    assert status(app, first[0]) == 403
    assert dict(visit(administrator, f"/clients/{id}").values())["expires_on"] == "2999-12-31"
    headers = {"csrf_token": dict(visit(administrator, f"/clients/{id}").values())["csrf_token"]}
    rotated = administrator.post(
        f"/clients/{id}", data={**headers, "what": "rotate", "current": PASSWORD, "old": "1"}
    )
    assert len(TOKEN.findall(rotated.text)) == 1
    assert rotated.headers["Cache-Control"] == "no-store"
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ApiToken)) == 2
    page = visit(administrator, f"/clients/{id}").html
    assert page.select_one("details:not([open]) button[value=revoke]") is not None
    gone = administrator.post(f"/clients/{id}", data={**headers, "what": "revoke"})
    assert gone.status_code == 302
    assert status(app, TOKEN.findall(rotated.text)[0]) == 401
    assert "已停用" in visit(administrator, "/clients/").text
    assert visit(administrator, "/clients/").rows[0][4] == "0"
    late = administrator.post(
        f"/clients/{id}", data={**headers, "what": "rotate", "current": PASSWORD, "old": "0"}
    )
    assert late.status_code == 422
    assert acts(database) == [
        ("create", "web"), ("update", "web"), ("rotate", "web"), ("revoke", "web"),
    ]  # fmt: skip


def test_a_token_is_made_by_whoever_knows_the_password(
    login: Any, people: People, database: Database
) -> None:
    people.user("manager", username="robot")
    administrator = login("sysadmin")
    given = {"name": "ERP", "username": "robot", "scopes": "sale:read", "rate_limit": "0"}
    refused = visit(administrator, "/clients/add").send(current="Guessed-Password-41", **given)
    assert refused.status == 422
    assert "当前密码不正确" in refused.text
    assert acts(database) == []
    assert visit(administrator, "/clients/add").send(current=PASSWORD, **given).status == 200
    with database.read_session() as session:
        id = session.scalars(sa.select(ApiClient.id)).one()
    wider = visit(administrator, f"/clients/{id}").send(what="save", scopes="*:*")
    assert wider.status == 422
    headers = {"csrf_token": dict(visit(administrator, f"/clients/{id}").values())["csrf_token"]}
    for typed in ("", "Guessed-Password-41"):
        answer = administrator.post(
            f"/clients/{id}", data={**headers, "what": "rotate", "old": "0", "current": typed}
        )
        assert answer.status_code == 302
        assert not TOKEN.findall(answer.text)
    assert acts(database) == [("create", "web")]


def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(
    login: Any, people: People, database: Database
) -> None:
    people.user("manager", username="robot")
    wrong = visit(login("sysadmin"), "/clients/add").send(current=PASSWORD,
        name="ERP", username="nobody-here", scopes="sail:read", addresses="300.1.1.1",
        rate_limit="60", expires_on="2001-01-01", what="save",
    )  # fmt: skip
    assert wrong.status == 422
    for text in (
        "没有实体 sail；是否 sale？",
        "300.1.1.1”不是网络地址",
        "没有在用的账号 nobody-here",
        "须为将来的时间",
    ):
        assert text in wrong.text
    assert dict(wrong.values())["scopes"].strip() == "sail:read"
    assert acts(database) == []


def test_two_clients_have_two_names(login: Any, people: People) -> None:
    people.user("manager", username="robot")
    administrator = login("sysadmin")
    given = {"name": "ERP", "username": "robot", "scopes": "*:read", "rate_limit": "0"}
    assert visit(administrator, "/clients/add").send(current=PASSWORD, **given).status == 200
    second = visit(administrator, "/clients/add").send(current=PASSWORD, **given)
    assert second.status == 422
    assert "已有同名客户端" in second.text


def test_only_the_administrator_sees_clients(login: Any, shop: Shop) -> None:
    manager = login("manager")
    for url in ("/clients/", "/clients/add", "/clients/1"):
        assert manager.get(url).status_code == 403
    assert "/clients/" not in manager.get("/").text
    assert "/clients/" in login("sysadmin").get("/").text


@pytest.mark.database
def test_the_last_day_of_all_is_a_last_day(login: Any, people: People, database: Database) -> None:
    """What people write for "never"."""
    people.user("manager", username="robot")
    administrator = login("sysadmin")
    given = {"name": "ERP", "username": "robot", "scopes": "*:read", "rate_limit": "0"}
    for last in ("9999-12-31", "9999-12-30"):
        made = visit(administrator, "/clients/add").send(
            current=PASSWORD, **{**given, "name": last}, expires_on=last
        )
        assert made.status == 200, made.text
        with database.read_session() as session:
            id = session.scalar(sa.select(sa.func.max(ApiClient.id)))
        assert dict(visit(administrator, f"/clients/{id}").values())["expires_on"] == last
