"""The month of each employee: days and adjustments added up, kept in step until he confirms it (4.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Integer, and_, case, cast, func, select

from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_month import AttendanceMonth
from app.generated.employee import Employee
from app.runtime import records
from app.runtime.context import Context

from . import adjustments, calendar_days, moments
from .figures import pay

AUDIT = "attendance month"
CENT = Decimal("0.01")
HOUR = 60
WAGE = "base_pay"
BEFORE_LOCK = ("employee_confirmed", "dept_reviewed")
FIELDS = (
    "due_days", "actual_days", "rate", "late_times", "late_min", "early_times", "missing_times", "absent_days",
    "leave_days", "unpaid_days", "trip_days", "worked_hours", "ot_workday_h", "ot_rest_h", "ot_holiday_h", "over_h",
    "ot_hours", "comp_hours", "adjusted", "ot_pay", "deduction",
)  # fmt: skip
MINUTES = ("worked_min", "trip_min", "ot_workday_min", "ot_rest_min", "ot_holiday_min", "comp_min")  # fmt: skip


@dataclass(slots=True)
class Sums:
    """One month while it is added up. Days are exact sums of shares of a day in ten-thousandths."""

    due: int = 0
    absent: int = 0
    leave: int = 0
    unpaid: int = 0
    trip: int = 0
    minutes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    adjusted: int = 0

    def add(self, row: Any) -> None:
        """The days, as `_days` adds them up."""
        self.due, self.absent, self.leave = row.due, row.absent, row.leave
        self.trip, self.unpaid = row.trip, row.unpaid
        self.times.update(late=row.late_times, early=row.early_times, missing=row.missing_times)
        self.minutes.update({name: getattr(row, name) for name in MINUTES}, late=row.late)

    def adjust(self, row: AttendanceAdjustment) -> None:
        """One line of an earlier month. What was due stays due: only what became of it moves."""
        due = row.std_min or 0
        if due:
            self.absent += share(row.absent_min, due)
            self.leave += share(row.leave_min, due)
            self.unpaid += share(row.unpaid_min, due)
            self.trip += share(row.trip_min, due)
        self.minutes["late"] += row.late_min or 0
        for name in MINUTES:
            self.minutes[name] += getattr(row, name) or 0
        self.adjusted += 1


def share(minutes: int | None, due: int) -> int:
    """Ten-thousandths of a day."""
    return ((minutes or 0) * 10000 + due // 2) // due


def days(shares: int) -> Decimal:
    return (Decimal(shares) / 10000).quantize(CENT, ROUND_HALF_UP)


def hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / HOUR).quantize(CENT, ROUND_HALF_UP)


def figures(sums: Sums, base: Decimal | None, over: Decimal | None) -> dict[str, Any]:
    """The fields of a month. `over`: hours above the standard of the quarter, of comprehensive hours; None for others.

    Whoever works comprehensive hours has no overtime on workdays or rest days but what is above that standard.
    """
    due = Decimal(sums.due)
    absent, leave = days(sums.absent), days(sums.leave)
    actual = max(due - absent - leave, Decimal(0))
    workday, rest = hours(sums.minutes["ot_workday_min"]), hours(sums.minutes["ot_rest_min"])
    holiday = hours(sums.minutes["ot_holiday_min"])
    if over is not None:
        workday, rest = Decimal(0), Decimal(0)
    unpaid = days(sums.unpaid)
    paid = lost = None
    if base is not None:
        paid = pay.overtime(base, workday=workday + (over or 0), rest=rest, holiday=holiday)
        # Below zero it gives back what an earlier month has deducted: its correction counts here.
        lost = pay.deduction(base, absent + unpaid)
    return {
        "due_days": due, "actual_days": actual, "rate": pay.rate(actual, due),
        "late_times": sums.times["late"], "late_min": max(sums.minutes["late"], 0), "early_times": sums.times["early"],
        "missing_times": sums.times["missing"], "absent_days": absent, "leave_days": leave, "unpaid_days": unpaid,
        "trip_days": days(sums.trip), "worked_hours": hours(sums.minutes["worked_min"] + sums.minutes["trip_min"]),
        "ot_workday_h": workday, "ot_rest_h": rest, "ot_holiday_h": holiday, "over_h": over,
        "ot_hours": workday + rest + holiday + (over or 0), "comp_hours": hours(sums.minutes["comp_min"]),
        "adjusted": sums.adjusted, "ot_pay": paid, "deduction": lost,
    }  # fmt: skip


def generate(ctx: Context, employees: Sequence[int], period: str) -> int:
    """Make or bring in step the months of these people; how many there are. Locked ones are left alone."""
    return _write(ctx, employees, period, make=True)


def follow(ctx: Context, changed: Iterable[tuple[int, str]]) -> None:
    """Days have changed: bring those months in step that are there. A month that was confirmed is confirmed again."""
    by_period: dict[str, list[int]] = defaultdict(list)
    for employee, period in sorted(changed):
        by_period[period].append(employee)
    for period, people in by_period.items():
        _write(ctx, people, period, make=False)


def _write(ctx: Context, employees: Sequence[int], period: str, *, make: bool) -> int:
    table = AttendanceMonth
    known = {
        row.employee_id: row
        for row in ctx.session.execute(
            select(table.id, table.employee_id, table.state, *(getattr(table, name) for name in FIELDS)).where(
                table.employee_id.in_(employees), table.period == period, table.deleted_at.is_(None)
            )
        )
    }  # fmt: skip
    wanted = [
        id
        for id in employees
        if (id in known and known[id].state != "locked") or (make and id not in known)
    ]
    if not wanted:
        return 0
    new, changed, back = [], [], []
    for employee, values in _figures(ctx, wanted, period).items():
        row = known.get(employee)
        if row is None:
            new.append(
                {
                    "employee_id": employee,
                    "period": period,
                    "confirmed_by_employee": False,
                    **values,
                }
            )
        elif any(getattr(row, name) != values[name] for name in FIELDS):
            department = values.pop("department_id")
            changed.append({"id": row.id, **values, "department_id": department})
            if row.state in BEFORE_LOCK:
                back.append({"id": row.id, "confirmed_by_employee": False})
    if back:
        records.write_set(
            ctx,
            table,
            back,
            action="step",
            step="redo",
            audit=AUDIT,
            note="数据变化 / Figures changed",
        )
    if changed:
        records.write_set(ctx, table, changed, action="each", audit=AUDIT)
    if new:
        records.write_set(ctx, table, new, action="make", audit=AUDIT)
    return len(wanted)


def _figures(ctx: Context, employees: Sequence[int], period: str) -> dict[int, dict[str, Any]]:
    first, last = moments.span(period)
    sums: dict[int, Sums] = defaultdict(Sums)
    for row in ctx.session.execute(_days(employees, first, last)):
        sums[row.employee_id].add(row)
    for line in ctx.session.scalars(
        select(AttendanceAdjustment).where(
            AttendanceAdjustment.employee_id.in_(employees),
            AttendanceAdjustment.period == period,
            AttendanceAdjustment.deleted_at.is_(None),
        )
    ):
        sums[line.employee_id].adjust(line)
    over = _over_the_standard(ctx, employees, period)
    found = {}
    for row in ctx.session.execute(
        select(Employee.id, Employee.department_id, Employee.hours_system, *_base_pay())
        .where(Employee.id.in_(employees), Employee.hired_on <= last)
        .order_by(Employee.id)
    ):
        extra = over.get(row.id, Decimal(0)) if row.hours_system == "comprehensive" else None
        base = row[3] if len(row) > 3 else None
        found[row.id] = {"department_id": row.department_id, **figures(sums[row.id], base, extra)}
    return found


def _days(employees: Sequence[int], first: dt.date, last: dt.date) -> Any:
    """The days of each added up by the database; shares of a day in ten-thousandths, rounded one by one as `share` does."""
    table = AttendanceDay
    due = table.due_min

    def added(value: Any, *conditions: Any) -> Any:
        return cast(
            func.coalesce(func.sum(case((and_(due > 0, *conditions), value), else_=0)), 0), Integer
        )

    def shares(column: Any, *conditions: Any) -> Any:
        return added((func.coalesce(column, 0) * 10000 + due // 2) // due, *conditions)

    return (
        select(
            table.employee_id, added(1).label("due"), shares(table.absent_min).label("absent"),
            shares(table.leave_min).label("leave"), shares(table.trip_min).label("trip"),
            shares(table.leave_min, table.leave_type.in_(adjustments.UNPAID)).label("unpaid"),
            added(1, table.late_min > 0).label("late_times"), added(1, table.early_min > 0).label("early_times"),
            added(1, table.status == "missing").label("missing_times"),
            added(func.coalesce(table.late_min, 0)).label("late"),
            *(cast(func.coalesce(func.sum(getattr(table, name)), 0), Integer).label(name) for name in MINUTES),
        )
        .where(table.employee_id.in_(employees), table.date.between(first, last), table.deleted_at.is_(None))
        .group_by(table.employee_id)
    )  # fmt: skip


def _base_pay() -> list[Any]:
    """The wage, where the application keeps it with the employee."""
    wage: Any = getattr(Employee, WAGE, None)
    return [] if wage is None else [wage]


def _over_the_standard(
    ctx: Context, employees: Sequence[int], period: str
) -> Mapping[int, Decimal]:
    """Comprehensive hours above the workdays × 8 of the quarter; told in its last month, on holidays worked apart."""
    month = int(period[5:7])
    if month % 3:
        return {}
    last = moments.span(period)[1]
    first = dt.date(last.year, month - 2, 1)
    standard = calendar_days.workdays(calendar_days.kinds(ctx, first, last))
    worked: dict[int, int] = defaultdict(int)
    day, line = AttendanceDay, AttendanceAdjustment
    for row in ctx.session.execute(_hours_of(day, employees, day.date.between(first, last))):
        worked[row.employee_id] += max(
            (row.worked_min or 0) - (row.ot_holiday_min or 0), 0
        ) + _beside(row)
    # Corrections of locked months are hours of the quarter that they count in.
    periods = [f"{last.year}-{number:02}" for number in range(month - 2, month + 1)]
    for row in ctx.session.execute(_hours_of(line, employees, line.period.in_(periods))):
        worked[row.employee_id] += (row.worked_min or 0) - (row.ot_holiday_min or 0) + _beside(row)
    return {
        employee: pay.over_standard(hours(minutes), standard)
        for employee, minutes in worked.items()
    }


HOURS = ("worked_min", "trip_min", "ot_workday_min", "ot_rest_min", "ot_holiday_min")


def _hours_of(table: Any, employees: Sequence[int], when: Any) -> Any:
    """Minutes of those who work comprehensive hours."""
    return (
        select(table.employee_id, *(getattr(table, name) for name in HOURS))
        .join(Employee, Employee.id == table.employee_id)
        .where(
            table.employee_id.in_(employees), when, table.deleted_at.is_(None),
            Employee.hours_system == "comprehensive",
        )
    )  # fmt: skip


def _beside(row: Any) -> int:
    """Hours of work outside of the shift's own: trips, and overtime that is not taken as time off."""
    return (row.trip_min or 0) + (row.ot_workday_min or 0) + (row.ot_rest_min or 0)
