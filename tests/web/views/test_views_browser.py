"""Board, calendar, bars and tree in a real browser: cards are dragged, arrows walk, nothing bars anybody or is wider than a phone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from app.runtime import clock, query, records
from app.runtime.context import Context
from app.web.views import tree
from tests.support.axe import faults, violations
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop


def drag(page: Any, card: str, to: str) -> None:
    start, end = page.locator(card).bounding_box(), page.locator(to).bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] - 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 20, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 30, steps=12)
    page.mouse.up()


def test_a_card_is_dragged_asked_about_and_put_back_when_it_is_refused(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    page = enter(browser, site, people, "/sale/kanban/", user=shop.clerk_user, width=1600)
    page.wait_for_selector("[data-lazy][data-board]")
    page.wait_for_load_state("networkidle")
    drag(page, f"[data-card='{sale}']", "[data-column=closed]")
    page.wait_for_selector(".told-here .alert-danger:has-text('不能从')")
    assert page.locator(f"[data-column=new] [data-card='{sale}']").count() == 1
    drag(page, f"[data-card='{sale}']", "[data-column=packing]")
    page.wait_for_selector("dialog[open] [name=clerk__text]")
    page.fill("dialog [name=clerk__text]", "林")
    page.click("dialog [role=option]")
    page.click("dialog .btn-primary")
    page.wait_for_selector(f"[data-column=packing] [data-card='{sale}']")
    assert "/sale/kanban/" in page.url
    page.wait_for_load_state("networkidle")
    drag(page, f"[data-card='{shop.sales[1]}']", "[data-column=refunded]")
    page.wait_for_selector(".told-here .alert-success:has-text('取消')")
    page.wait_for_selector(f"[data-column=refunded] [data-card='{shop.sales[1]}']")
    ctx.session.rollback()
    assert query.get(ctx, Sale, shop.sales[1])["state"] == "refunded"
    # What was refused above stands in the console as answers of 409 and 422, and nothing else.
    assert [line for line in page.complaints if not re.search("409|422", line)] == []


@pytest.mark.screen
def test_arrows_walk_through_a_tree_that_is_read_level_by_level(
    browser: Any,
    site: str,
    people: People,
    shop: Shop,
    ctx: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tests.sample.models import Store

    monkeypatch.setattr(tree, "LEVEL", 1)
    child = records.create(ctx, Store, {"code": "C", "name": "近店分店", "above": shop.near}).id
    page = enter(browser, site, people, "/store/tree/", width=1200)
    page.wait_for_selector("[role=tree]")
    page.focus("[role=treeitem]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-node] >> nth=1")
    assert page.locator(".further").count() == 0
    first = page.evaluate("document.activeElement.closest('[data-node]').dataset.node")
    assert first == page.locator("[data-node]").nth(1).get_attribute("data-node")
    page.focus(f"#n{shop.near} [role=treeitem]")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"#n{child}")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "近店分店"
    assert page.evaluate("document.activeElement.ariaLevel") == "2"
    found = violations(page)
    page.drag_and_drop(f"#n{child} .node", f"#n{shop.far} .node")
    page.wait_for_selector(f"#n{shop.far} .count")
    ctx.session.rollback()
    assert query.get(ctx, Store, child)["above"]["id"] == shop.far
    assert not found


@pytest.mark.screen
def test_axe_finds_nothing_and_no_view_is_wider_than_its_window(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    at = clock.now() + dt.timedelta(hours=1)
    for sale in shop.sales:
        records.update(ctx, Sale, sale, {"promised_at": at})
    page = enter(browser, site, people)
    found = {}
    for path in (
        "/sale/kanban/", "/sale/calendar/", "/sale/gantt/", "/store/tree/", f"/sale/move/{shop.sales[0]}/calendar",
    ):  # fmt: skip
        answer = page.goto(f"{site}{path}")
        assert answer.status == 200, path
        page.wait_for_load_state("networkidle")
        found[path] = faults(page, ((390, "light"), (1440, "dark")))
    assert not any(found.values()), found
