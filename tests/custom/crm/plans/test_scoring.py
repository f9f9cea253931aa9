"""O2.1: the score of a plan, its reasons, and what is masked without consent (domain.md §4.2). No database."""

from __future__ import annotations

from decimal import Decimal

from app.custom.crm.plans import scoring, words
from app.custom.crm.plans.scoring import Key, Scored, Weight

D = Decimal
REPAIR, CLEAN = 1, 2
TEMPLATES = {
    "care": (("elder", None, ".5"), ("health", None, ".3"), ("orders", REPAIR, ".2")),
    "pets": (("pet", None, ".8"), ("orders", CLEAN, ".2")),
    "home": (("orders", REPAIR, ".6"), ("tenure", None, ".2"), ("elder", None, ".2")),
    "cars": (("car", None, "1.0"),),
}
VALUES: dict[Key, Decimal] = {
    ("elder", None): D(1), ("health", None): D(1), ("pet", None): D(1), ("car", None): D("0.5"),
    ("tenure", None): D("0.8"), ("orders", REPAIR): D("0.7"), ("orders", CLEAN): D("0.2"),
}  # fmt: skip
THRESHOLDS = dict.fromkeys(range(1, 5), D("0.6"))


def scores(*, sensitive: bool) -> dict[str, Scored]:
    return {
        code: scoring.scored(
            number, code, [Weight(f, D(w), c) for f, c, w in weights], VALUES, sensitive=sensitive
        )
        for number, (code, weights) in enumerate(TEMPLATES.items(), start=1)
    }


def told(found: dict[str, Scored]) -> dict[str, str]:
    return {code: f"{one.score:.3f}" for code, one in found.items()}


def test_o2_1_with_the_sensitive_consent() -> None:
    found = scores(sensitive=True)
    assert told(found) == {"care": "0.940", "pets": "0.840", "home": "0.780", "cars": "0.500"}
    best = scoring.best(found.values(), THRESHOLDS)
    assert [one.code for one in best] == ["care", "pets", "home"]


def test_o2_1_without_it_only_the_pets_are_left() -> None:
    found = scores(sensitive=False)
    assert told(found) == {"care": "0.140", "pets": "0.840", "home": "0.580", "cars": "0.500"}
    assert [one.code for one in scoring.best(found.values(), THRESHOLDS)] == ["pets"]
    assert not any(one.uses_sensitive for one in found.values())


def test_what_is_withdrawn_later_scores_as_if_it_had_never_been_given() -> None:
    with_consent, without = scores(sensitive=True), scores(sensitive=False)
    for code, one in with_consent.items():
        assert scoring.without_sensitive(one).score == without[code].score


def test_of_equal_scores_the_lower_code_comes_first_and_three_are_the_most() -> None:
    weights = [Weight("pet", D(1))]
    found = [scoring.scored(1, code, weights, VALUES, sensitive=False) for code in "dbca"]
    assert [one.code for one in scoring.best(found, {1: D(1)})] == ["a", "b", "c"]


def test_every_reason_is_told_in_words_the_weightiest_first_and_what_was_not_used_too() -> None:
    names: dict[int | None, str] = {REPAIR: "维修"}
    lines = words.told(words.kept(scores(sensitive=True)["care"], names), "zh")
    assert [line.text for line in lines] == [
        "家有老人：100% × 权重 50% = +50.0 分",
        "独居照护：100% × 权重 30% = +30.0 分",
        "近 12 个月“维修”报事占比：70% × 权重 20% = +14.0 分",
    ]
    masked = words.told(words.kept(scores(sensitive=False)["care"], names), "en")
    assert [line.text for line in masked] == [
        "Share of “维修” among the requests of 12 months: 70% × weight 20% = +14.0",
        "Elderly people at home: not used without your consent (counts as 0)",
        "Lives alone and needs care: not used without your consent (counts as 0)",
    ]
