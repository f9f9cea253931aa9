"""What the console does not tell, and whom it does not touch: names that are gone, words about others' records, numbers given again."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import clock, records
from app.runtime.audit import reading
from app.runtime.audit.tables import FormerName
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.studio.test_console import AUDIT, FILES, SESSIONS, ends
from tests.support.people import People
from tests.support.worlds import SAMPLE, World
from tests.web.pages import visit


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def desk(login: Any) -> FlaskClient:
    browser: FlaskClient = login("sysadmin", username="wang")
    return browser


def _logged(database: Database, **values: Any) -> int:
    with database.begin() as session:
        row = AuditLog(
            at=clock.now(), actor="chen", by_system=False, channel="web",
            **{"action": "update", "record_id": 1, "diff": {}, **values},
        )  # fmt: skip
        session.add(row)
        session.flush()
        return int(row.id)


def test_values_under_a_name_that_the_schema_has_no_longer_stay_unseen(
    desk: FlaskClient, database: Database
) -> None:
    gone = _logged(database, entity="payslip_old", diff={"net_pay": [None, 812345]})
    page = visit(desk, f"{AUDIT}{gone}")
    assert page.status == 200
    assert "812345" not in page.text
    assert "net_pay" in page.text


def test_a_record_of_a_thing_that_had_another_name_is_read_as_what_it_is_now(
    desk: FlaskClient, database: Database, ctx: Context
) -> None:
    from tests.sample.models import Store

    store = records.create(ctx, Store, {"code": "S1", "name": "一店"})
    kept = _logged(database, entity="shop_old", record_id=store.id, diff={"name": ["旧名", "一店"]})
    # Another thing had the name that stores have now.
    other = _logged(database, entity="store", record_id=store.id, diff={"name": ["别的秘密", None]})
    with database.begin() as session:
        session.add(FormerName(old="shop_old", last_id=kept, entity="store"))
        session.add(FormerName(old="store", last_id=other, entity="gone_now"))
    ctx.session.rollback()
    read = reading.shown(ctx, kept)
    assert (read.entity, read.changes, read.facts) == ("store", {"name": ("旧名", "一店")}, {})
    assert not reading.shown(ctx, other).changes
    assert visit(desk, f"{AUDIT}{kept}").status == 200
    assert "别的秘密" not in visit(desk, f"{AUDIT}{other}").text


def test_what_was_said_about_a_record_is_for_those_who_may_read_it(
    desk: FlaskClient, database: Database, ctx: Context
) -> None:
    from tests.sample.models import Store

    store = records.create(ctx, Store, {"code": "S1", "name": "一店"})
    said = _logged(
        database, entity="store", record_id=store.id, action="reject", diff={"note": "病假证明不全"}
    )
    looked = _logged(database, entity="store", record_id=store.id, action="reveal", diff={"fields": ["phone"], "note": "核对电话"})  # fmt: skip
    ctx.session.rollback()
    assert reading.shown(ctx, said).note == "病假证明不全"
    page = visit(desk, f"{AUDIT}{said}")
    assert page.status == 200
    assert "病假证明不全" not in page.text
    assert "核对电话" in visit(desk, f"{AUDIT}{looked}").text


@pytest.mark.database
@pytest.mark.parametrize(
    "url",
    [f"{AUDIT}?person=%00", f"{AUDIT}?entity=%00&action=%00&channel=%00", f"{SESSIONS}?q=%00", f"{FILES}?entity=%00&kind=%00&state=%00",
     "/studio/permissions/why/?who=%00", "/studio/permissions/view-as/?who=a%00b"],
)  # fmt: skip
def test_a_sign_that_no_text_of_the_database_holds_finds_nothing(
    desk: FlaskClient, url: str
) -> None:
    assert visit(desk, url).status in (200, 422)


def test_a_session_that_has_another_ones_number_by_now_is_not_ended(
    desk: FlaskClient, people: People, app: Flask, database: Database
) -> None:
    people.browser(app, people.user("manager", username="chen"))
    [link] = ends(visit(desk, f"{SESSIONS}?q=chen"))
    page = visit(desk, link)
    with database.begin() as session:
        session.execute(sa.text("DELETE FROM sys_session WHERE id = :id"), {"id": int(link.rpartition("/")[2])})  # fmt: skip
    other = people.browser(app, people.user("manager", username="zhou"))
    # SQLite gives the number again: it is somebody else's session now.
    assert ends(visit(desk, f"{SESSIONS}?q=zhou")) == [link]
    assert page.send(reason="丢了手机").status == 404
    assert other.get("/me/").status_code == 200
