"""Documents in a real browser: for everybody (axe), on a phone and in dark, and the panel that only a script opens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.axe import faults
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop


@pytest.mark.screen
def test_documents_are_for_everybody_and_fit_a_phone(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/manual/sale")
    page.click("form[action$='/publish'] button")
    sale = shop.sales[0]
    found = {}
    for path in (
        "/manual/",
        "/manual/sale",
        f"/trace/sale/{sale}",
        f"/paper/sale/{sale}?history=1",
        f"/labels/sale?id={sale}",
    ):
        page.goto(f"{site}{path}")
        found[path] = faults(page)
    page.goto(f"{site}/sale/show/{sale}")
    page.click("a[data-dialog][href='/manual/sale']")
    page.wait_for_selector("dialog .manual")
    found["panel"] = faults(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert not any(found.values()), {path: lines for path, lines in found.items() if lines}
    assert page.complaints == []
