"""The battery on the application itself: its hand-written pages and its own entities, not only the sample's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.custom.crm.contact import chats
from app.custom.crm.customers import registration
from app.generated.call_record import CallRecord
from app.generated.survey import Survey
from app.generated.work_order import WorkOrder
from app.runtime import records, registry
from tests.custom.crm.conftest import at, database_url, town, world
from tests.custom.crm.town import Town
from tests.security.conftest import Snapshot, token_of
from tests.security.test_stored_text import LONG, SHORT, active
from tests.web.pages import visit

__all__ = ["at", "database_url", "town", "world"]

ATTACKED = {
    "work_order", "work_order_event", "customer", "chat_session", "chat_message", "call_record",
    "registration", "survey",
}  # fmt: skip
"""Screens of what residents and callers write; the others are the sample's business, page by page."""
NOT_PAGES = ("/api/", "/static", "/hooks", "/health", "/iclock")
STAFF = ("csr", "dispatcher", "dept_mgr", "gm")
# Whoever opens his messages has read them, and an export is on record: both are meant.
MEANT = ("sys_notification", "sys_session", "ab_user", "ab_user_role", "sys_audit_log")
PUBLIC = re.compile(
    r"/(login|logout|language|portal/(login|register|registered|language|survey|thanks|say|track))\b|/$|/portal/$"
    # What makes a page a thing on a phone's screen: of nobody, and the same for everybody.
    r"|/(portal|today)/(manifest\.webmanifest|worker\.js|offline)$"
)


@pytest.fixture
def full(town: Town) -> Town:
    """Everything that a resident or a caller can write is an attack."""
    town.resident(SHORT + " 王", "13900000001")
    town.resident("赵六", "13900000002", unit=1)
    me = town.as_(SHORT + " 王")
    given = {"summary": LONG, "description": LONG, "unit": town.units[0].id}
    order = records.create(me, WorkOrder, given)
    records.create(town.as_("赵六"), WorkOrder, {"summary": "赵六的事", "unit": town.units[1].id})
    chats.say(me, LONG)
    town.ctx_create(
        CallRecord, call_id="c1", direction="in", phone="13900000001", started_at=town.ctx.now,
        project=town.project.id, work_order=order.id,
    )  # fmt: skip
    town.ctx_create(
        Survey, subject=LONG[:60], kind="periodic", project=town.project.id,
        questions=[{"key": "service", "zh": LONG, "en": SHORT}], opens_at=town.ctx.now,
        closes_at=town.ctx.now + dt.timedelta(days=1),
    )  # fmt: skip
    form = {
        "token": "f" * 32, "project": town.project.id, "building_no": "3", "entrance_no": "2",
        "room_no": "1601", "name": SHORT, "phone": "13900000009", "consent_service": True,
    }  # fmt: skip
    registration.register(town.visitor(), form)
    return town


def addresses(app: Flask, method: str = "GET", *, every: bool = False) -> Iterator[str]:
    """Pages that take `method`, with the first id: of what holds attacks, of no entity, or of every one."""
    screens = {entry.entity.key() for entry in registry.current().entities()}
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or ()) or rule.rule.startswith(NOT_PAGES):
            continue
        if not every and rule.rule.split("/")[1] in screens - ATTACKED:
            continue
        url = rule.rule.replace("<token>", "f" * 32).replace("<name>", "nothing")
        yield re.sub(r"<[^>]*>", "1", url)
    if method == "GET":
        yield from (f"/{key}/list/?q=pwned" for key in sorted(ATTACKED))


def test_stored_text_comes_alive_on_no_page_of_the_application_and_no_get_writes(
    app: Flask, full: Town, snapshot: Callable[..., Snapshot]
) -> None:
    staff = full.people.browser(app, full.people.user(*STAFF, username="everybody"))
    administrator = full.people.browser(app, full.people.user("sysadmin"))
    resident = full.people.browser(app, full.logins[SHORT + " 王"])
    before, shown, urls = snapshot(without=MEANT), 0, list(addresses(app))
    assert len(urls) > 120
    for browser in (staff, administrator, resident):
        for url in urls:
            answer = browser.get(url, buffered=True)
            assert answer.status_code < 500, url
            if answer.mimetype == "text/html" and re.search("pwned|1337", answer.text):
                assert active(answer.text) == [], url
                shown += 1
    assert shown > 30, "the attacks stand on the pages, as text"
    assert snapshot(without=MEANT) == before


def test_a_visitor_opens_the_public_pages_and_no_other(app: Flask, full: Town) -> None:
    visitor = app.test_client()
    opened = []
    for url in addresses(app, every=True):
        answer = visitor.get(url, buffered=True)
        assert answer.status_code in (200, 302, 401, 403, 404, 405), url
        assert "pwned" not in answer.text.replace("q=pwned", "").replace("q%3Dpwned", ""), url
        if answer.status_code == 200:
            opened.append(url)
    assert [url for url in opened if not PUBLIC.search(url)] == []


def test_a_resident_reaches_no_row_of_another_by_any_address(
    app: Flask, full: Town, snapshot: Callable[..., Snapshot]
) -> None:
    resident: FlaskClient = full.people.browser(app, full.logins["赵六"])
    assert visit(resident, "/portal/requests").status == 200
    token, before, asked = token_of(resident), snapshot(without=MEANT), 0
    given = {"csrf_token": token, "summary": "pwned", "text": "pwned", "_version": "1"}
    for method in ("GET", "POST"):
        for url in addresses(app, method):
            # The first row of everything is the other resident's, or nobody's.
            if "/1" not in url or url.startswith("/desk"):
                continue
            answer = resident.open(url, method=method, data=given if method == "POST" else None)
            own = answer.status_code == 422 and url.startswith("/portal/")
            assert own or answer.status_code in (302, 403, 404, 405), (method, url)
            assert LONG[:40] not in answer.text
            asked += 1
    assert asked > 100
    assert snapshot(without=MEANT) == before
