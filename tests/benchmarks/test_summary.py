"""Medians, ratios, agreement and goals are plain arithmetic."""

from __future__ import annotations

import pytest

from benchmarks import report
from benchmarks.cases import CASES
from benchmarks.goals import GOALS, Goal, times
from benchmarks.summary import Figure, disagreements, figure, ratio

MS = 1_000_000


def made(cpu: float, **more: float) -> Figure:
    return Figure(cpu, cpu, cpu, cpu, cpu, 100, 1, **more)  # type: ignore[arg-type]


def test_a_figure_is_the_median_with_its_spread() -> None:
    rounds = [
        [(2 * MS, 3 * MS, 10), (4 * MS, 9 * MS, 10), (3 * MS, 4 * MS, 10)],
        [(6 * MS, 7 * MS, 10), (8 * MS, 90 * MS, 10), (7 * MS, 8 * MS, 10)],
    ]
    found = figure(rounds, statements=2)
    assert (found.cpu, found.least, found.most) == (5.0, 3.0, 7.0)
    assert (found.wall, found.wall_95) == (7.5, 90.0)
    assert (found.bytes, found.requests, found.statements) == (10, 6, 2)


def test_a_figure_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="No request"):
        figure([[], []])


def test_a_ratio_counts_the_databases_own_work() -> None:
    assert ratio(made(6), made(2)) == 3
    assert ratio(made(2, server=2), made(1, server=1)) == 2
    assert ratio(None, made(1)) is None


def test_those_who_answer_alike_agree() -> None:
    rows = [[1, "A", "North"], [2, "B", "South"]]
    told = {
        "dougong": {"rows": rows, "total": None},
        "raw": {"rows": rows, "total": 7},
        "django": {"rows": rows, "total": 7},
    }
    assert disagreements(told) == []


@pytest.mark.parametrize(
    "other",
    [
        {"rows": [[2, "B", "South"], [1, "A", "North"]], "total": 7},
        {"rows": [[1, "A", "North"]], "total": 7},
        {"rows": [[1, "A", None], [2, "B", "South"]], "total": 7},
        {"rows": [[1, "A", "North"], [2, "B", "South"]], "total": 8},
    ],
)
def test_another_order_a_missing_row_a_missing_name_or_another_total_is_told(
    other: dict[str, object],
) -> None:
    first = {"rows": [[1, "A", "North"], [2, "B", "South"]], "total": 7}
    (told,) = disagreements({"dougong": first, "raw": other})
    assert told.startswith("dougong says")


def test_a_goal_is_met_up_to_its_bound_and_open_without_figures() -> None:
    goal = Goal("rest.item", "item", times("rest.item", "rest.item", "raw"), most=4)
    reached = {("rest.item", "raw"): made(1)}
    assert goal.is_met(reached) is None
    assert goal.is_met({**reached, ("rest.item", "dougong"): made(4)}) is True
    assert goal.is_met({**reached, ("rest.item", "dougong"): made(4.1)}) is False


def test_faster_means_that_the_other_takes_more() -> None:
    goal = next(one for one in GOALS if one.told.startswith("default list ≥ 8"))
    fast = {("rest.list", "dougong"): made(1), ("rest.list", "django"): made(9)}
    slow = {("rest.list", "dougong"): made(1), ("rest.list", "django"): made(7)}
    assert (goal.is_met(fast), goal.is_met(slow)) == (True, False)


def test_every_goal_names_a_case() -> None:
    assert {goal.case for goal in GOALS} <= {case.name for case in CASES}


def test_a_part_that_is_measured_alone_leaves_the_others_on_the_page() -> None:
    was = "- commit: old\n\n### Start\n\nslow\n\n### Bill runs\n\nslower"
    now = "- commit: new\n\n### Bill runs\n\nfast\n\n### Voucher\n\nfast too"
    assert report.joined(was, now) == (
        "- commit: old\n\n### Start\n\nslow\n\n### Bill runs\n\nMeasured at commit: new.\n\nfast"
        "\n\n### Voucher\n\nMeasured at commit: new.\n\nfast too"
    )
    assert report.joined("- commit: old\n\n### Bill runs\n\nslow", now) == now
