"""Two months of attendance of the demo company (domain.md §7): clocks, punches, requests, days, reports; some of it not in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.finance.demo.paths import number, walked
from app.custom.finance.demo.people import acting
from app.custom.people.attendance import calendar_days, days, inputs, leave, moments, months, pins
from app.custom.people.attendance.attlog import Line
from app.custom.people.attendance.figures.plan import DAY, Rule
from app.custom.people.attendance.monthly import AUDIT
from app.generated.attendance_clock import AttendanceClock
from app.generated.attendance_month import AttendanceMonth
from app.generated.attendance_pin import AttendancePin
from app.generated.attendance_request import AttendanceRequest
from app.generated.check_in_place import CheckInPlace
from app.generated.employee import Employee
from app.generated.project import Project
from app.generated.punch import Punch
from app.generated.shift import Shift
from app.runtime import records

SEED = 20260104
DAYS = {"small": 0, "full": 730}
"""Before today; 0: since the first of last month."""
LATE, MISSING, HALVES = Decimal("0.0025"), Decimal("0.0004"), Decimal("0.0002")
"""Shares of the shifts that were worked; at two years they make the 310, 45 and 22 of the domain."""
FEWEST = {"late": 12, "missing": 4, "halves": 3}
PEOPLE = 500
WORKS = ("probation", "regular", "leaving")
OPEN = ("employee", "csr", "technician")
"""Logins whose report of last month waits for them; all others have said nothing against theirs."""
AT = {"YX": (31.2304, 121.4737), "JX": (31.2251, 121.4812), "HX": (31.2198, 121.4658), "KC": (31.2087, 121.5962), "BJ": (31.1984, 121.4365)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift that somebody worked: minutes on the axis of attendance/figures/plan.py."""

    employee: int
    midnight: int
    rule: Rule


def build(company: Company) -> None:
    """Into a database that has the company and its roster."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    ctx = company.bulk.ctx
    _rules(company)
    clocks = _clocks(company)
    _places(company)
    people = list(
        ctx.session.execute(
            select(Employee.id, Employee.emp_no)
            .where(Employee.state.in_(WORKS), Employee.deleted_at.is_(None))
            .order_by(Employee.id)
        )
    )
    for row in people:
        company.bulk.add(
            AttendancePin, pin=row.emp_no.lstrip("E0"), employee_id=row.id, waiting=0, state="assigned"
        )  # fmt: skip
    who = [row.id for row in people]
    first = (company.today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    if DAYS[company.size]:
        first = company.today - dt.timedelta(days=DAYS[company.size])
    company.bulk.flush()
    count = 0
    for since, until in _months(first, company.today):
        count += _punch(company, random, who, since, until, clocks)
        company.bulk.flush()
        for start in range(0, len(who), PEOPLE):
            days.refresh(ctx, who[start : start + PEOPLE], since, until)
    for start in range(0, len(who), PEOPLE):
        leave.grant(ctx, who[start : start + PEOPLE], company.today.year)
    _reports(company, who)
    _waiting(company)
    company.step(f"{count} 次打卡", "punches")


def _months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    while first <= last:
        end = min(moments.span(moments.period_of(first))[1], last)
        yield first, end
        first = end + dt.timedelta(days=1)


def _rules(company: Company) -> None:
    """The shifts get what attendance asks of them; office hours are everybody's who is on no roster."""
    lunch = {"break_from": dt.time(12), "break_to": dt.time(13)}
    for shift in company.bulk.ctx.session.scalars(select(Shift).order_by(Shift.id)):
        more: dict[str, Any] = {
            "late_grace": 5, "early_grace": 5, "absent_after": 120, "window_before": 120, "window_after": 240,
        }  # fmt: skip
        if shift.code == "O":
            more |= {**lunch, "usual": True}
        rule = inputs.of(shift)
        minutes = rule.standard - (60 if shift.code == "O" else 0)
        company.bulk.link(Shift, shift.id, **more, std_minutes=minutes)


def _clocks(company: Company) -> list[str]:
    """One in each project, and one that nobody has registered."""
    now = company.bulk.now
    found = []
    for code, project in sorted(company.town.projects.items()):
        serial = f"ZK{code}2024001"
        company.bulk.add(
            AttendanceClock, serial=serial, name=f"{code} 门岗", project_id=project, place="员工通道",
            state="active", seen_at=now, seen_from="10.20.0.15", drift_s=-3, lines=0, offline=False,
        )  # fmt: skip
        found.append(serial)
    company.bulk.add(
        AttendanceClock, serial="ZK9F00317", state="unknown", seen_at=now - dt.timedelta(hours=3),
        seen_from="10.20.7.201", lines=0,
    )  # fmt: skip
    return found


def _places(company: Company) -> None:
    rows = company.bulk.ctx.session.execute(
        select(Project.id, Project.code, Project.name).order_by(Project.id)
    )
    for place, row in enumerate(rows):
        latitude, longitude = AT.get(row.code, (31.2, 121.4))
        company.bulk.add(
            CheckInPlace, code=f"demo-place-{place + 1:04d}", name=f"{row.name} 服务中心", project_id=row.id,
            location={"latitude": latitude, "longitude": longitude}, radius_m=200, by_code=True, active=True,
        )  # fmt: skip


