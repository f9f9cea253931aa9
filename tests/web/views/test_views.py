"""Other ways to look at a list: board, calendar, bars, tree. Filters hold, rights hold, nothing grows with the table."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.runtime import clock, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit
from tests.web.views.viewing import MOST, grow, move, now

pytestmark = pytest.mark.database


def columns(page: Page) -> dict[str, list[str]]:
    """Column or day → names of its cards."""
    return {
        str(one["data-column"]): [card.get_text(" ", strip=True) for card in one.select("[data-card] > a:first-child")]
        for one in page.html.select("[data-column]")
    }  # fmt: skip


def test_the_head_of_a_list_leads_to_the_views_of_the_schema_with_its_filters(
    manager: Any, shop: Shop
) -> None:
    page = visit(manager, "/sale/list/?level=normal")
    links = [str(link["href"]) for link in page.html.select(".switch a")]
    assert links == [
        f"/sale/{name}/?level=normal" for name in ("list", "kanban", "calendar", "gantt")
    ]
    assert page.html.select_one(".switch [aria-current]")["href"].startswith("/sale/list/")
    assert not visit(manager, "/buyer/list/").html.select(".switch")
    assert visit(manager, "/buyer/kanban/").status == 404


def test_a_board_has_a_column_for_each_state_with_its_number_and_first_cards(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    for number in range(7):
        records.create(ctx, Sale, {"store": shop.near, "summary": f"又一单{number}"})
    page = visit(manager, "/sale/kanban/")
    found = columns(page)
    assert list(found) == ["new", "packing", "waiting", "delivered", "refunded", "closed"]
    assert len(found["new"]) == 8
    assert "还有 3 条" in page.text
    narrowed = visit(manager, "/sale/kanban/?state=new")
    assert list(columns(narrowed)) == ["new"]
    assert len(columns(narrowed)["new"]) == 11


def test_a_board_keeps_the_filters_and_the_rows_of_its_reader(
    clerk: Any, manager: Any, shop: Shop
) -> None:
    assert sum(map(len, columns(visit(clerk, "/sale/kanban/")).values())) == 3
    assert columns(visit(manager, "/sale/kanban/?q=远处"))["new"] == ["远处的订单"]
    assert columns(visit(manager, f"/sale/kanban/?store={shop.far}"))["new"] == ["远处的订单"]
    assert move(clerk, shop.far_sale, "kanban", "refunded").status_code == 404


def test_a_card_is_moved_by_the_step_that_leads_there(clerk: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    answer = move(clerk, sale, "kanban", "refunded")
    assert answer.status_code == 200
    assert "取消" in answer.json["done"]
    assert now(ctx, Sale, sale)["state"] == "refunded"


def test_a_step_that_asks_something_is_asked_first_and_leads_back_to_the_board(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    answer = move(clerk, sale, "kanban", "packing", back="?next=/sale/kanban/%3Flevel%3Dnormal")
    asked = answer.json["ask"]
    assert asked.startswith(f"/sale/transition/{sale}/pack?next=")
    page = visit(clerk, asked).send(clerk=str(shop.clerk))
    assert page.response.location == "/sale/kanban/?level=normal"
    assert now(ctx, Sale, sale)["state"] == "packing"


def test_a_refused_move_says_why_and_what_is_possible(manager: Any, clerk: Any, shop: Shop) -> None:
    answer = move(clerk, shop.sales[0], "kanban", "closed")
    assert answer.status_code == 409
    assert "不能从“新建”直接到“已完成”" in answer.json["refused"]
    assert "备货" in answer.json["refused"]
    assert move(clerk, shop.sales[0], "kanban", "nowhere").status_code == 400
    # The manager may not cancel a new sale: the reason of the workflow.
    refused = move(manager, shop.sales[0], "kanban", "refunded")
    assert refused.status_code in (403, 409)
    assert "取消" in refused.json["refused"]


def test_of_two_who_move_one_card_the_second_is_told(clerk: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    records.update(ctx, Sale, sale, {"summary": "改过了"})
    answer = move(clerk, sale, "kanban", "refunded", version=1)
    assert answer.status_code == 409
    assert "已被他人修改" in answer.json["refused"]
    assert now(ctx, Sale, sale)["state"] == "new"


def test_without_a_script_a_page_offers_the_steps_and_leads_back(
    clerk: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    page = visit(clerk, f"/sale/move/{sale}/kanban")
    assert page.html.select_one("button[name=step][value=refund]")
    assert page.html.select_one(f"a[href^='/sale/transition/{sale}/pack?next=']")
    done = page.send(("step", "refund"))
    assert done.response.location == "/sale/kanban/"
    assert now(ctx, Sale, sale)["state"] == "refunded"
    again = page.send(("step", "refund"))
    assert again.status == 409
    assert 'role="alert"' in str(again.html)


def test_a_board_by_a_choice_writes_the_choice_for_whoever_may(
    manager: Any, login: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale
    from tests.sample.sale.view import SaleView

    monkeypatch.setattr(SaleView, "kanban", "level")
    page = visit(manager, "/sale/kanban/")
    assert list(columns(page)) == ["high", "normal", "low", ""]
    assert len(columns(page)["normal"]) == 4
    assert move(manager, shop.sales[0], "kanban", "high").status_code == 200
    assert now(ctx, Sale, shop.sales[0])["level"] == "high"
    assert move(manager, shop.sales[0], "kanban", "highest").status_code == 422
    auditor = login("auditor")
    assert not visit(auditor, "/sale/kanban/").html.select("[data-move]")
    refused = move(auditor, shop.sales[1], "kanban", "high")
    assert refused.status_code == 403
    assert now(ctx, Sale, shop.sales[1])["level"] == "normal"


def promise(ctx: Context, sale: int, day: dt.date, hour: int = 10) -> None:
    from tests.sample.models import Sale

    at = dt.datetime.combine(day, dt.time(hour), clock.zone()).astimezone(dt.UTC)
    records.update(ctx, Sale, sale, {"promised_at": at})


def test_a_calendar_puts_records_on_their_day_here_and_counts_the_others(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    day = clock.today() + dt.timedelta(days=40)
    late = [
        records.create(ctx, Sale, {"store": shop.near, "summary": f"晚单{n}"}).id for n in range(5)
    ]
    for sale in late:
        promise(ctx, sale, day, 23)
    promise(ctx, shop.sales[0], day, 0)
    page = visit(manager, f"/sale/calendar/?_on={day}")
    found = columns(page)
    assert found[day.isoformat()][0] == "00:00 订单0"
    assert len(found[day.isoformat()]) == 3
    assert sum(map(len, found.values())) == 3
    more = page.html.select_one("td .more")
    assert more["href"] == f"/sale/list/?promised_at={day}"
    assert "还有 3 条" in more.get_text()
    week = visit(manager, f"/sale/calendar/?_on={day}&_span=week")
    assert len(columns(week)) == 7
    assert len(columns(week)[day.isoformat()]) == 6


def test_a_record_is_put_on_another_day_at_its_hour_and_begun_on_a_day(
    manager: Any, login: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale, day = shop.sales[0], clock.today() + dt.timedelta(days=3)
    promise(ctx, sale, day)
    there = day + dt.timedelta(days=2)
    assert move(manager, sale, "calendar", there.isoformat()).status_code == 200
    moved = clock.local(now(ctx, Sale, sale)["promised_at"])
    assert (moved.date(), moved.hour) == (there, 10)
    assert move(manager, sale, "calendar", "soon").status_code == 400
    assert move(login("auditor"), sale, "calendar", day.isoformat()).status_code == 403
    add = visit(manager, "/sale/calendar/").html.select_one("td .add")["href"]
    assert dict(visit(manager, add).values())["promised_at"].startswith(add.rpartition("=")[2])


def test_a_day_that_is_none_is_today(manager: Any, shop: Shop) -> None:
    for text in ("", "x", "0001-01-01", "9999-12-31", "2026-02-30"):
        for kind in ("calendar", "gantt"):
            page = visit(manager, f"/sale/{kind}/?_on={text}&_span=x")
            assert page.status == 200, (kind, text)
            assert page.html.select_one(".today, .now")


def test_bars_reach_from_one_date_to_the_other_and_say_what_is_late(
    manager: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale
    from tests.sample.sale.view import SaleView

    monkeypatch.setattr(SaleView, "gantt", ("created_at", "promised_at"))
    promise(ctx, shop.sales[0], clock.today() + dt.timedelta(days=9))
    page = visit(manager, "/sale/gantt/?_span=quarter")
    bars = {row.th.get_text(strip=True): row for row in page.html.select(".gantt tbody tr")}
    assert len(bars) == 4
    first = next(row for name, row in bars.items() if "订单0" in name)
    wide = [int(cell["colspan"]) for cell in first.select("td")]
    units = len(page.html.select(".gantt thead th")) - 1
    assert sum(wide) == units
    others = next(row for name, row in bars.items() if "订单1" in name)
    assert others.select_one(".gbar.goes-on")
    assert now(ctx, Sale, shop.sales[0])["state"] == "new"
    for span in ("week", "month", "year"):
        assert len(visit(manager, f"/sale/gantt/?_span={span}").html.select(".gbar")) == 4
    assert not visit(manager, "/sale/gantt/?_on=2020-01-01").html.select(".gbar")


VIEWS = (
    "/sale/kanban/",
    "/sale/kanban/?state=new&q=订单",
    "/sale/calendar/",
    "/sale/calendar/?_span=week&level=normal",
    "/sale/gantt/",
    "/store/tree/",
    "/store/tree/?_open=1",
    "/store/tree/?q=近店",
    "/store/branch/1",
)


def test_a_view_costs_the_same_few_statements_for_few_rows_and_for_many(
    manager: Any, clerk: Any, shop: Shop, ctx: Context, statements: Any
) -> None:
    from tests.sample.models import Sale, Store

    def cost() -> dict[str, list[int]]:
        found = {}
        for url in VIEWS:
            numbers = []
            for reader in (manager, clerk):
                with statements() as seen:
                    assert visit(reader, url).status == 200, url
                numbers.append(len(seen))
            found[url] = numbers
        return found

    grow(ctx, shop)
    for sale in (*shop.sales, shop.far_sale):
        promise(ctx, sale, clock.today() + dt.timedelta(days=1))
    few = cost()
    with records.writing(ctx):
        for number in range(30):
            made = records.create(ctx, Sale, {"store": shop.near, "summary": f"订单又{number}"})
            promise(ctx, made.id, clock.today() + dt.timedelta(days=1))
            records.create(
                ctx, Store, {"code": f"S{number}", "name": f"近店{number}", "above": shop.near}
            )
    assert cost() == few
    assert max(max(one) for one in few.values()) <= MOST, few


def test_every_view_shows_the_rows_of_its_reader_and_no_others(
    clerk: Any, manager: Any, login: Any, shop: Shop, ctx: Context
) -> None:
    day = clock.today() + dt.timedelta(days=1)
    for sale in (shop.sales[0], shop.far_sale):
        promise(ctx, sale, day)
    for path in ("/sale/kanban/", "/sale/calendar/", "/sale/gantt/"):
        assert "远处的订单" in visit(manager, path).text, path
        seen = visit(clerk, path)
        assert "订单0" in seen.text, path
        assert "远处的订单" not in seen.text, path
    for kind in ("kanban", "calendar"):
        assert move(clerk, shop.far_sale, kind, "x").status_code == 404, kind
    for path in ("/sale/kanban/", "/sale/calendar/"):
        assert "订单" not in "".join(
            map(str, visit(login("buyer"), path).html.select("[data-card]"))
        ), path
    for path in ("/store/tree/", f"/store/branch/{grow(ctx, shop)[0]}"):
        assert visit(login(), path).status in (302, 403, 404), path
