"""The trail of a record: causes and results through the modules, and never more than the reader may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import records, trace
from app.runtime.context import Context
from app.runtime.errors import NotFound
from tests.web.conftest import Shop
from tests.web.pages import visit


@pytest.fixture
def postings(shop: Shop, ctx: Context) -> list[int]:
    """Two entries that came of the first sale."""
    from tests.sample.models import Posting

    with records.writing(ctx):
        return [
            records.create(ctx, Posting, {"sale": shop.sales[0], "amount": "5"}).id
            for _ in range(2)
        ]


def titles(page: Any) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.html.select(".trail .stop-title")]


def test_a_record_shows_what_came_of_it_and_this_what_it_came_of(
    login: Callable[..., Any], shop: Shop, postings: list[int]
) -> None:
    auditor = login("auditor")
    from_sale = visit(auditor, f"/trace/sale/{shop.sales[0]}")
    from_entry = visit(auditor, f"/trace/posting/{postings[1]}")
    assert len(titles(from_sale)) == len(titles(from_entry)) == 3
    assert titles(from_entry)[0].startswith("S"), "the cause stands above"
    assert f"/posting/show/{postings[0]}" in from_entry.links()
    here = from_entry.html.select_one(".trail [aria-current]")
    assert here is not None
    assert here.get_text(" ", strip=True).endswith(titles(from_entry)[2])


def test_what_one_may_not_read_is_neither_shown_nor_counted(
    clerk: Any, shop: Shop, postings: list[int]
) -> None:
    page = visit(clerk, f"/trace/sale/{shop.sales[0]}")
    assert len(titles(page)) == 1
    assert "暂无您可查看的起因或结果" in page.text
    assert page.html.select_one("h1 .count").get_text() == "1"  # type: ignore[union-attr]
    assert clerk.get(f"/trace/posting/{postings[0]}").status_code == 403
    assert clerk.get(f"/trace/sale/{shop.far_sale}").status_code == 404


@pytest.mark.database
def test_a_cause_that_one_may_not_read_is_not_named(
    login: Callable[..., Any], shop: Shop, postings: list[int]
) -> None:
    page = visit(login("cashier"), f"/trace/posting/{postings[0]}")
    assert len(titles(page)) == 1
    assert "订单0" not in page.text


def test_a_long_trail_costs_no_more_questions_and_says_that_it_goes_on(
    ctx: Context, shop: Shop, postings: list[int], statements: Callable[[], Any], monkeypatch: Any
) -> None:
    from tests.sample.models import Posting, Sale

    def asked() -> int:
        with statements() as seen:
            trace.trail(ctx, Sale, shop.sales[0])
        return len(seen)

    few = asked()
    with records.writing(ctx):
        for _ in range(20):
            records.create(ctx, Posting, {"sale": shop.sales[0], "amount": "5"})
    assert asked() == few
    monkeypatch.setattr(trace, "MOST_STOPS", 5)
    cut = trace.trail(ctx, Sale, shop.sales[0])
    assert cut.more
    assert len(cut.stops) == 5


def test_a_record_that_is_not_there_has_no_trail(ctx: Context, shop: Shop) -> None:
    from tests.sample.models import Sale

    with pytest.raises(NotFound):
        trace.trail(ctx, Sale, 10**9)


def test_the_button_stands_only_where_records_lead_somewhere(manager: Any, shop: Shop) -> None:
    assert f"/trace/sale/{shop.sales[0]}" in visit(manager, f"/sale/show/{shop.sales[0]}").links()
    store = visit(manager, f"/store/show/{shop.near}")
    assert not [link for link in store.links() if link.startswith("/trace/")]
