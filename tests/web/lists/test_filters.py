"""Filters as chips: each type of field asks its own question, the address says it, and it works without a script."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.runtime import records
from app.runtime.context import Actor, Context
from app.runtime.query import makers
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def chips(page: Page) -> list[str]:
    return [chip.get_text(" ", strip=True).removesuffix(" ×") for chip in page.html.select(".chip")]


def applied(browser: Any, query: str) -> Page:
    """The list that a filter's form leads to."""
    answer = visit(browser, f"/sale/filter?{query}")
    assert answer.status == 302, answer.text
    return answer.follow()


def filters(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.response.request.full_path).query))


CASES = [
    ("f=summary&op=contains&v=订单1", {"summary__contains": "订单1"}, "摘要: 含“订单1”", 1),
    ("f=summary&op=eq&v=订单2", {"summary": "订单2"}, "摘要: 订单2", 1),
    ("f=address&op=empty", {"address__is_null": "true"}, "送货地址: 为空", 4),
    ("f=total&op=between&a=1&b=30", {"total__between": "1,30"}, "合计: 1 – 30", 3),
    ("f=total&op=between&a=1&b=", {"total__gte": "1"}, "合计: ≥ 1", 3),
    ("f=created_at&op=period&p=today", {"created_at": "today"}, "创建时间: 今天", 4),
    ("f=created_at&op=last&n=30", {"created_at": "last_30_days"}, "创建时间: 最近 30 天", 4),
    (
        "f=created_at&op=before&v=2020-01-01",
        {"created_at__lt": "2020-01-01"},
        "创建时间: 早于 2020-01-01",
        0,
    ),
    ("f=level&op=in&c=high&c=normal", {"level__in": "high,normal"}, "优先级: 高、普通", 4),
    ("f=level&op=not_in&c=normal", {"level__ne": "normal"}, "优先级: ≠ 普通", 0),
    ("f=delivery&op=false", {"delivery": "false"}, "送货: 否", 0),
    ("f=store&op=in&c=1&c=2", {"store__in": "1,2"}, "门店: 近店、远店", 4),
    ("f=store&op=in&c__text=远店", {"store": "2"}, "门店: 远店", 1),
]


@pytest.mark.parametrize(("query", "address", "words", "number"), CASES)
def test_each_type_of_field_has_its_own_question_and_says_it_in_words(
    manager: Any, shop: Shop, query: str, address: dict[str, str], words: str, number: int
) -> None:
    page = applied(manager, query)
    assert filters(page) == address
    assert chips(page) == [words]
    assert len(page.rows) == number


def test_me_is_whoever_asks(clerk: Any, manager: Any, shop: Shop) -> None:
    mine = applied(clerk, "f=clerk&op=in&c=me")
    assert filters(mine) == {"clerk": "me"}
    assert chips(mine) == ["经手人: 我"]
    assert len(mine.rows) == 3
    assert len(visit(clerk, "/sale/list/?store=mine").rows) == 3
    # The manager is no clerk, and has no store of his own.
    assert not visit(manager, "/sale/list/?clerk=me").rows
    assert not visit(manager, "/sale/list/?store=mine").rows
    assert len(visit(manager, "/sale/list/?created_by=me").rows) == 0


def test_a_filter_keeps_the_rest_of_the_list(manager: Any, shop: Shop) -> None:
    here = "store%3D1%26sort%3D-total%26q%3D订单"
    page = applied(manager, f"f=level&op=in&c=normal&here={here}")
    assert filters(page) == {"store": "1", "level": "normal", "q": "订单", "sort": "-total"}


