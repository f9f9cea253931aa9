"""2.5: figures of devices, of projects and categories, kept every month and after every repair (domain.md §4.7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from app.custom.equipment.reliability import keeping
from app.custom.equipment.reliability.histories import devices
from app.custom.equipment.reliability.spans import in_service_hours
from app.generated.equipment import Equipment
from app.generated.reliability_stat import ReliabilityStat
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, query, records
from tests.custom.equipment.reliability.plant import Plant, moment

pytestmark = pytest.mark.database

FIGURES = ["mtbf_h", "mtbf_low_h", "mttr_h", "availability", "failures_90d", "bad_actor"]
NEW_YEAR = dt.date(2025, 9, 5)
"""In service since then, a device has run for 180 days and ten hours on Wednesday, 2026-03-04 at ten."""


def figures(plant: Plant, id: int) -> dict[str, Any]:
    rows = query.rows(plant.ctx, Equipment, columns=["id", *FIGURES], sort=["id"]).items
    row = next(one for one in rows if one["id"] == id)
    return {name: row[name] for name in FIGURES}


def keep(plant: Plant, period: str = "2026-02") -> None:
    with records.writing(plant.ctx):
        keeping.keep_project(plant.ctx, plant.project, period)


def lines(plant: Plant) -> list[dict[str, Any]]:
    columns = ["period", "category", "devices", "failures", "hours", "down_hours", "mtbf_h", "mtbf_low_h", "mttr_h", "availability", "per_year", "cost"]  # fmt: skip
    return list(query.rows(plant.ctx, ReliabilityStat, columns=columns, sort=["id"]).items)


def test_the_figures_of_a_device_are_those_of_its_year(plant: Plant) -> None:
    (pump,) = plant.devices(1, in_service_on=NEW_YEAR)
    plant.failures(pump, [(moment("2025-10-01T00:00"), 6), (moment("2025-11-01T00:00"), 10), (moment("2026-02-01T00:00"), 8)])  # fmt: skip
    keep(plant)
    hours = 180 * 24 + 10
    found = figures(plant, pump)
    assert found["mtbf_h"] == round(Decimal(hours - 24) / 3, 2)
    assert found["mttr_h"] == 8
    assert found["availability"] == round(Decimal(hours - 24) * 100 / hours, 4)
    assert (found["failures_90d"], found["bad_actor"]) == (1, False)


def test_a_device_without_a_failure_has_a_bound_and_no_mtbf(plant: Plant) -> None:
    (pump,) = plant.devices(1, in_service_on=NEW_YEAR)
    keep(plant)
    found = figures(plant, pump)
    assert found["mtbf_h"] is found["mttr_h"] is None
    assert found["mtbf_low_h"] == round(Decimal(180 * 24 + 10) / Decimal("2.302585093"), 2)
    assert found["availability"] == 100


def test_what_is_no_failure_does_not_count(plant: Plant) -> None:
    """Cancelled, marked as none, or not restored yet."""
    (pump,) = plant.devices(1, in_service_on=NEW_YEAR)
    at = moment("2026-02-01T00:00")
    plant.failures(pump, [(at, 1)], state="cancelled")
    plant.failures(pump, [(at + dt.timedelta(days=1), 1)], failure=False)
    plant.failures(pump, [(at + dt.timedelta(days=2), 1)], state="repairing", finished_at=None)
    keep(plant)
    found = figures(plant, pump)
    assert found["mtbf_h"] is None
    assert found["failures_90d"] == 1  # the one that is being repaired


def test_hours_out_of_service_are_no_hours_of_the_device(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Stopped for ten days by the engineering manager; scrapped ones without a word of when count no more."""
    (pump,) = plant.devices(1, in_service_on=dt.date(2026, 2, 22))
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    boss = plant.town.as_("孟经理")
    records.transition(boss, Equipment, pump, "stop", note="改造")
    at.shift(dt.timedelta(days=10))
    records.transition(plant.town.as_("孟经理"), Equipment, pump, "restart")
    at.shift(dt.timedelta(days=10))
    plant.devices(1, "camera", in_service_on=dt.date(2026, 3, 4), state="scrapped", updated_at=moment("2026-03-14T00:00"))  # fmt: skip
    with records.writing(plant.ctx):
        found = {one.id: one for one in devices(plant.ctx, Equipment.project_id == plant.project)}
    hours = {
        id: in_service_hours(one.history, moment("2026-02-22T00:00"), moment("2026-03-24T10:00"))
        for id, one in found.items()
    }
    assert list(hours.values()) == [20 * 24 + 10, 10 * 24]


