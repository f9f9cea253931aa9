"""Tabs of a record and of its form: what stands where, what a refused form says of them, and what a script makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.runtime.field import Section, Tab, label
from tests.support.axe import violations
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

TABS = [
    Tab("goods", label(zh="货品", en="Goods"), ["lines"]),
    Tab("way", label(zh="送货", en="Delivery")),
    Tab("empty", label(zh="空", en="Empty")),
]
SECTIONS = [
    Section(label(zh="基本", en="Basics"), ["store", "buyer", "level", "promised_at"]),
    Section(label(zh="送货", en="Delivery"), ["delivery", "address", "freight"], tab="way"),
    Section(label(zh="摘要", en="Summary"), ["summary"], tab="way"),
]


@pytest.fixture(autouse=True)
def tabbed(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.sample.sale.view import SaleView

    monkeypatch.setattr(SaleView, "tabs", TABS)
    monkeypatch.setattr(SaleView, "sections", SECTIONS)


def strip(page: Page) -> list[tuple[str, str]]:
    """(address, text) of the tabs."""
    links = page.html.select("[data-tabs] a")
    return [(str(link["href"]), " ".join(link.get_text(" ").split())) for link in links]


def heads(page: Page, panel: str) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select(f"#tab-{panel} h2")]


def test_without_a_script_all_parts_stand_below_each_other_and_the_strip_leads_to_them(
    manager: FlaskClient, shop: Shop
) -> None:
    page = visit(manager, f"/sale/show/{shop.sales[0]}")
    assert strip(page) == [("#tab-goods", "货品"), ("#tab-way", "送货")]
    assert heads(page, "way") == ["送货", "送货", "摘要"]
    assert heads(page, "goods")[0] == "货品"
    assert page.html.select_one("#tab-goods #lines") is not None
    # What names no tab stands above them: the first section, and no panel is hidden.
    first = page.html.select(".record h2")[0]
    assert first.get_text(strip=True) == "基本"
    assert first.find_parent(class_="tab-panel") is None
    assert not page.html.select(".tab-panel[hidden]")


def test_a_tab_that_is_alone_for_the_reader_is_none(
    manager: FlaskClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.sale.view import SaleView

    monkeypatch.setattr(SaleView, "tabs", [TABS[1], TABS[2]])
    page = visit(manager, f"/sale/show/{shop.sales[0]}")
    assert strip(page) == []
    assert {"基本", "送货", "摘要"} <= {one.get_text(strip=True) for one in page.html.select("h2")}
    assert page.html.select_one("#lines") is not None


def test_a_refused_form_counts_in_the_tab_what_is_to_be_corrected_there(
    manager: FlaskClient, shop: Shop
) -> None:
    page = visit(manager, f"/sale/edit/{shop.sales[0]}")
    assert strip(page) == [("#tab-goods", "货品"), ("#tab-way", "送货")]
    refused = page.send(summary=None, **{"lines-0-count": "x"})
    assert refused.status == 422
    assert set(refused.errors()) == {"summary", "count"}
    assert strip(refused) == [
        ("#tab-goods", "货品 1 处需要更正"),
        ("#tab-way", "送货 1 处需要更正"),
    ]
    assert [one["id"] for one in refused.html.select("[data-errors]")] == ["tab-goods", "tab-way"]


@pytest.mark.screen
def test_tabs_are_walked_by_keys_and_an_error_or_an_address_opens_its_own(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, f"/sale/show/{shop.sales[0]}")
    seen = "[...document.querySelectorAll('.tab-panel')].filter((p) => p.checkVisibility()).map((p) => p.id)"
    assert page.evaluate(seen) == ["tab-goods"]
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(seen) == ["tab-way"]
    assert page.evaluate("[location.hash, document.activeElement.id]") == [
        "#tab-way",
        "tab-way-tab",
    ]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(seen) == ["tab-goods"]
    page.keyboard.press("End")
    page.reload()
    assert page.evaluate(seen) == ["tab-way"]
    assert not violations(page)
    page.emulate_media(media="print")
    assert page.evaluate(seen) == ["tab-goods", "tab-way"]
    page.emulate_media(media="screen")
    page.goto(f"{site}/sale/edit/{shop.sales[0]}")
    page.click("[role=tab]:has-text('送货')")
    page.fill("[name=summary]", "")
    page.click("[role=tab]:has-text('货品')")
    page.click(".form-actions button")
    page.wait_for_selector("#problems")
    assert page.evaluate(seen) == ["tab-way"]
    page.click("[role=tab]:has-text('货品')")
    page.click("#problems a")
    assert page.evaluate(seen) == ["tab-way"]
    assert page.evaluate("document.querySelector('[name=summary]').checkVisibility()")
