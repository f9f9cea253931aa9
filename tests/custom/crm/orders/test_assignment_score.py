"""1.4: who takes the order (domain.md §4.3, O3.1)."""

from decimal import Decimal

import pytest

from app.custom.crm.orders.assignment import NEIGHBOUR, Candidate, Job, rank, refusals, score

PLUMBING = Job(skill=1, level=3)

A = Candidate(1, "E00001", level=3, load=3, rating=Decimal("4.6"), today=4)
B = Candidate(2, "E00002", level=2, load=1, rating=Decimal("4.9"), today=1)
C = Candidate(3, "E00003", level=3, load=7, rating=Decimal("4.8"), today=6, proximity=NEIGHBOUR)


def test_the_worked_example_is_met_to_the_fourth_place() -> None:
    """O3.1"""
    assert score(PLUMBING, A).score == Decimal("0.8128")
    assert score(PLUMBING, B).score == Decimal("0.8388")
    assert score(PLUMBING, C).score == Decimal("0.5585")
    assert [s.candidate.id for s in rank(PLUMBING, [A, B, C])] == [2, 1, 3]


def test_a_mandatory_certificate_leaves_only_who_holds_it() -> None:
    """O3.1: B is one level below and is filtered out, so A is chosen."""
    licensed = Job(skill=1, level=3, certificate_mandatory=True)
    a = Candidate(
        1, "E00001", level=3, load=3, rating=Decimal("4.6"), today=4, certificate_valid=True
    )
    b = Candidate(
        2, "E00002", level=2, load=1, rating=Decimal("4.9"), today=1, certificate_valid=True
    )
    assert [s.candidate.id for s in rank(licensed, [a, b])] == [1]
    assert refusals(licensed, A) == ["certificate"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"active": False}, "inactive"),
        ({"on_shift": False}, "off_shift"),
        ({"on_leave": True}, "on_leave"),
        ({"in_scope": False}, "other_project"),
        ({"level": 1}, "skill"),
        ({"load": 8}, "load"),
    ],
)
def test_each_hard_filter_alone_refuses(change: dict[str, object], reason: str) -> None:
    values: dict[str, object] = {"id": 1, "emp_no": "E1", "level": 3, **change}
    assert refusals(PLUMBING, Candidate(**values)) == [reason]  # type: ignore[arg-type]


def test_an_emergency_may_call_somebody_off_shift_who_is_on_call_but_not_on_leave() -> None:
    urgent = Job(skill=1, level=3, urgent=True)
    home = Candidate(1, "E1", level=3, on_shift=False, on_call=True)
    assert refusals(urgent, home) == []
    assert refusals(PLUMBING, home) == ["off_shift"]
    away = Candidate(1, "E1", level=3, on_shift=False, on_call=True, on_leave=True)
    assert refusals(urgent, away) == ["on_leave"]


def test_an_order_without_a_skill_may_go_to_anybody() -> None:
    assert refusals(Job(), Candidate(1, "E1")) == []


def test_equal_scores_go_to_who_got_fewer_today_then_to_the_lower_number() -> None:
    # 0.05 of load against 0.05 of today: the same score from different days.
    first = Candidate(1, "E00009", level=3)
    second = Candidate(2, "E00002", level=3)
    assert [s.candidate.emp_no for s in rank(PLUMBING, [first, second])] == ["E00002", "E00009"]


def test_nobody_eligible_means_nobody() -> None:
    assert rank(PLUMBING, [Candidate(1, "E1", level=0)]) == []
