"""What bills come to, reckoned anew from what they keep (A11), for every formula; and what is not so is seen."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from app.custom.finance.audits.figures.bills import amount_of
from tests.custom.finance.fees.desk import Desk

D = Decimal


@pytest.fixture
def bills(desk: Desk) -> list[Any]:
    """By area whole and for parts of a month, fixed with a discount, by tiers."""
    desk.area(0, "98.76")
    desk.pays("张三", 0, to_on=dt.date(2026, 2, 10))
    desk.pays("李四", 0, from_on=dt.date(2026, 2, 11))
    desk.pays("王五", 1)
    desk.assign(unit=0)
    desk.assign(unit=1, discount=5)
    desk.assign("parking", unit=1, from_on=dt.date(2026, 2, 9))
    desk.tiers()
    desk.assign("water", unit=1)
    meter = desk.meter(1)
    desk.read(meter, 172, "2026-01-31")
    desk.posted("water", "2026-01")
    desk.read(meter, 186, "2026-02-28")
    for code in ("property", "parking", "water"):
        desk.posted(code)
    return desk.bills()


def test_every_formula_comes_to_what_the_bill_asks_for(bills: list[Any]) -> None:
    assert {bill.calc["formula"] for bill in bills} == {"area", "fixed", "tier"}
    assert any("remainder" in bill.calc for bill in bills)
    assert any("discount" in bill.calc for bill in bills)
    assert [amount_of(bill.calc) for bill in bills] == [bill.amount for bill in bills]


def test_an_input_that_was_changed_comes_to_something_else(bills: list[Any]) -> None:
    changed = 0
    for bill in bills:
        calc = copy.deepcopy(bill.calc)
        if "remainder" in calc:
            continue
        if "parts" in calc:
            calc["parts"][0]["price"] = str(D(calc["parts"][0]["price"]) * 2)
        else:
            calc["tiers"][0]["price"] = str(D(calc["tiers"][0]["price"]) * 2)
        assert amount_of(calc) != bill.amount
        changed += 1
    assert changed >= 3


@pytest.mark.parametrize(
    ("calc", "amount"),
    [
        ({"formula": "quote", "order": "1", "quote": "80", "amount": "80.00"}, D("80.00")),
        ({"formula": "share", "costs": [{"part": "335.39"}, {"part": "10.00"}], "amount": "345.39"}, D("345.39")),
        ({"formula": "share", "costs": [{"part": "100.00"}], "days": 10, "of_days": 30, "amount": "33.34"}, D("33.34")),
        ({"formula": "share", "costs": [{"part": "100.00"}], "days": 10, "of_days": 30, "amount": "43.34"}, D("33.33")),
        ({"formula": "meter", "readings": [{"usage": "25"}], "price": "4.00", "amount": "1.00"}, D("100.00")),
        ({"formula": "tier", "readings": [{"usage": "25"}], "tiers": [{"quantity": "24", "price": "5"}], "amount": "120.00"}, None),
        ({"formula": "area", "amount": "1.00"}, None),
    ],
)  # fmt: skip
def test_the_amount_follows_from_the_inputs(calc: dict[str, Any], amount: Decimal | None) -> None:
    assert amount_of(calc) == amount
