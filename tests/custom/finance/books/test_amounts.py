"""Month-end amounts lose no 分, whatever they are spread over."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.books import amounts, periods
from app.custom.finance.books.rules import AccountFacts, Part, Template, lines_of

money = st.decimals("0.01", "9999999", places=2)


def test_the_printed_shares() -> None:
    plan = [
        amounts.due(Decimal("3302.75"), 12, "2026-01", periods.after("2026-01", month))
        for month in range(-1, 13)
    ]
    steps = [later - earlier for earlier, later in pairwise(plan)]
    assert (plan[0], plan[-1], plan[-2]) == (Decimal(0), Decimal("3302.75"), Decimal("3302.75"))
    assert steps == [*[Decimal("275.23")] * 11, Decimal("275.22"), Decimal(0)]
    assert amounts.depreciable(Decimal(200_000), Decimal(5)) == Decimal("190000.00")
    assert amounts.due(Decimal(190_000), 60, "2026-01", "2026-01") == Decimal("3166.67")


@given(money, st.integers(1, 600))
def test_what_is_spread_is_whole_at_the_end_and_never_falls(total: Decimal, months: int) -> None:
    seen = [
        amounts.due(total, months, "2026-01", periods.after("2026-01", step))
        for step in (0, months // 2, months - 1)
    ]
    assert seen == sorted(seen)
    assert seen[-1] == total


def test_surcharges_are_rounded_as_a_whole() -> None:
    rates = {"city": Decimal(7), "education": Decimal(3), "local": Decimal(2)}
    found = amounts.surtax(Decimal("5097.25"), rates)
    assert sum(found.values()) == Decimal("611.67")
    assert set(amounts.surtax(Decimal("0.01"), rates).values()) == {Decimal(0)}


def test_months_are_counted_over_years() -> None:
    assert periods.after("2026-12") == "2027-01"
    assert periods.after("2026-01", -1) == "2025-12"
    assert amounts.months_between("2025-11", "2026-02") == 4
    assert [f"{day}" for day in periods.span("2024-02")] == ["2024-02-01", "2024-02-29"]


parts = st.lists(st.tuples(st.integers(1, 3), money), min_size=1, max_size=12)


@given(parts)
def test_shares_of_one_account_and_customer_are_one_line(shares: list[tuple[int, Decimal]]) -> None:
    account = AccountFacts(1, "1122", "应收账款", aux=frozenset({"customer"}))
    found = lines_of(
        [Template("dr", "1122", "gross"), Template("cr", "1122", "total", negative=True)],
        Part({"total": sum((amount for _, amount in shares), Decimal(0))}, {"customer": 9}),
        [Part({"gross": amount}, {"customer": who}) for who, amount in shares],
        lambda _name, _part: account,
    )
    debits = [line for line in found if line.debit]
    assert len(debits) == len({who for who, _ in shares})
    assert sum(line.debit for line in debits) == sum(amount for _, amount in shares)
    assert sum(line.credit for line in found) == -sum(amount for _, amount in shares)
