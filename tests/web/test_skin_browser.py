"""The skin in a real browser: for everybody (axe), on a phone, light and dark, with the parts that come when needed."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import query
from app.runtime.context import Context
from tests.support.axe import faults, violations
from tests.support.browser import blank, enter
from tests.support.people import People
from tests.web.conftest import Shop

pytestmark = pytest.mark.screen


def test_axe_finds_nothing_on_the_pages_that_people_use(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people)
    found = {}
    for path in (
        "/",
        "/sale/list/?state=placed",
        f"/sale/show/{shop.sales[0]}",
        f"/sale/edit/{shop.sales[0]}",
        "/article/add",
        "/me/",
        "/nothing",
    ):
        page.goto(f"{site}{path}")
        found[path] = faults(page)
    stranger = blank(browser)
    stranger.goto(f"{site}/login/")
    found["/login/"] = faults(stranger)
    assert not any(found.values()), {path: lines for path, lines in found.items() if lines}


def test_no_page_of_the_administrator_is_wider_than_a_phone(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, role="sysadmin", width=390)
    for path in (
        "/users/list/",
        "/users/add",
        "/roles/list/",
        "/roles/show/clerk",
        "/clients/",
        "/clients/add",
        "/jobs/",
        "/jobs/schedules",
        "/webhooks/",
        "/studio/",
        "/me/sessions",
        "/me/notifications",
        "/me/data",
        "/messages/",
        "/nothing",
    ):
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert not violations(page), path


def test_the_theme_follows_the_system_until_the_switch_is_pressed_and_is_kept(
    browser: Any, site: str, people: People
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = enter(browser, site, people, "/", color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.emulate_media(color_scheme="light")
    page.click("[data-theme-switch]")
    assert page.evaluate(ground) == dark
    page.goto(f"{site}/me/")
    # Drawn so by the server: there is nothing that could flash.
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    assert page.evaluate(ground) == dark
    page.click("[data-theme-switch]")
    assert page.evaluate(ground) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark
    assert not page.complaints


def test_the_navigation_is_a_drawer_on_a_phone_with_and_without_a_script(
    browser: Any, site: str, people: People
) -> None:
    page = enter(browser, site, people, "/", width=390)
    link = "#navigation a[href='/sale/list/']"
    assert page.is_hidden(link)
    page.click(".menu-button")
    page.wait_for_selector("#navigation.show")
    page.keyboard.press("Escape")
    page.wait_for_selector(link, state="hidden")
    plain = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    ).new_page()
    plain.goto(f"{site}/")
    assert plain.is_hidden(link)
    plain.click(".menu-button")
    plain.click(link)
    assert plain.url.endswith("/sale/list/")
    assert not page.complaints


def test_a_table_that_is_wider_than_its_frame_says_so_and_keeps_head_and_first_column(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/sale/list/", width=1000)
    page.wait_for_selector(".table-responsive[data-measured]")
    assert page.is_hidden(".sideways")
    page.set_viewport_size({"width": 900, "height": 500})
    page.evaluate(
        "document.querySelectorAll('td').forEach((cell) => cell.append('wide'.repeat(9)))"
    )
    page.wait_for_selector(".sideways", state="visible")
    first = page.locator("tbody td").first
    before = first.bounding_box()["x"]
    page.evaluate("document.querySelector('.table-responsive').scrollBy(300, 0)")
    assert first.bounding_box()["x"] == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 900


def test_a_day_is_picked_in_the_calendar_and_saved(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    page = enter(browser, site, people, f"/sale/edit/{shop.sales[0]}")
    box = page.locator("input.flatpickr-input").first
    box.scroll_into_view_if_needed()
    name = box.get_attribute("name")
    box.click()
    # In the next month: the shop promises nothing for days that are gone.
    page.click(".flatpickr-calendar.open .flatpickr-next-month")
    page.locator(".flatpickr-calendar.open .flatpickr-day:not(.prevMonthDay)").first.click()
    picked = box.input_value()
    page.keyboard.press("Escape")
    page.click(".form-actions .btn-primary")
    page.wait_for_url("**/sale/show/*")
    from tests.sample.models import Sale

    saved = query.get(ctx, Sale, shop.sales[0])[name]
    assert picked.startswith(f"{saved:%Y-%m-%d }")
    assert not page.complaints


def test_paper_gets_the_record_without_what_can_be_pressed(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, f"/sale/show/{shop.sales[0]}")
    page.emulate_media(media="print")
    assert page.is_hidden(".btn >> nth=0")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.card:has(tbody)')).breakInside")
        == "auto"
    )  # else the heading stands alone on the first page
    assert page.is_visible("h1")
    assert page.is_visible(".values")
    assert page.is_visible(".road")
    for gone in (".bar", "#navigation", ".record .actions"):
        assert page.is_hidden(f"{gone} >> nth=0"), gone


def test_what_folds_in_a_list_is_large_enough_for_a_finger(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/sale/list/")
    page.evaluate(
        """document.querySelector(".main").innerHTML = `<div class="card-body"><ul class="plain-list">
          <li><a href="/">One</a><details><summary class="muted small">Why</summary></details></li>
          <li><a href="/">Two</a><details><summary class="muted small">Why</summary></details></li>
        </ul><p><a href="/">All</a></p></div>`"""
    )
    assert [line for line in violations(page) if line.startswith("target-size")] == []
