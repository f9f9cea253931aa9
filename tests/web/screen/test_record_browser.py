"""The page of a record in a real browser: what only a script does."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import query, records
from app.runtime.comments.tables import Comment
from app.runtime.context import Context
from tests.support.axe import violations
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.screen.test_files import PNG


def drafts(page: Any) -> list[str]:
    found = page.evaluate(
        "Object.entries(sessionStorage).filter(([k]) => k.startsWith('draft:')).map(([, v]) => v)"
    )
    return [str(one) for one in found]


@pytest.mark.screen
def test_what_was_typed_outlives_leaving_and_goes_with_the_save_and_with_logging_out(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    page = enter(browser, site, people)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    edit = f"{site}/sale/edit/{shop.sales[0]}"
    page.goto(edit)
    page.fill("[name=summary]", "打了一半")
    page.click("[data-add-row]")
    page.fill("[name='lines-1-count']", "3")
    page.goto(f"{site}/me/")
    assert asked == ["beforeunload"]
    page.goto(edit)
    page.click("[data-restore]")
    assert page.input_value("[name=summary]") == "打了一半"
    assert page.input_value("[name='lines-1-count']") == "3"
    page.click("[name='lines-1-_delete']")
    page.click(".form-actions button")
    page.wait_for_selector(".alert-success")
    assert drafts(page) == []
    ctx.session.rollback()
    assert query.get(ctx, Sale, shop.sales[0])["summary"] == "打了一半"
    records.update(ctx, Sale, shop.sales[0], {"summary": "别人改了"})
    page.goto(edit)
    page.fill("[name=summary]", "又打了一半")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.evaluate("document.querySelector(\"form[action='/logout/']\").requestSubmit()")
    page.wait_for_url("**/login/**")
    assert drafts(page) == []


@pytest.mark.screen
def test_a_bad_network_leaves_what_was_typed_and_the_button_that_sends_it(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    page = enter(browser, site, people, f"/sale/show/{shop.sales[0]}", user=shop.clerk_user)
    page.fill("[data-story] textarea", "断网时写的")
    page.context.set_offline(True)
    page.click("form[data-say] button")
    page.wait_for_selector(".told-here:has-text('请检查网络')")
    page.context.set_offline(False)
    page.click("form[data-say] button")
    page.wait_for_selector("[data-story] :text('断网时写的')")

    # On the phone: too much for the server is told, and may be dropped; what comes after it goes on.
    page.goto(f"{site}/today/sale/{shop.sales[1]}")
    page.wait_for_selector("[data-outbox][data-ready]", state="attached")
    page.route("**/_comment", lambda route: route.fulfill(status=413, body="<h1>no</h1>"), times=1)
    page.fill("#note-text", "太大")
    page.click("form[action$='/_comment'] button")
    page.wait_for_selector(".outbox .is-refused:has-text('图片合计过大')")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click(".is-refused button:has-text('放弃')")
    page.wait_for_selector(".is-refused", state="detached")
    page.fill("#note-text", "下一条")
    with page.expect_response(lambda answer: answer.url.endswith("/_comment")):
        page.click("form[action$='/_comment'] button")
    ctx.session.rollback()
    assert [one.text for one in ctx.session.query(Comment).all()] == ["断网时写的", "下一条"]


@pytest.mark.screen
def test_a_draft_holds_nothing_sensitive(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, f"/clerk/edit/{shop.clerk}")
    page.fill("[name=bank]", "6222020200112233")
    page.fill("[name=name]", "林小艳")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    [kept] = drafts(page)
    assert "林小艳" in kept
    assert "6222" not in kept
    assert "csrf" not in kept


PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

UNCOVERED = """(selector) => {
  const one = document.querySelector(selector).getBoundingClientRect();
  return Boolean(document.elementFromPoint(one.left + 5, one.bottom - 3)?.closest(selector));
}"""


@pytest.mark.screen
def test_a_table_is_filled_like_a_spreadsheet(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    page = enter(browser, site, people, f"/sale/edit/{shop.sales[0]}")
    page.locator("[data-grid=lines]").scroll_into_view_if_needed()
    with page.expect_response("**/grid-*.js"):
        page.reload()
        page.locator("[data-grid=lines]").scroll_into_view_if_needed()
    first = page.locator("[name='lines-0-count']")
    first.focus()
    first.evaluate(PASTE, "3\t4.50\n5\t6")
    page.wait_for_selector("[name='lines-1-count']")
    # As wide as a table of thirteen columns: it scrolls in its frame, the list of choices is not cut off by it.
    page.evaluate(
        "document.querySelectorAll('.grid-rows th').forEach((one) => (one.style.minWidth = '30rem'))"
    )
    page.wait_for_selector(".grid-rows.is-wide")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.fill("[name='lines-1-article__text']", "菜油")
    page.wait_for_selector("[data-grid=lines] [role=option]")
    assert page.evaluate(UNCOVERED, "[data-grid=lines] ul:popover-open [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("[data-sum=amount]") == "43.50"
    page.focus("[name='lines-0-count']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-1-count"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name='lines-2-count']")
    page.keyboard.press("Control+Delete")
    assert page.locator("[name='lines-2-count']").count() == 0
    page.click(".form-actions button")
    page.wait_for_selector(".alert-success")
    ctx.session.rollback()
    rows = query.related(ctx, Sale, shop.sales[0], "lines", columns=["count", "price"])
    assert [(str(row["count"]), str(row["price"])) for row in rows] == [
        ("3.00", "4.50"),
        ("5.00", "6.00"),
    ]
    page.goto(f"{site}/sale/edit/{shop.sales[0]}")
    # A box that is not asked in one row leaves the others under their heads.
    asked = page.locator("td[data-field=price]").first
    asked.evaluate("(cell) => (cell.hidden = true)")
    assert asked.bounding_box()["width"] > 0
    assert not page.complaints


def test_files_go_up_while_one_types_and_are_looked_at_over_the_page(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    page = enter(browser, site, people, f"/article/edit/{shop.articles[0]}")
    page.locator("[data-field=pictures]").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    pictures = page.locator("#pictures")
    sent = [
        {"name": "甲.png", "mimeType": "image/png", "buffer": PNG},
        {"name": "乙.png", "mimeType": "image/png", "buffer": PNG},
        {"name": "坏.png", "mimeType": "image/png", "buffer": b"<script>"},
    ]
    pictures.set_input_files(sent)
    page.wait_for_selector("[data-field=pictures] li .error")
    page.wait_for_selector("[data-field=pictures] li:nth-child(2) a[data-preview]")
    page.click("[data-field=pictures] li:nth-child(1) a[data-preview]")
    assert page.locator("dialog.preview img").get_attribute("alt") == "甲.png"
    page.keyboard.press("Escape")
    page.check("[data-field=pictures] li:nth-child(2) input[name=pictures__drop]")
    # Whoever presses while a file is on its way is waited for.
    held: list[Any] = []
    page.route("**/files/", lambda route: held.append(route), times=1)
    pictures.set_input_files({**sent[0], "name": "晚.png"})
    page.wait_for_selector("[data-field=pictures] progress")
    page.click(".form-actions button")
    assert "/article/edit/" in page.url
    held[0].continue_()
    page.wait_for_selector(".alert-success")
    ctx.session.rollback()
    assert len(query.get(ctx, Article, shop.articles[0])["pictures"]) == 2


@pytest.mark.screen
def test_axe_finds_nothing_where_people_talk_meet_and_go_back_and_a_phone_has_room_for_it(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    page = enter(browser, site, people, width=390, color_scheme="dark")
    found = {}

    def look(what: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, what
        found[what] = violations(page)

    page.goto(f"{site}/sale/history/{shop.sales[0]}")
    page.fill("textarea[name=text]", "客户要求下午送 @nobody")
    page.click(".say button")
    page.wait_for_selector(".remark")
    look("talk")
    page.goto(f"{site}/sale/edit/{shop.sales[0]}")
    records.update(ctx, Sale, shop.sales[0], {"summary": "别人的摘要"})
    page.fill("[name=summary]", "我的摘要")
    page.click(".form-actions button")
    page.wait_for_selector(".meeting")
    look("meet")
    page.goto(f"{site}/sale/history/{shop.sales[0]}/summary")
    look("field")
    page.goto(f"{site}/sale/show/{shop.sales[0]}")
    page.click("a.clock[href$='/summary']", force=True)
    page.wait_for_selector("dialog .timeline")
    look("dialog")
    assert not any(found.values()), found
