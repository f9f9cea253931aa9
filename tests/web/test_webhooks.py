"""Webhooks on pages: what an owner and an administrator see and press."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime.database import Database
from app.runtime.system import AuditLog
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.support.people import People
from tests.web.pages import visit

THEN = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def owner(people: People) -> int:
    return people.user("manager", username="li")


@pytest.fixture
def hook(database: Database, owner: int) -> int:
    """A webhook of the owner, with a message that was sent and one that was given up."""
    with database.begin() as session:
        made = Webhook(
            user_id=owner, name="stock", url="https://example.com/hooks", state="active", cursor="0",
            events=["store.created", "sale.*"], created_at=THEN,
        )  # fmt: skip
        session.add(made)
        session.flush()
        for number, state, status in ((1, "sent", 204), (2, "dead", 500)):
            session.add(
                WebhookDelivery(
                    webhook_id=made.id, message_id=f"msg_{number}", event="store.created", entity="store",
                    record_id=number, seq=number, at=THEN, state=state, attempts=1, status=status,
                    next_at=THEN, created_at=THEN, finished_at=THEN,
                )
            )  # fmt: skip
        return int(made.id)


@pytest.fixture
def browser(app: Any, people: People, owner: int) -> FlaskClient:
    return people.browser(app, owner)


def webhook(database: Database, id: int) -> Webhook | None:
    with database.read_session() as session:
        return session.get(Webhook, id)


def states(database: Database) -> list[str]:
    with database.read_session() as session:
        found = sa.select(WebhookDelivery.state).order_by(WebhookDelivery.id)
        return list(session.scalars(found))


def press(client: FlaskClient, page: str, act: str) -> int:
    """Send the form of the page that leads there."""
    found = visit(client, page)
    (form,) = found.html.select(f'form[action$="{act}"]')
    token = form.select_one("input[name=csrf_token]")
    assert token is not None
    return client.post(str(form["action"]), data={"csrf_token": token["value"]}).status_code


def test_an_owner_sees_his_webhooks_and_an_administrator_all(
    hook: int, browser: FlaskClient, login: Any
) -> None:
    (row,) = visit(browser, "/webhooks/").rows
    assert row == [
        "stock", "https://example.com/hooks", "store.created、sale.*", "启用", "0", "1",
    ]  # fmt: skip
    assert "/api/docs#/webhooks" in visit(browser, "/webhooks/").links()
    assert visit(login("manager"), "/webhooks/").rows == []
    assert login("manager").get(f"/webhooks/{hook}").status_code == 404
    (row,) = visit(login("sysadmin"), "/webhooks/").rows
    assert row[1] == "li"


@pytest.mark.database
def test_its_page_shows_the_last_messages(
    hook: int, browser: FlaskClient, database: Database
) -> None:
    page = visit(browser, f"/webhooks/{hook}")
    assert [(row[1], row[3], row[5]) for row in page.rows] == [
        ("2", "已放弃", "500"),
        ("1", "已发送", "204"),
    ]
    assert len(visit(browser, f"/webhooks/{hook}?state=dead").rows) == 1
    with database.begin() as session:
        session.execute(
            sa.update(WebhookDelivery).values(status=None, error="没有答复 / No answer.")
        )
    assert {row[5] for row in visit(browser, f"/webhooks/{hook}").rows} == {"没有答复"}
    for query in ("state=lost", "below=x"):
        assert browser.get(f"/webhooks/{hook}?{query}").status_code == 400


def test_it_is_paused_and_resumed(hook: int, browser: FlaskClient, database: Database) -> None:
    page = f"/webhooks/{hook}"
    assert press(browser, page, "/pause") == 302
    assert (found := webhook(database, hook))
    assert found.state == "paused"
    assert press(browser, page, "/resume") == 302
    assert (found := webhook(database, hook))
    assert found.state == "active"


@pytest.mark.database
def test_what_was_given_up_goes_again(hook: int, browser: FlaskClient, database: Database) -> None:
    page = f"/webhooks/{hook}"
    assert press(browser, page, f"{page}/replay") == 302
    assert states(database) == ["sent", "waiting"]
    assert press(browser, page, "deliveries/1/replay") == 302
    assert states(database) == ["waiting", "waiting"]


def test_a_ping_is_sent_only_while_it_is_active(
    hook: int, browser: FlaskClient, database: Database
) -> None:
    page = f"/webhooks/{hook}"
    assert press(browser, page, "/test") == 302
    assert states(database) == ["sent", "dead", "waiting"]
    token = visit(browser, page).html.select_one("input[name=csrf_token]")
    assert token is not None
    press(browser, page, "/pause")
    browser.post(f"{page}/test", data={"csrf_token": token["value"]})
    assert "先恢复" in visit(browser, page).text
    assert len(states(database)) == 3


@pytest.mark.database
def test_it_is_removed_by_its_owner_or_an_administrator(
    hook: int, login: Any, database: Database
) -> None:
    keeper = login("sysadmin")
    page = visit(keeper, f"/webhooks/{hook}").html
    assert page.select_one("details:not([open]) form[action$=remove]") is not None
    assert press(keeper, f"/webhooks/{hook}", "/remove") == 302
    assert webhook(database, hook) is None
    assert states(database) == []
    with database.read_session() as session:
        log = sa.select(AuditLog.action).where(AuditLog.entity == "sys_webhook")
        assert list(session.scalars(log)) == ["delete"]


def test_a_form_without_its_token_changes_nothing(
    hook: int, browser: FlaskClient, database: Database
) -> None:
    for act in ("pause", "resume", "test", "replay", "remove", "deliveries/1/replay"):
        assert browser.post(f"/webhooks/{hook}/{act}").status_code in (302, 400, 403)
    assert (found := webhook(database, hook))
    assert found.state == "active"
    assert states(database) == ["sent", "dead"]
