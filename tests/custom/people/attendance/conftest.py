"""The town of the service desk, where people come to work: office hours, a night shift, a head of engineering."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.generated.attendance_clock import AttendanceClock
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_pin import AttendancePin
from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.punch import Punch
from app.generated.shift import Shift
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import WEDNESDAY, at, town, world
from tests.custom.crm.town import Town
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

__all__ = ["at", "town", "world"]

ZONE = dt.timezone(dt.timedelta(hours=8))
MONDAY = dt.date(2026, 3, 2)


def moment(day: dt.date, text: str) -> dt.datetime:
    """A local time as aware UTC."""
    time = dt.time.fromisoformat(text)
    return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)


@dataclass
class Office:
    """Who works here: `person` is an employee with a login, `head` the manager of his department."""

    town: Town
    office: Shift = field(init=False)
    night: Shift = field(init=False)
    person: Employee = field(init=False)
    head: Employee = field(init=False)

    def found(self) -> Office:
        """The same office where `build` has already been."""
        rows = {row.code: row for row in self.ctx.session.scalars(select(Shift))}
        self.office, self.night = rows["O"], rows["N"]
        self.person, self.head = self.town.employees["李上班"], self.town.employees["钱主管"]
        for name, employee in self.town.employees.items():
            assert employee.login_id is not None
            self.town.logins[name] = employee.login_id
        return self

    def build(self) -> Office:
        """Write it all down."""
        create = self.town.ctx_create
        self.office = create(
            Shift, code="O", name="行政班", starts=dt.time(9), ends=dt.time(18), break_from=dt.time(12),
            break_to=dt.time(13, 30), follows_calendar=True, usual=True,
        )  # fmt: skip
        self.night = create(
            Shift, code="N", name="夜班", starts=dt.time(20), ends=dt.time(8), crosses_midnight=True,
            break_from=dt.time(0), break_to=dt.time(1),
        )  # fmt: skip
        early = {"hired_on": dt.date(2020, 1, 6), "first_work_on": dt.date(2014, 7, 1)}
        self.person = self.town.staff("csr", "CS", name="李上班", **early)
        self.head = self.town.staff("dept_mgr", "CS", name="钱主管", **early)
        self.town.staff("hr", "GM", name="孙人事", **early)
        jobs.run_due()
        return self

    @property
    def ctx(self) -> Context:
        return self.town.ctx

    def fresh(self) -> Session:
        """The reader, as things are now."""
        self.ctx.session.rollback()
        return self.ctx.session

    def punch(self, *times: str, day: dt.date = MONDAY, who: Employee | None = None) -> None:
        """As the system stores them."""
        with records.writing(self.ctx):
            for text in times:
                self.ctx.create(
                    Punch, employee=(who or self.person).id, at=moment(day, text), device="C1", source="device"
                )  # fmt: skip
        jobs.run_due()

    def day(self, day: dt.date = MONDAY, who: Employee | None = None) -> AttendanceDay | None:
        """The day as it is kept."""
        self.fresh()
        found: AttendanceDay | None = (
            self.ctx.session.query(AttendanceDay)
            .filter_by(employee_id=(who or self.person).id, date=day, deleted_at=None)
            .one_or_none()
        )
        return found

    def clock(self, serial: str = "ZK001", **values: Any) -> AttendanceClock:
        """One that is registered."""
        made: AttendanceClock = self.town.ctx_create(AttendanceClock, serial=serial, **values)
        with records.writing(self.ctx):
            self.ctx.transition(made, "admit")
        return made

    def pin(self, pin: str = "7", who: Employee | None = None) -> AttendancePin:
        """A number that is somebody's."""
        made: AttendancePin = self.town.ctx_create(AttendancePin, pin=pin, employee=(who or self.person).id)  # fmt: skip
        return made

    def ask(self, kind: str, since: dt.datetime, until: dt.datetime | None, **values: Any) -> int:
        """A request of the person, still a draft; its id."""
        mine = self.town.as_("李上班")
        given = {"kind": kind, "from_at": since, "to_at": until, "reason": "家里有事", **values}
        return int(records.create(mine, AttendanceRequest, given).id)

    def step(self, who: str, id: int, name: str, **more: Any) -> AttendanceRequest:
        """Somebody's step."""
        return records.transition(self.town.as_(who), AttendanceRequest, id, name, {}, **more)

    def approved(self, kind: str, since: dt.datetime, until: dt.datetime | None, **values: Any) -> int:  # fmt: skip
        """A request that went all the way through the manager."""
        id = self.ask(kind, since, until, **values)
        self.step("李上班", id, "submit")
        self.step("钱主管", id, "manager_ok")
        jobs.run_due()
        return id


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with town and office in it."""
    url = databases.copy("attendance", partial(found, world), tmp_path)
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build town and office in an empty database, once for all tests."""
    world.migrate(url)
    database = Database(url)
    activate(database)
    with time_machine.travel(WEDNESDAY, tick=False), Context.system() as ctx:
        Office(Town(ctx, People(database)).build()).build()
    database.dispose()


@pytest.fixture
def office(town: Town) -> Office:
    """Wednesday 2026-03-04, ten o'clock."""
    return Office(town).found()
