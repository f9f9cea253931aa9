"""2.5: what of a device's history counts as a life, and what as one that did not end (domain.md §4.7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.custom.equipment.reliability import spans
from app.custom.equipment.reliability.spans import Failure, History, Maintenance, Stay

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def at(hours: float) -> dt.datetime:
    return START + dt.timedelta(hours=hours)


def failure(fault: float, restored: float) -> Failure:
    return Failure(at(fault), at(restored), Decimal(0), None)


def history(**more: object) -> History:
    return History(START, START, **more)  # type: ignore[arg-type]


def lengths(device: History, until: float) -> tuple[list[float], list[float]]:
    found = spans.spans(device, at(until))
    return sorted(found.failed.elements()), sorted(found.censored.elements())


def test_a_device_lives_from_its_start_or_its_repair_to_its_failure() -> None:
    device = history(failures=[failure(100, 110), failure(300, 320)])
    assert lengths(device, 1000) == ([100, 190], [680])


def test_maintenance_renews_a_device_that_has_not_failed() -> None:
    device = history(failures=[failure(250, 260)], maintained=[Maintenance(at(100), 60)])
    assert lengths(device, 300) == ([150], [40, 100])


def test_what_happens_while_it_is_down_belongs_to_that_fault() -> None:
    device = history(
        failures=[failure(100, 150), failure(120, 170)], maintained=[Maintenance(at(130), 60)]
    )
    assert lengths(device, 200) == ([100], [30])


def test_a_fault_that_is_not_restored_yet_ends_what_can_be_said() -> None:
    device = history(failures=[failure(100, 110)], open_fault=at(200))
    assert lengths(device, 900) == ([100], [90])


def test_out_of_service_a_device_does_not_age() -> None:
    device = history(out=[Stay(at(100), at(400)), Stay(at(500), None)])
    assert lengths(device, 900) == ([], [100, 100])
    assert spans.in_service_hours(device, at(50), at(900)) == 50 + 100


def test_the_age_of_an_old_device_is_unknown_until_its_first_renewal() -> None:
    """In service for years before anybody kept its records: its first span is no life."""
    old = History(at(-50_000), at(0), failures=[failure(100, 110), failure(200, 210)])
    assert lengths(old, 300) == ([90], [90])
    assert spans.in_service_hours(old, at(-1000), at(300)) == 300


def test_a_device_is_known_since_the_first_thing_that_was_written_down_about_it() -> None:
    """Its failures of the old books were entered later than they happened."""
    entered_later = History(at(0), at(500), failures=[failure(100, 110)])
    assert spans.in_service_hours(entered_later, at(0), at(600)) == 500
    assert not entered_later.age_is_known


def test_overlapping_downtimes_count_once_and_only_in_the_window() -> None:
    stays = [Stay(at(0), at(10)), Stay(at(5), at(12)), Stay(at(50), None)]
    assert spans.clipped_hours(stays, at(2), at(60)) == 10 + 10


def test_run_hours_are_read_between_two_readings_in_proportion() -> None:
    age = spans.running([(at(0), 1000), (at(100), 1050), (at(200), 1150)])
    assert age(at(50)) == pytest.approx(1025)
    assert age(at(150)) == pytest.approx(1100)
    assert age(at(300)) - age(at(200)) == pytest.approx(75)
    device = history(failures=[failure(100, 110)])
    assert sorted(spans.spans(device, at(200), age).failed) == [50]


@given(some.integers(0, 10_000), some.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_spans_never_overlap_and_never_outlast_the_device(seed: int, number: int) -> None:
    """Whatever the order of faults, maintenance and stops: as many lives as failures at most, no hour counted twice."""
    random = Random(seed)
    faults = [failure(t, t + random.uniform(0, 50)) for t in (random.uniform(0, 1000) for _ in range(number))]  # fmt: skip
    cared = [Maintenance(at(random.uniform(0, 1000)), None) for _ in range(number)]
    found = spans.spans(history(failures=faults, maintained=cared), at(1000))
    assert found.failed.total() <= number
    total = sum(found.failed.elements()) + sum(found.censored.elements())
    assert total <= 1000 + spans.LEAST_HOURS * (2 * number + 1) + 0.1 * (2 * number + 1)
