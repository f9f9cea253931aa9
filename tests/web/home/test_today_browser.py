"""A phone without a connection: tasks are there, steps and notes wait, and are sent in their order when it is back."""

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

pytestmark = pytest.mark.database

KEPT = "caches.open('kept /today/').then((cache) => cache.keys()).then((keys) => keys.length)"


def now(ctx: Context, id: int) -> Any:
    from tests.sample.models import Sale

    ctx.session.rollback()
    return query.get(ctx, Sale, id)


def test_steps_and_notes_wait_on_the_phone_and_are_sent_when_the_connection_is_back(
    browser: Any, site: str, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    first, second, _third = shop.sales
    page = enter(browser, site, people, user=shop.clerk_user, width=390, has_touch=True)
    # Not those of the console: a phone without a connection has much to say.
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}/today/")
    page.wait_for_selector("[data-held]:has-text('3 项任务')")
    found = violations(page)
    page.context.set_offline(True)

    page.goto(f"{site}/today/sale/{first}")
    page.wait_for_selector("[data-outbox][data-ready]", state="attached")
    page.click("summary:has-text('备货')")
    page.fill("[name=pack-clerk__text]", "林艳")
    page.click("form[action$='/pack'] button")
    page.wait_for_selector(".outbox:has-text('1 项待发送')")
    page.wait_for_selector("[data-state]:has-text('备货中 · 待发送')")
    # The next step is there although the server knows nothing of the first.
    page.click("summary:has-text('缺货')")
    page.click("form[action$='/hold'] button")
    page.wait_for_selector(".told-here:has-text('请填写')")
    page.fill("[name=hold-_note]", "菜油没有了")
    page.click("form[action$='/hold'] button")
    page.wait_for_selector(".outbox:has-text('2 项待发送')")
    page.fill("#note-text", "下午再来")
    page.click("form[action$='/_comment'] button")
    page.wait_for_selector(".outbox:has-text('3 项待发送')")
    found += violations(page)
    page.goto(f"{site}/today/sale/{second}")
    page.wait_for_selector("[data-outbox][data-ready]", state="attached")
    page.wait_for_selector(".outbox:has-text('3 项待发送')")
    page.click("form[action$='/refund'] button")
    page.wait_for_selector(".outbox:has-text('4 项待发送')")
    assert now(ctx, first)["state"] == "new"
    # Meanwhile somebody else changes the second one.
    records.update(ctx, Sale, second, {"summary": "改过了"})

    page.context.set_offline(False)
    page.wait_for_selector(".outbox .is-refused:has-text('已被他人修改')")
    page.wait_for_selector(".outbox:has-text('1 项待发送')")
    assert now(ctx, first)["state"] == "waiting"
    assert [one.text for one in ctx.session.query(Comment).all()] == ["下午再来"]
    assert now(ctx, second)["state"] == "new"
    found += violations(page)
    page.click(".is-refused button:has-text('重新发送')")
    page.wait_for_selector(".outbox:not(:has-text('待发送'))", state="attached")
    page.wait_for_load_state("networkidle")
    assert now(ctx, second)["state"] == "refunded"

    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{site}/me/")
    page.click("details.menu > summary:has(.avatar-mark)")
    page.click("form[action='/logout/'] button")
    page.wait_for_url("**/login/**")
    assert page.evaluate(KEPT) == 0
    assert not complaints
    assert not found
