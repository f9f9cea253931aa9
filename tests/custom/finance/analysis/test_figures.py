"""3.5, the arithmetic: O13.1 to O13.3 exact, ages, break-even, how bills come in, thirteen weeks of cash."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.analysis import ages, cash_ahead, collecting, prices, ratios

TODAY = dt.date(2026, 1, 31)
yuan = st.decimals(min_value=0, max_value=10**7, places=2)


def test_collection_is_the_printed_one() -> None:
    """O13.1."""
    one = ratios.Collection(Decimal(106_000), Decimal(84_800), Decimal(80_000), Decimal(0))
    assert (one.current, one.comprehensive, one.recovery) == (
        Decimal("80.00"), Decimal("45.59"), Decimal("0.00"),
    )  # fmt: skip
    nothing = ratios.Collection()
    assert (nothing.current, nothing.comprehensive, nothing.recovery) == (None, None, None)


def test_the_allowance_is_the_printed_one() -> None:
    """O13.2."""
    found = {"d30": 20_000, "d90": 30_000, "d180": 20_000, "d365": 15_000, "y2": 10_000, "y3": 5_000, "older": 2_000}  # fmt: skip
    amounts = {name: Decimal(amount) for name, amount in found.items()}
    assert ages.allowance(amounts) == Decimal("10000.00")
    assert ages.allowance({"due": Decimal(10**6)}) == 0


def test_the_ratios_are_the_printed_ones() -> None:
    """O13.3, from O9."""
    one = ratios.Position(
        revenue=Decimal("100275.23"), profit=Decimal("31306.09"), assets_begin=Decimal(740_000),
        assets_end=Decimal("815042.53"), equity_begin=Decimal(560_000), equity_end=Decimal("591306.09"),
        liabilities=Decimal("223736.44"), current_assets=Decimal("658209.20"),
        current_liabilities=Decimal("223736.44"),
    )  # fmt: skip
    assert one.net_margin == Decimal("31.22")
    assert one.mean_assets == Decimal("777521.27")
    assert one.turnover == Decimal("0.1290")
    assert one.roa == Decimal("4.03")
    assert one.debt_ratio == Decimal("27.45")
    assert one.current_ratio == Decimal("2.94")


@given(st.dates(dt.date(2020, 1, 1), dt.date(2027, 1, 1)))
def test_every_due_day_is_in_one_band(due: dt.date) -> None:
    found = [
        band.name
        for band in ages.BANDS
        if (band.days(TODAY)[0] or dt.date.min) <= due <= (band.days(TODAY)[1] or dt.date.max)
    ]
    assert len(found) == 1
    assert (found == ["due"]) == (due > TODAY)


@given(
    area=st.decimals(min_value=1, max_value=10**6, places=2), cost=yuan, other=yuan,
    collected=st.decimals(min_value=1, max_value=100, places=2),
)  # fmt: skip
def test_at_the_break_even_price_income_covers_the_cost(
    area: Decimal, cost: Decimal, other: Decimal, collected: Decimal
) -> None:
    case = prices.Case(area, Decimal("2.8"), cost, collected, Decimal(1) / Decimal("1.06"), other)
    price = case.break_even
    assert price is not None
    at = prices.Case(area, price, cost, collected, case.net_share, other)
    # The price has four places: that much of the area, and the 分, may be missing.
    assert at.profit >= -(area / 10_000 + 1)
    assert at.profit <= max(other - cost, Decimal(0)) + area / 10_000 + 1


def test_a_cost_of_a_square_metre_and_what_it_must_bring() -> None:
    assert prices.cost_of_area(Decimal(50_000), Decimal(20_000), 1) == Decimal("2.5000")
    assert prices.cost_of_area(Decimal(50_000), Decimal(0), 1) is None
    case = prices.Case(Decimal(20_000), Decimal("2.8"), Decimal(50_000), Decimal(80))
    assert (case.billed, case.income, case.profit) == (56_000, 44_800, -5_200)
    assert case.break_even == Decimal("3.1250")
    assert case.break_even_collection == Decimal("89.29")


def test_half_of_what_is_open_coming_in_each_week_is_learned_and_goes_on() -> None:
    due = TODAY - dt.timedelta(days=70)
    paid = [(due, due + dt.timedelta(days=7 * week + 2), Decimal(1024) / 2 ** (week + 1)) for week in range(8)]  # fmt: skip
    known = collecting.hazards({due: Decimal(1024)}, paid, TODAY)
    assert [known[week] for week in (-1, 0, 7)] == [Decimal(0), Decimal("0.5"), Decimal("0.5")]
    weeks = cash_ahead.mondays(TODAY, 3)
    new = collecting.expected(Decimal(100), weeks[0], known, weeks)
    assert new == [Decimal(50), Decimal(25), Decimal("12.5")]


def test_bills_that_were_not_watched_through_a_week_do_not_speak_of_it() -> None:
    due = TODAY - dt.timedelta(days=6)
    known = collecting.hazards({due: Decimal(100)}, [], TODAY)
    assert 0 not in known
    assert known[-1] == 0


@given(
    bills=st.dictionaries(st.dates(dt.date(2025, 6, 1), dt.date(2026, 3, 1)), yuan, max_size=6),
    paid=st.lists(
        st.tuples(st.dates(dt.date(2025, 6, 1), dt.date(2026, 3, 1)), st.dates(dt.date(2025, 6, 1), TODAY), yuan),
        max_size=12,
    ),
    amount=yuan,
)  # fmt: skip
def test_never_more_comes_in_than_is_open(
    bills: dict[dt.date, Decimal],
    paid: list[tuple[dt.date, dt.date, Decimal]],
    amount: Decimal,
) -> None:
    known = collecting.hazards(bills, paid, TODAY)
    assert all(0 <= share <= 1 for share in known.values())
    for due in bills:
        found = collecting.expected(amount, due, known, cash_ahead.mondays(TODAY))
        assert all(one >= 0 for one in found)
        assert sum(found) <= amount + Decimal("0.01")


@given(usual=yuan, known=st.lists(yuan, min_size=13, max_size=13))
def test_what_is_usual_is_paid_once_with_what_is_known(
    usual: Decimal, known: list[Decimal]
) -> None:
    found = cash_ahead.beyond(usual, known)
    for place in range(1, 14):
        assert sum(found[:place]) + sum(known[:place]) >= usual * place
    assert sum(found) <= usual * 13


def test_each_week_begins_with_what_the_one_before_left() -> None:
    weeks = cash_ahead.mondays(TODAY)
    lines = {name: [Decimal(10 * (n + 1))] * 13 for n, name in enumerate(cash_ahead.LINES)}
    found = cash_ahead.forecast(Decimal(1000), weeks, lines)
    assert len(found) == 13
    assert (found[0].monday, found[0].opening, found[0].net) == (dt.date(2026, 1, 26), 1000, -150)
    assert found[-1].closing == 1000 - 150 * 13
    assert all(later.opening == one.closing for one, later in itertools.pairwise(found))


def test_late_amounts_fall_into_this_week_and_far_ones_nowhere() -> None:
    weeks = cash_ahead.mondays(TODAY)
    far = weeks[-1] + dt.timedelta(days=7)
    placed = cash_ahead.placed({dt.date(2025, 1, 1): Decimal(5), TODAY: Decimal(7), far: Decimal(9)}, weeks)  # fmt: skip
    assert placed == [Decimal(12), *[Decimal(0)] * 12]


@pytest.mark.parametrize(("net", "months"), [("-10000", "5.0"), ("0", None), ("2000", None)])
def test_cash_lasts_while_more_goes_out(net: str, months: str | None) -> None:
    found = cash_ahead.runway(Decimal(50_000), Decimal(net))
    assert found == (Decimal(months) if months else None)
