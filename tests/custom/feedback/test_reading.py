"""五: what is read out of a text: topic, mood, severity; and the figures of domain.md §4.18."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.custom.crm.orders.classification import Dictionary
from app.custom.feedback import codes, scores, sentiment, severity, topics
from app.custom.feedback.scores import TopicFigures

USUAL = Dictionary(
    {number: terms.split() for number, (_, _, _, terms) in enumerate(topics.USUAL.values())},
    presence=topics.whole_words,
)
CODES = list(topics.USUAL)


def topic_of(text: str) -> str | None:
    found = USUAL.classify(text).category
    return None if found is None else CODES[found]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("3栋电梯总是坏，等十分钟", "lift"),
        ("地库停车位总被占用", "parking"),
        ("楼道垃圾没人清扫", "clean"),
        ("深夜装修噪音扰民", "noise"),
        ("物业费账单看不懂", "fees"),
        ("The lift is broken again", "lift"),
        ("食堂太贵，排班不合理", "staff"),
        ("今天天气如何", None),
    ],
)
def test_a_topic_is_found_by_the_words_of_the_dictionary(text: str, topic: str | None) -> None:
    assert topic_of(text) == topic


def test_a_single_character_counts_only_where_it_stands_alone() -> None:
    assert topic_of("他很恼火") is None
    assert topic_of("楼下着了火") == "fire"


def test_a_weight_set_by_hand_counts_in_place_of_the_rarity() -> None:
    words = Dictionary({1: ["电梯"], 2: ["维修"]}, {(2, "维修"): 9.0})
    assert words.classify("电梯维修").category == 2


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("电梯总是坏，维修太慢", "-1.00"),
        ("保洁很干净，谢谢", "1.00"),
        ("师傅不热情", "-1.00"),
        ("电梯没有问题", "1.00"),
        ("不是不满意", "1.00"),
        ("保安热情，但是停车太乱", "0.00"),
        ("今天开会", "0"),
    ],
)
def test_a_negation_turns_a_word_round_that_stands_at_most_two_words_behind_it(
    text: str, score: str
) -> None:
    assert sentiment.read(text).score == Decimal(score)


def test_a_negation_of_another_clause_turns_nothing_round() -> None:
    assert sentiment.read("没人来，干净").score == 1


@pytest.mark.parametrize("word", ["安全", "受伤", "着火", "漏电", "困人"])
def test_danger_is_critical_whatever_else_is_said(word: str) -> None:
    assert severity.judge(f"这里有{word}问题", "suggest", Decimal(1)) == "critical"


@pytest.mark.parametrize("text", ["我很伤心", "灭火器要检查", "保安全部换了", "他发火了"])
def test_a_word_that_only_holds_one_of_danger_is_not_critical(text: str) -> None:
    assert severity.judge(text, "complaint", Decimal(0)) == "mid"


def test_a_bitter_complaint_is_high_and_praise_is_low() -> None:
    assert severity.judge("太差", "complaint", Decimal(-1)) == "high"
    assert severity.judge("消防安全做得好", "praise", Decimal(1)) == "low"


def test_o18_1_the_period_score_of_lifts_is_0_660() -> None:
    lifts = TopicFigures(count=24, before=15, severity=Decimal("0.75"), negative=0)
    # 0.70 of 24 are no whole items: the share is given as it stands in the domain.
    share = Decimal("0.15") * Decimal("0.70")
    assert scores.period_score(lifts, most=40) + share == Decimal("0.660")
    exact = TopicFigures(count=240, before=150, severity=Decimal("0.75"), negative=168)
    assert scores.period_score(exact, most=400) == Decimal("0.660")


@pytest.mark.parametrize(
    ("topic", "score", "wanted"),
    [
        (TopicFigures(3, 3, Decimal("0.5"), 0), "0.500", True),
        (TopicFigures(3, 3, Decimal("0.5"), 0), "0.499", False),
        (TopicFigures(6, 4, Decimal("0.2"), 0), "0.100", True),
        (TopicFigures(4, 2, Decimal("0.2"), 0), "0.100", False),
        (TopicFigures(6, 5, Decimal("0.2"), 0), "0.100", False),
        (TopicFigures(1, 1, Decimal("0.2"), 0, critical=1), "0.100", True),
        (TopicFigures(0, 9, Decimal(0), 0), "0.900", False),
    ],
)
def test_a_measure_is_proposed_by_score_or_growth_or_anything_critical(
    topic: TopicFigures, score: str, wanted: bool
) -> None:
    assert scores.is_proposed(topic, Decimal(score)) is wanted


def test_o18_2_of_the_way_from_6_to_4_hours_85_percent_were_reached() -> None:
    reached = scores.reached(Decimal("6.0"), Decimal("4.0"), Decimal("4.3"))
    assert reached == Decimal("85.00")
    assert reached >= scores.EFFECTIVE
    assert scores.reached(Decimal(4), Decimal(4), Decimal(3)) is None


def test_a_code_is_found_however_it_is_typed_and_what_is_none_has_no_fingerprint() -> None:
    code = codes.make()
    plain = code.replace("-", "").lower()
    assert codes.fingerprint(f" {plain} ") == codes.fingerprint(code)
    assert codes.fingerprint("abc") is None
    assert codes.fingerprint(code[:-1] + "0") is None
