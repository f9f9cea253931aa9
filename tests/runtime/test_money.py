"""Amounts are exact, and splitting one loses nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime.money import allocate, from_fen, rounded, to_fen

amounts = st.decimals(-(10**13), 10**13, places=2)


@given(amounts)
def test_yuan_become_fen_and_yuan_again(amount: Decimal) -> None:
    assert from_fen(to_fen(amount)) == amount


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [("2.345", "2.35"), ("-2.345", "-2.35"), ("1.005", "1.01"), ("0.004", "0")],
)
def test_half_a_fen_goes_away_from_zero(given_: str, wanted: str) -> None:
    assert rounded(given_) == Decimal(wanted)


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_the_parts_add_up_and_none_is_a_fen_off(amount: Decimal, weights: list[int]) -> None:
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.0100001")
        assert weight or part == 0


def test_the_fen_that_are_left_go_to_those_who_lost_most_then_to_the_first() -> None:
    assert allocate(Decimal("100.00"), [1, 1, 1]) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]
    assert allocate(Decimal("0.05"), [Decimal("0.5"), Decimal("0.3"), Decimal("0.2")]) == [
        Decimal("0.03"), Decimal("0.01"), Decimal("0.01"),
    ]  # fmt: skip
    assert allocate(Decimal("-0.01"), [1, 3]) == [Decimal("0.00"), Decimal("-0.01")]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [-1]])
def test_nothing_is_split_among_nobody(weights: list[int]) -> None:
    with pytest.raises(ValueError):
        allocate(Decimal(1), weights)
