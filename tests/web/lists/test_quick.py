"""Filters of one press, days that end something, and what is not added up: what the schema says of lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.runtime import clock, filters, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def presses(page: Page) -> dict[str, Any]:
    return {one.get_text(strip=True): one for one in page.html.select(".quick a")}


def test_a_quick_filter_is_pressed_and_pressed_again(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[1], {"level": "high"})
    whole = visit(manager, "/sale/list/?clerk=1&sort=sale_no")
    pressed = visit(manager, str(presses(whole)["急件"]["href"]))
    assert len(pressed.rows) == 1
    urgent = presses(pressed)["急件"]
    assert urgent["aria-current"] == "true"
    # What a pressed button says needs no chip beside it; other filters and the order stay.
    chips = [one.get_text(strip=True) for one in pressed.html.select(".chip-text")]
    assert [text.partition(":")[0] for text in chips] == ["经手人"]
    back = visit(manager, str(urgent["href"]))
    assert "clerk=1" in str(urgent["href"])
    assert len(back.rows) == len(whole.rows)


def test_a_quick_filter_on_what_one_may_not_read_is_not_offered(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.sale import sale_policy

    assert list(presses(visit(manager, "/sale/list/"))) == ["急件", "已过约定"]
    monkeypatch.setattr(sale_policy, "readable", lambda _actor, name, *_more: name != "level")
    assert list(presses(visit(manager, "/sale/list/"))) == ["已过约定"]


@pytest.fixture
def promised(ctx: Context, shop: Shop) -> None:
    """One was due yesterday, one is due tomorrow, one in a week."""
    from tests.sample.models import Sale

    for id, days in zip(shop.sales, (-1, 1, 7), strict=True):
        sale = ctx.get(Sale, id)
        sale.promised_at = clock.now() + dt.timedelta(days=days)
    ctx.session.commit()


def test_a_day_that_is_over_or_near_is_marked_in_lists_and_on_the_page(
    manager: Any, shop: Shop, promised: None
) -> None:
    page = visit(manager, "/sale/list/?sort=promised_at&columns=sale_no,promised_at")
    marks = {tuple(one["class"]): one["title"] for one in page.html.select("td .ends")}
    assert marks == {("ends", "over"): "已过 1 天", ("ends", "soon"): "还有 1 天"}
    assert "还有 1 天" in visit(manager, f"/sale/show/{shop.sales[1]}").text
    assert "还有" not in visit(manager, f"/sale/show/{shop.sales[2]}").text


def test_what_has_ended_marks_no_day_any_more(
    manager: Any, shop: Shop, ctx: Context, promised: None
) -> None:
    from tests.sample.models import Sale

    ctx.get(Sale, shop.sales[0]).state = "closed"
    ctx.session.commit()
    assert not visit(manager, "/sale/list/?columns=promised_at&state=closed").html.select(".ends")
    assert "已过" not in visit(manager, f"/sale/show/{shop.sales[0]}").text


def test_a_yes_that_matters_has_its_colour(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[0], {"delivery": True, "address": "路 1"})
    page = visit(manager, "/sale/list/?columns=sale_no,delivery")
    assert [one.get_text() for one in page.html.select("td .badge.orange")] == ["是"]


def test_a_unit_price_is_not_added_up(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale_line/list/?columns=article,price,amount")
    cells = [one.get_text(strip=True) for one in page.html.select("tfoot tr > *")]
    assert cells == ["合计", "", "60.00"]


def test_a_list_of_choices_says_what_the_schema_names_beside_the_title(
    manager: Any, clerk: Any, shop: Shop
) -> None:
    said = manager.get("/sale_line/lookup/article?q=大米").json["items"]
    assert [(one["title"], one["note"]) for one in said] == [("大米", "库存 0 · 进价 30.00")]
    # The cost is not the clerk's to read.
    less = clerk.get("/sale_line/lookup/article?q=大米").json["items"]
    assert [one["note"] for one in less] == ["库存 0"]


def test_a_filter_takes_everything_that_stands_below_along(
    manager: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Store

    records.update(ctx, Store, shop.far, {"above": shop.near})
    offered = visit(manager, "/sale/filter?f=store")
    assert "below" in [one["value"] for one in offered.html.select("#op option")]
    asked = f"/sale/filter?f=store&op=below&c={shop.near}"
    page = visit(manager, asked).follow()
    assert len(page.rows) == 4
    assert [chip.get_text(strip=True) for chip in page.html.select(".chip-text")] == ["门店: 近店、远店"]  # fmt: skip
    assert len(visit(manager, asked.replace("below", "in")).follow().rows) == 3
    monkeypatch.setattr(filters, "MOST_VALUES", 1)
    assert "下级超过 1 个" in visit(manager, asked).text


def test_a_card_says_only_what_is_understood_without_a_head(
    manager: Any, shop: Shop, ctx: Context, promised: None
) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[2], {"delivery": True, "address": "路 1"})
    page = visit(manager, "/sale/kanban/?columns=sale_no,delivery,promised_at,level")
    cards = {card.select_one(".name").get_text(): card for card in page.html.select(".kcard")}
    delivered = next(card for title, card in cards.items() if "订单2" in title)
    assert [one.get_text() for one in delivered.select(".badge.orange")] == ["送货"]
    assert "is-late" not in delivered["class"]
    late = next(card for title, card in cards.items() if "订单0" in title)
    assert "否" not in late.get_text()
    assert "is-late" in late["class"]
