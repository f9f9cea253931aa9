"""1.3: satisfaction figures (domain.md §4.2, O2.2)."""

from decimal import Decimal

from app.custom.crm.surveys.wilson import csat, nps, satisfaction


def test_180_of_240_is_75_percent_between_69_16_and_80_06() -> None:
    """O2.2"""
    figure = satisfaction(180, 240)
    assert figure is not None
    assert (figure.percent, figure.low, figure.high) == (
        Decimal("75.00"),
        Decimal("69.16"),
        Decimal("80.06"),
    )
    assert not figure.is_indicative_only


def test_fewer_than_thirty_answers_are_indicative_only() -> None:
    figure = csat([5] * 20 + [1] * 9)
    assert figure is not None
    assert figure.is_indicative_only


def test_only_valid_scores_count() -> None:
    figure = csat([5, 4, 3, None, 0, 6])
    assert figure is not None
    assert (figure.satisfied, figure.answers) == (2, 3)
    assert csat([None]) is None


def test_the_ends_of_the_interval_stay_between_0_and_100() -> None:
    all_well = satisfaction(3, 3)
    none = satisfaction(0, 3)
    assert all_well is not None
    assert none is not None
    assert all_well.high == Decimal("100.00")
    assert none.low == Decimal("0.00")


def test_net_promoters_are_promoters_less_detractors() -> None:
    assert nps([10, 9, 8, 7, 6, 0]) == Decimal("0.00")
    assert nps([10, 10, 10, 0]) == Decimal("50.00")
    assert nps([]) is None
