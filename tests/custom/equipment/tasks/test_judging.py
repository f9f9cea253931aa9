"""2.2: what was found is judged by the item's limits; what cannot be an answer is refused with words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.custom.equipment.tasks.judging import Demand, Verdict, judge, options, worst
from app.runtime.errors import RuleViolation

PRESSURE = Demand("num", Decimal("0.2"), Decimal("0.6"))
NOISE = Demand("choice", choices="正常，偏大, 异响")


@pytest.mark.parametrize(
    ("demand", "value", "stored", "passed"),
    [
        (Demand("bool"), "正常", "ok", True),
        (Demand("bool"), " OK ", "ok", True),
        (Demand("bool"), "异常", "not", False),
        (Demand("bool"), "no", "not", False),
        (PRESSURE, "0.2", "0.2", True),
        (PRESSURE, "0.6", "0.6", True),
        (PRESSURE, "0.61", "0.61", False),
        (PRESSURE, "-1", "-1", False),
        (Demand("num", low=Decimal(5)), "1000", "1000", True),
        (Demand("num", high=Decimal(5)), "5.01", "5.01", False),
        (Demand("num"), "7", "7", True),
        (NOISE, "正常", "正常", True),
        (NOISE, "异响", "异响", False),
    ],
)
def test_an_answer_is_good_or_not(demand: Demand, value: str, stored: str, passed: bool) -> None:
    assert judge(demand, value, has_photo=False) == Verdict(stored, passed)


@pytest.mark.parametrize("demand", [Demand("bool"), PRESSURE, NOISE, Demand("photo")])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_no_answer(demand: Demand, value: str | None) -> None:
    assert judge(demand, value, has_photo=False) is None


@pytest.mark.parametrize("value", ["na", "不适用", " N/A "])
def test_only_what_is_not_required_may_not_apply(value: str) -> None:
    for demand in (Demand("bool"), PRESSURE, NOISE, Demand("photo")):
        assert judge(demand, value, has_photo=False) == Verdict("na", None)
        with pytest.raises(RuleViolation) as refused:
            judge(replace(demand, required=True), value, has_photo=False)
        assert [one.field for one in refused.value.errors] == ["value"]


def test_a_choice_that_is_called_so_is_a_choice() -> None:
    demand = Demand("choice", choices="正常，不适用")
    assert judge(demand, "不适用", has_photo=False) == Verdict("不适用", False)


def test_a_picture_is_the_answer_where_one_is_asked() -> None:
    assert judge(Demand("photo"), None, has_photo=True) == Verdict(None, True)
    assert judge(Demand("photo"), "异常", has_photo=True) == Verdict("异常", False)


@pytest.mark.parametrize(
    ("demand", "value", "told"),
    [
        (Demand("bool"), "maybe", "ok or not"),
        (PRESSURE, "high", "Write a number"),
        (PRESSURE, "NaN", "Write a number"),
        (PRESSURE, "inf", "Write a number"),
        (PRESSURE, "1e99", "Write a number"),
        (NOISE, "没听", "Choose one of: 正常, 偏大, 异响"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_at_its_field(
    demand: Demand, value: str, told: str
) -> None:
    with pytest.raises(RuleViolation, match=told) as caught:
        judge(demand, value, has_photo=False)
    assert [error.field for error in caught.value.errors] == ["value"]


def test_choices_may_be_parted_by_chinese_commas() -> None:
    assert options("正常，偏大、异响; 停 ") == ["正常", "偏大", "异响", "停"]
    assert options(None) == []


def test_the_worst_of_what_failed_counts() -> None:
    assert worst(["s4", "s2", "s3"]) == "s2"


@settings(max_examples=60)
@given(
    value=st.decimals(-1000, 1000, places=2),
    low=st.none() | st.decimals(-1000, 1000, places=2),
    high=st.none() | st.decimals(-1000, 1000, places=2),
)
def test_a_reading_is_good_exactly_within_its_limits(
    value: Decimal, low: Decimal | None, high: Decimal | None
) -> None:
    verdict = judge(Demand("num", low, high), str(value), has_photo=False)
    assert verdict is not None
    assert verdict.passed is ((low is None or value >= low) and (high is None or value <= high))
