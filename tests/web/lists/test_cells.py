"""A cell is changed where it stands: the same rights, conditions and conflicts as on the form, told at the cell."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

SCRIPT = {"X-Fragment": "1"}


def cell(browser: Any, address: str) -> Page:
    return visit(browser, address, **SCRIPT)


def change(page: Page, address: str, **values: str) -> Page:
    form = page.html.select_one("form.cell-form")
    assert form is not None, page.text
    hidden = {box["name"]: box["value"] for box in form.select("input[type=hidden][name]")}
    sent = {**hidden, **values}
    return Page(page.client, page.client.post(address, data=sent, headers=SCRIPT))


def editable(browser: Any, path: str) -> set[str]:
    return {str(td["data-cell"]) for td in visit(browser, path).html.select("td[data-cell]")}


@pytest.mark.database
def test_a_value_is_changed_in_its_cell_and_the_row_comes_back(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    columns = "columns=sale_no,summary,freight,total"
    assert editable(manager, f"/sale/list/?{columns}") == {"summary", "freight"}
    records.update(ctx, Sale, shop.sales[0], {"delivery": True, "address": "路 1"})
    address = f"/sale/cell/{shop.sales[0]}/freight"
    page = change(cell(manager, address), f"{address}?{columns}", freight="12.5")
    assert page.status == 200
    assert [td.get_text(strip=True) for td in page.html.select("td")][2:] == ["12.50", "32.50"]
    assert page.html.select_one("td[data-cell=freight]")
    ctx.session.rollback()
    assert str(ctx.session.get(Sale, shop.sales[0]).freight) == "12.50"


def test_what_is_refused_is_said_at_the_cell_and_stays(manager: Any, shop: Shop) -> None:
    for name, typed in (("promised_at", "bald"), ("summary", ""), ("summary", "x" * 121)):
        address = f"/sale/cell/{shop.sales[0]}/{name}"
        page = change(cell(manager, address), address, **{name: typed})
        assert page.status == 422, name
        assert page.html.select_one(".field.invalid .error")
        assert page.html.select_one(f"input[name={name}]")["value"] == typed


@pytest.mark.database
def test_a_conflict_tells_what_the_other_one_saved(manager: Any, shop: Shop, ctx: Context) -> None:
    from tests.sample.models import Sale

    address = f"/sale/cell/{shop.sales[0]}/summary"
    begun = cell(manager, address)
    records.update(ctx, Sale, shop.sales[0], {"summary": "别人的"})
    refused = change(begun, address, summary="我的")
    assert refused.status == 409
    assert "别人的" in refused.text
    assert refused.html.select_one("input[name=summary]")["value"] == "我的"
    assert change(refused, address, summary="我的").status == 200
    ctx.session.rollback()
    assert ctx.session.get(Sale, shop.sales[0]).summary == "我的"


def test_only_what_one_may_write_in_this_row_is_changed(
    clerk: Any, login: Any, manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Article, Sale

    # A row out of sight, a field that is not his, a field that the system fills, one that is none.
    assert cell(clerk, f"/sale/cell/{shop.far_sale}/summary").status == 404
    assert "cost" not in editable(clerk, "/article/list/?columns=name,cost")
    for name in ("cost", "margin", "nothing", "token", "version"):
        address = f"/article/cell/{shop.articles[0]}/{name}"
        assert cell(clerk, address).status == 404, name
        token = visit(clerk, "/sale/list/").html.select_one("[name=csrf_token]")["value"]
        sent = {"csrf_token": token, name: "1"}
        assert clerk.post(address, data=sent, headers=SCRIPT).status_code == 404, name
    assert cell(manager, f"/sale/cell/{shop.sales[0]}/total").status == 404
    auditor = login("auditor")
    assert editable(auditor, "/article/list/") == set()
    assert cell(auditor, f"/article/cell/{shop.articles[0]}/name").status == 403
    ctx.session.rollback()
    assert str(ctx.session.get(Article, shop.articles[0]).cost) == "30.00"
    assert ctx.session.get(Sale, shop.far_sale).summary == "远处的订单"


def test_a_row_in_which_a_field_is_not_ones_own_refuses_it(
    people: Any, app: Any, shop: Shop, monkeypatch: Any
) -> None:
    from app.runtime import policy
    from tests.sample.sale import sale_policy

    rules = {**sale_policy._rules, "summary": policy.FieldRule(write=frozenset({"clerk"}))}
    monkeypatch.setattr(sale_policy, "_rules", rules)
    both = people.browser(app, people.user("manager", username="boss"))
    assert "summary" not in editable(both, "/sale/list/")
    assert cell(both, f"/sale/cell/{shop.sales[0]}/summary").status == 404


def test_without_a_script_the_cell_is_a_page(manager: Any, shop: Shop) -> None:
    address = f"/sale/cell/{shop.sales[0]}/summary"
    page = visit(manager, address).send(summary="改过")
    assert page.status == 302
    assert "改过" in page.follow().text
