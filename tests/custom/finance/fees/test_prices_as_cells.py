"""Prices in a table of cells: one that bills were made by is refused with its reason, a new one from a later day is saved."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, g
from werkzeug.datastructures import MultiDict

from app.forms import screens
from app.generated.fee_price import FeePrice
from app.studio.sheet import Sheet, SheetPage
from tests.custom.finance.fees.desk import D, Desk


@pytest.mark.database
def test_a_price_that_was_billed_is_refused_and_the_next_one_is_saved(
    desk: Desk, app: Flask
) -> None:
    desk.pays("王小明", 0)
    desk.area(0, "100")
    desk.assign()
    desk.posted()
    old = next(one for one in desk.session.query(FeePrice) if one.price == D("2.8000"))
    start = "rows-0-"
    typed: MultiDict[str, str] = MultiDict(
        {
            f"{start}_id": str(old.id), f"{start}_version": str(old.version), f"{start}price": "3.10",
            "rows-1-_id": "", "rows-1-fee_item": str(old.fee_item_id), "rows-1-project": str(old.project_id),
            "rows-1-price": "3.10", "rows-1-from_on": "2027-01-01", "rows-1-ground": "业主大会决议",
        }
    )  # fmt: skip
    ctx: Any = desk.manager
    with app.test_request_context("/", method="POST"):
        g.dougong_context = ctx
        view = screens.of(FeePrice)
        sheet = Sheet(view, ctx, "studio_ticket_category", SheetPage(view, ctx, []))
        sheet.take(typed)
        told = [text for _id, text in sheet.problems()]
    assert (sheet.saved, sheet.refused) == (1, 1)
    assert len(told) == 1
    assert "出过账" in told[0]
    desk.session.rollback()
    prices = {one.price for one in desk.session.query(FeePrice) if one.fee_item_id == old.fee_item_id}  # fmt: skip
    assert prices == {D("2.8000"), D("3.1000")}
