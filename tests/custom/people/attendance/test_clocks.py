"""Attendance clocks push their punches: who may, replays, numbers of nobody, silence (4.2, domain.md §6)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.custom.people.attendance import attlog, clocks
from app.generated.attendance_clock import AttendanceClock
from app.generated.attendance_pin import AttendancePin
from app.generated.punch import Punch
from app.generated.unclaimed_punch import UnclaimedPunch
from app.runtime import jobs, records
from app.runtime.system import Notification
from tests.custom.importing import bring, run

from .conftest import MONDAY, Office

pytestmark = pytest.mark.database
DATA = "/iclock/cdata?SN=ZK001&table=ATTLOG&Stamp=9999"
BODY = "7\t2026-03-02 09:07:20\t0\t1\t0\n7\t2026-03-02 18:20:00\t1\t1\t0\n"


@pytest.fixture
def device(app: Flask, office: Office) -> FlaskClient:
    return app.test_client()


def counted(office: Office, table: type) -> int:
    return int(office.fresh().scalar(select(func.count()).select_from(table)) or 0)


def told(office: Office, name: str) -> int:
    return int(
        office.fresh().scalar(
            select(func.count()).select_from(Notification).where(Notification.template == name)
        )
        or 0
    )


def test_a_registered_clock_hands_over_punches_and_the_day_is_reckoned(
    device: FlaskClient, office: Office
) -> None:
    office.clock()
    office.pin()
    hello = device.get("/iclock/cdata?SN=ZK001&options=all&pushver=2.2.14")
    assert hello.status_code == 200
    assert "GET OPTION FROM: ZK001" in hello.text
    answer = device.post(DATA, data=BODY)
    assert (answer.status_code, answer.text) == (200, "OK: 2\n")
    jobs.run_due()
    day = office.day()
    assert day is not None
    assert (day.status, day.late_min, day.worked_min) == ("late", 7, 443)
    assert device.get("/iclock/getrequest?SN=ZK001").text == "OK\n"


def test_o14_8_punches_that_are_uploaded_again_change_nothing(
    device: FlaskClient, office: Office
) -> None:
    clock = office.clock()
    office.pin()
    for _ in range(3):
        assert device.post(DATA, data=BODY).text == "OK: 2\n"
    jobs.run_due()
    assert counted(office, Punch) == 2
    assert office.fresh().get_one(AttendanceClock, clock.id).lines == 2
    before = office.day()
    assert before is not None
    version = before.version
    device.post(DATA, data=BODY)
    jobs.run_due()
    after = office.day()
    assert after is not None
    assert after.version == version


def test_a_clock_that_nobody_registered_is_refused_shown_and_told_once(
    device: FlaskClient, office: Office
) -> None:
    for _ in range(2):
        assert device.post(DATA, data=BODY).status_code == 403
    assert counted(office, Punch) == counted(office, UnclaimedPunch) == 0
    (waiting,) = office.fresh().scalars(select(AttendanceClock)).all()
    assert (waiting.serial, waiting.state, waiting.seen_from) == ("ZK001", "unknown", "127.0.0.1")
    assert told(office, "attendance.stranger") == 1
    with records.writing(office.ctx):
        office.ctx.transition(waiting, "admit")
    office.pin()
    assert device.post(DATA, data=BODY).status_code == 200
    assert counted(office, Punch) == 2


@pytest.mark.parametrize(
    "path", ["/iclock/cdata", "/iclock/cdata?SN=a%20b", "/iclock/getrequest?SN="]
)
def test_whoever_names_no_serial_number_is_refused(device: FlaskClient, path: str) -> None:
    assert device.get(path).status_code == 400


def test_a_clock_calls_from_its_addresses_and_shows_its_key(
    device: FlaskClient, office: Office
) -> None:
    office.clock(networks="10.9.0.0/16")
    office.clock("ZK002", comm_key="8818")
    assert device.post(DATA, data=BODY).status_code == 403
    second = DATA.replace("ZK001", "ZK002")
    assert device.post(second, data=BODY).status_code == 403
    assert device.get("/iclock/cdata?SN=ZK002&pushcommkey=1111").status_code == 403
    assert device.post(second, data=BODY).status_code == 403
    assert device.get("/iclock/cdata?SN=ZK002&pushcommkey=8818").status_code == 200
    assert device.post(second, data=BODY).status_code == 200


def test_punches_of_a_number_of_nobody_wait_until_it_is_assigned_and_count_then(
    device: FlaskClient, office: Office
) -> None:
    office.clock()
    device.post(DATA, data=BODY)
    device.post(DATA, data=BODY)
    (pin,) = office.fresh().scalars(select(AttendancePin)).all()
    assert (pin.pin, pin.state, pin.waiting) == ("7", "unknown", 2)
    assert counted(office, Punch) == 0
    records.transition(office.town.as_("孙人事"), AttendancePin, pin.id, "assign", {"employee": office.person.id})  # fmt: skip
    jobs.run_due()
    day = office.day()
    assert day is not None
    assert day.status == "late"
    assert office.fresh().get_one(AttendancePin, pin.id).waiting == 0
    device.post(DATA, data=BODY)
    assert (counted(office, Punch), counted(office, UnclaimedPunch)) == (2, 2)


def test_a_line_that_is_no_punch_is_kept_aside_and_the_others_count(
    device: FlaskClient, office: Office
) -> None:
    office.clock()
    office.pin()
    body = BODY.encode() + "坏行\n7\t2000-01-01 00:00:00\t0\n".encode("gbk")
    assert device.post(DATA, data=body).text == "OK: 4\n"
    assert counted(office, Punch) == 2
    kept = office.fresh().scalars(select(UnclaimedPunch.raw).order_by(UnclaimedPunch.id)).all()
    assert kept == ["坏行", "7\t2000-01-01 00:00:00\t0"]
    assert counted(office, AttendancePin) == 1


def test_a_clock_that_runs_ahead_is_told_and_one_that_falls_silent_too(
    device: FlaskClient, office: Office, at: time_machine.Coordinates
) -> None:
    clock = office.clock()
    office.pin()
    device.post(DATA, data="7\t2026-03-04 10:10:00\t0\t1\n")
    assert office.fresh().get_one(AttendanceClock, clock.id).drift_s == 600
    assert told(office, "attendance.drift") == 1
    at.shift(dt.timedelta(minutes=45))
    for _ in range(2):
        with records.writing(office.ctx):
            clocks.tell_of_silence(office.ctx)
    assert told(office, "attendance.silent") == 1
    assert office.fresh().get_one(AttendanceClock, clock.id).offline
    device.get("/iclock/getrequest?SN=ZK001")
    assert not office.fresh().get_one(AttendanceClock, clock.id).offline


def test_lines_in_gbk_and_utf8_with_any_end_are_read() -> None:
    now = dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)
    batch = attlog.read(b"7\t2026-03-02 09:07:20\t0\r\n\r\n8\t2026-03-02 09:08:00\n", now)
    assert [line.pin for line in batch.lines] == ["7", "8"]
    assert batch.lines[0].at == dt.datetime(2026, 3, 2, 1, 7, 20, tzinfo=dt.UTC)
    assert MONDAY.isoformat() in batch.lines[0].raw


def test_a_body_that_is_too_large_is_refused(device: FlaskClient, office: Office) -> None:
    office.clock()
    assert device.post(DATA, data=b"7\n" * 1_100_000).status_code == 413


def test_a_list_of_numbers_and_times_is_imported_without_a_column_of_employees(
    office: Office,
) -> None:
    office.pin()
    hr = office.town.as_("孙人事")
    text = "考勤号,时间\n7,2026-03-02 09:00\n7,2026-03-02 18:00\n"
    assert run(hr, bring(hr, Punch, text)) == {"created": 2}
    jobs.run_due()
    day = office.day()
    assert day is not None
    assert day.worked_min == 450
    assert set(office.fresh().scalars(select(Punch.source))) == {"csv"}
