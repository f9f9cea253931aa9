"""4.4: the arithmetic of a recommendation (domain.md O16.1), and the queue."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custom.people.training import scoring, words
from app.custom.people.training.places import next_in
from app.custom.people.training.scoring import Need, Terms

D = Decimal
RESCUE = Terms(gap=D("0.6"), role=D(1), expiry=D(1), peer=D("0.3"))
TALK = Terms(gap=D("0.4"), kpi=D("0.8"), role=D("0.5"), peer=D("0.6"))
EXCEL = Terms(gap=D("0.2"), peer=D("0.9"))
part = st.decimals(0, 1, places=2)


@pytest.mark.parametrize(("terms", "score"), [(RESCUE, "0.555"), (TALK, "0.490"), (EXCEL, "0.125")])
def test_o16_1_three_courses_have_the_scores_of_the_study(terms: Terms, score: str) -> None:
    assert terms.score == D(score)


def test_o16_1_only_those_from_0_30_on_are_recommended_the_best_first() -> None:
    assert scoring.best({1: EXCEL, 2: TALK, 3: RESCUE}) == [3, 2]


def test_at_most_five_are_recommended() -> None:
    assert scoring.best(dict.fromkeys(range(9), RESCUE)) == [0, 1, 2, 3, 4]


def test_the_gap_is_what_is_missing_of_what_is_asked_for() -> None:
    assert scoring.gap([Need(3, 1, D(40)), Need(3, 3, D(60))]) == D("0.2667")
    assert scoring.gap([]) == 0


def test_an_indicator_below_fifty_counts_in_full() -> None:
    assert scoring.weak([D(95), D(60)]) == D("0.8")
    assert scoring.weak([D(20)]) == 1
    assert scoring.weak([D(120)]) == 0


def test_every_term_is_told_in_words_with_what_it_adds() -> None:
    kept = words.reasons(RESCUE, {"gap": "电梯 1→3", "expiry": "2026-07-01"})
    lines = [line.text for line in words.told(kept, "zh")]
    assert lines[0] == "技能差距 60%：岗位要求高于现有等级（电梯 1→3） · +24.0"
    assert lines[1] == "岗位 100%：必修课程 · +20.0"
    assert [line.text for line in words.told(kept, "en")][3].startswith("30% of the colleagues")
    assert sum(D(one["points"]) for one in kept) == RESCUE.score


@given(part, part, part, part, part)
def test_a_score_is_never_below_0_nor_above_1(gap: D, kpi: D, role: D, expiry: D, peer: D) -> None:
    assert 0 <= Terms(gap, kpi, role, expiry, peer).score <= 1


@given(st.integers(1, 30), st.integers(0, 40), st.lists(st.integers(), unique=True, max_size=30))
def test_a_queue_is_let_in_from_its_front_and_never_beyond_the_places(
    capacity: int, seated: int, queue: list[int]
) -> None:
    let_in = next_in(capacity, seated, queue)
    assert let_in == queue[: len(let_in)]
    assert seated + len(let_in) <= max(capacity, seated)
    assert len(let_in) == len(queue) or seated + len(let_in) >= capacity
