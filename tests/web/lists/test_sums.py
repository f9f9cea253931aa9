"""Sums and groups: over all that a filter matches, without what a reader may not see, by a fixed number of statements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.runtime import policy, query, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def sums(page: Page) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in page.html.select("tfoot tr > *")]


@pytest.fixture
def many(ctx: Context, shop: Shop) -> None:
    """Thirty more sales with freight, so that the list has two pages."""
    from tests.sample.models import Sale

    with records.writing(ctx):
        for number in range(30):
            sale = {
                "store": shop.near,
                "summary": f"大单{number}",
                "freight": "1.10",
                "delivery": True,
            }
            records.create(ctx, Sale, {**sale, "address": "路 1", "buyer": shop.buyers[0]})


def test_the_sums_are_those_of_every_page(manager: Any, many: None, statements: Any) -> None:
    page = visit(manager, "/sale/list/?columns=sale_no,freight,total,level")
    assert sums(page) == ["合计", "33.00", "93.00", ""]
    following = visit(manager, str(page.html.select_one("a[rel=next]")["href"]))
    assert sums(following) == ["合计", "33.00", "93.00", ""]
    narrow = visit(manager, "/sale/list/?columns=sale_no,freight,total&summary__starts=大单")
    assert sums(narrow) == ["合计", "33.00", "33.00"]
    with statements() as seen:
        visit(manager, "/sale/list/?columns=sale_no,freight,total")
    assert len([sql for sql in seen if "sum(" in sql]) == 1
    assert len(seen) <= 5


def test_a_reader_adds_up_only_his_own_rows(clerk: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.far_sale, {"freight": "500"})
    assert sums(visit(clerk, "/sale/list/?columns=sale_no,total")) == ["合计", "60.00"]


def test_what_is_hidden_in_some_rows_is_not_added_up(
    people: Any, shop: Shop, ctx: Context, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale
    from tests.sample.sale import sale_policy

    rules = {**sale_policy._rules, "total": policy.FieldRule(read=frozenset({"clerk"}))}
    monkeypatch.setattr(sale_policy, "_rules", rules)
    user = people.user("clerk", "auditor", username="both")
    both = Context.for_user(user)
    assert query.summed(both, Sale, ["total", "freight"]) == ["freight"]
    both.close()
    assert sums(visit(login("auditor"), "/sale/list/?columns=sale_no,total")) == []


def test_beyond_the_cap_nothing_is_added_up(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.query import counting, lists, plans
    from app.web.screen import list_page

    # Statements that are kept know the cap that they were made with.
    monkeypatch.setattr(counting, "_groups", plans.Plans())
    for module in (counting, lists, list_page):
        monkeypatch.setattr(module, "CAP", 3)
    assert sums(visit(manager, "/sale/list/?columns=sale_no,total")) == []


GROUPS = [
    ("state", [["新建", "34", "93.00"]]),
    ("level", [["普通", "34", "93.00"]]),
    ("buyer", [["王小明", "31", "53.00"], ["李芳", "1", "20.00"], ["<b>张伟</b>", "1", "20.00"], ["（空）", "1", "0.00"]]),
    ("delivery", [["是", "30", "33.00"], ["（空）", "4", "60.00"]]),
]  # fmt: skip


@pytest.mark.parametrize(("by", "groups"), GROUPS)
def test_rows_are_put_together_and_each_group_leads_to_its_rows(
    manager: Any, many: None, by: str, groups: list[list[str]], statements: Any
) -> None:
    with statements() as seen:
        page = visit(manager, f"/sale/list/?columns=sale_no,total&group={by}")
    assert sorted(page.rows) == sorted(groups)
    assert len(seen) <= 5
    for link, (_name, number, *_sums) in zip(
        page.html.select("main tbody td:first-child a"), page.rows, strict=True
    ):
        rows = visit(manager, str(link["href"]))
        assert rows.html.select_one("h1 .count").get_text() == number
        assert rows.rows


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_moments_are_put_together_by_the_days_of_the_application(
    manager: Any, shop: Shop, ctx: Context, unit: str
) -> None:
    import datetime as dt

    from tests.sample.models import Sale

    moments = [(1, 15, 59), (1, 16, 0), (2, 3, 0), (31, 16, 0)]
    for id, (day, hour, minute) in zip([*shop.sales, shop.far_sale], moments, strict=True):
        with records.writing(ctx):
            sale = ctx.session.get(Sale, id)
            sale.pack_due = dt.datetime(2026, 3, day, hour, minute, tzinfo=dt.UTC)
    page = visit(manager, f"/sale/list/?columns=sale_no&group=pack_due:{unit}")
    assert page.rows == {
        "day": [["2026-04-01", "1"], ["2026-03-02", "2"], ["2026-03-01", "1"]],
        "week": [["2026-03-30 – 2026-04-05", "1"], ["2026-03-02 – 2026-03-08", "2"], ["2026-02-23 – 2026-03-01", "1"]],
        "month": [["2026-04", "1"], ["2026-03", "3"]],
    }[unit]  # fmt: skip
    for link, (_name, number) in zip(
        page.html.select("main tbody td:first-child a"), page.rows, strict=True
    ):
        assert len(visit(manager, str(link["href"])).rows) == int(number)


def test_a_group_of_a_field_that_one_may_not_read_is_refused(clerk: Any, shop: Shop) -> None:
    assert visit(clerk, "/article/list/?group=cost").status == 400
    assert visit(clerk, "/sale/list/?group=nothing").status == 400
    assert visit(clerk, "/sale/list/?group=level:year").status == 400
    assert visit(clerk, "/sale/list/?group=summary").status == 400
    offered = visit(clerk, "/sale/list/").html.select(".list-tools a")
    assert any("group=level" in str(link["href"]) for link in offered)


def test_titles_of_what_one_may_not_see_stay_away(
    clerk: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.buyer import buyer_policy

    grants = {name: dict(given) for name, given in buyer_policy._grants.items()}
    grants["read"].pop("clerk")
    monkeypatch.setattr(buyer_policy, "_grants", grants)
    page = visit(clerk, "/sale/list/?group=buyer&columns=sale_no")
    assert [row[0] for row in page.rows] == ["您无权查看"] * 3


def test_a_sum_is_exact(ctx: Context, many: None) -> None:
    from tests.sample.models import Sale

    assert query.sums(ctx, Sale, ["freight"]) == {"freight": Decimal("33.00")}
