"""What scripts add to a list: dialogs over it, columns moved by buttons, cells changed in place, rows ticked together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.axe import faults
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop

pytestmark = pytest.mark.database


def test_a_list_is_narrowed_laid_out_and_changed_without_leaving_it(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/sale/list/")
    page.click(".add-filter summary")
    page.click(".add-filter button[value=created_at]")
    page.wait_for_selector("dialog select#op")
    # The question decides which boxes there are.
    assert page.is_visible("dialog #p")
    assert not page.is_visible("dialog #n")
    page.select_option("dialog #op", "last")
    assert page.is_visible("dialog #n")
    page.fill("dialog #n", "3")
    page.click("dialog .btn-primary")
    page.wait_for_url("**/sale/list/?created_at=last_3_days")
    assert page.inner_text(".chip .chip-text") == "创建时间: 最近 3 天"
    page.click(".chip .chip-text")
    page.wait_for_selector("dialog select#op")
    page.keyboard.press("Escape")

    page.click(".list-tools a")
    second = page.inner_text("dialog [data-ordered] li:nth-child(2) label").strip()
    page.click("dialog [data-ordered] li:nth-child(2) [data-move='-1']")
    # What is ticked gets its buttons then.
    box = page.locator("dialog [data-ordered] li:not(:has(.movers)) [name=c]").first
    path = box.get_attribute("value")
    box.check()
    page.click(f"dialog li:has([value='{path}']) [data-move='-1']")
    page.uncheck(f"dialog [data-ordered] [value='{path}']")
    page.click("dialog .btn-primary")
    page.wait_for_selector(f"main thead th:first-child >> text={second}")

    # A head that is dragged takes its column along, for good; the one that is first stays in sight.
    last = page.inner_text("main thead th:last-child").strip()
    page.drag_and_drop(
        "main thead th:last-child", "main thead th:nth-child(2)", target_position={"x": 3, "y": 9}
    )
    page.wait_for_selector(f"main thead th:nth-child(2) >> text={last}")
    page.goto(f"{site}/sale/list/")
    assert page.inner_text("main thead th:nth-child(2)").strip() == last

    page.goto(f"{site}/sale/list/?columns=sale_no,summary,level&sort=id")
    cell = page.locator("tbody tr:nth-child(1) td[data-cell=summary]")
    cell.dblclick()
    page.wait_for_selector("td .cell-form input[name=summary]")
    page.keyboard.press("Escape")
    assert cell.inner_text() == "订单0"
    cell.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("e")
    page.fill("td .cell-form input[name=summary]", "")
    page.keyboard.press("Enter")
    page.wait_for_selector("td .cell-form .error")
    page.fill("td .cell-form input[name=summary]", "新摘要")
    page.keyboard.press("Enter")
    page.wait_for_selector("tbody tr:nth-child(1) td[data-cell=summary] >> text=新摘要")

    assert not page.is_visible("#bulk")
    page.click("tbody tr:nth-child(1) input.pick")
    page.click("tbody tr:nth-child(3) input.pick", modifiers=["Shift"])
    assert page.inner_text("[data-picked]") == "已选: 3"
    page.click("[data-pick-page]")
    assert page.inner_text("[data-picked]") == "已选: 4"
    # What was refused above stands in the console as an answer of 422, and nothing else.
    assert [line for line in page.complaints if "422" not in line] == []


@pytest.mark.screen
def test_axe_finds_nothing_around_a_list_and_a_phone_shows_it_whole(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people)
    found = {}
    for path in (
        "/sale/list/?level=normal&created_at=this_week&columns=sale_no,summary,total,state",
        "/sale/list/?group=level",
        "/sale/filter?f=created_at",
        "/sale/filter?f=store",
        "/sale/columns",
        "/sale/views/new?here=store%3D1",
    ):
        page.goto(f"{site}{path}")
        if page.query_selector("input.pick"):
            page.check("input.pick >> nth=0")
        found[path] = faults(page)
    page.goto(f"{site}/sale/list/")
    page.check("input.pick >> nth=0")
    page.click("#bulk .btn-primary")
    page.check("[name=_fields][value=level]")
    found["fields"] = faults(page)
    page.click("main .btn-primary")
    page.select_option("[name=level]", "high")
    found["values"] = faults(page)
    page.click("main .btn-primary")
    page.wait_for_selector("#bulk-run")
    found["run"] = faults(page)
    assert not any(found.values()), {path: lines for path, lines in found.items() if lines}


@pytest.mark.screen
def test_on_a_phone_the_first_record_stands_high_and_what_one_seldom_wants_is_behind_one_button(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    """Without a script, filtered by two fields."""
    page = enter(
        browser, site, people, "/sale/list/?level=normal&created_at=this_week",
        width=390, has_touch=True, java_script_enabled=False,
    )  # fmt: skip
    first = page.locator("tbody tr").first.bounding_box()["y"]
    assert first - page.locator("main").bounding_box()["y"] <= 260
    assert page.locator(".chips .chip").count() == 2
    assert page.locator(".add-filter .count").inner_text() == "2"
    exports, columns = page.locator(".exports > summary"), page.locator(".list-tools > a")
    assert not exports.is_visible()
    assert not columns.is_visible()
    page.click("label[for=fold]")
    assert exports.is_visible()
    assert columns.is_visible()
    page.click(".exports > summary")
    box = page.locator(".exports .dropdown-menu").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
