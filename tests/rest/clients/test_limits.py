"""How many requests a minute a token is good for, in all processes together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.runtime.accounts.users import User
from app.runtime.clients import brief, budget
from app.runtime.clients.tables import RateBudget
from app.runtime.database import Database
from tests.rest.conftest import Api
from tests.support.people import People

Make = Callable[..., Api]
NOON = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)


def test_more_requests_than_a_minute_allows_are_429(program: Callable[..., Api]) -> None:
    with time_machine.travel(NOON + dt.timedelta(seconds=20), tick=False) as travel:
        own = program("manager", "*:read", rate_limit=30)
        answers = [own.get("/me") for _ in range(31)]
        assert [answer.status_code for answer in answers] == [200] * 30 + [429]
        assert answers[0].headers["RateLimit-Policy"] == '"minute";q=30;w=60'
        assert answers[0].headers["RateLimit"] == '"minute";r=29;t=40'
        assert answers[29].headers["RateLimit"] == '"minute";r=0;t=40'
        late = answers[30]
        assert late.headers["Retry-After"] == "40"
        assert late.headers["RateLimit"] == '"minute";r=0;t=40'
        assert late.get_json()["code"] == "rate_limited"
        travel.shift(dt.timedelta(seconds=40))
        assert own.get("/me").status_code == 200


def test_many_threads_never_get_more_than_the_limit(
    program: Callable[..., Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine is: nobody here writes for long, so nobody has to lend.
    monkeypatch.setattr(brief, "BUSY_MILLISECONDS", 30_000)
    with time_machine.travel(NOON, tick=False):
        own = program("manager", "*:read", rate_limit=25)

        def ask(_: int) -> int:
            headers = {"Authorization": f"Bearer {own.token}"}
            other = own.client.application.test_client(use_cookies=False)
            return other.get("/api/v1/me", headers=headers).status_code

        with ThreadPoolExecutor(6) as pool:
            codes = list(pool.map(ask, range(60)))
    assert codes.count(200) == 25
    assert codes.count(429) == 35


@pytest.mark.parametrize("limit", [1, 7, 60, 1000])
def test_processes_never_take_more_than_the_limit_together(database: Database, limit: int) -> None:
    """Each process is played by forgetting what the one before it held."""
    with time_machine.travel(NOON, tick=False):
        allowed = 0
        for number in range(30):
            budget.forget()
            for _ in range(number * limit // 100 + 1):
                allowed += budget.spend("key", limit).allowed
        assert allowed <= limit
        while budget.spend("key", limit).allowed:
            allowed += 1
        assert limit * 0.6 <= allowed <= limit
        with database.read_session() as session:
            assert session.get_one(RateBudget, "key").taken == limit


def test_a_dozen_processes_that_were_asked_once_leave_most_of_it_to_another(
    database: Database,
) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(12):
            budget.forget()
            assert budget.spend("key", 600).allowed
        budget.forget()
        assert all(budget.spend("key", 600).allowed for _ in range(440))


def test_a_long_write_keeps_no_reader_waiting(
    program: Callable[..., Api], database: Database
) -> None:
    """SQLite has one writer; what is counted meanwhile is paid back, so that the minute holds no more."""
    with time_machine.travel(NOON, tick=False):
        own = program("manager", "*:read", rate_limit=30)
        with database.begin() as session:
            session.execute(sa.update(User).values(login_count=1))
            answers = [own.get("/me") for _ in range(20)]
        assert [answer.status_code for answer in answers] == [200] * 20
        assert [own.get("/me").status_code for _ in range(11)] == [200] * 10 + [429]


def test_a_write_without_an_end_opens_no_second_budget(database: Database) -> None:
    with time_machine.travel(NOON, tick=False), database.begin() as session:
        session.execute(sa.update(User).values(login_count=1))
        assert sum(budget.spend("key", 20).allowed for _ in range(60)) == 20


def test_a_clock_that_is_behind_opens_no_second_budget(database: Database) -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        while budget.spend("key", 20).allowed:
            pass
        budget.forget()
        travel.shift(dt.timedelta(seconds=-60))
        assert not budget.spend("key", 20).allowed
        travel.shift(dt.timedelta(seconds=120))
        assert budget.spend("key", 20).allowed


def test_a_thousand_requests_write_some_fifty_times(
    database: Database, statements: Callable[[], Any]
) -> None:
    with time_machine.travel(NOON, tick=False), statements() as seen:
        assert all(budget.spend("key", 1000).allowed for _ in range(1000))
        assert not budget.spend("key", 1000).allowed
    assert len(seen) < 70


def test_a_person_with_a_token_has_the_limit_of_the_settings(
    app: Flask, api: Make, monkeypatch: pytest.MonkeyPatch, people: People
) -> None:
    import dataclasses

    settings = dataclasses.replace(app.config["DOUGONG"], rate_limit=3)
    monkeypatch.setitem(app.config, "DOUGONG", settings)
    with time_machine.travel(NOON, tick=False):
        one, other = api("manager"), api("manager")
        assert [one.get("/me").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert other.get("/me").status_code == 200
        browser = people.browser(app, one.user)
        assert [browser.get("/api/v1/me").status_code for _ in range(4)] == [200] * 4
