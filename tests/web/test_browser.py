"""In a real browser: pickers, conditions, rows, dialogs; nothing wider than a phone; no script or style of ours inline."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import clock, query
from app.runtime.context import Context
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.support.browser import blank, enter, until
from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop


def webhook_of(people: People, user: int) -> int:
    """One with long names and a message that failed."""
    with people.database.begin() as session:
        row = Webhook(
            user_id=user, name="仓库系统", url=f"https://example.com/{'hooks/' * 20}", state="active", cursor="0",
            events=["store.created", "sale.transition.release", "sale_line.*"], created_at=clock.now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(
            WebhookDelivery(
                webhook_id=row.id, message_id="msg_1", event="sale.transition.release", record_id=1, seq=1,
                at=clock.now(), state="dead", attempts=8, next_at=clock.now(), created_at=clock.now(),
                error="接收方是内网地址 / The receiver has a private address.",
            )
        )  # fmt: skip
        return int(row.id)


def test_a_sale_is_typed_in_with_pickers_conditions_and_rows_and_moved_on_in_a_dialog(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    people.user("manager", username="boss")
    page = blank(browser)
    page.goto(f"{site}/sale/add")
    page.fill("#username", "boss")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.fill("[name=store__text]", "近")
    page.click("[role=option]")
    page.fill("[name=summary]", "两袋米")
    assert page.is_hidden("[data-field=address]")
    page.check("[data-field=delivery] input[type=checkbox]")
    assert page.is_visible("[data-field=address]")
    page.fill("[name=address]", "锦绣路 1 号")
    page.click("[data-add-row]")
    page.fill("[name=lines-0-article__text]", "大")
    page.click("tr [role=option]")
    page.fill("[name=lines-0-count]", "2")
    page.fill("[name=lines-0-price]", "45.5")
    page.click(".form-actions .btn-primary")
    page.wait_for_url("**/sale/show/*")
    sale = int(page.url.rsplit("/", 1)[1])
    assert str(query.get(ctx, Sale, sale)["total"]) == "91.00"
    page.click(".flow a[data-dialog] >> nth=0")
    page.wait_for_selector("dialog[open]")
    page.click("dialog .btn-primary")
    page.wait_for_selector("dialog .error")
    page.fill("dialog [name=clerk__text]", "林")
    page.click("dialog [role=option]")
    page.click("dialog .btn-primary")
    page.wait_for_selector(".road [aria-current]:has-text('备货中')")
    # What was done is said on the page that one is led to, and not lost on the way.
    assert "已执行：备货" in page.inner_text("main")
    assert not [line for line in page.complaints if "422" not in line]


@pytest.mark.screen
def test_who_types_and_chooses_faster_than_the_list_comes_gets_what_he_typed(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/sale/add")
    box = page.locator("[name=store__text]")
    box.click()
    page.wait_for_selector("[role=option]")
    last = page.locator("[role=option]").last.inner_text()
    assert last != page.locator("[role=option]").first.inner_text()
    box.fill(last)
    box.press("ArrowDown")
    box.press("Enter")
    until(page, "document.querySelector('[name=store]').value !== ''")
    assert box.input_value() == last


@pytest.mark.screen
def test_no_page_is_wider_than_a_phone_and_nothing_of_ours_is_inline(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    boss = people.user("manager")
    page = enter(browser, site, people, user=boss, width=390)
    sale, hook = shop.sales[0], webhook_of(people, boss)
    for path in (
        "/webhooks/",
        f"/webhooks/{hook}",
        "/",
        "/sale/list/",
        f"/sale/show/{sale}",
        f"/sale/edit/{sale}",
        "/article/add",
        "/me/",
    ):
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        inline = "document.querySelectorAll('script:not([src]), style, [style], [onclick], [onchange]').length"
        assert page.evaluate(inline) == 0, path
    assert not page.complaints


@pytest.mark.screen
def test_the_open_page_is_in_sight_in_a_long_menu(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/", height=260)
    last = page.locator(".side li a").last.get_attribute("href")
    page.goto(f"{site}{last}")
    line = page.locator(".side [aria-current]").bounding_box()
    assert line["y"] + line["height"] <= 260
    assert page.evaluate("scrollY") == 0
    assert not page.complaints
