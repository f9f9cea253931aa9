"""2.4: the moving average loses no 分 and never goes below zero, whatever comes and goes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.custom.equipment.stock.valuation import NotEnough, Stock, cost, share

FEN = Decimal("0.01")
quantities = st.decimals("0.01", "500", places=2)
prices = st.decimals("0", "9999", places=2)
steps = st.lists(st.tuples(st.booleans(), quantities, prices), max_size=40)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_value_is_the_sum_of_what_moved(moves: list[tuple[bool, Decimal, Decimal]]) -> None:
    stock, total = Stock(), Decimal(0)
    for comes, quantity, price in moves:
        if comes:
            amount = cost(quantity, price)
            stock = stock.add(quantity, amount)
            total += amount
        elif quantity <= stock.quantity:
            stock, amount = stock.take(quantity)
            total -= amount
        else:
            with pytest.raises(NotEnough):
                stock.take(quantity)
        assert stock.quantity >= 0
        assert stock.value >= 0
        assert stock.value == total
        assert stock.quantity > 0 or stock.value == 0
        if stock.average is not None:
            assert abs(stock.average * stock.quantity - stock.value) <= stock.quantity * FEN / 2


def test_the_average_moves_with_what_is_bought() -> None:
    stock = Stock().add(Decimal(10), Decimal("100.00")).add(Decimal(10), Decimal("200.00"))
    assert stock.average == Decimal("15.00")
    stock, amount = stock.take(Decimal(5))
    assert (amount, stock.value, stock.average) == (
        Decimal("75.00"),
        Decimal("225.00"),
        Decimal("15.00"),
    )


def test_the_last_one_takes_the_rest() -> None:
    stock, amounts = Stock().add(Decimal(3), Decimal("10.00")), []
    for _ in range(3):
        stock, amount = stock.take(Decimal(1))
        amounts.append(amount)
    assert amounts == [Decimal("3.33"), Decimal("3.34"), Decimal("3.33")]
    assert stock == Stock(Decimal(0), Decimal(0))


def test_a_share_of_everything_is_everything() -> None:
    assert share(Decimal("0.01"), Decimal(3), Decimal(3)) == Decimal("0.01")
