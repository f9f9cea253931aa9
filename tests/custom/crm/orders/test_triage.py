"""1.4: what a request is about, how urgent, whether it was said before (domain.md §4.3)."""

from decimal import Decimal

import pytest

from app.custom.crm.orders.classification import Dictionary
from app.custom.crm.orders.priority import decide, is_danger, raised
from app.custom.crm.orders.similarity import alike, cosine

WATER, LIFT, LIGHT, CLEAN = 1, 2, 3, 4
DICTIONARY = Dictionary(
    {
        WATER: ["漏水", "水管", "跑水", "水龙头"],
        LIFT: ["电梯", "困人", "轿厢"],
        LIGHT: ["灯", "跳闸", "漏电", "插座"],
        CLEAN: ["垃圾", "保洁", "异味"],
    }
)


def test_a_request_goes_to_the_category_whose_words_it_uses() -> None:
    found = DICTIONARY.classify("厨房水管漏水，地板湿了")
    assert found.category == WATER
    assert found.confidence == 1
    assert found.is_certain


def test_words_of_two_categories_lower_the_confidence() -> None:
    found = DICTIONARY.classify("电梯里的灯不亮")
    assert found.category == LIFT
    assert found.confidence == Decimal("0.5000")
    assert not found.is_certain
    assert set(found.scores) == {LIFT, LIGHT}


def test_nothing_known_is_left_to_a_person() -> None:
    found = DICTIONARY.classify("你好")
    assert (found.category, found.confidence) == (None, 0)
    assert not found.is_certain


def test_a_word_that_many_categories_share_counts_less() -> None:
    shared = Dictionary({1: ["坏了", "门禁"], 2: ["坏了"], 3: ["坏了"]})
    assert shared.idf("坏了") < shared.idf("门禁")
    assert shared.classify("门禁坏了").category == 1


@pytest.mark.parametrize("text", ["电梯困人了", "插座漏电", "闻到燃气味", "楼道着火", "厨房跑水"])
def test_danger_is_an_emergency_whatever_the_category(text: str) -> None:
    assert decide(text, default="p4") == "p1"


@pytest.mark.parametrize("text", ["物业态度让人恼火", "楼下火锅店油烟", "灭火器过期了"])
def test_a_harmless_word_with_fire_in_it_is_none(text: str) -> None:
    assert not is_danger(text)
    assert decide(text, default="p3") == "p3"


def test_an_elderly_person_alone_or_a_repeat_raises_the_priority_by_one_level() -> None:
    assert decide("灯不亮", default="p3", elderly_alone=True) == "p2"
    assert decide("灯不亮", default="p3", repeated=True) == "p2"
    assert decide("灯不亮", default="p3", repeated=True, elderly_alone=True) == "p2"
    assert raised("p1") == "p1"


def test_the_same_text_in_other_marks_is_alike() -> None:
    assert cosine("厨房漏水！", "厨房漏水") == pytest.approx(1)
    assert alike("3号楼电梯坏了，请来修", "3号楼电梯坏了请来修。")


def test_another_trouble_is_not_alike() -> None:
    assert not alike("厨房水管漏水", "客厅的灯不亮")
    assert cosine("", "漏水") == 0