def test_three_failures_in_ninety_days_make_a_bad_actor(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    (pump,) = plant.devices(1)
    plant.failures(pump, [(moment(f"2026-{day}T00:00"), 1) for day in ("01-05", "01-20", "02-10")])
    keep(plant)
    assert (figures(plant, pump)["failures_90d"], figures(plant, pump)["bad_actor"]) == (3, True)
    at.move_to("2026-04-06T02:00:00+08:00")
    with records.writing(plant.ctx):
        keeping.count_recent(plant.ctx)
    assert (figures(plant, pump)["failures_90d"], figures(plant, pump)["bad_actor"]) == (2, False)


def test_the_lines_of_a_project_and_its_categories_are_kept_once(plant: Plant) -> None:
    one, two = plant.devices(2)
    plant.devices(1, "camera")
    plant.failures(one, [(moment("2025-12-01T00:00"), 12)])
    plant.failures(two, [(moment("2025-12-05T00:00"), 6), (moment("2026-02-28T23:00"), 2)])
    for _again in range(2):
        keep(plant)
    whole, pumps, cameras = lines(plant)
    assert whole["category"] is None
    assert (whole["devices"], pumps["devices"], cameras["devices"]) == (3, 2, 1)
    # Restored on 1 March: that one belongs to the next month's window.
    assert (whole["failures"], pumps["failures"], cameras["failures"]) == (2, 2, 0)
    assert pumps["hours"] == 2 * 365 * 24
    assert pumps["down_hours"] == 12 + 6 + 1
    assert pumps["mtbf_h"] == round(Decimal(2 * 8760 - 19) / 2, 2)
    assert pumps["mttr_h"] == Decimal("9.5")
    assert pumps["cost"] == 180
    assert (cameras["mtbf_h"], cameras["mtbf_low_h"]) == (None, round(8760 / Decimal("2.302585093"), 2))  # fmt: skip


def test_a_line_whose_devices_are_gone_goes_too(plant: Plant) -> None:
    plant.devices(1)
    (camera,) = plant.devices(1, "camera")
    keep(plant)
    records.update(plant.ctx, Equipment, camera, {"category": plant.categories["pump"]})
    keep(plant)
    assert [row["devices"] for row in lines(plant)] == [2, 2]


def test_on_the_first_the_year_that_is_over_is_kept(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plant.devices(1)
    at.move_to("2026-03-01T02:41:00+08:00")
    with records.writing(plant.ctx):
        keeping.ask_for_last_month(plant.ctx)
        keeping.ask_for_last_month(plant.ctx)
    jobs.run_due()
    assert [row["period"] for row in lines(plant)] == ["2026-02", "2026-02"]


def test_an_accepted_repair_shows_at_its_device_at_once(plant: Plant) -> None:
    (pump,) = plant.devices(1, in_service_on=NEW_YEAR)
    (order,) = plant.failures(pump, [(moment("2026-03-01T00:00"), 5)], state="repaired")
    with records.writing(plant.ctx):
        keeping.after_acceptance(plant.ctx.get(RepairOrder, order), plant.ctx)
    jobs.run_due()
    assert figures(plant, pump)["mttr_h"] == 5


def test_only_what_changed_is_written(plant: Plant) -> None:
    first, second = plant.devices(2)
    keep(plant)
    plant.failures(second, [(moment("2026-03-01T00:00"), 5)])
    versions = [plant.ctx.get(Equipment, id).version for id in (first, second)]
    with records.writing(plant.ctx):
        keeping.keep_device(plant.ctx, equipment=first)
        keeping.keep_device(plant.ctx, equipment=second)
    after = [plant.ctx.get(Equipment, id).version for id in (first, second)]
    assert [b - a for a, b in zip(versions, after, strict=True)] == [0, 1]


def test_a_project_costs_the_same_whatever_its_devices(plant: Plant, statements: Any) -> None:
    pumps = plant.devices(1)
    plant.failures(pumps[0], [(moment("2026-02-01T00:00"), 5)])
    with statements() as few:
        keep(plant)
    for pump in plant.devices(20):
        plant.failures(pump, [(moment("2026-02-01T00:00"), 5), (moment("2026-01-01T00:00"), 5)])
    with statements() as many:
        keep(plant, "2026-01")
    assert len(many) <= len(few) + 1
