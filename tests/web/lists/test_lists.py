"""Lists: each role sees its own rows; filters belong to a request; paging, tabs, search and sort."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask

from app.runtime import records
from app.runtime.context import Context
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import visit


def summaries(page: Any) -> set[str]:
    return {row[0] for row in page.rows}


def test_an_anonymous_visitor_is_led_to_the_entrance_and_back(client: Any, shop: Shop) -> None:
    answer = client.get("/sale/list/?state=new")
    assert answer.status_code == 302
    assert answer.location == "/login/?next=/sale/list/?state%3Dnew"


def test_a_manager_sees_every_row_and_a_clerk_those_of_his_store(
    manager: Any, clerk: Any, shop: Shop
) -> None:
    assert len(visit(manager, "/sale/list/").rows) == 4
    page = visit(clerk, "/sale/list/")
    assert len(page.rows) == 3
    assert "远" not in page.text


def test_a_role_without_a_grant_is_refused_with_a_sentence(login: Any, shop: Shop) -> None:
    page = visit(login("cashier"), "/sale/list/")
    assert page.status == 403
    assert "您无权执行此操作" in page.text


def test_the_counts_on_the_tabs_are_those_of_the_readers_rows(clerk: Any, shop: Shop) -> None:
    page = visit(clerk, "/sale/list/")
    tabs = [" ".join(tab.get_text(" ").split()) for tab in page.html.select(".tabs a")]
    assert tabs == ["全部 3", "新建 3"]


def test_a_filter_narrows_the_list_and_stands_on_a_chip(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/sale/list/?store={shop.far}")
    assert len(page.rows) == 1
    assert [chip.get_text(" ", strip=True) for chip in page.html.select(".chip")] == [
        "门店: 远店 ×"
    ]


@pytest.mark.database
def test_a_new_record_of_a_narrowed_list_begins_with_what_it_is_narrowed_to(
    manager: Any, shop: Shop
) -> None:
    page = visit(manager, f"/sale/list/?store={shop.far}&state=new&level=normal")
    assert f"/sale/add?store={shop.far}" in page.links()
    form = visit(manager, f"/sale/add?store={shop.far}")
    assert dict(form.values())["store__text"] == "远店"


def test_an_empty_box_of_the_filter_form_is_no_filter(manager: Any, shop: Shop) -> None:
    assert len(visit(manager, "/sale/list/?level=&store=&clerk=&clerk__text=").rows) == 4


def test_a_filter_that_cannot_be_understood_is_said_and_never_shows_all_rows(
    manager: Any, shop: Shop
) -> None:
    for query in (
        "nothing=1",
        "level__between=1",
        "store=abc",
        "cost=1",
        "sort=nothing",
        "cursor=xx",
        "state=(((",
    ):
        page = visit(manager, f"/sale/list/?{query}")
        assert page.status == 400, query
        assert not page.rows


@pytest.mark.database
def test_a_hidden_field_cannot_be_filtered_on(login: Any, clerk: Any, shop: Shop) -> None:
    assert visit(clerk, "/article/list/?cost__gt=1").status == 400
    assert visit(login("auditor"), "/article/list/?cost__gt=1").status == 200


@pytest.mark.database
def test_search_finds_chinese_words(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale/list/?q=订单1")
    assert len(page.rows) == 1
    assert "“订单1”" in page.text


@pytest.mark.database
def test_a_list_is_paged_by_cursor_and_the_pages_do_not_overlap(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Buyer

    with records.writing(ctx):
        for number in range(60):
            records.create(ctx, Buyer, {"name": f"顾客{number:02}"})
    seen: list[str] = []
    url = "/buyer/list/?sort=name"
    while url:
        page = visit(manager, url)
        seen += [row[0] for row in page.rows]
        following = page.html.select_one("a[rel=next]")
        url = str(following["href"]) if following else ""
    assert len(seen) == len(set(seen)) == 63


def test_html_in_a_value_is_text(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/buyer/list/")
    assert "<b>张伟</b>" in page.text
    assert not page.html.select("main td b")


def test_filters_of_concurrent_requests_do_not_mix(app: Flask, people: People, shop: Shop) -> None:
    wrong: list[str] = []

    def read(store: int, expected: int, user_id: int) -> None:
        client = people.browser(app, user_id)
        for _turn in range(6):
            found = len(visit(client, f"/sale/list/?store={store}").rows)
            if found != expected:
                wrong.append(f"store {store}: {found}")

    boss = people.user("manager")
    threads = [
        threading.Thread(target=read, args=(store, expected, boss))
        for store, expected in ((shop.near, 3), (shop.far, 1)) * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_no_page_lists_a_table_as_options(manager: Any, shop: Shop) -> None:
    for url in ("/sale/list/", "/sale/add", f"/sale/edit/{shop.sales[0]}", "/sale_line/list/"):
        page = visit(manager, url)
        options = " ".join(option.get_text() for option in page.html.select("option"))
        assert "王小明" not in options
        assert "大米" not in options


@pytest.mark.database
def test_a_list_too_long_to_count_sorts_and_filters_only_by_what_an_index_knows(
    manager: Any, shop: Shop, monkeypatch: Any
) -> None:
    from app.runtime.query import counting, lists
    from app.web.screen import list_page

    short = visit(manager, "/sale/list/")
    for module in (counting, lists, list_page):
        monkeypatch.setattr(module, "CAP", 3)
    long = visit(manager, "/sale/list/")

    def sorts(page: Any) -> set[str]:
        return {link.get_text(strip=True) for link in page.html.select("main thead a")}

    assert sorts(long) < sorts(short)
    (hint, *_) = long.html.select("main thead span[title]")
    assert hint["title"] == "记录太多，请先缩小范围，再按此列排序。"
    # Narrowed down it is short again; what it is sorted by already stays as it is.
    narrow = visit(manager, f"/sale/list/?store={shop.far}")
    assert sorts(narrow) == sorts(short)
    sorted_by_total = visit(manager, "/sale/list/?sort=total")
    assert sorted_by_total.status == 200
    assert len(sorted_by_total.rows) == 4


@pytest.mark.database
def test_a_box_for_a_part_of_a_text_waits_until_the_list_is_short(
    manager: Any, shop: Shop, monkeypatch: Any
) -> None:
    from app.runtime.query import counting, lists
    from app.web.screen import list_page
    from tests.sample.article.view import ArticleView

    monkeypatch.setattr(ArticleView, "filters", ["name"])
    monkeypatch.setattr(list_page.ListPage, "size", 1)
    for module in (counting, lists, list_page):
        monkeypatch.setattr(module, "CAP", 1)
    long = visit(manager, "/article/list/").html.select_one(".add-filter input[name=long]")
    assert long is not None
    conditions = visit(manager, "/article/filter?f=name&long=1").html.select("#op option")
    assert "contains" not in [option["value"] for option in conditions]
    asked = visit(manager, "/article/list/?name__contains=大")
    assert asked.html.select_one(".add-filter input[name=long]") is None
    assert len(asked.rows) == 1
