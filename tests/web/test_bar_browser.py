"""The bar with a script: suggestions, the palette, the bell and the keys, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.sample.models import Sale
from tests.support.axe import violations
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop

pytestmark = pytest.mark.screen
READY = "[data-everywhere][data-ready]"
notify.template("bar.told", zh="请看这一单", en="Please look")


def test_one_finds_and_goes_on_by_keys_alone(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/", width=1280, color_scheme="dark")
    page.wait_for_selector(READY)
    page.keyboard.press("/")
    # Letters are letters while one types: no c of these begins a new record.
    page.keyboard.type("ccc")
    assert page.input_value("#everywhere") == "ccc"
    page.fill("#everywhere", "王小明")
    page.wait_for_selector(".everywhere [role=option]:has-text('王小明')")
    page.keyboard.press("ArrowDown")
    marked = page.get_attribute("#everywhere", "aria-activedescendant")
    assert page.get_attribute(f"#{marked}", "aria-selected") == "true"
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/buyer/show/{shop.buyers[0]}")
    page.wait_for_load_state("networkidle")

    # What was opened stands first in the palette; Escape leaves everything as it was.
    page.keyboard.press("Control+k")
    page.wait_for_selector(".palette [role=option]:has-text('王小明')")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector(".palette", state="detached")
    # Letters typed before it is there are not lost.
    page.keyboard.press("Control+k")
    page.keyboard.type("sale")
    page.wait_for_selector(".palette input")
    assert page.input_value(".palette input") == "sale"
    page.fill(".palette input", "销售单")
    page.wait_for_selector(".palette [aria-selected=true]:has-text('销售单')")
    page.fill(".palette input", "订单0")
    page.wait_for_selector(".palette [role=option]:has-text('订单0')")
    page.keyboard.press("Escape")

    page.goto(f"{site}/sale/list/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    row = page.evaluate("document.activeElement.closest('tr').rowIndex")
    assert row == 1
    # An input method that composes has the key for itself.
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'c', bubbles: true, isComposing: true}))"
    )
    assert page.url == f"{site}/sale/list/"
    page.keyboard.press("Enter")
    page.wait_for_url("**/sale/show/*")
    page.keyboard.press("e")
    page.wait_for_url("**/sale/edit/*")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".palette")


def test_the_bell_tells_and_keys_can_be_switched_off(
    browser: Any, site: str, people: People, shop: Shop, database: Database
) -> None:
    user = people.user("manager")
    with Context.system() as ctx, records.writing(ctx):
        ctx.notify([user], "bar.told", record=ctx.get(Sale, shop.sales[0]))
    # The sheet covers a part of the page: here no button lies under its edge.
    page = enter(browser, site, people, "/me/", user=user, width=1280)
    page.wait_for_selector(READY)
    page.wait_for_selector(".bell-count:has-text('1')")
    page.click(".bell > a")
    page.wait_for_selector(".panel .unread")
    assert violations(page) == []
    page.click(".panel header button")
    page.wait_for_selector(".bell-count", state="hidden")
    page.keyboard.press("Escape")
    page.wait_for_selector(".panel", state="detached")

    page.goto(f"{site}/sale/list/")
    page.keyboard.press("?")
    page.wait_for_selector("dialog .keys")
    assert page.locator("dialog .keys").inner_text().count("新建") == 1
    page.keyboard.press("Escape")
    page.goto(f"{site}/me/screen/")
    assert violations(page) == []
    page.check(".main [name=keys][value=off]")
    page.check(".main [name=theme][value=dark]")
    page.click("main button.btn-primary")
    page.wait_for_selector("html[data-bs-theme=dark]")
    page.wait_for_selector("[data-keys=off]")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.keyboard.press("?")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".palette")
    assert page.locator("dialog .keys").count() == 0
    assert page.url == f"{site}/me/screen/"
