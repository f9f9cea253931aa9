"""The page of a record in a real browser: what only a script does."""

from __future__ import annotations

from typing import Any

from app.runtime import query, records
from app.runtime.context import Context
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.test_skin_browser import enter


def drafts(page: Any) -> list[str]:
    found = page.evaluate(
        "Object.entries(sessionStorage).filter(([k]) => k.startsWith('draft:')).map(([, v]) => v)"
    )
    return [str(one) for one in found]


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


def test_a_draft_holds_nothing_sensitive(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people)
    page.goto(f"{site}/clerk/edit/{shop.clerk}")
    page.fill("[name=bank]", "6222020200112233")
    page.fill("[name=name]", "林小艳")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    [kept] = drafts(page)
    assert "林小艳" in kept
    assert "6222" not in kept
    assert "csrf" not in kept
