"""Two people save one record: what one alone changed is merged, what both changed is asked, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from app.runtime import query, records
from app.runtime.context import Context
from app.web.screen import meeting
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def sale(ctx: Context, shop: Shop) -> Mapping[str, Any]:
    from tests.sample.models import Sale

    ctx.session.rollback()
    return query.get(ctx, Sale, shop.sales[0])


def lines(page: Page) -> dict[str, str]:
    """Field → who changed it, as the page tells."""
    return {
        line.select_one("th").get_text(strip=True): str(line["class"][0])
        for line in page.html.select(".versions tbody tr")
    }


def test_what_only_one_side_changed_is_merged_and_the_page_says_so(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    visit(clerk, f"/sale/edit/{shop.sales[0]}").send(internal_note="东门")
    met = mine.send(summary="我的摘要")
    assert met.status == 409
    assert lines(met) == {"内部备注": "theirs", "摘要": "mine"}
    assert "clerk" in met.text
    assert met.send().status == 302
    now = sale(ctx, shop)
    assert (now["summary"], now["internal_note"]) == ("我的摘要", "东门")


def test_a_field_that_both_changed_is_asked_for_and_shows_all_three_values(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    visit(clerk, f"/sale/edit/{shop.sales[0]}").send(summary="他的摘要")
    met = mine.send(summary="我的摘要", internal_note="西门")
    cells = [cell.get_text(" ", strip=True) for cell in met.html.select(".versions .both td")]
    assert cells == ["订单0", "他的摘要", "我的摘要"]
    unanswered = met.send()
    assert unanswered.status == 409
    assert "请选择保留哪个值" in unanswered.text
    cells = [cell.get_text(" ", strip=True) for cell in unanswered.html.select(".both td")]
    assert cells == ["订单0", "他的摘要", "我的摘要"]
    assert unanswered.send(_choose_summary="theirs").status == 302
    now = sale(ctx, shop)
    assert (now["summary"], now["internal_note"]) == ("他的摘要", "西门")


def test_a_third_save_meanwhile_is_met_again(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    visit(clerk, f"/sale/edit/{shop.sales[0]}").send(summary="他的摘要")
    met = mine.send(summary="我的摘要")
    visit(clerk, f"/sale/edit/{shop.sales[0]}").send(summary="他又改了")
    again = met.send(_choose_summary="mine")
    assert again.status == 409
    assert [c.get_text(" ", strip=True) for c in again.html.select(".both td")] == [
        "他的摘要",
        "他又改了",
        "我的摘要",
    ]
    assert again.send(_choose_summary="mine").status == 302
    assert sale(ctx, shop)["summary"] == "我的摘要"


def test_rows_meet_like_fields_and_a_row_that_came_meanwhile_stands_with_the_others(
    manager: Any, clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    other = visit(clerk, f"/sale/edit/{shop.sales[0]}")
    added = {
        "lines-1-article": str(shop.articles[1]),
        "lines-1-article__text": "菜油",
        "lines-1-count": "5",
        "lines-1-price": "3",
    }
    other = other.send(button=("_add_row", "lines"), **{"lines-0-price": "12"})
    assert other.send(**added).status == 302
    met = mine.send(**{"lines-0-count": "7"})
    assert met.status == 409
    told = lines(met)
    assert set(told.values()) == {"theirs", "mine"}
    assert any("新增" in label for label in told)
    assert met.send().status == 302
    ctx.session.rollback()
    rows = query.related(ctx, Sale, shop.sales[0], "lines", columns=["count", "price"])
    assert [int(row["count"]) for row in rows] == [7, 5]
    assert str(rows[0]["price"]) == "12.00"


def test_a_row_that_was_changed_on_its_own_is_not_overwritten(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale, SaleLine

    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    row = query.related(ctx, Sale, shop.sales[0], "lines", columns=["count"])[0]
    records.update(ctx, SaleLine, row["id"], {"count": 9})
    met = mine.send(**{"lines-0-count": "7"})
    assert met.status == 409
    assert [c.get_text(" ", strip=True) for c in met.html.select(".both td")] == [
        "2.00",
        "9.00",
        "7.00",
    ]
    assert met.send(**{"_choose_lines-0-count": "theirs"}).status == 302
    ctx.session.rollback()
    assert query.related(ctx, Sale, shop.sales[0], "lines", columns=["count"])[0]["count"] == 9


def test_a_page_that_remembers_nonsense_still_saves(manager: Any, shop: Shop, ctx: Context) -> None:
    for nonsense in ("", "[", "[]", '{"fields": 3, "rows": []}', '{"fields": {"summary": 1}}'):
        mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
        mine.send(_before=nonsense, summary=f"甲{nonsense}")
        met = mine.send(_before=nonsense, summary=f"乙{nonsense}")
        assert met.status == 409
        assert met.send(_choose_summary="mine").status == 302
        assert sale(ctx, shop)["summary"] == f"乙{nonsense}"


def test_what_is_sensitive_is_not_remembered_by_the_page(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Clerk

    records.update(ctx, Clerk, shop.clerk, {"bank": "6222020200112233"})
    page = visit(manager, f"/clerk/edit/{shop.clerk}")
    remembered = dict(page.values())["_before"]
    assert "林艳" in remembered
    assert "bank" not in remembered
    assert "6222" not in remembered


def test_a_row_that_is_changed_between_the_look_and_the_lock_is_not_overwritten_either(
    manager: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale, SaleLine

    mine = visit(manager, f"/sale/edit/{shop.sales[0]}")
    row = query.related(ctx, Sale, shop.sales[0], "lines", columns=["article"])[0]
    look = meeting.rows_changed

    def too_early(form: Any) -> bool:
        found = look(form)
        records.update(ctx, SaleLine, row["id"], {"article": shop.articles[1]})
        return found

    with monkeypatch.context() as patched:
        patched.setattr(meeting, "rows_changed", too_early)
        met = mine.send(**{"lines-0-count": "7"})
    assert met.status == 409
    assert set(lines(met).values()) == {"theirs", "mine"}
    assert met.send().status == 302
    ctx.session.rollback()
    saved = query.related(ctx, Sale, shop.sales[0], "lines", columns=["article", "count"])[0]
    assert (saved["article"]["id"], int(saved["count"])) == (shop.articles[1], 7)
