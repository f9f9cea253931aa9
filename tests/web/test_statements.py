"""A page costs at most five statements, whatever the rows, relations, roles or entities."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import registry
from tests.web.conftest import Shop
from tests.web.pages import visit

MOST = 5


def test_a_list_costs_the_same_for_three_rows_and_for_many(
    clerk: Any, shop: Shop, statements: Any, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Sale

    with statements() as few:
        visit(clerk, "/sale/list/")
    with records.writing(ctx):
        for number in range(30):
            records.create(ctx, Sale, {"store": shop.near, "summary": f"又一单{number}"})
    with statements() as many:
        assert len(visit(clerk, "/sale/list/").rows) == 25
    assert len(few) == len(many) <= MOST


PAGES = (
    "/",
    "/sale/list/",
    "/sale/list/?state=new&sort=-total",
    "/sale/show/1",
    "/sale/edit/1",
    "/sale/add",
    "/sale/transition/1/pack",
    "/sale/related/1/lines",
    "/sale/lookup/buyer?q=李",
    "/article/list/",
    "/article/show/1",
    "/article/edit/1",
    "/buyer/show/1",
    "/me/",
    "/messages/",
    "/messages/unread",
)


@pytest.mark.database
@pytest.mark.parametrize("roles", [("manager",), ("manager", "clerk", "buyer")])
def test_a_page_costs_at_most_five_statements(
    login: Any, shop: Shop, statements: Any, roles: tuple[str, ...]
) -> None:
    browser = login(*roles)
    for url in PAGES:
        with statements() as seen:
            page = visit(browser, url)
        assert page.status == 200, url
        assert len(seen) <= MOST, url + "\n" + "\n".join(seen)


def test_the_timeline_costs_one_more_for_the_messages_that_it_tells_of(
    login: Any, shop: Shop, statements: Any
) -> None:
    browser = login("manager")
    with statements() as seen:
        visit(browser, "/sale/history/1")
    assert len(seen) <= MOST + 1


@pytest.mark.database
def test_a_list_in_which_nothing_fits_asks_once_an_entity_for_the_titles_of_its_filters(
    manager: Any, shop: Shop, statements: Any
) -> None:
    with statements() as without:
        assert not visit(manager, "/sale/list/?level=high&q=订单").rows
    with statements() as seen:
        page = visit(manager, "/sale/list/?store__in=1,2&clerk__in=1,2&level=high&q=订单")
    assert "门店: 近店、远店" in page.text
    assert "经手人: 林艳、黄娜" in page.text
    assert len(without) <= MOST
    assert len(seen) == len(without) + 2


def test_a_list_of_every_entity_stays_within_the_budget(
    manager: Any, shop: Shop, statements: Any
) -> None:
    for entry in registry.current().entities():
        url = f"/{entry.entity.key()}/list/"
        with statements() as seen:
            page = visit(manager, url)
        assert page.status in (200, 403), (url, page.text)
        assert len(seen) <= MOST, (url, seen)


def test_the_navigation_costs_nothing(login: Any, shop: Shop, statements: Any) -> None:
    browser = login("manager")
    with statements() as seen:
        visit(browser, "/me/")
    assert len(seen) == 1
