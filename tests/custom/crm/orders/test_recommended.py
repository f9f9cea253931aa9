"""1.4: the dispatcher's dialog names who fits best, and takes him by one press."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.generated.work_order import WorkOrder
from tests.custom.crm.orders.dispatching import leak, off
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def offered(page: Page) -> dict[str, str]:
    """Name → value of the radio button."""
    found = {}
    for radio in page.html.select("input[name=assignee__pick]"):
        found[radio.parent.get_text(" ", strip=True).partition(" · ")[0]] = str(radio["value"])
    return found


def test_whoever_fits_is_offered_the_best_first_and_nobody_else(
    app: Flask, town: Town, people: People
) -> None:
    town.resident()
    town.technician("李水工", {"plumbing": 3})
    town.technician("钱电工", {})
    off(town, "张水工")
    order = leak(town)
    assert order.assignee_name == "李水工"
    town.technician("孙水工", {"plumbing": 5})
    town.technician("周水工", {"plumbing": 3})
    browser = people.browser(app, town.logins["dispatcher"])
    dialog = visit(browser, f"/work_order/transition/{order.id}/reassign")
    names = offered(dialog)
    assert list(names) == ["孙水工", "周水工"]
    assert re.search(r"孙水工 · \d+ 分，在手 0 单", dialog.text)
    answer = dialog.send(assignee__pick=names["周水工"], _note="就近")
    assert answer.status == 302
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(WorkOrder, order.id).assignee_name == "周水工"


def test_who_was_pressed_stays_so_when_the_step_is_refused(
    app: Flask, town: Town, people: People
) -> None:
    town.resident()
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    browser = people.browser(app, town.logins["dispatcher"])
    dialog = visit(browser, f"/work_order/transition/{order.id}/reassign")
    chosen = next(iter(offered(dialog).values()))
    refused = dialog.send(assignee__pick=chosen, _note="")
    assert refused.status == 422
    assert refused.html.select_one("input[name=assignee__pick][checked]")["value"] == chosen


def test_a_new_assignee_is_asked_for_in_an_empty_box(
    app: Flask, town: Town, people: People
) -> None:
    town.resident()
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    before = order.assignee_name
    browser = people.browser(app, town.logins["dispatcher"])
    dialog = visit(browser, f"/work_order/transition/{order.id}/reassign")
    sent = dict(dialog.values())
    assert (sent["assignee"], sent["assignee__text"]) == ("", "")
    assert dialog.send(_note="换一位").status == 302
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(WorkOrder, order.id).assignee_name not in (None, before)
