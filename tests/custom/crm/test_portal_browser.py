"""The portal and the desk in a real browser: a button pressed twice sends once, nothing is wider than a phone or bars anybody."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.generated.work_order import WorkOrder
from app.runtime import records
from app.web.accounts import visits
from tests.custom.crm.town import Town
from tests.support.axe import violations
from tests.support.people import People


def test_a_residents_pages_fit_a_phone_and_a_button_pressed_twice_sends_once(
    browser: Any, site: str, app: Flask, town: Town, people: People
) -> None:
    town.resident()
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    cookie = people.browser(app, town.logins["王小明"]).get_cookie(visits.NAME)
    assert cookie is not None
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    phone.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page = phone.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    for path in ("requests", "requests/new", "chat", "surveys", "notices", "me"):
        page.goto(f"{site}/portal/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        last = page.locator("nav.tabs a").last.bounding_box()
        assert last["x"] + last["width"] <= 390, path
        # One row, each high enough for a thumb.
        assert page.locator("nav.tabs a").first.bounding_box()["y"] == last["y"], path
        assert last["height"] >= 48, path
    page.goto(f"{site}/portal/requests/{order.id}")
    # Two presses of one button; what the first listener lets through would be sent.
    sent = page.evaluate(
        """() => {
          const form = document.querySelector("main form button").form;
          let sent = 0;
          form.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) sent += 1;
            event.preventDefault();
          });
          form.requestSubmit();
          form.requestSubmit();
          return sent;
        }"""
    )
    phone.close()
    assert sent == 1
    assert not complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_residents_pages_and_none_is_large(
    theme: str, browser: Any, site: str, app: Flask, town: Town, people: People
) -> None:
    town.resident()
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    cookie = people.browser(app, town.logins["王小明"]).get_cookie(visits.NAME)
    assert cookie is not None
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", color_scheme=theme
    )
    stranger = phone.new_page()
    stranger.goto(f"{site}/portal/login")
    found = {"login": violations(stranger)}
    phone.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    for path in (
        "requests", "requests/new", f"requests/{order.id}", "chat", "surveys", "notices", "me", "data",
    ):  # fmt: skip
        page = phone.new_page()
        sent: list[int] = []
        page.on(
            "requestfinished",
            lambda request, sent=sent: sent.append(request.sizes()["responseBodySize"]),
        )
        page.goto(f"{site}/portal/{path}")
        page.wait_for_load_state("networkidle")
        found[path] = violations(page)
        assert sum(sent) <= 80_000, (path, sent)
        assert page.evaluate("document.querySelectorAll('*').length") <= 1_500
        page.close()
    phone.close()
    assert not any(found.values()), found


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_at_the_desk_and_on_an_order(
    theme: str, width: int, browser: Any, site: str, app: Flask, town: Town, people: People
) -> None:
    town.resident()
    order = records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    cookie = people.browser(app, town.logins["csr"]).get_cookie(visits.NAME)
    assert cookie is not None
    desk = browser.new_context(
        viewport={"width": width, "height": 844}, locale="zh-CN", color_scheme=theme
    )
    desk.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page = desk.new_page()
    found = {}
    for path in (
        "/desk",
        "/work_order/list/",
        f"/work_order/show/{order.id}",
        f"/work_order/edit/{order.id}",
        "/customer/add",
    ):
        answer = page.goto(f"{site}{path}")
        assert answer is not None
        assert answer.status == 200, path
        page.wait_for_load_state("networkidle")
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    desk.close()
    assert not any(found.values()), found


def test_the_portal_is_installed_and_says_so_when_there_is_no_connection(
    browser: Any, site: str, app: Flask, town: Town, people: People
) -> None:
    town.resident()
    cookie = people.browser(app, town.logins["王小明"]).get_cookie(visits.NAME)
    assert cookie is not None
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    phone.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page = phone.new_page()
    page.goto(f"{site}/portal/requests")
    manifest = phone.request.get(f"{site}/portal/manifest.webmanifest").json()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.set_offline(True)
    page.goto(f"{site}/portal/me")
    told = page.inner_text("main")
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
          }
          return found;
        }"""
    )
    phone.close()
    assert "没有网络连接" in told
    assert "王小明" not in told
    assert manifest["start_url"] == "/portal/"
    assert manifest["name"].endswith("自助服务")
    # Files and one page that is the same for everybody: nothing of a person.
    assert "/portal/offline" in kept
    assert {path for path in kept if not path.startswith("/static/")} == {"/portal/offline"}
