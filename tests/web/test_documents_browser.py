"""Documents in a real browser: for everybody (axe), on a phone and in dark, and the panel that only a script opens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.axe import violations
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.test_skin_browser import enter


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_documents_are_for_everybody_and_fit_a_phone(
    width: int, theme: str, browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, width=width, color_scheme=theme)
    page.goto(f"{site}/manual/sale")
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
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found[path] = violations(page)
    page.goto(f"{site}/sale/show/{sale}")
    page.click("a[data-dialog][href='/manual/sale']")
    page.wait_for_selector("dialog .manual")
    found["panel"] = violations(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert not any(found.values()), {path: lines for path, lines in found.items() if lines}
    assert page.complaints == []