def test_a_chip_is_changed_in_its_place_and_removed_by_its_cross(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale/list/?level=normal&store=1&created_at=this_week")
    assert chips(page) == ["优先级: 普通", "门店: 近店", "创建时间: 本周"]
    links = [str(chip.select_one("a.chip-text")["href"]) for chip in page.html.select(".chip")]
    form = visit(manager, links[1])
    assert "近店" in form.text
    changed = visit(
        manager, "/sale/filter?op=in&c=2&old=1&here=level%3Dnormal%26store%3D1"
    ).follow()
    assert chips(changed) == ["优先级: 普通", "门店: 远店"]
    days = visit(manager, links[2])
    assert days.html.select_one("#op option[selected]")["value"] == "period"
    assert days.html.select_one("#p option[selected]")["value"] == "this_week"
    crosses = [str(chip.select("a")[-1]["href"]) for chip in page.html.select(".chip")]
    assert chips(visit(manager, crosses[0])) == ["门店: 近店", "创建时间: 本周"]


def test_what_cannot_be_a_filter_is_said_and_what_was_typed_stays(manager: Any, shop: Shop) -> None:
    for query, typed in (
        ("f=total&op=gte&v=viel", "viel"),
        ("f=created_at&op=last&n=0", "0"),
        ("f=created_at&op=between&a=&b=", ""),
        ("f=store&op=in&c__text=nirgends", "nirgends"),
        ("f=summary&op=eq&v=", ""),
        ("f=level&op=in", ""),
        ("f=level&op=nonsense&c=high", ""),
    ):
        page = visit(manager, f"/sale/filter?{query}")
        assert page.status == 422, query
        assert page.html.select_one("#problems")
        assert not typed or page.html.select_one(f"input[value='{typed}']"), query


def test_a_field_that_one_may_not_read_is_neither_offered_nor_taken(
    clerk: Any, login: Any, shop: Shop
) -> None:
    offered = visit(clerk, "/article/list/").html.select(".add-filter button")
    names = {button["value"] for button in offered}
    assert "name" in names
    assert not names & {"cost", "margin", "token"}
    assert visit(clerk, "/article/filter?f=cost").status == 400
    assert visit(clerk, "/article/filter?f=cost&op=gte&v=1").status == 400
    assert visit(login("auditor"), "/article/filter?f=cost").status == 200
    assert visit(login("cashier"), "/sale/filter?f=store").status == 403


def test_numbers_in_an_address_tell_the_names_of_colleagues_and_of_nobody_else(
    clerk: Any, people: People, shop: Shop
) -> None:
    from tests.sample.models import Sale

    resident = people.user("buyer", username="resident")
    stranger = people.user("cashier", username="stranger")
    asked = f"created_by__in={shop.clerk_user},{resident},{stranger},99"
    page = visit(clerk, f"/sale/list/?{asked}")
    # Whose role neither reads nor makes such records is no maker of them.
    assert chips(page) == [f"创建人: clerk、#{resident}、#{stranger}、#99"]
    form = visit(clerk, f"/sale/filter?old=0&here={asked.replace('=', '%3D')}")
    said = form.html.select_one("main").get_text()
    assert "clerk" in said
    assert "resident" not in said
    # A resident is told nobody.
    with Context(Actor(resident, "resident", frozenset({"buyer"}))) as own:
        assert makers(own, Sale) == []


def test_who_made_a_record_is_picked_by_name(
    clerk: Any, login: Any, people: People, shop: Shop
) -> None:
    people.user("buyer", username="clerk_of_none")
    assert visit(clerk, f"/sale/add?store={shop.near}").send(summary="自己开的").status == 302
    offered = clerk.get("/sale/lookup/created_by?q=cle").get_json()["items"]
    assert offered == [{"id": shop.clerk_user, "title": "clerk"}]
    assert clerk.get("/sale/lookup/updated_by?q=cle").get_json()["items"] == offered
    assert clerk.get("/sale/lookup/created_at?q=cle").status_code == 404
    assert clerk.get("/sale/lookup/id").status_code == 404
    form = visit(clerk, "/sale/filter?f=created_by")
    assert form.html.select_one("[data-lookup='/sale/lookup/created_by']") is not None
    page = applied(clerk, f"f=created_by&op=in&c={shop.clerk_user}")
    assert (chips(page), len(page.rows)) == (["创建人: clerk"], 1)
    # Without a script the name is typed.
    typed = applied(clerk, "f=created_by&op=in&c__text=clerk")
    assert filters(typed) == {"created_by": str(shop.clerk_user)}
    assert login("cashier").get("/posting/lookup/created_by").status_code == 200
    assert login("buyer").get("/posting/lookup/created_by").status_code in (403, 404)


def test_a_filter_leads_to_no_other_house(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale/filter?f=level&op=in&c=high&back=https://example.org/")
    assert page.response.location == "/sale/list/?level=high"


def test_the_search_and_a_filter_of_a_strange_name_live_beside_each_other(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Buyer

    records.create(ctx, Buyer, {"name": "甲,乙"})
    page = visit(manager, "/buyer/filter?f=name&op=eq&v=甲,乙").follow()
    assert len(page.rows) == 1
    assert chips(page) == ["姓名: 甲,乙"]


def test_numbers_in_an_address_tell_no_names_of_users_whom_one_could_not_look_up(
    people: People, login: Any, shop: Shop
) -> None:
    colleague = people.user("manager", username="wang")
    neighbour = people.user("buyer", username="li")
    asked = f"/buyer/list/?login__in={colleague},{neighbour}"
    hidden = (f"#{colleague}", f"#{neighbour}")
    # The manager gives logins to buyers, the auditor reads them, the buyer sees his own.
    for role, told in (
        ("manager", ("wang", "li")),
        ("auditor", ("wang", hidden[1])),
        ("buyer", hidden),
    ):
        assert chips(visit(login(role), asked)) == [f"账号: {'、'.join(told)}"]
    form = visit(login("buyer"), f"/buyer/filter?old=0&here=login__in%3D{colleague},{neighbour}")
    assert not any(name in form.text for name in ("wang", "li,"))
    assert [one["value"] for one in form.html.select(".chip input[name=c__title]")] == [*hidden]
