"""The box in the bar finds records of all entities that its reader may see, with and without a script."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime.personal.tables import Recent
from tests.web.conftest import Shop
from tests.web.pages import post, visit

pytestmark = pytest.mark.database


def titles(answer: Any) -> list[str]:
    return [item["title"] for group in answer.json["groups"] for item in group["items"]]


def test_the_page_finds_records_and_leads_to_them(clerk: Any, shop: Shop) -> None:
    page = clerk.get("/search/?q=王小明").text
    assert f'href="/buyer/show/{shop.buyers[0]}"' in page
    assert 'href="/buyer/list/?q=%E7%8E%8B%E5%B0%8F%E6%98%8E"' in page


def test_every_page_has_the_box_and_it_works_as_a_form(clerk: Any, shop: Shop) -> None:
    for path in ("/", "/sale/list/", "/me/", "/search/"):
        form = visit(clerk, path).html.find("form", {"data-everywhere": "/search/suggest"})
        assert form["action"] == "/search/"
        assert form.find("input", {"name": "q"}) is not None


def test_a_sale_is_found_by_its_buyer(clerk: Any, shop: Shop) -> None:
    found = clerk.get("/search/suggest?q=王小明").json["groups"]
    assert [group["items"][0]["url"].split("/")[1] for group in found][:1] == ["buyer"]
    sales = next(group for group in found if group["url"].startswith("/sale/"))
    assert "王小明" in sales["items"][0]["note"]


def test_what_somebody_may_not_see_is_neither_shown_nor_counted(
    login: Any, clerk: Any, shop: Shop
) -> None:
    far = f"/sale/show/{shop.far_sale}"
    assert far in login("manager").get("/search/?q=订单").text
    assert far not in clerk.get("/search/?q=订单").text
    assert titles(login().get("/search/suggest?q=订单")) == []


def test_stored_markup_is_text(clerk: Any, shop: Shop) -> None:
    page = clerk.get("/search/?q=张伟").text
    assert "&lt;b&gt;张伟&lt;/b&gt;" in page
    assert "<b>张伟" not in page


@pytest.mark.parametrize("typed", ["", "%00", "'; drop table sale --", "没有", "*" * 500])
def test_whatever_is_typed_is_answered(clerk: Any, shop: Shop, typed: str) -> None:
    for path in ("/search/", "/search/suggest"):
        assert clerk.get(path, query_string={"q": typed}).status_code == 200


def test_a_visitor_is_sent_to_the_entrance_and_comes_back(client: Any, shop: Shop) -> None:
    assert client.get("/search/?q=x").location == "/login/?next=/search/?q%3Dx"
    for path in ("/search/suggest", "/palette/", "/me/screen/", "/help/keys/"):
        assert client.get(path).location == f"/login/?next={path}"


def test_suggestions_cost_as_many_statements_for_many_rows(
    clerk: Any, shop: Shop, statements: Any, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Sale

    clerk.get("/search/suggest?q=订单")
    with statements() as few:
        clerk.get("/search/suggest?q=订单")
    with records.writing(ctx):
        for number in range(20):
            records.create(ctx, Sale, {"store": shop.near, "summary": f"订单 {number}"})
    with statements() as many:
        clerk.get("/search/suggest?q=订单")
    assert len(few) == len(many)


# -- what was opened last ---------------------------------------------------------------------------


def opened(browser: Any, entity: str, id: int) -> int:
    return int(post(browser, "/search/opened", entity=entity, id=id).status_code)


def test_what_was_opened_last_comes_first(clerk: Any, shop: Shop) -> None:
    assert opened(clerk, "buyer", shop.buyers[0]) == 204
    assert opened(clerk, "sale", shop.sales[0]) == 204
    assert opened(clerk, "buyer", shop.buyers[1]) == 204
    assert opened(clerk, "buyer", shop.buyers[0]) == 204
    urls = [
        item["url"]
        for group in clerk.get("/search/suggest").json["groups"]
        for item in group["items"]
    ]
    assert urls == [
        f"/buyer/show/{shop.buyers[0]}",
        f"/buyer/show/{shop.buyers[1]}",
        f"/sale/show/{shop.sales[0]}",
    ]
    assert f'href="/sale/show/{shop.sales[0]}"' in clerk.get("/search/").text


def test_only_what_one_may_see_is_remembered(clerk: Any, shop: Shop, ctx: Any) -> None:
    assert opened(clerk, "sale", shop.far_sale) == 404
    assert opened(clerk, "nothing", 1) == 404
    for id in ("x", "", "9" * 19, "9" * 5_000):
        assert post(clerk, "/search/opened", entity="sale", id=id).status_code == 404
    assert ctx.session.query(Recent).count() == 0


def test_what_one_may_no_longer_see_is_forgotten_by_the_list(
    clerk: Any, shop: Shop, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Sale

    opened(clerk, "sale", shop.sales[0])
    records.delete(ctx, Sale, shop.sales[0])
    assert clerk.get("/search/suggest").json["groups"] == []


def test_what_somebody_opened_is_nobody_elses_business(clerk: Any, login: Any, shop: Shop) -> None:
    opened(clerk, "sale", shop.sales[0])
    assert login("manager").get("/search/suggest").json["groups"] == []


def test_the_newest_twenty_are_kept(clerk: Any, shop: Shop, ctx: Any) -> None:
    from app.runtime import records
    from app.runtime.personal.recents import KEPT
    from tests.sample.models import Buyer

    with records.writing(ctx):
        ids = [records.create(ctx, Buyer, {"name": f"客 {n}"}).id for n in range(KEPT + 3)]
    for id in ids:
        opened(clerk, "buyer", id)
    ctx.session.rollback()
    assert {row.record_id for row in ctx.session.query(Recent)} == set(ids[3:])


# -- the palette ------------------------------------------------------------------------------------


def offers(browser: Any) -> dict[str, list[str]]:
    groups = browser.get("/palette/").json["groups"]
    return {group["label"]: [item["url"] for item in group["items"]] for group in groups}


def test_the_palette_offers_the_pages_and_new_records_of_ones_role(login: Any, shop: Shop) -> None:
    manager, auditor = offers(login("manager")), offers(login("auditor"))
    assert "/sale/list/" in manager["前往"]
    assert "/sale/add" in manager["新建"]
    assert "新建" not in auditor
    assert "/users/list/" not in manager["前往"]
    assert "/users/list/" in offers(login("sysadmin"))["前往"]


def test_the_palette_is_not_sent_twice(clerk: Any, shop: Shop) -> None:
    first = clerk.get("/palette/")
    again = clerk.get("/palette/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_palette_has_the_views_that_one_saved_or_was_given(
    app: Any, people: Any, shop: Shop
) -> None:
    from app.runtime import saved
    from app.runtime.context import Context
    from tests.sample.models import Sale

    mine, other = people.user("manager"), people.user("manager")
    with Context.for_user(mine) as ctx:
        saved.create(ctx, Sale, saved.Wanted("我的订单", [("state", "placed")]))
        saved.create(ctx, Sale, saved.Wanted("大家的订单", [], shared="everybody"))
    assert len(offers(people.browser(app, mine))["已保存"]) == 2
    (given,) = offers(people.browser(app, other))["已保存"]
    assert visit(people.browser(app, other), given).html.find("h1") is not None


def test_people_of_one_name_are_told_apart_by_number_and_masked_telephone(
    clerk: Any, shop: Shop, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Buyer

    pair = [
        records.create(ctx, Buyer, {"name": "林小雨", "phone": phone})
        for phone in ("13900000017", "13900000029")
    ]
    notes = [
        f"{one.number} · 139****{end}" for one, end in zip(pair, ("0017", "0029"), strict=True)
    ]
    groups = clerk.get("/search/suggest?q=林小雨").json["groups"]
    assert {item["note"] for item in groups[0]["items"]} == set(notes)
    picked = clerk.get("/sale/lookup/buyer?q=林小雨").json["items"]
    assert [item["note"] for item in picked] == notes
    form = visit(clerk, "/sale/add")
    answer = form.send(buyer="", buyer__text="林小雨", summary="x")
    assert answer.status == 422
    assert all(note in answer.text for note in notes)


def test_who_has_a_name_of_his_own_needs_no_more_in_a_picker(clerk: Any, shop: Shop) -> None:
    items = clerk.get("/sale/lookup/buyer?q=王小明").json["items"]
    assert [sorted(item) for item in items] == [["id", "title"]]
