"""2.4 in a real browser without a connection: two parts, kept over a reload, sent once when the connection is back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.custom.equipment.repair.test_phone import bearing, order, parts
from tests.custom.equipment.repair.workshop import MECHANIC, Workshop
from tests.custom.equipment.stock.test_parts import part
from tests.support.axe import violations
from tests.support.browser import browser, enter, site
from tests.support.people import People

__all__ = ["bearing", "browser", "order", "site"]

DRAFT = """
() => new Promise((done) => {
  const asked = indexedDB.open('dougong-outbox', 1);
  asked.onsuccess = () => {
    asked.result.transaction('waiting').objectStore('waiting').getAll().onsuccess = ({ target }) => {
      asked.result.close();
      done(target.result.some((one) => one.draft && one.fields.some(([, value]) => value === "换轴承和油封")));
    };
  };
})
"""
"""Whether the phone has what was typed last."""


@pytest.mark.screen
def test_parts_are_written_down_without_a_connection_and_taken_once(
    browser: Any, site: str, people: People, workshop: Workshop, bearing: Any, order: Any
) -> None:
    part(workshop, ("5", "8.00"), code="MF-7", name="油封")
    address = f"{site}/today/repair_order/{order.id}"
    mechanic = workshop.plant.town.logins[MECHANIC]
    page = enter(browser, site, people, user=mechanic, width=390, has_touch=True)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}/today/")
    page.wait_for_selector("[data-held]:has-text('1 项任务')")
    page.context.set_offline(True)

    page.goto(address)
    page.wait_for_selector("[data-outbox][data-ready]", state="attached")
    page.click("#new-0 .choices label:has-text('轴承')")
    page.click("button:has-text('再加一种备件')")
    page.fill("[name=new-1-part__text]", "油封")
    page.fill("[name=new-1-quantity]", "2")
    page.click("label.answer:has-text('磨损')")
    page.fill("[name=finish-labor_min]", "30")
    page.fill("[name=finish-action]", "换轴承和油封")
    found = violations(page)
    while not page.evaluate(DRAFT):
        pass

    page.goto(address)
    page.wait_for_selector("#new-1")
    assert page.input_value("[name=new-0-part__text]") == "ZC-1 轴承 · 库存 9 套"
    assert page.input_value("[name=new-1-part__text]") == "油封"
    page.click("button:has-text('先保存')")
    page.wait_for_selector(".outbox:has-text('1 项待发送')")
    page.click("form[action$='/finish'] .btn-primary")
    page.wait_for_selector(".outbox:has-text('2 项待发送')")
    assert parts(workshop) == []

    page.context.set_offline(False)
    page.wait_for_selector("ul.lines:has-text('油封')")
    assert [(code, int(number)) for code, number in parts(workshop)] == [("ZC-1", 1), ("MF-7", 2)]
    assert workshop.again(order).state == "repaired"
    found += violations(page)
    assert not complaints
    assert not found
