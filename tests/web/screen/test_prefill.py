"""A new record that begins with what an address says, as a telephone system or another program opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app.runtime import query
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


@pytest.fixture
def count_of_sales(ctx: Context) -> Callable[[], int]:
    from tests.sample.models import Sale

    def count() -> int:
        ctx.session.rollback()
        return len(query.rows(ctx, Sale, limit=50).items)

    return count


def begun(client: FlaskClient, key: str, **asked: Any) -> Page:
    page = visit(client, f"/{key}/add?{urlencode(asked)}")
    assert page.status == 200, page.text
    return page


def box(page: Page, name: str) -> Any:
    return dict(page.values()).get(name)


@pytest.mark.database
def test_every_kind_of_value_stands_in_its_box_as_if_it_had_been_typed(
    manager: FlaskClient, shop: Shop, count_of_sales: Any
) -> None:
    page = begun(
        manager, "sale", summary="三楼 漏水", store=shop.near, buyer=shop.buyers[0], level="high", delivery="true",
        address="三号楼\n一层", freight="１，２００", promised_at="2099-11-05T16:30", internal_note="<b>急</b>",
    )  # fmt: skip
    assert [box(page, name) for name in ("summary", "level", "freight", "promised_at")] == [
        "三楼 漏水", "high", "１，２００", "2099-11-05T16:30",
    ]  # fmt: skip
    assert [box(page, name) for name in ("store__text", "buyer", "delivery")] == [
        "近店", str(shop.buyers[0]), "1",
    ]  # fmt: skip
    assert (box(page, "address"), box(page, "internal_note")) == ("三号楼\n一层", "<b>急</b>")
    assert page.errors() == {}
    # A question that the answers of the address open is open.
    address = page.html.select_one("[data-field=address]")
    assert address is not None
    assert not address.has_attr("hidden")
    # It is said what came, with the way there; nothing is written until it is saved.
    told = page.html.select_one(".alert-info[role=status]")
    assert told is not None
    assert [link.get_text() for link in told.select("a")] == [
        "摘要", "优先级", "约定时间", "送货", "送货地址", "运费", "内部备注",
    ]  # fmt: skip
    assert count_of_sales() == 4
    saved = page.send()
    assert (saved.status, saved.errors()) == (302, {})
    assert count_of_sales() == 5


def test_a_record_of_a_page_and_a_day_of_a_calendar_are_not_announced(
    manager: FlaskClient, shop: Shop
) -> None:
    page = begun(manager, "sale", store=shop.near, promised_at="2026-11-05")
    assert (box(page, "store__text"), box(page, "promised_at")) == ("近店", "2026-11-05T09:00")
    assert not page.html.select(".alert-info[role=status]")


def test_a_record_is_found_by_what_another_program_knows_of_it(
    manager: FlaskClient, shop: Shop
) -> None:
    page = begun(manager, "sale", buyer__text="王小明")
    assert (box(page, "buyer"), page.errors()) == (str(shop.buyers[0]), {})
    assert "没有找到“谁”" in begun(manager, "sale", buyer__text="谁").errors()["buyer"]


def test_what_is_wrong_is_said_at_its_box_and_stays_there(manager: FlaskClient, shop: Shop) -> None:
    page = begun(manager, "sale", promised_at="morgen", level="loud", buyer=999, summary="好的", delivery=1, freight="viel")  # fmt: skip
    assert set(page.errors()) == {"promised_at", "level", "buyer", "freight"}
    assert page.errors()["buyer"] == "链接中的记录不存在，或您无权查看：请选择一条。"
    assert (box(page, "freight"), box(page, "summary")) == ("viel", "好的")


def test_words_where_a_moment_is_wanted_stand_in_a_box_that_can_show_them(
    manager: FlaskClient, shop: Shop
) -> None:
    for words in ("xx", "2026-02-30T10:00", "2026-11-05 16:30", "２０２６-11-05T16:30"):
        page = begun(manager, "sale", promised_at=words)
        control = page.html.select_one("[name=promised_at]")
        assert control is not None
        assert (control["type"], control["value"]) == ("text", words)
    assert set(begun(manager, "sale", promised_at="xx").errors()) == {"promised_at"}
    for moment in ("", "2026-11-05T16:30"):
        control = begun(manager, "sale", promised_at=moment).html.select_one("[name=promised_at]")
        assert control is not None
        assert control["type"] == "datetime-local"
    again = begun(manager, "sale", promised_at="xx", summary="好的", store=shop.near).send()
    assert box(again, "promised_at") == "xx"
    saved = again.send(promised_at="2099-11-05T16:30")
    assert (saved.status, saved.errors()) == (302, {})


def test_a_record_that_one_may_not_read_is_not_told_from_one_that_is_not_there(
    clerk: FlaskClient, shop: Shop
) -> None:
    there = begun(clerk, "sale_line", sale=shop.far_sale)
    absent = begun(clerk, "sale_line", sale=99999)
    assert there.errors() == absent.errors()
    assert set(there.errors()) == {"sale"}
    assert "远处的订单" not in there.text


def test_what_one_may_not_write_is_passed_over_and_what_is_sensitive_never_comes_in_an_address(
    manager: FlaskClient, clerk: FlaskClient
) -> None:
    page = begun(manager, "buyer", name="钱八", card="31010119900101123X")
    assert page.errors() == {"card": "此项不能由链接带入，请在这里填写。"}
    assert (box(page, "card"), box(page, "name")) == ("", "钱八")
    assert "31010119900101123X" not in page.text
    page = begun(clerk, "buyer", name="钱八", card="31010119900101123X")
    assert (page.errors(), box(page, "card")) == ({}, None)
    file = begun(manager, "sale", signed="5")
    assert file.errors() == {"signed": "此项不能由链接带入，请在这里填写。"}


def test_what_was_typed_goes_before_what_the_address_says(manager: FlaskClient, shop: Shop) -> None:
    page = begun(manager, "sale", summary="由链接", store=shop.near)
    again = page.send(summary=None)
    assert again.status == 422
    assert box(again, "summary") == ""
    assert not again.html.select(".alert-info[role=status]")
