"""The clock is set back or forward, a leap day, the turn of the year at UTC+8: no number twice, no negative time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import Job, SlaClock, TransitionLog
from tests.sample.models import Clerk, Posting, Sale
from tests.support.people import PASSWORD, People

SHANGHAI = ZoneInfo("Asia/Shanghai")
Sell = Callable[[], Sale]


@contextmanager
def at(text: str) -> Iterator[None]:
    """As if it were then, in Shanghai."""
    moment = dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    with time_machine.travel(moment, tick=False):
        yield


@pytest.fixture
def sell(database: Database, store: int) -> Sell:
    def make() -> Sale:
        with Context.system() as ctx:
            return records.create(ctx, Sale, {"store": store, "summary": "s"})

    return make


@pytest.mark.parametrize(
    ("moments", "numbers"),
    [
        # Set back over the turn of a month: the older series goes on, no number comes twice.
        (
            ["2026-03-01 00:01", "2026-02-28 23:50", "2026-02-28 23:51", "2026-03-01 00:02"],
            ["S2603-0001", "S2602-0001", "S2602-0002", "S2603-0002"],
        ),
        # 16:00 UTC is midnight here.
        (["2026-12-31 23:59:59", "2027-01-01 00:00:00"], ["S2612-0001", "S2701-0001"]),
        (["2028-02-29 12:00", "2028-03-01 00:00"], ["S2802-0001", "S2803-0001"]),
        # A battery is empty: back in 1970, and forward by a century.
        (["1970-01-01 08:00", "2099-12-31 23:59"], ["S7001-0001", "S9912-0001"]),
    ],
)
def test_numbers_follow_the_calendar_on_the_wall(
    sell: Sell, moments: list[str], numbers: list[str]
) -> None:
    given = []
    for moment in moments:
        with at(moment):
            given.append(sell().sale_no)
    assert given == numbers


@pytest.mark.parametrize(
    ("moment", "day", "number"),
    [
        ("2028-02-29 00:30", dt.date(2028, 2, 29), "P2028-000001"),
        ("2027-01-01 07:59", dt.date(2027, 1, 1), "P2027-000001"),
        ("2026-12-31 23:59", dt.date(2026, 12, 31), "P2026-000001"),
    ],
)
def test_today_is_the_day_here_not_in_greenwich(
    database: Database, moment: str, day: dt.date, number: str
) -> None:
    with at(moment), Context.system() as ctx:
        posting = records.create(ctx, Posting, {"amount": 100})
        assert (posting.day, posting.number) == (day, number)


def test_a_clock_that_is_set_back_uses_no_negative_time(
    sell: Sell, database: Database, store: int
) -> None:
    with at("2026-03-10 10:00"):
        sale = sell()
        with Context.system() as ctx:
            clerk = records.create(ctx, Clerk, {"name": "Ann", "store": store}).id
    with at("2026-03-10 09:00"), Context.system() as ctx:
        records.transition(ctx, Sale, sale.id, "pack", {"clerk": clerk})
        records.transition(ctx, Sale, sale.id, "hold", note="none left")
    with database.read_session() as session:
        clock = session.scalars(sa.select(SlaClock).where(SlaClock.record_id == sale.id)).one()
        minutes = set(
            session.scalars(
                sa.select(TransitionLog.business_minutes).where(TransitionLog.entity == "sale")
            )
        )
    assert (clock.used_seconds, clock.status) == (0, "ok")
    assert minutes <= {None, 0}


def test_a_jump_forward_makes_late_what_is_late_and_no_more(sell: Sell, database: Database) -> None:
    with at("2026-03-10 10:00"):
        sale = sell()
    with at("2031-03-10 10:00"):
        jobs.run_due()
        fresh = sell()
    with database.read_session() as session:
        rows = session.execute(sa.select(SlaClock.record_id, SlaClock.status))
        status = {row.record_id: row.status for row in rows}
    assert status == {sale.id: "breached", fresh.id: "ok"}


def test_a_schedule_runs_no_tick_twice_when_the_clock_is_set_back(database: Database) -> None:
    def ticks() -> list[tuple[str, str | None]]:
        with database.read_session() as session:
            return [(row.name, row.key) for row in session.execute(sa.select(Job.name, Job.key))]

    for moment in ("2028-02-29 04:00", "2028-03-01 04:00", "2028-02-29 04:10", "2028-03-01 04:00"):
        with at(moment):
            jobs.run_due()
    seen = ticks()
    assert len(seen) == len(set(seen))
    with at("2028-03-01 04:00"):
        jobs.run_due()
    assert sorted(ticks(), key=str) == sorted(seen, key=str)


@pytest.mark.database
def test_a_token_outlives_a_small_step_of_the_clock_and_ends_after_a_large_one(
    app: Flask, people: People
) -> None:
    people.user("manager", username="manager")
    client = app.test_client(use_cookies=False)
    with at("2026-03-10 10:00"):
        given = client.post("/api/v1/login", json={"username": "manager", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {given.get_json()['access_token']}"}
    found = {}
    for moment in ("2026-03-10 09:59:30", "2026-03-10 10:05", "2027-03-10 10:00"):
        with at(moment):
            found[moment] = client.get("/api/v1/me", headers=headers).status_code
    assert found == {
        "2026-03-10 09:59:30": 200,
        "2026-03-10 10:05": 200,
        "2027-03-10 10:00": 401,
    }
