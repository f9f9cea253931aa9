"""Forms: what was typed is kept, every problem stands at its field, only what one may write is there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.runtime import query, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import visit


def row(ctx: Context, entity: Any, id: int) -> dict[str, Any]:
    ctx.session.rollback()
    return dict(query.get(ctx, entity, id))


@pytest.mark.database
def test_a_new_record_is_saved_with_its_lines_and_shown(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    form = visit(manager, "/sale/add").send(button=("_add_row", "lines"))
    assert form.status == 200
    answer = form.send(
        store=shop.near,
        store__text="近店",
        summary="两袋米",
        **{"lines-0-article": shop.articles[0], "lines-0-article__text": "大米"},
        **{"lines-0-count": "２", "lines-0-price": "1,045.50"},
    )
    page = answer.follow()
    assert "两袋米" in page.text
    sale = ctx.session.query(Sale).order_by(Sale.id.desc()).first()
    assert sale.total == Decimal("2091.00")
    assert sale.created_by_id is not None


def test_a_new_record_starts_with_the_defaults_of_the_schema(manager: Any, shop: Shop) -> None:
    assert dict(visit(manager, "/article/add").values())["opens"] == "12:00"


def test_every_problem_is_told_at_its_field_and_nothing_typed_is_lost(
    manager: Any, shop: Shop
) -> None:
    answer = visit(manager, "/sale/add").send(
        summary="很" * 130, promised_at="昨天", store="", store__text="", level="nonsense"
    )
    assert answer.status == 422
    assert set(answer.errors()) == {"summary", "promised_at", "store", "level"}
    sent = dict(answer.values())
    assert sent["summary"] == "很" * 130
    assert sent["promised_at"] == "昨天"


def test_a_refusal_of_the_records_module_stands_at_the_field_too(manager: Any, shop: Shop) -> None:
    answer = visit(manager, f"/sale/edit/{shop.sales[0]}").send(promised_at="2001-01-01T08:00")
    assert answer.status == 422
    assert "约定时间早于创建时间" in answer.text
    assert dict(answer.values())["promised_at"] == "2001-01-01T08:00"


def test_a_wrong_line_is_marked_in_its_row(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/sale/edit/{shop.sales[0]}")
    answer = page.send(**{"lines-0-count": "-3"}, summary="改过的摘要")
    assert answer.status == 422
    box = answer.html.select_one("tr[data-row] .field.invalid")
    assert box is not None
    assert box["data-field"] == "count"
    assert dict(answer.values())["lines-0-count"] == "-3"
    assert dict(answer.values())["summary"] == "改过的摘要"


def test_lines_are_changed_added_and_removed_in_one_save(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    page = visit(manager, f"/sale/edit/{shop.sales[0]}").send(button=("_add_row", "lines"))
    saved = page.send(
        **{
            "lines-0-count": "5",
            "lines-1-article": shop.articles[1],
            "lines-1-article__text": "菜油",
        },
        **{"lines-1-count": "1", "lines-1-price": "7"},
    )
    assert saved.status == 302
    assert row(ctx, Sale, shop.sales[0])["goods"] == Decimal("57.00")
    again = visit(manager, f"/sale/edit/{shop.sales[0]}").send(**{"lines-0-_delete": "1"})
    assert again.status == 302
    assert row(ctx, Sale, shop.sales[0])["goods"] == Decimal("7.00")


def test_a_blank_new_line_is_left_out_without_a_word(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/sale/edit/{shop.sales[0]}").send(button=("_add_row", "lines"))
    assert page.send().status == 302


def test_a_hidden_question_is_not_required(manager: Any, shop: Shop) -> None:
    page = visit(manager, f"/sale/edit/{shop.sales[0]}")
    box = page.html.select_one("[data-field=address]")
    assert box is not None
    assert box.has_attr("hidden")
    assert page.send().status == 302


def test_a_question_that_is_asked_is_required_by_the_server(manager: Any, shop: Shop) -> None:
    answer = visit(manager, f"/sale/edit/{shop.sales[0]}").send(delivery=["", "1"])
    assert answer.errors() == {"address": "此项必填"}


def test_the_conditions_travel_to_the_browser_as_trees(manager: Any, shop: Shop) -> None:
    box = visit(manager, "/sale/add").html.select_one("[data-field=freight]")
    assert box is not None
    assert box["data-visible"] == '["field","delivery"]'


def test_a_field_that_one_may_not_write_is_not_on_the_form(
    clerk: Any, manager: Any, shop: Shop
) -> None:
    article = shop.articles[0]
    assert "cost" in dict(visit(manager, f"/article/edit/{article}").values())
    page = visit(clerk, f"/article/edit/{article}")
    assert "cost" not in dict(page.values())
    assert "进价" not in page.text


def test_a_forged_field_is_not_written(clerk: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Article

    answer = visit(clerk, f"/article/edit/{shop.articles[0]}").send(cost="1", name="好大米")
    assert answer.status == 302
    assert row(ctx, Article, shop.articles[0])["cost"] == Decimal("30.00")
    assert row(ctx, Article, shop.articles[0])["name"] == "好大米"


def test_a_picker_offers_only_what_the_person_may_read(login: Any, clerk: Any, shop: Shop) -> None:
    everything = clerk.get("/sale/lookup/store?q=").json["items"]
    assert {item["title"] for item in everything} == {"近店", "远店"}
    assert clerk.get("/sale/lookup/buyer?q=李").json["items"] == [
        {"id": shop.buyers[1], "title": "李芳"}
    ]
    found = login("manager").get("/posting/lookup/sale?q=").json["items"]
    assert len(found) == 4


def test_a_picker_of_rows_out_of_scope_is_empty(login: Any, shop: Shop) -> None:
    # A cashier reads of the clerks himself alone, and there is no record of his.
    answer = login("cashier").get("/sale/lookup/clerk?q=")
    assert answer.status_code in (403, 404)


def test_a_lookup_without_a_login_tells_nothing(client: Any, shop: Shop) -> None:
    assert client.get("/sale/lookup/buyer?q=李").status_code == 401


@pytest.mark.database
def test_without_script_a_typed_name_is_looked_up(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    answer = visit(manager, f"/sale/edit/{shop.sales[0]}").send(buyer="", buyer__text="李芳")
    assert answer.status == 302
    assert row(ctx, Sale, shop.sales[0])["buyer"]["id"] == shop.buyers[1]


def test_without_script_several_that_fit_come_back_as_a_choice(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Buyer

    for _twice in range(2):
        records.create(ctx, Buyer, {"name": "赵敏"})
    answer = visit(manager, "/sale/add").send(buyer="", buyer__text="赵敏")
    assert answer.status == 422
    assert len(answer.html.select("input[name=buyer__pick]")) == 2
    assert dict(answer.values())["buyer__text"] == "赵敏"


@pytest.mark.database
def test_a_box_that_is_emptied_clears_the_reference(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    answer = visit(manager, f"/sale/edit/{shop.sales[0]}").send(clerk__text="")
    assert answer.status == 302
    assert row(ctx, Sale, shop.sales[0])["clerk"] is None


@pytest.mark.database
def test_several_references_are_kept_as_chips(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Article

    page = visit(manager, f"/article/edit/{shop.articles[0]}")
    assert [chip.get_text(strip=True) for chip in page.html.select(".picked .chip")] == ["热销×"]
    answer = page.send(name="")
    assert [chip.get_text(strip=True) for chip in answer.html.select(".picked .chip")] == ["热销×"]
    assert visit(manager, f"/article/edit/{shop.articles[0]}").send(keywords=[""]).status == 302
    assert row(ctx, Article, shop.articles[0])["keywords"] == []


@pytest.mark.database
def test_two_people_meet_and_neither_loses_what_he_typed(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    assert visit(clerk, f"/sale/edit/{shop.sales[0]}").send(summary="他的摘要").status == 302
    conflict = mine.send(summary="我的摘要")
    assert conflict.status == 409
    assert "他的摘要" in conflict.text
    assert dict(conflict.values())["summary"] == "我的摘要"
    assert row(ctx, Sale, shop.sales[0])["summary"] == "他的摘要"
    assert conflict.send(_choose_summary="mine").status == 302
    assert row(ctx, Sale, shop.sales[0])["summary"] == "我的摘要"


def test_a_record_out_of_scope_cannot_be_opened_edited_or_deleted(clerk: Any, shop: Shop) -> None:
    for method in ("show", "edit", "history", "related"):
        end = "/lines" if method == "related" else ""
        assert visit(clerk, f"/sale/{method}/{shop.far_sale}{end}").status == 404


def test_who_may_read_but_not_change_is_told_who_may(clerk: Any, shop: Shop) -> None:
    page = visit(clerk, f"/store/edit/{shop.near}")
    assert page.status == 403


def test_deleting_asks_first_and_only_a_post_deletes(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    question = visit(manager, f"/sale/delete/{shop.sales[0]}")
    assert question.status == 200
    assert row(ctx, Sale, shop.sales[0])
    done = question.send()
    assert done.status == 302
    assert len(visit(manager, "/sale/list/").rows) == 3


def test_a_post_without_the_token_changes_nothing(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    answer = manager.post(f"/sale/delete/{shop.sales[0]}", data={})
    assert answer.status_code == 400
    assert "页面打开太久" in answer.text
    assert row(ctx, Sale, shop.sales[0])["id"] == shop.sales[0]


TYPED: tuple[tuple[str, Any, Any], ...] = (
    ("price", "¥ 1,200.5", Decimal("1200.50")),
    ("rate", "13%", Decimal("13.00")),
    ("weight", "１．２５", Decimal("1.250")),
    ("shelf_life", "1:30", 90),
    ("website", "https://example.com/?a=1&b=<2", None),
    ("website", "https://example.com/?a=1&b=2", "https://example.com/?a=1&b=2"),
    ("origin", "310104", "310104"),
    ("stars", "5", 5),
    ("extra", '{"a": [1, "二"]}', {"a": [1, "二"]}),
    ("notes", "一\r\n二", "一\n二"),
    ("seasons", ["", "spring", "winter"], ["spring", "winter"]),
    ("active", [""], False),
)


@pytest.mark.database
def test_what_people_type_is_read_as_they_mean_it(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Article

    for field, typed, kept in TYPED:
        answer = visit(manager, f"/article/edit/{shop.articles[0]}").send(**{field: typed})
        if kept is None:
            assert field in answer.errors(), field
            continue
        assert answer.status == 302, answer.text
        assert row(ctx, Article, shop.articles[0])[field] == kept


@pytest.mark.database
def test_a_secret_is_never_shown_and_stays_when_left_empty(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article

    url = f"/article/edit/{shop.articles[0]}"
    assert visit(manager, url).send(token="s3cret-key").status == 302
    page = visit(manager, url)
    assert "s3cret-key" not in page.response.text
    refused = visit(manager, url).send(name="", token="another-key")
    assert refused.status == 422
    assert "another-key" not in refused.text
    assert "请重新填写" in refused.text
    assert page.send(name="新名").status == 302
    assert ctx.session.get(Article, shop.articles[0], populate_existing=True).token == "s3cret-key"
    assert "s3cret-key" not in visit(manager, f"/article/show/{shop.articles[0]}").response.text


def test_enter_in_a_field_saves_and_adds_no_row(manager: Any, shop: Shop) -> None:
    """A browser presses the first button of the form for whoever presses Enter."""
    for path in ("/sale/add", f"/sale/edit/{shop.sales[0]}"):
        form = visit(manager, path).html.select_one("main form[enctype]")
        assert form is not None
        buttons = [button for button in form.select("button") if button.get("type") != "button"]
        assert "name" not in buttons[0].attrs
        assert any(button.get("name") == "_add_row" for button in buttons)
