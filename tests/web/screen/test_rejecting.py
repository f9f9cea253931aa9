"""The no of an approval, by its button on the record's page."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

pytestmark = pytest.mark.database


def collected(page: Page) -> Any:
    return page.html.select_one("form[action$='/release'][action*='/reject/']")


def press(client: FlaskClient, page: Page) -> Page:
    """The button as the page shows it, with all that its form carries."""
    form = collected(page)
    assert form is not None, page.text
    data = {one["name"]: one["value"] for one in form.select("input")}
    return Page(client, client.post(form["action"], data=data)).follow()


def test_a_record_that_was_changed_since_the_page_showed_it_is_not_rejected_unseen(
    manager: FlaskClient, login: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    sale = shop.sales[0]
    records.update(ctx, Sale, sale, {"delivery": True, "address": "长街 7 号", "freight": "10"})
    records.transition(ctx, Sale, sale, "pack", {"clerk": shop.clerk})
    assert visit(manager, f"/sale/transition/{sale}/release").send().status == 302
    auditor = login("auditor")
    shown = visit(auditor, f"/sale/show/{sale}")
    records.update(ctx, Sale, sale, {"internal_note": "再想想"})
    page = press(auditor, shown)
    assert "没有驳回：此记录刚被他人修改" in page.text
    assert "已驳回" not in page.text
    # The vote is still there, and what is pressed now was seen.
    done = press(auditor, page)
    assert "已驳回" in done.text
    assert collected(done) is None