def _punch(
    company: Company,
    random: Random,
    who: Sequence[int],
    first: dt.date,
    last: dt.date,
    clocks: Sequence[str],
) -> int:
    """Everybody comes and goes; a few late, a few forget, a few take half a day off. How many punches."""
    now = moments.on_axis(company.bulk.now, ahead := moments.offset(first))
    duties = [
        Duty(person.id, plan.day * DAY, rule)
        for start in range(0, len(who), PEOPLE)
        for person in inputs.read(company.bulk.ctx, who[start : start + PEOPLE], first, last)
        for plan in person.plans
        if first.toordinal() <= plan.day <= last.toordinal()
        for rule in plan.rules
        if plan.day * DAY + rule.end < now
    ]
    late = set(_some(random, len(duties), LATE, FEWEST["late"]))
    missing = set(_some(random, len(duties), MISSING, FEWEST["missing"]))
    halves = set(_some(random, len(duties), HALVES, FEWEST["halves"])) - late - missing
    count = 0
    for place, duty in enumerate(duties):
        start = duty.midnight + duty.rule.start - random.randint(1, 18)
        end = duty.midnight + duty.rule.end + random.randint(0, 25)
        if place in late:
            start = duty.midnight + duty.rule.start + random.randint(6, 40)
        if place in halves and duty.rule.break_from is not None and duty.rule.break_to is not None:
            _half(company, duty, ahead)
            end = duty.midnight + duty.rule.break_from + random.randint(0, 9)
        device = clocks[duty.employee % len(clocks)]
        times = (start,) if place in missing else (start, end)
        for minute in times:
            at = moments.off_axis(minute, ahead) + dt.timedelta(seconds=random.randint(0, 59))
            company.bulk.add(
                Punch, employee_id=duty.employee, at=at, device=device, source="device"
            )
        count += len(times)
    return count


def _some(random: Random, of: int, share: Decimal, fewest: int) -> list[int]:
    return random.sample(range(of), min(of, max(int(of * share), fewest)))


def _half(company: Company, duty: Duty, ahead: int) -> None:
    """An approved afternoon off, as it went through the office."""
    rule = duty.rule
    start = moments.off_axis(duty.midnight + (rule.break_to or 0), ahead)
    end = moments.off_axis(duty.midnight + rule.end, ahead)
    asked = start - dt.timedelta(days=2)
    minutes = rule.end - (rule.break_to or 0)
    id = company.bulk.add(
        AttendanceRequest, req_no=number(company, AttendanceRequest, "req_no", asked), employee_id=duty.employee,
        kind="leave", leave_type="personal", from_at=start, to_at=end, minutes=minutes,
        days=(Decimal(minutes) / rule.standard).quantize(Decimal("0.01")), reason="家中有事", needs_hr=False,
        state="approved", created_at=asked, for_time_off=False,
    )  # fmt: skip
    walked(
        company, AttendanceRequest, id, ("create", "draft", asked, None), ("submit", "submitted", asked, None),
        ("manager_ok", "manager_ok", asked + dt.timedelta(hours=3), None),
        ("approve", "approved", asked + dt.timedelta(hours=3), None),
    )  # fmt: skip


def _reports(company: Company, who: Sequence[int]) -> None:
    """Last month's: most are confirmed and wait for their departments."""
    ctx = company.bulk.ctx
    period = moments.period_before(company.today)
    for start in range(0, len(who), PEOPLE):
        months.generate(ctx, who[start : start + PEOPLE], period)
    logins = [company.logins[name] for name in OPEN if name in company.logins]
    mine = select(Employee.id).where(Employee.login_id.in_(logins))
    ids = ctx.session.scalars(
        select(AttendanceMonth.id)
        .where(AttendanceMonth.period == period, AttendanceMonth.employee_id.not_in(mine))
        .order_by(AttendanceMonth.id)
    )
    rows = [{"id": id} for id in ids]
    records.write_set(ctx, AttendanceMonth, rows, action="step", step="confirm", audit=AUDIT)


def _waiting(company: Company) -> None:
    """A leave that waits for a decision, and two punches of a number of nobody."""
    person = acting(company, "hr", company.bulk.now)
    day = _next_workday(company)
    made = person.create(
        AttendanceRequest, kind="leave", leave_type="personal", from_at=company.at(day, 13),
        to_at=company.at(day, 18), reason="孩子家长会",
    )  # fmt: skip
    person.step(AttendanceRequest, made, "submit")
    yesterday = company.today - dt.timedelta(days=1)
    lines = [
        Line("9001", company.at(yesterday, hour), f"9001\t{yesterday} {hour:02}:00:00\t0\t1")
        for hour in (9, 18)
    ]
    pins.put_aside(company.bulk.ctx, "ZKYX2024001", lines)


def _next_workday(company: Company) -> dt.date:
    known = calendar_days.kinds(
        company.bulk.ctx,
        company.today + dt.timedelta(days=1),
        company.today + dt.timedelta(days=20),
    )
    return next(day for day, kind in known.items() if kind.kind == "workday")
