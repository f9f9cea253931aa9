"""Sensitive values on screens: masked, kept by a form that is sent as it came, shown for a reason."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from tests.sample.models import Clerk
from tests.web.conftest import Shop
from tests.web.pages import visit

BANK = "6222020000001234"


@pytest.fixture
def li(manager: Any, shop: Shop, ctx: Context) -> int:
    store = ctx.session.get_one(Clerk, 1).store_id
    given = {"name": "Li", "store": store, "wage": "5000.10", "bank": BANK}
    return int(records.create(ctx, Clerk, given).id)


def test_pages_show_masks(manager: Any, li: int) -> None:
    for path in ("/clerk/list/", f"/clerk/show/{li}", f"/clerk/edit/{li}", f"/clerk/history/{li}"):
        page = visit(manager, path)
        assert page.status == 200
        assert BANK not in page.response.text
        assert "5000" not in page.response.text
    assert "************1234" in visit(manager, f"/clerk/show/{li}").text


@pytest.mark.database
def test_a_form_that_comes_back_as_it_was_changes_no_sensitive_value(
    manager: Any, li: int, ctx: Context
) -> None:
    assert visit(manager, f"/clerk/edit/{li}").send(name="Li Na").status == 302
    with Context.system() as later:
        found = later.get(Clerk, li)
        assert (found.name, found.bank, str(found.wage)) == ("Li Na", BANK, "5000.10")
    sent = visit(manager, f"/clerk/edit/{li}").send(wage="6000", bank="6222020000005678")
    assert sent.status == 302
    with Context.system() as later:
        found = later.get(Clerk, li)
        assert (found.bank, str(found.wage)) == ("6222020000005678", "6000.00")


def test_a_wrong_value_stays_on_the_form_with_its_error(manager: Any, li: int) -> None:
    answer = visit(manager, f"/clerk/edit/{li}").send(bank="12")
    assert answer.status == 422
    assert "bank" in answer.errors()


def test_the_button_asks_for_a_reason_and_shows_the_values(manager: Any, li: int) -> None:
    assert f"/clerk/reveal/{li}" in visit(manager, f"/clerk/show/{li}").links()
    page = visit(manager, f"/clerk/reveal/{li}")
    refused = page.send(reason=" ")
    assert (refused.status, BANK in refused.response.text) == (422, False)
    shown = visit(manager, f"/clerk/reveal/{li}").send(reason="银行要求核对账号")
    assert BANK in shown.text
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert "查看了敏感信息" in visit(manager, f"/clerk/history/{li}").text


def test_who_may_not_reveal_has_no_button_and_no_page(login: Any, li: int) -> None:
    auditor = login("auditor")
    assert f"/clerk/reveal/{li}" not in visit(auditor, f"/clerk/show/{li}").links()
    assert visit(auditor, f"/clerk/reveal/{li}").status == 404
