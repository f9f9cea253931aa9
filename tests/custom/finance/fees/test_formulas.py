"""The worked figures O8 of fees (domain.md §4.8), and what holds for every amount."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.fees.formulas import amounts, span, usage
from app.custom.finance.fees.formulas.amounts import Rate, Tier
from app.custom.finance.fees.formulas.exact import half_up, shown
from app.custom.finance.fees.formulas.payers import Segment, Stay, segments
from app.custom.finance.fees.late import Part, Terms, accrued, is_overdue
from app.runtime import money

D = Decimal
AREA, PRICE = D("98.76"), D("2.80")
MARCH = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
TIERS = [Tier(D(180), D(5)), Tier(D(260), D(7)), Tier(None, D(9))]


def of_area(months: Fraction = Fraction(1), **more: D) -> Fraction:
    return amounts.exact_amount(AREA, [Rate(PRICE, months)], **more)


def test_the_fee_of_an_area_is_rounded_once_o8_1() -> None:
    assert shown(of_area()) == "276.528"
    assert half_up(of_area()) == D("276.53")


@pytest.mark.parametrize(
    ("proration", "fee"),
    [("actual", "133.80"), ("d30", "138.26"), ("half", "138.26"), ("none", "276.53")],
)
def test_who_moves_in_on_the_17th_pays_his_days_o8_2(proration: str, fee: str) -> None:
    months = span.months(dt.date(2026, 3, 17), MARCH[1], proration)
    assert half_up(of_area(months)) == D(fee)


def test_the_last_payer_of_a_split_month_takes_the_remainder_o8_2() -> None:
    days = [
        span.months(MARCH[0], dt.date(2026, 3, 16), "actual"),
        span.months(dt.date(2026, 3, 17), MARCH[1], "actual"),
    ]
    shares = [of_area(one) for one in days]
    assert amounts.split(of_area(), shares, "fen", complete=True) == [D("142.72"), D("133.81")]
    assert amounts.split(of_area(), shares[1:], "fen", complete=False) == [D("133.80")]


def test_a_vacant_unit_pays_its_factor() -> None:
    assert half_up(of_area(vacancy=D(70))) == D("193.57")


def test_the_dials_turn_over_o8_3() -> None:
    found = usage.read(D(99987), D(12), digits=5, multiplier=D(1), before=[D(20), D(30)])
    assert (found.usage, found.anomaly) == (D(25), "rollover")


def test_a_meter_with_a_multiplier_o8_4() -> None:
    found = usage.read(D("1203.5"), D("1260.2"), digits=5, multiplier=D(40))
    assert found.anomaly == "none"
    fee = amounts.exact_amount(found.usage, [Rate(D("0.86"), Fraction(1))])
    assert half_up(fee) == D("1950.48")


@pytest.mark.parametrize(
    ("curr", "anomaly"), [("50", "negative"), ("500", "high"), ("105", "low"), ("130", "none")]
)
def test_an_unusual_reading_is_noticed(curr: str, anomaly: str) -> None:
    found = usage.read(D(100), D(curr), digits=5, multiplier=D(1), before=[D(30), D(28)])
    assert found.anomaly == anomaly


@pytest.mark.parametrize(
    ("before", "used", "fee"),
    [("0", "270", "1550.00"), ("172", "14", "82.00"), ("255", "20", "170.00")],
)
def test_tiers_go_on_over_the_year_o8_5(before: str, used: str, fee: str) -> None:
    assert half_up(amounts.tier_amount(TIERS, D(before), D(used))) == D(fee)


def test_tiers_that_end_refuse_what_is_above() -> None:
    with pytest.raises(ValueError, match="last tier"):
        amounts.tier_amount(TIERS[:2], D(250), D(20))


def test_a_shared_cost_is_spread_exactly_o8_6() -> None:
    parts = money.allocate(D(1000), [AREA, D("120.50"), D("75.20")])
    assert parts == [D("335.39"), D("409.23"), D("255.38")]


def test_a_parking_month_of_30_days_o8_7() -> None:
    months = span.months(dt.date(2026, 6, 11), dt.date(2026, 6, 30), "d30")
    assert half_up(amounts.exact_amount(D(1), [Rate(D(300), months)])) == D("200.00")


DUE, PAID = dt.date(2026, 1, 31), dt.date(2026, 5, 20)


def test_a_late_fee_counts_the_days_after_the_due_day_o8_8() -> None:
    terms = Terms(D("0.0003"), D(30))
    assert accrued(D("829.59"), DUE, PAID, [], terms) == D("27.13")


def test_a_late_fee_stops_at_its_cap_o8_9() -> None:
    assert accrued(D("829.59"), DUE, PAID, [], Terms(D("0.003"), D(20))) == D("165.92")


def test_a_part_payment_splits_the_late_fee_o8_10() -> None:
    paid = [Part(D(400), dt.date(2026, 3, 2))]
    assert accrued(D("829.59"), DUE, PAID, paid, Terms(D("0.0003"))) == D("17.65")


def test_grace_costs_nothing_and_then_counts_from_the_due_day() -> None:
    terms = Terms(D("0.0003"), None, 10)
    assert accrued(D(1000), DUE, DUE + dt.timedelta(days=10), [], terms) == 0
    assert accrued(D(1000), DUE, DUE + dt.timedelta(days=11), [], terms) == D("3.30")
    within = [Part(D(1000), DUE + dt.timedelta(days=9))]
    assert accrued(D(1000), DUE, PAID, within, terms) == 0
    assert not is_overdue(DUE, DUE + dt.timedelta(days=10), 10)
    assert is_overdue(DUE, DUE + dt.timedelta(days=11), 10)


def test_what_was_given_back_counts_again_from_that_day() -> None:
    day = DUE + dt.timedelta(days=10)
    paid = [Part(D(500), day), Part(D(-500), day + dt.timedelta(days=20))]
    whole = accrued(D(500), DUE, DUE + dt.timedelta(days=50), paid, Terms(D("0.001")))
    assert whole == D(500) * 30 * D("0.001")


def test_a_discount_is_spread_over_the_bills_o8_11() -> None:
    off = amounts.less([D("276.53")] * 12, D(5))
    assert sum(off) == D("165.92")
    assert sorted(off, reverse=True) == [D("13.83")] * 8 + [D("13.82")] * 4


@pytest.mark.parametrize(
    ("paid", "policy", "back"),
    [
        ("3318.36", "pro_rata", "1204.24"),
        ("3152.44", "lose", "1038.32"),
        ("3152.44", "pro_rata", "1144.03"),
    ],
)
def test_a_move_out_gives_back_what_was_not_used(paid: str, policy: str, back: str) -> None:
    august = half_up(of_area(span.months(dt.date(2026, 8, 1), dt.date(2026, 8, 20), "actual")))
    assert august == D("178.41")
    used = 7 * D("276.53") + august
    assert amounts.refund(12 * D("276.53"), D(paid), used, policy) == D(back)


@pytest.mark.parametrize(
    ("gross", "percent", "net", "tax"),
    [
        ("276.53", 6, "260.88", "15.65"), ("600", 9, "550.46", "49.54"), ("276.53", 1, "273.79", "2.74"),
        ("500", 3, "485.44", "14.56"), ("113", 13, "100", "13"), ("0.01", 6, "0.01", "0.00"),
    ],
)  # fmt: skip
def test_vat_is_inside_the_price_o8_12(gross: str, percent: int, net: str, tax: str) -> None:
    assert amounts.vat(D(gross), D(percent)) == (D(net), D(tax))


def test_the_leaver_has_his_last_day_and_the_next_begins_after_it() -> None:
    stays = [Stay(2, dt.date(2026, 3, 16)), Stay(1, dt.date(2024, 1, 1), dt.date(2026, 3, 16))]
    assert segments(*MARCH, stays) == [
        Segment(1, MARCH[0], dt.date(2026, 3, 16)),
        Segment(2, dt.date(2026, 3, 17), MARCH[1]),
    ]


def test_days_without_a_payer_are_a_gap() -> None:
    found = segments(*MARCH, [Stay(1, dt.date(2026, 3, 5), dt.date(2026, 3, 10))])
    assert [(one.customer, one.start.day, one.end.day) for one in found] == [
        (None, 1, 4), (1, 5, 10), (None, 11, 31),
    ]  # fmt: skip
    assert segments(*MARCH, []) == [Segment(None, *MARCH)]


@pytest.mark.parametrize(
    ("period", "cycle", "first", "last"),
    [
        ("2026-05", "month", "2026-05-01", "2026-05-31"), ("2026-05", "quarter", "2026-04-01", "2026-06-30"),
        ("2026-08", "half", "2026-07-01", "2026-12-31"), ("2026-12", "year", "2026-01-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_month_belongs_to_its_cycle(period: str, cycle: str, first: str, last: str) -> None:
    assert span.cycle_of(period, cycle) == (
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
    )


def test_the_due_day_of_a_short_month_is_its_last() -> None:
    january = span.cycle_of("2026-01", "month")
    assert span.due_on(*january, "arrears", 31) == dt.date(2026, 2, 28)
    assert span.due_on(*january, "advance", 31) == dt.date(2026, 1, 31)
    assert span.due_on(*span.cycle_of("2025-12", "month"), "arrears", 5) == dt.date(2026, 1, 5)


@given(
    st.decimals("0.01", "99999.99", places=2),
    st.integers(1, 30),
    st.sampled_from(["actual", "d30", "half"]),
)
def test_two_payers_together_pay_the_whole_month(area: D, day: int, proration: str) -> None:
    cut = dt.date(2026, 3, day)
    parts = [(MARCH[0], cut), (cut + dt.timedelta(days=1), MARCH[1])]
    shares = [
        amounts.exact_amount(area, [Rate(PRICE, span.months(*part, proration))]) for part in parts
    ]
    whole = amounts.exact_amount(area, [Rate(PRICE, Fraction(1))])
    assert sum(amounts.split(whole, shares, "fen", complete=True)) == half_up(whole)


@given(st.decimals(0, 400, places=2), st.decimals(0, 400, places=2))
def test_tiers_do_not_mind_how_usage_comes(first: D, second: D) -> None:
    once = amounts.tier_amount(TIERS, D(0), first + second)
    assert once == amounts.tier_amount(TIERS, D(0), first) + amounts.tier_amount(
        TIERS, first, second
    )
