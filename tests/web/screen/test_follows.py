"""What follows from a choice stands in its box: the rules of the hook, whatever it is declared for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.forms import follows
from app.runtime import records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the hook of a sale's buyer tells; a test changes it."""
    from tests.sample.models import Sale

    monkeypatch.setattr(follows, "_declared", {})
    told: dict[str, Any] = {}
    names = ["store", "summary", "level", "freight", "promised_at"]

    @follows.follows(Sale, "buyer", names)
    def of_the_buyer(ctx: Context, buyer: int) -> dict[str, Any]:
        return dict(told)

    return told


def box(page: Page, name: str) -> Any:
    return dict(page.values()).get(name)


def asked(client: FlaskClient, buyer: int) -> Any:
    answer = client.get(f"/sale/follow/buyer?id={buyer}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_the_script_gets_what_the_boxes_would_show(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any]
) -> None:
    declared |= {
        "store": [shop.near],
        "summary": "同上次",
        "freight": Decimal("12.50"),
        "level": "high",
        "weight": 3,
    }
    assert asked(manager, shop.buyers[0]) == {
        "values": {"store": {"id": shop.near, "title": "近店"}, "summary": "同上次", "freight": "12.50", "level": "high"},
        "offers": {},
    }  # fmt: skip


@pytest.mark.database
def test_a_record_that_the_reader_may_not_see_is_neither_filled_in_nor_offered(
    manager: FlaskClient, clerk: FlaskClient, shop: Shop, declared: dict[str, Any]
) -> None:
    from tests.sample.models import SaleLine

    told: list[int] = [shop.far_sale]
    follows.follows(SaleLine, "article", ["sale"])(lambda ctx, article: {"sale": told})

    def asked_for_a_line(client: FlaskClient, article: int) -> Any:
        return client.get(f"/sale_line/follow/article?id={article}").get_json()

    far = asked_for_a_line(manager, shop.articles[0])["values"]["sale"]
    assert far["id"] == shop.far_sale
    assert asked_for_a_line(clerk, shop.articles[0]) == {"values": {}, "offers": {}}
    # One of two stays an offer, also for whoever sees only this one.
    told.append(shop.sales[0])
    seen = asked_for_a_line(clerk, shop.articles[0])
    assert (seen["values"], [one["id"] for one in seen["offers"]["sale"]]) == ({}, shop.sales[:1])
    both = asked_for_a_line(manager, shop.articles[0])["offers"]["sale"]
    assert [one["id"] for one in both] == [shop.far_sale, shop.sales[0]]
    declared["summary"] = "不该看到"
    assert asked(manager, 99_999) == {"values": {}, "offers": {}}


def test_who_may_not_choose_is_not_answered(
    login: Callable[..., FlaskClient], shop: Shop, declared: dict[str, Any]
) -> None:
    declared["summary"] = "同上次"
    address = f"/sale/follow/buyer?id={shop.buyers[0]}"
    assert login("auditor").get(address).status_code == 404
    for other in ("store", "summary", "nothing"):
        assert login("manager").get(f"/sale/follow/{other}?id=1").status_code == 404


def test_a_form_with_an_error_comes_back_with_both(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any]
) -> None:
    declared |= {"store": [shop.near], "summary": "同上次"}
    back = visit(manager, "/sale/add").send(buyer__text="王小明", promised_at="morgen")
    assert set(back.errors()) == {"promised_at"}
    assert (box(back, "store"), box(back, "summary"), box(back, "promised_at")) == (
        str(shop.near), "同上次", "morgen",
    )  # fmt: skip
    # What was filled in and then changed by hand is typed.
    again = back.send(buyer="", buyer__text="李芳", summary="换一种", promised_at="")
    assert again.status == 302


def test_a_page_that_carries_nonsense_is_a_page_that_carries_nothing(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any]
) -> None:
    declared["summary"] = "同上次"
    for nonsense in ("", "[1]", "{", '{"asked": 3, "filled": {"summary": 3}}', "[" * 5_000):
        back = visit(manager, "/sale/add").send(
            _followed=nonsense, buyer__text="王小明", store__text="近店"
        )
        assert (back.status, box(back, "summary")) == (422, "同上次")


def test_who_sends_without_having_seen_the_page_means_what_he_sends(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any]
) -> None:
    declared["freight"] = 1250
    token = box(visit(manager, "/sale/add"), "csrf_token")
    sent = {"csrf_token": token, "buyer": shop.buyers[0], "store": shop.near, "summary": "好的"}
    assert manager.post("/sale/add", data=sent).status_code == 302


def test_a_saved_record_is_not_filled_in_when_it_is_opened(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any], ctx: Context
) -> None:
    from tests.sample.models import Sale

    declared["promised_at"] = ctx.now
    edit = visit(manager, f"/sale/edit/{shop.sales[0]}")
    assert box(edit, "promised_at") == ""
    assert edit.send(summary="新").status == 302
    other = records.create(ctx, Sale, {"store": shop.near, "summary": "无买家"}).id
    assert visit(manager, f"/sale/edit/{other}").send(buyer__text="王小明").status == 302


def test_an_answer_costs_the_same_however_much_is_told(
    manager: FlaskClient, shop: Shop, declared: dict[str, Any], statements: Callable[[], Any]
) -> None:
    declared["store"] = [shop.near]
    asked(manager, shop.buyers[0])
    with statements() as few:
        asked(manager, shop.buyers[0])
    declared |= {"store": [shop.near, shop.far], "summary": "同上次", "level": "high"}
    with statements() as many:
        asked(manager, shop.buyers[0])
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("summary", "level"),
        ("buyer", "sale_no"),
        ("buyer", "signed"),
        ("buyer", "delivery"),
        ("buyer", "colour"),
    ],
)
def test_what_cannot_follow_is_refused_by_the_first_form(
    monkeypatch: pytest.MonkeyPatch, source: str, name: str
) -> None:
    from tests.sample.models import Sale

    monkeypatch.setattr(follows, "_declared", {})
    follows.follows(Sale, source, [name])(lambda ctx, id: {})
    with pytest.raises(ValueError, match=r"follow"):
        follows.declared(Sale)


def test_a_field_follows_from_one_choice_alone(declared: dict[str, Any]) -> None:
    from tests.sample.models import Sale

    with pytest.raises(ValueError, match=r"Sale\.summary follows from buyer already"):
        follows.follows(Sale, "store", ["summary"])


def test_it_may_follow_from_what_a_record_has_in_its_place(declared: dict[str, Any]) -> None:
    from tests.sample.models import Sale

    follows.follows(Sale, "store", ["summary"], instead_of="buyer")(lambda ctx, id: {})
    assert set(follows.declared(Sale)) >= {"buyer", "store"}
