"""A schedule becomes one job a tick, however many processes look at it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.database import Database

# 09:00 in Shanghai
NOW = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)
ran: list[dt.datetime] = []


def nightly(ctx: Context) -> None:
    ran.append(ctx.now)


@pytest.fixture(autouse=True)
def _declared(nothing_declared: None) -> None:
    ran.clear()
    jobs.schedule("test.nightly", cron="0 30 2 * * *")(nightly)


def _at(hour: int, minute: int = 0, *, day: int = 2) -> dt.datetime:
    """A moment in Shanghai, in UTC."""
    return dt.datetime(2026, 7, day, hour, minute, tzinfo=dt.UTC) - dt.timedelta(hours=8)


def test_it_runs_when_its_time_has_come_in_the_zone_of_the_application(database: Database) -> None:
    jobs.run_due(NOW)
    jobs.run_due(_at(2, 29))
    assert ran == []
    jobs.run_due(_at(2, 30))
    assert ran == [_at(2, 30)]


def test_it_runs_once_a_tick(database: Database) -> None:
    for minute in (30, 31, 59):
        jobs.run_due(_at(2, minute))
    assert len(ran) == 1


def test_missed_ticks_become_one(database: Database) -> None:
    jobs.run_due(_at(2, 30))
    jobs.run_due(_at(9, day=20))
    assert len(ran) == 2


def test_a_new_installation_does_not_make_up_for_ticks_before_it(database: Database) -> None:
    jobs.run_due(_at(9))
    assert ran == []


def test_a_tick_command_that_comes_late_every_time_still_runs_it(database: Database) -> None:
    jobs.run_due(_at(9, day=2))
    jobs.run_due(_at(9, day=3))
    jobs.run_due(_at(9, day=4))
    assert ran == [_at(9, day=3), _at(9, day=4)]


def test_a_tick_that_another_process_stored_is_not_stored_again(database: Database) -> None:
    from app.runtime.jobs.ticks import record_tick

    record_tick("test.nightly", _at(2, 30))
    record_tick("test.nightly", _at(2, 30))
    jobs.run_due(_at(2, 31))
    assert len(ran) == 1


def test_seconds_come_first() -> None:
    with pytest.raises(ValueError, match="six fields, seconds first"):
        jobs.schedule("test.wrong", cron="*/5 * * * *")
