"""Many days are compared and made inside the database, few one beside the other: nobody can tell which it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app.custom.people.attendance import adjustments, aside, days, monthly
from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_month import AttendanceMonth
from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.punch import Punch
from app.generated.roster import Roster
from app.generated.shift import Shift
from app.runtime import records
from app.runtime.audit import seal
from app.runtime.audit.verify import verify
from app.runtime.context import Context
from app.runtime.jobs import Progress
from app.runtime.system import AuditLog

from .conftest import MONDAY, Office, moment

pytestmark = pytest.mark.database

LENGTH = 8
"""Days of the week that is drawn, a weekend in it."""
FIRST, LAST = MONDAY, MONDAY + dt.timedelta(days=LENGTH - 1)
PEOPLE = 3
WHO = st.integers(0, PEOPLE - 1)
DAY = st.integers(0, LENGTH - 1)
# Half of them near the hours at which shifts begin and end, so that they are late, early and just in time.
MINUTES = st.one_of(
    st.integers(0, (LENGTH + 1) * 1440),
    st.builds(
        lambda day, hour, off: max(0, day * 1440 + hour * 60 + off),
        DAY,
        st.sampled_from([0, 8, 9, 16, 18, 20, 32]),
        st.sampled_from([-130, -6, -1, 0, 3, 5, 6, 119, 121]),
    ),
)


@dataclass(frozen=True)
class Rule:
    """A shift that is drawn: often over midnight, its window often in that of the next day."""

    starts: int
    hours: int
    pause: bool
    before: int
    after: int
    calendar: bool

    def row(self, code: str) -> dict[str, Any]:
        def time(minute: int) -> dt.time:
            return dt.time(minute // 60 % 24, minute % 60)

        middle = self.starts + self.hours * 30
        return {
            "code": code, "name": code, "starts": time(self.starts), "ends": time(self.starts + self.hours * 60),
            "crosses_midnight": self.starts + self.hours * 60 >= 1440,
            "break_from": time(middle) if self.pause else None, "break_to": time(middle + 60) if self.pause else None,
            "late_grace": 5, "early_grace": 5, "absent_after": 120, "window_before": self.before,
            "window_after": self.after, "follows_calendar": self.calendar, "usual": False,
        }  # fmt: skip


@dataclass(frozen=True)
class Week:
    """What happens: people, days and shifts by their place."""

    rules: list[Rule]
    roster: dict[tuple[int, int, int], int | None]
    punches: set[tuple[int, int]]
    requests: list[tuple[int, int, int, str]]
    leaves: int
    flexible: bool
    locked: set[tuple[int, int]]
    late: set[tuple[int, int]]


RULES = st.builds(
    Rule, st.sampled_from([0, 480, 510, 960, 1200]), st.sampled_from([4, 8, 12]), st.booleans(),
    st.sampled_from([0, 120, 600]), st.sampled_from([0, 240, 700]), st.booleans(),
)  # fmt: skip
PUNCHES = st.sets(st.tuples(WHO, MINUTES), max_size=40)
WEEKS = st.builds(
    Week,
    rules=st.lists(RULES, min_size=2, max_size=2),
    roster=st.dictionaries(
        st.tuples(WHO, DAY, st.integers(3, 4)), st.sampled_from([None, 0, 1, 2, 3]), max_size=24
    ),
    punches=PUNCHES,
    requests=st.lists(
        st.tuples(WHO, MINUTES, st.integers(30, 1500), st.sampled_from(["leave", "trip", "overtime"])),
        max_size=3,
    ),
    leaves=DAY,
    flexible=st.booleans(),
    locked=st.sets(st.tuples(WHO, DAY), min_size=4, max_size=12),
    late=PUNCHES,
)  # fmt: skip


@settings(
    max_examples=15,
    # What is drawn is small already, and making it smaller takes minutes.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(week=WEEKS)
def test_days_that_the_database_compares_are_those_that_are_compared_one_by_one(
    office: Office, at: time_machine.Coordinates, week: Week
) -> None:
    at.move_to("2026-03-12T13:00:00+08:00")
    one_by_one, inside = (lived(office, week, few) for few in (10**6, 0))
    assert inside == one_by_one


def lived(office: Office, week: Week, few: int) -> list[Any]:
    """The week, what comes late, nothing new, and what came late is taken away; all that is left behind each time."""
    ctx, told = office.ctx, []
    people = list(ctx.session.scalars(select(Employee.id).order_by(Employee.id)))[:PEOPLE]
    before = days.FEW
    days.FEW = few
    try:
        with records.dry_run(ctx):
            begin(ctx, week, people)
            told.append(seen(ctx, days.refresh(ctx, people, FIRST, LAST)))
            for who, day in sorted(week.locked):
                mine = (AttendanceDay.employee_id == people[who]) & (
                    AttendanceDay.date == FIRST + dt.timedelta(days=day)
                )
                records.write_set(ctx, AttendanceDay, mine, action="update", values={"locked": True}, audit="test")  # fmt: skip
            punched(ctx, people, week.late, device="late")
            told.append(seen(ctx, days.refresh(ctx, people, FIRST, LAST)))
            assert seen(ctx, days.refresh(ctx, people, FIRST, LAST)) == (set(), *told[-1][1:])
            ctx.session.execute(
                update(Punch).where(Punch.device == "late").values(deleted_at=ctx.now)
            )
            told.append(seen(ctx, days.refresh(ctx, people, FIRST, LAST)))
    finally:
        days.FEW = before
    return told


def begin(ctx: Context, week: Week, people: list[int]) -> None:
    """Shifts, rosters, punches and requests as they are drawn; the second leaves, the third may be flexible."""
    # With ids of their own: PostgreSQL does not count again what was undone.
    rows = [{"id": 901 + place, **rule.row(f"X{place}")} for place, rule in enumerate(week.rules)]
    records.write_set(ctx, Shift, rows, action="history", audit="test")
    shifts = list(ctx.session.scalars(select(Shift.id).order_by(Shift.id)))
    lines = [
        {"employee_id": people[who], "date": FIRST + dt.timedelta(days=day), "seq": seq,
         "shift_id": None if shift is None else shifts[shift]}
        for (who, day, seq), shift in sorted(week.roster.items())
    ]  # fmt: skip
    if lines:
        records.write_set(ctx, Roster, lines, action="history", audit="test")
    punched(ctx, people, week.punches)
    asked = [
        {"req_no": f"T{place}", "employee_id": people[who], "kind": kind, "state": "approved", "reason": "-",
         "leave_type": "personal" if kind == "leave" else None, "for_time_off": length % 2 == 0,
         "from_at": minute(start), "to_at": minute(start + length)}
        for place, (who, start, length, kind) in enumerate(week.requests)
    ]  # fmt: skip
    if asked:
        records.write_set(ctx, AttendanceRequest, asked, action="history", audit="test")
    gone = FIRST + dt.timedelta(days=week.leaves)
    ctx.session.execute(update(Employee).where(Employee.id == people[1]).values(left_on=gone))
    if week.flexible:
        ctx.session.execute(
            update(Employee).where(Employee.id == people[2]).values(hours_system="flexible")
        )


def punched(
    ctx: Context, people: list[int], punches: set[tuple[int, int]], device: str = "C1"
) -> None:
    rows = [
        {"employee_id": people[who], "at": minute(at), "device": device, "source": "device"}
        for who, at in sorted(punches)
    ]
    if rows:
        records.write_set(ctx, Punch, rows, action="history", audit="test")


def minute(at: int) -> dt.datetime:
    return moment(FIRST, "00:00") + dt.timedelta(minutes=at)


def seen(ctx: Context, months: set[tuple[int, str]]) -> tuple[Any, ...]:
    """The answer, and the days, the adjustments and the rows of the log that are there now."""
    kept = select(
        AttendanceDay.employee_id, AttendanceDay.date, AttendanceDay.locked, AttendanceDay.version,
        *(getattr(AttendanceDay, name) for name in aside.NAMES),
    ).order_by(AttendanceDay.employee_id, AttendanceDay.date)  # fmt: skip
    lines = select(
        AttendanceAdjustment.employee_id, AttendanceAdjustment.date, AttendanceAdjustment.period,
        AttendanceAdjustment.was, AttendanceAdjustment.now,
        *(getattr(AttendanceAdjustment, name) for name in adjustments.MINUTES),
    ).order_by(AttendanceAdjustment.employee_id, AttendanceAdjustment.date)  # fmt: skip
    log = (
        select(AuditLog.action, AuditLog.diff)
        .where(AuditLog.entity.in_(["attendance_day", "attendance_adjustment"]))
        .order_by(AuditLog.id)
    )
    said = [
        (row.action, row.diff["why"], row.diff["count"], sorted(row.diff["fields"]))
        for row in ctx.session.execute(log)
    ]
    return (
        months,
        *([tuple(row) for row in ctx.session.execute(one)] for one in (kept, lines)),
        said,
    )


def test_a_month_that_is_made_again_with_nothing_new_writes_nothing_and_the_log_stays_sealed(
    office: Office, at: time_machine.Coordinates
) -> None:
    at.move_to("2026-04-01T09:00:00+08:00")

    def made() -> tuple[Any, ...]:
        with records.writing(office.ctx):
            monthly.generate(office.ctx, Progress(), period="2026-03")
        session = office.fresh()
        counted = select(func.count(), func.sum(AttendanceDay.version))
        logged = select(func.count()).where(AuditLog.entity.like("attendance%"))
        return (
            tuple(session.execute(counted).one()),
            session.scalar(select(func.sum(AttendanceMonth.version))),
            session.scalar(logged),
        )

    once = made()
    count, versions = once[0]
    assert (count > days.FEW, versions) == (True, count)
    assert made() == once
    seal.seal()
    assert verify().broken is None
