"""Charts in a real browser: drawn under the policy of the page, in its colours, each part leading to its rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.axe import violations
from tests.support.browser import enter, until
from tests.support.people import People
from tests.web.conftest import Shop

pytestmark = pytest.mark.screen
BAR = """() => {
  for (const path of document.querySelectorAll("[data-chart] svg path")) {
    const box = path.getBoundingClientRect();
    const fill = path.getAttribute("fill") ?? "none";
    if (!["none", "transparent"].includes(fill) && box.width > 60 && box.height > 6 && box.height < 40) {
      return { fill, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
  }
  return null;
}"""


def test_a_chart_is_drawn_in_the_pages_colours_and_a_click_opens_the_rows(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    path = "/reports/sales?compare=none"
    page = enter(browser, site, people, path, color_scheme="light", reduced_motion="reduce")
    until(page, f"!!({BAR})()")
    light = page.evaluate(BAR)
    sent = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)"
    assert page.evaluate(sent) < 250_000
    page.click("[data-theme-switch]")
    until(page, f"({BAR})()?.fill !== '{light['fill']}'")
    assert not violations(page)
    # On paper it is as wide as the sheet, and dark on white whatever the page is.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (
        page.evaluate("document.querySelector('[data-chart] svg').getAttribute('width')") == "680"
    )
    assert page.evaluate(BAR)["fill"] == light["fill"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    until(page, f"({BAR})()?.fill !== '{light['fill']}'")
    bar = page.evaluate(BAR)
    page.mouse.click(bar["x"], bar["y"])
    page.wait_for_url("**/sale/list/?*")
    assert page.locator("tbody tr").count() >= 1
    assert not page.complaints


def test_the_first_page_and_a_report_fit_a_phone(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, role="auditor", width=390, color_scheme="dark")
    for path in ("/", "/reports/", "/reports/sales", "/reports/sales_by_month"):
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert not violations(page), path
    assert not page.complaints
