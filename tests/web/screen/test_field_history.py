"""One field through time, and the way back: for who may change it, through the write path, itself in the history."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.runtime import query, records
from app.runtime.context import Context
from app.web.screen.history import shown_value
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


def changed(ctx: Context, shop: Shop, **values: Any) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[0], values)


def story(client: Any, shop: Shop, name: str, sale: int = 0) -> Page:
    return visit(client, f"/sale/history/{shop.sales[sale]}/{name}")


def event(page: Page, place: int = 0) -> str:
    return str(page.html.select("button[name=event]")[place]["value"])


@pytest.mark.database
def test_a_value_is_put_back_and_that_is_in_the_history_too(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    changed(ctx, shop, summary="第二版")
    changed(ctx, shop, summary="第三版", clerk=None)
    page = story(clerk, shop, "summary")
    told = [
        line.get_text(" ", strip=True) for line in page.html.select(".timeline > li > div + div")
    ]
    assert told == ["第二版 → 第三版", "订单0 → 第二版"]
    assert page.send(button=("event", event(page, 1))).status == 302
    ctx.session.rollback()
    assert query.get(ctx, Sale, shop.sales[0])["summary"] == "订单0"
    again = story(clerk, shop, "summary")
    assert "第三版 → 订单0" in again.html.select_one(".timeline").get_text(" ", strip=True)
    people = story(clerk, shop, "clerk")
    assert people.send(button=("event", event(people))).status == 302
    ctx.session.rollback()
    assert query.get(ctx, Sale, shop.sales[0])["clerk"]["id"] == shop.clerk


def test_only_who_may_change_the_field_is_offered_the_way_back(
    clerk: Any, login: Any, shop: Shop, ctx: Context
) -> None:
    changed(ctx, shop, summary="第二版", internal_note="回头客")
    which = event(story(clerk, shop, "summary"))
    reader = login("auditor")
    page = story(reader, shop, "summary")
    assert page.html.select("button[name=event]") == []
    assert page.send(button=("event", which)).status == 404
    assert story(reader, shop, "internal_note").status == 404
    assert story(clerk, shop, "nothing").status == 404
    assert visit(clerk, f"/sale/history/{shop.far_sale}/summary").status == 404
    assert story(clerk, shop, "total").html.select("button[name=event]") == []


def test_a_change_of_another_record_or_field_is_not_put_back_here(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    changed(ctx, shop, summary="第二版")
    which = event(story(clerk, shop, "summary"))
    other = story(clerk, shop, "summary", sale=1)
    assert other.send(button=("event", which)).status == 404
    note = story(clerk, shop, "internal_note")
    assert note.send(button=("event", which)).status == 404


def test_what_the_rules_refuse_now_is_not_put_back(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    page = story(manager, shop, "summary")
    changed(ctx, shop, summary="第二版")
    stale = story(manager, shop, "summary")
    changed(ctx, shop, summary="第三版")
    assert page.status == 200
    answer = stale.send(button=("event", event(stale)))
    assert answer.status == 422
    assert "已被他人修改" in answer.text
    ctx.session.rollback()
    assert query.get(ctx, Sale, shop.sales[0])["summary"] == "第三版"


def test_a_small_clock_stands_at_what_people_change_and_related_lists_have_numbers(
    manager: Any, people: People, shop: Shop, ctx: Context
) -> None:
    fresh = visit(manager, f"/sale/show/{shop.sales[1]}")
    changed(ctx, shop, summary="第二版")
    page = visit(manager, f"/sale/show/{shop.sales[0]}")
    clocks = [str(link["href"]) for link in page.html.select("a.clock")]
    assert f"/sale/history/{shop.sales[0]}/summary" in clocks
    assert not any(link.endswith("/total") for link in clocks)
    assert fresh.status == 200
    counted = visit(manager, f"/buyer/mentions/{shop.buyers[0]}")
    assert "销售单" in counted.text
    assert counted.html.select_one(".related .muted").get_text() == "1"
    assert visit(
        people_of(people, manager, "cashier"), f"/buyer/mentions/{shop.buyers[0]}"
    ).status in (403, 404)


def test_what_points_here_is_begun_from_here_by_whoever_may(
    manager: Any, people: People, shop: Shop
) -> None:
    page = visit(manager, f"/buyer/mentions/{shop.buyers[0]}")
    begin = page.html.select_one("a.begin")
    assert begin is not None
    assert begin["href"] == f"/sale/add?buyer={shop.buyers[0]}"
    assert dict(visit(manager, str(begin["href"])).values())["buyer"] == str(shop.buyers[0])
    reads = visit(people_of(people, manager, "auditor"), f"/buyer/mentions/{shop.buyers[0]}")
    assert reads.html.select_one(".related a[href^='/sale/list/']") is not None
    assert reads.html.select_one("a.begin") is None


def people_of(people: People, manager: Any, role: str) -> Any:
    return people.browser(manager.application, people.user(role))


def test_files_are_counted_where_a_change_is_told(app: Flask) -> None:
    from tests.sample.models import Article

    fields = Article.fields()
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert shown_value(Article, fields["pictures"], [4, 7], {}) == "2 个文件"
        assert shown_value(Article, fields["manual"], 4, {}) == "1 个文件"
        assert shown_value(Article, fields["pictures"], [], {}) == "—"
