"""2.3: nobody accepts — passed on, then the engineering manager, then the project manager, each told once (O6.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
import time_machine
from sqlalchemy import select

from app.custom.equipment.repair import silence
from app.generated.repair_order import RepairOrder, repair_order_workflow
from app.generated.roster import Roster
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.system import Notification
from tests.custom.equipment.repair.workshop import (
    CHIEF,
    MANAGER,
    MECHANIC,
    SECOND,
    Workshop,
)

ALL = [
    (MECHANIC, "for_you_now"),
    (SECOND, "deputy_now"),
    (MECHANIC, "taken_away"),
    (SECOND, "for_you_now"),
    (MANAGER, "silent_manager_now"),
    (CHIEF, "silent_project_now"),
]


def after(at: time_machine.Coordinates, workshop: Workshop, minutes: int) -> None:
    at.shift(dt.timedelta(minutes=minutes))
    workshop.sweep()


def test_o6_1_six_people_hear_of_it_each_once(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    order = workshop.report()
    after(at, workshop, 14)
    assert workshop.told() == ALL[:2]
    after(at, workshop, 1)
    assert workshop.told() == ALL[:4]
    assert (workshop.again(order).state, workshop.technician(order)) == ("dispatched", SECOND)
    after(at, workshop, 15)
    assert workshop.told() == ALL[:5]
    after(at, workshop, 15)
    assert workshop.told() == ALL
    for _ in range(3):
        after(at, workshop, 15)
    assert workshop.told() == ALL
    keys = workshop.plant.session.scalars(
        select(Notification.dedup_key).where(Notification.record_id == order.id)
    ).all()
    assert len(set(keys)) == len(keys) == 6


def test_running_the_sweep_again_adds_nothing(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    workshop.report()
    for expected in (4, 5, 6):
        after(at, workshop, 15)
        workshop.sweep()
        workshop.sweep()
        assert workshop.told() == ALL[:expected]


@pytest.mark.parametrize("silent", [0, 1, 2])
def test_who_accepts_in_between_ends_it(
    workshop: Workshop, at: time_machine.Coordinates, silent: int
) -> None:
    order = workshop.report()
    for _ in range(silent):
        after(at, workshop, 15)
    workshop.step(order, "accept", workshop.technician(order))
    told = workshop.told()
    for _ in range(4):
        after(at, workshop, 15)
    assert workshop.told() == told
    assert workshop.again(order).state == "accepted"


def test_a_deputy_who_accepts_has_it(workshop: Workshop, at: time_machine.Coordinates) -> None:
    order = workshop.report()
    workshop.step(order, "accept", SECOND)
    assert workshop.technician(order) == SECOND
    assert workshop.told()[-1] == (MECHANIC, "taken_away")


def test_a_job_that_waited_finds_that_somebody_accepted(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    """The sweep has asked for it, then everything stopped; the order was accepted before the job ran."""
    order = workshop.report()
    at.shift(dt.timedelta(minutes=15))
    ctx = workshop.plant.town.ctx
    with records.writing(ctx):
        silence.sweep(ctx)
    workshop.step(order, "accept")
    jobs.run_due()
    assert workshop.told() == ALL[:2]
    assert workshop.technician(order) == MECHANIC


def test_after_a_standstill_everybody_has_the_whole_time(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    """Nothing ran for an hour: the next step happens, and not all of them at once."""
    workshop.report()
    after(at, workshop, 60)
    workshop.sweep()
    assert workshop.told() == ALL[:4]
    after(at, workshop, 14)
    assert workshop.told() == ALL[:4]
    after(at, workshop, 1)
    assert workshop.told() == ALL[:5]


@pytest.mark.parametrize(
    ("hours", "chased"),
    [("always", "2026-09-30T23:00:00+08:00"), ("working", "2026-10-08T10:00:00+08:00")],
)
def test_silence_is_counted_in_the_hours_of_the_time_limit(
    workshop: Workshop,
    at: time_machine.Coordinates,
    monkeypatch: pytest.MonkeyPatch,
    hours: str,
    chased: str,
) -> None:
    """O4.4: the evening before the National Day, an hour. The schema says `always`; a company may say otherwise."""
    clocks = repair_order_workflow.clocks
    monkeypatch.setitem(clocks, "respond", replace(clocks["respond"], calendar=hours))
    device = workshop.plant.device()
    at.move_to(dt.datetime.fromisoformat("2026-09-30T22:00:00+08:00"))
    order = workshop.again(workshop.report(device, severity="s3"))
    assert (order.chase_at, order.respond_due) == (dt.datetime.fromisoformat(chased),) * 2


def test_when_nobody_else_fits_the_manager_hears_of_it_at_once(
    workshop: Workshop, at: time_machine.Coordinates
) -> None:
    order = workshop.report()
    town = workshop.plant.town
    with records.writing(town.ctx):
        for row in list(town.ctx.query(select(Roster))):
            if row.employee_id == town.employees[SECOND].id:
                town.ctx.delete(row)
    after(at, workshop, 15)
    assert workshop.told()[2:] == [(MANAGER, "silent_manager_now")]
    assert workshop.technician(order) == MECHANIC


def test_a_hundred_silent_orders_take_no_more_statements_than_two(
    workshop: Workshop,
    at: time_machine.Coordinates,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    counts = []
    for number in (2, 30):
        ctx = workshop.plant.town.ctx
        for one in range(number):
            order = workshop.report(description=f"{number} {one}", severity="s4")
            with records.writing(ctx):
                ctx.update(ctx.get(RepairOrder, order.id), silent_level=1)
        at.shift(dt.timedelta(minutes=241))
        with statements() as seen, Context.system() as own, records.writing(own):
            assert silence.sweep(own) == number
        counts.append(len(seen))
        at.shift(dt.timedelta(minutes=241))
        with Context.system() as own, records.writing(own):
            silence.sweep(own)
    assert counts[0] == counts[1]
