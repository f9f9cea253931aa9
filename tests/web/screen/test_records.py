"""The page of a record: values, steps of the workflow, child rows, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.runtime import records, registry
from app.runtime.audit import history
from app.runtime.context import Context
from app.web.screen.history import actor_of
from tests.web.conftest import Shop
from tests.web.pages import visit


def buttons(page: Any) -> list[str]:
    return [b.get_text(" ", strip=True) for b in page.html.select(".record .actions .btn")]


def test_a_record_shows_its_values_its_lines_and_its_related_lists(
    manager: Any, shop: Shop
) -> None:
    page = visit(manager, f"/sale/show/{shop.sales[0]}")
    assert "订单0" in page.text
    assert [row[0] for row in page.rows] == ["大米"]
    assert f"/posting/list/?sale={shop.sales[0]}" in page.links()


def test_a_field_that_one_may_not_read_is_nowhere_on_the_page(
    login: Any, clerk: Any, shop: Shop
) -> None:
    assert "熟客" in visit(clerk, f"/sale/show/{shop.sales[0]}").text
    assert "熟客" not in visit(login("auditor"), f"/sale/show/{shop.sales[0]}").text
    assert "熟客" not in visit(login("auditor"), f"/sale/history/{shop.sales[0]}").text


def test_a_step_asks_what_it_needs_and_is_taken(clerk: Any, shop: Shop) -> None:
    page = visit(clerk, f"/sale/show/{shop.sales[0]}")
    assert buttons(page) == ["备货", "取消"]
    dialog = visit(clerk, f"/sale/transition/{shop.sales[0]}/pack")
    answer = dialog.send()
    assert "备货中" in answer.follow().text


def test_a_step_that_needs_a_field_asks_for_it(clerk: Any, shop: Shop) -> None:
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    dialog = visit(clerk, f"/sale/transition/{shop.sales[0]}/deliver")
    assert dialog.send().errors() == {"solution": "此项必填"}
    assert dialog.send(solution="已送达").status == 302


def test_a_note_that_the_step_wants_is_wanted_and_kept(clerk: Any, shop: Shop) -> None:
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    dialog = visit(clerk, f"/sale/transition/{shop.sales[0]}/hold")
    assert dialog.send(_note=" ").status == 422
    assert dialog.send(_note="缺大米").status == 302
    assert "缺大米" in visit(clerk, f"/sale/history/{shop.sales[0]}").text


def test_a_step_that_is_not_possible_says_why(clerk: Any, shop: Shop) -> None:
    records_page = visit(clerk, f"/sale/show/{shop.sales[0]}")
    assert "交付" not in buttons(records_page)
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    page = visit(clerk, f"/sale/show/{shop.sales[0]}")
    refused = page.html.select_one(".refused")
    assert refused is not None
    assert "放行交付" in refused.get_text()
    assert "店长" in refused.get_text()
    assert visit(clerk, f"/sale/transition/{shop.sales[0]}/release").status == 403


def test_a_step_of_another_state_is_refused_when_forged(clerk: Any, shop: Shop) -> None:
    token = dict(visit(clerk, "/me/").values())["csrf_token"]
    answer = clerk.post(
        f"/sale/transition/{shop.sales[0]}/close", data={"csrf_token": token, "_version": "1"}
    )
    assert answer.status_code in (404, 409)


@pytest.mark.database
def test_two_people_approve_and_the_state_moves_with_the_second(
    login: Callable[..., Any], clerk: Any, shop: Shop
) -> None:
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    url = f"/sale/show/{shop.sales[0]}"
    first, second = login("manager"), login("manager")
    page = visit(first, url)
    assert any("放行交付" in b for b in buttons(page))
    visit(first, f"/sale/transition/{shop.sales[0]}/release").send()
    page = visit(second, url)
    assert any("1/2" in b for b in buttons(page))
    assert page.html.select_one(".road [aria-current]").get_text() == "备货中"
    visit(second, f"/sale/transition/{shop.sales[0]}/release").send()
    assert visit(second, url).html.select_one(".road [aria-current]").get_text() == "已交付"


@pytest.mark.database
def test_history_names_the_person_the_change_and_the_title_of_a_reference(
    manager: Any, shop: Shop
) -> None:
    visit(manager, f"/sale/edit/{shop.sales[0]}").send(
        summary="改过", buyer=shop.buyers[1], buyer__text="李芳"
    )
    page = visit(manager, f"/sale/history/{shop.sales[0]}")
    assert "订单0 → 改过" in page.text
    assert "王小明 → 李芳" in page.text
    assert "manager" in page.text


def test_history_tells_what_the_system_did_apart_from_what_the_person_did(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    visit(manager, f"/sale/edit/{shop.sales[0]}").send(summary="改过")
    event = history.timeline(ctx, registry.current().entity("Sale").entity, shop.sales[0]).events[0]
    with manager.application.test_request_context():
        assert actor_of(event) == "manager1"
        assert actor_of(replace(event, by_system=True)) == "系统 ← manager1"
        assert actor_of(replace(event, by_system=True, actor_id=None)) == "系统"


def test_a_piece_of_page_comes_without_the_frame(manager: Any, shop: Shop) -> None:
    piece = visit(manager, f"/sale/history/{shop.sales[0]}", **{"X-Fragment": "1"})
    assert piece.html.select_one("nav") is None
    assert piece.html.select_one(".timeline") is not None
    assert visit(manager, f"/sale/related/{shop.sales[0]}/lines").html.select_one("nav") is None


def test_a_reference_out_of_the_readers_scope_has_no_name_and_no_link(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Posting

    posting = records.create(ctx, Posting, {"sale": shop.far_sale, "amount": "10"}).id
    assert "远处的订单" in visit(manager, f"/posting/show/{posting}").text


def test_html_that_was_stored_stays_text_everywhere(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Article

    evil = "\"><img src=x onerror=alert(1)>'{{7919*7907}}"
    article = records.create(ctx, Article, {"name": evil, "price": "1", "notes": evil}).id
    for url in (
        f"/article/show/{article}",
        f"/article/edit/{article}",
        "/article/list/",
        f"/article/history/{article}",
        f"/article/delete/{article}",
    ):
        page = visit(manager, url)
        assert page.status == 200
        assert not page.html.select("img[src=x]")
        assert str(7919 * 7907) not in page.text


@pytest.mark.database
def test_what_one_may_read_and_not_change_offers_no_way_to_change_it(
    app: Any, people: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import StoreRole

    user = people.user("clerk", "auditor")
    with records.writing(ctx):
        records.create(ctx, StoreRole, {"user": user, "store": shop.near})
    reader = people.browser(app, user)
    for sale, offered in ((shop.sales[0], True), (shop.far_sale, False)):
        page = visit(reader, f"/sale/show/{sale}")
        assert page.status == 200
        assert (f"/sale/edit/{sale}" in page.links()) is offered
        answer = visit(reader, f"/sale/edit/{sale}")
        assert (answer.status == 200) is offered
