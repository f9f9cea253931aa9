"""1.5: the figures that are kept every month, how demand changes, what they suggest (domain.md §4.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from app.custom.crm.statistics import change, figures, monthly
from app.custom.crm.statistics.suggestions import SAID, Evidence, suggest
from app.generated.service_stat import ServiceStat
from app.generated.work_order import WorkOrder
from app.runtime import jobs, query, records
from app.runtime.errors import Forbidden, NotFound
from tests.custom.crm.town import Town

FEBRUARY = dt.date(2026, 2, 1)


def test_the_change_of_shares_is_the_worked_figure() -> None:
    """O2.3: 0.0799, stable."""
    shares = [(0.30, 0.40), (0.25, 0.25), (0.20, 0.20), (0.25, 0.15)]
    assert round(change.psi_of_shares(shares), 4) == 0.0799
    assert change.band(0.0799) == "stable"
    assert [change.band(value) for value in (0.10, 0.2499, 0.25)] == [
        "moderate", "moderate", "significant"
    ]  # fmt: skip
    counts = change.psi({1: 30, 2: 25, 3: 20, 4: 25}, {1: 40, 2: 25, 3: 20, 4: 15})
    assert counts is not None
    assert round(counts, 4) == 0.0799


def test_a_category_that_is_new_counts_with_the_least_share() -> None:
    found = change.psi({1: 50, 2: 50}, {1: 100})
    assert found is not None
    assert round(found, 4) == round((0.5 - 1) * -0.6931471806 + (0.5 - 1e-4) * 8.5171931914, 4)
    assert change.psi({}, {1: 5}) is None


def test_a_rising_year_is_a_trend_and_a_jagged_one_is_not() -> None:
    rising = change.trend([10, 12, 11, 13, 15, 14, 16, 18, 17, 19, 21, 20])
    assert rising is not None
    # S = 58 of 66 pairs, variance 212.67: z = 57 / 14.583 = 3.9086.
    assert (rising.direction, round(rising.p, 6)) == ("up", 0.000093)
    assert rising.slope == 1.0
    jagged = change.trend([10, 14, 9, 13, 10, 14, 9, 13, 10, 14, 9, 13])
    assert jagged is not None
    assert jagged.direction == "flat"
    falling = change.trend([9, 8, 7, 6, 5, 4])
    assert falling is not None
    # S = -15, variance 28.33: z = -14 / 5.3229 = -2.6301.
    assert (falling.direction, round(falling.p, 4), falling.slope) == ("down", 0.0085, -1.0)
    assert change.trend([7] * 8) == change.Trend("flat", 1.0, 0.0, 8)
    assert change.trend([1, 2, 3, 4, 5]) is None


def test_equal_months_weaken_a_trend() -> None:
    """S = 11, variance (6·5·17 − 3·2·11 − 2·1·9) / 18 = 23.67: z = 10 / 4.865 = 2.0555."""
    tied = change.trend([1, 1, 1, 2, 2, 3])
    assert tied is not None
    assert round(tied.p, 4) == 0.0398


def test_the_median_and_the_ninth_of_ten() -> None:
    assert figures.middle([30, 10, 20]) == 20
    assert figures.middle([10, 20, 31, 40]) == 26
    assert figures.p90(list(range(1, 11))) == 9
    assert figures.p90([5]) == 5
    assert figures.middle([]) is figures.p90([]) is None


def evidence(**given: Any) -> Evidence:
    usual: dict[str, Any] = {
        "now": {1: 60, 2: 40}, "before": {1: 60, 2: 40}, "sla": {1: Decimal(95), 2: Decimal(80)},
        "repeated": {}, "rating": None, "rating_before": None, "ratings": 0, "psi": 0.0,
        "names": {1: "给排水", 2: "电梯"}, "skills": {1: "水暖", 2: "电梯维保"},
    }  # fmt: skip
    return Evidence(**(usual | given))


def test_more_of_what_is_late_wants_more_shifts() -> None:
    grown = {"now": {1: 55, 2: 45}, "before": {1: 60, 2: 40}}
    (one,) = suggest(evidence(**grown))
    assert one.kind == "shift"
    assert one.told("zh").startswith("增加电梯维保班次：电梯占比 40.0% → 45.0%，时限达成率 80.0%")
    assert suggest(evidence(**grown, sla={2: Decimal(90)})) == []
    assert suggest(evidence(now={1: 56, 2: 44}, before={1: 60, 2: 40})) == []


def test_what_comes_back_three_times_wants_its_root_cause() -> None:
    (one,) = suggest(evidence(repeated={(7, 1): 3, (8, 1): 4}))
    assert one.told("en") == (
        "Look for the root cause: 给排水 came back three times or more within 90 days in 2 homes (7 orders)"
    )
    assert SAID.read(one.stored(), "zh") == one.told("zh")
    assert SAID.read(one.stored(), "en") == one.told("en")


def test_a_rating_that_falls_wants_training_and_says_how_few_they_are() -> None:
    (one,) = suggest(evidence(rating=Decimal("4.0"), rating_before=Decimal("4.3"), ratings=12))
    assert "4.30 → 4.00" in one.told("zh")
    assert "n < 30" in one.told("zh")
    assert suggest(evidence(rating=Decimal("4.01"), rating_before=Decimal("4.30"))) == []


# -- kept every month -------------------------------------------------------------------------------


def order(town: Town, at: str, **values: Any) -> dict[str, Any]:
    made = dt.datetime.fromisoformat(f"{at}+08:00").astimezone(dt.UTC)
    return {
        "project_id": town.project.id, "source": "web", "summary": "漏水", "state": "closed",
        "created_at": made, "unit_id": town.units[0].id,
        "category_id": town.categories["water"].id, "order_no": f"T{at}", **values,
    }  # fmt: skip


def after(at: str, minutes: int) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{at}+08:00").astimezone(dt.UTC) + dt.timedelta(
        minutes=minutes
    )


@pytest.fixture
def winter(town: Town) -> Town:
    """January: ten of water. February: four of water in one home, six of power, one of them rejected."""
    rows = [order(town, f"2026-01-{day:02}T10:00", rating=5, closed_at=after(f"2026-01-{day:02}T10:00", 60)) for day in range(1, 11)]  # fmt: skip
    for number, day in enumerate((1, 5, 9, 28)):
        at = f"2026-02-{day:02}T{'00:10' if day == 1 else '23:30'}"
        rows.append(order(
            town, at, responded_at=after(at, 10 * (number + 1)), resolved_at=after(at, 100 * (number + 1)) if day < 28 else None,
            closed_at=after(at, 500) if day < 28 else None, rating=(4, 3, 5, None)[number],
            sla_state=("met", "missed", "met", "ok")[number], state="closed" if day < 28 else "in_progress",
        ))  # fmt: skip
    for day in range(10, 16):
        rows.append(order(
            town, f"2026-02-{day}T09:00", category_id=town.categories["power"].id, unit_id=town.units[1].id if day % 2 else None,
            state="rejected" if day == 15 else "accepted",
        ))  # fmt: skip
    records.write_set(town.ctx, WorkOrder, rows, action="history", audit="winter")
    return town


@pytest.mark.database
def test_the_figures_of_a_month_are_kept_once(winter: Town) -> None:
    for _again in range(2):
        with records.writing(winter.ctx):
            monthly.keep_project(winter.ctx, winter.project.id, FEBRUARY)
    rows = query.rows(
        winter.ctx, ServiceStat,
        columns=["category", "created", "closed", "respond_p50_min", "respond_p90_min", "resolve_p50_min", "sla_met_pct", "csat_avg", "csat_pct", "csat_low", "csat_high", "csat_n", "repeated", "psi", "trend", "suggestion"],
        sort=["id"],
    ).items  # fmt: skip
    assert [row["category"] and row["category"]["id"] for row in rows] == [
        None, winter.categories["water"].id, winter.categories["power"].id
    ]  # fmt: skip
    whole, water, _power = rows
    assert (whole["created"], water["created"], _power["created"]) == (9, 4, 5)
    assert (whole["closed"], whole["respond_p50_min"], whole["respond_p90_min"]) == (
        3,
        20,
        30,
    )  # the fourth was answered after midnight, in March
    assert whole["resolve_p50_min"] == 200
    assert whole["sla_met_pct"] == Decimal("66.67")
    assert (whole["csat_avg"], whole["csat_pct"], whole["csat_n"]) == (Decimal("4.00"), Decimal("66.67"), 3)  # fmt: skip
    assert (whole["csat_low"], whole["csat_high"]) == (Decimal("20.77"), Decimal("93.85"))
    # Ten of January and four of February are one problem of one home.
    assert (whole["repeated"], water["repeated"], _power["repeated"]) == (1, 1, 0)
    assert whole["psi"] == Decimal(str(round(change.psi({1: 4, 2: 5}, {1: 10}) or 0, 4)))
    assert whole["trend"] is None
    assert "查根本原因：给排水在 1 处房屋" in whole["suggestion"]
    assert "服务再培训：评分 5.00 → 4.00" in whole["suggestion"]
    assert "PSI" in whole["suggestion"]


@pytest.mark.database
def test_on_the_first_the_month_that_is_over_is_kept(
    winter: Town, at: time_machine.Coordinates
) -> None:
    at.move_to("2026-03-01T02:21:00+08:00")
    with records.writing(winter.ctx):
        monthly.ask_for_last_month(winter.ctx)
        monthly.ask_for_last_month(winter.ctx)
    jobs.run_due()
    periods = [row["period"] for row in query.rows(winter.ctx, ServiceStat, columns=["period"]).items]  # fmt: skip
    assert periods == ["2026-02"] * 3


def test_the_trend_goes_by_months_that_were_kept_in_a_row() -> None:
    kept = {"2026-01": 8, "2025-12": 7, "2025-11": 6, "2025-09": 1}
    assert monthly.in_a_row(kept, FEBRUARY) == [6.0, 7.0, 8.0]
    many = {f"{year}-{month:02}": 1 for year in (2024, 2025, 2026) for month in range(1, 13)}
    assert len(monthly.in_a_row(many, FEBRUARY)) == 11


@pytest.mark.database
def test_statistics_are_read_by_whom_they_are_for(winter: Town) -> None:
    with records.writing(winter.ctx):
        monthly.keep_project(winter.ctx, winter.project.id, FEBRUARY)
    id = query.rows(winter.ctx, ServiceStat, columns=["id"]).items[0]["id"]
    assert query.get(winter.as_("林客服"), ServiceStat, id)
    winter.resident()
    with pytest.raises((Forbidden, NotFound)):
        query.get(winter.as_("王小明"), ServiceStat, id)
    with pytest.raises(Forbidden):
        records.update(winter.as_("林客服"), ServiceStat, id, {"created": 1})
