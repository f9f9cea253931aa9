"""The portal and the desk in a real browser: a button pressed twice sends once, nothing is wider than a phone or bars anybody."""

from __future__ import annotations

from typing import Any

import pytest

from app.generated.work_order import WorkOrder
from app.runtime import records
from tests.custom.crm.town import Town
from tests.support.axe import Face, faults
from tests.support.browser import blank, enter
from tests.support.people import People

pytestmark = pytest.mark.screen
PHONES: tuple[Face, ...] = ((390, "light"), (390, "dark"))


@pytest.fixture
def order(town: Town) -> int:
    """What a resident reported."""
    town.resident()
    given = {"summary": "厨房水管漏水", "unit": town.units[0].id}
    return int(records.create(town.as_("王小明"), WorkOrder, given).id)


def test_a_residents_pages_fit_a_phone_and_a_button_pressed_twice_sends_once(
    browser: Any, site: str, town: Town, people: People, order: int
) -> None:
    page = enter(browser, site, people, user=town.logins["王小明"], width=390)
    for path in ("requests", "requests/new", "chat", "surveys", "notices", "me"):
        page.goto(f"{site}/portal/{path}")
        last = page.locator("nav.tabs a").last.bounding_box()
        assert last["x"] + last["width"] <= 390, path
        # One row, each high enough for a thumb.
        assert page.locator("nav.tabs a").first.bounding_box()["y"] == last["y"], path
        assert last["height"] >= 48, path
    page.goto(f"{site}/portal/requests/{order}")
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
    assert sent == 1
    assert not page.complaints


def test_axe_finds_nothing_on_a_residents_pages_and_none_is_large(
    browser: Any, site: str, town: Town, people: People, order: int
) -> None:
    stranger = blank(browser, width=390)
    stranger.goto(f"{site}/portal/login")
    found = {"login": faults(stranger, PHONES)}
    page = enter(browser, site, people, user=town.logins["王小明"], width=390)
    sent: list[int] = []
    page.on("requestfinished", lambda one: sent.append(one.sizes()["responseBodySize"]))
    for path in (
        "requests", "requests/new", f"requests/{order}", "chat", "surveys", "notices", "me", "data",
    ):  # fmt: skip
        sent.clear()
        page.goto(f"{site}/portal/{path}")
        page.wait_for_load_state("networkidle")
        assert sum(sent) <= 80_000, (path, sent)
        assert page.evaluate("document.querySelectorAll('*').length") <= 1_500
        found[path] = faults(page, PHONES)
    assert not any(found.values()), found


def test_axe_finds_nothing_at_the_desk_and_on_an_order(
    browser: Any, site: str, town: Town, people: People, order: int
) -> None:
    page = enter(browser, site, people, user=town.logins["csr"])
    found = {}
    for path in (
        "/desk",
        "/work_order/list/",
        f"/work_order/show/{order}",
        f"/work_order/edit/{order}",
        "/customer/add",
    ):
        answer = page.goto(f"{site}{path}")
        assert answer.status == 200, path
        page.wait_for_load_state("networkidle")
        found[path] = faults(page, ((390, "light"), (1440, "dark")))
    assert not any(found.values()), found


def test_the_portal_is_installed_and_says_so_when_there_is_no_connection(
    browser: Any, site: str, town: Town, people: People
) -> None:
    town.resident()
    page = enter(browser, site, people, "/portal/requests", user=town.logins["王小明"], width=390)
    phone = page.context
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
    assert "没有网络连接" in told
    assert "王小明" not in told
    assert manifest["start_url"] == "/portal/"
    assert manifest["name"].endswith("自助服务")
    # Files and one page that is the same for everybody: nothing of a person.
    assert "/portal/offline" in kept
    assert {path for path in kept if not path.startswith("/static/")} == {"/portal/offline"}
