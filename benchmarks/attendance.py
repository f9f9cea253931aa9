"""A month of attendance of 20,000 employees, beside the same rows by SQL: days from 880,000 punches, months from days; CPU.

By hand is one transaction of statements that know their data: one shift, no leave, no night, no correction; nobody is locked
and nothing is logged. Both are measured from the opened file to the commit.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.command import run
from benchmarks.contender import WORK
from benchmarks.inspections import migrated

EMPLOYEES = 20_000
GOAL, SECONDS = 3.0, 90
FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
NOW = "2026-04-01 00:00:00.000000"
STAMP = "2026-01-05 00:00:00.000000"


def measure(*, tell: Callable[[str], None], employees: int = EMPLOYEES) -> list[dict[str, Any]]:
    """One line: the month by Dougong and by hand, the month reckoned again with nothing new, the memory."""
    folder = WORK / f"attendance-{employees}"
    full = folder / "full.sqlite3"
    if not full.exists():
        tell(f"filling a month of {employees:,} employees ...")
        made = migrated(folder)
        fill(made, employees)
        made.rename(full)
    ours, hand = (full.with_name(f"{name}.sqlite3") for name in ("dougong", "hand"))
    for copy in (ours, hand):
        for leftover in folder.glob(f"{copy.stem}*"):
            leftover.unlink()
        shutil.copyfile(full, copy)
    first = _told("attendance_month", ours)
    again = _told("attendance_month", ours)
    written = _told("attendance_by_hand", hand)
    if _state(ours) != _state(hand):
        raise RuntimeError(f"They disagree: {_state(ours)}, {_state(hand)}.")
    ratio = first["cpu"] / written["cpu"]
    line = {
        "employees": f"{employees:,}",
        "days": f"{first['days']:,}",
        "Dougong, s CPU": f"{first['cpu']:.1f} (goal {SECONDS})",
        "by hand, s CPU": f"{written['cpu']:.1f}",
        "ratio": f"{ratio:.2f} (goal {GOAL:g})",
        "met": "yes" if ratio <= GOAL and first["cpu"] <= SECONDS else "**no**",
        "again, s CPU": f"{again['cpu']:.1f}",
        "memory, MB": f"{first['memory']:.0f}",
    }
    tell(f"attendance {line}")
    return [line]


def _told(module: str, file: Path) -> Any:
    return run([sys.executable, "-m", f"benchmarks.{module}", file, NOW]).told


def _state(file: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT status, count(*), sum(due_min), sum(worked_min), sum(late_min), sum(absent_min), min(in_at), max(out_at)"
            " FROM attendance_day GROUP BY status UNION ALL SELECT 'month', count(*), sum(due_days), sum(actual_days),"
            " sum(late_times), sum(absent_days), '', '' FROM attendance_month ORDER BY 1"
        ).fetchall()


def fill(file: Path, employees: int) -> None:
    """Everybody in office hours; one in fifty days late, one in five hundred without a punch of going or at all."""
    with sqlite3.connect(file) as connection:
        _insert(
            connection,
            "department",
            [{"id": 1, "code": "D", "name": "D", "kind": "order", "path": "/1/"}],
        )
        _insert(
            connection, "position", [{"id": 1, "code": "P", "name": "P", "headcount": employees}]
        )
        _insert(
            connection, "shift",
            [{"id": 1, "code": "O", "name": "O", "starts": "09:00:00.000000", "ends": "18:00:00.000000",
              "break_from": "12:00:00.000000", "break_to": "13:30:00.000000", "follows_calendar": 1, "usual": 1}],
        )  # fmt: skip
        _insert(
            connection, "employee",
            [{"id": id, "emp_no": f"E{id:05}", "name": f"员工{id}", "phone": "13800000000", "department_id": 1,
              "position_id": 1, "grade": 1, "hired_on": "2024-01-01", "contract_from": "2024-01-01",
              "hours_system": "standard", "state": "regular"} for id in range(1, employees + 1)],
        )  # fmt: skip
        _insert(connection, "punch", _punches(employees))


def _punches(employees: int) -> Iterator[dict[str, Any]]:
    days = [FIRST + dt.timedelta(n) for n in range((LAST - FIRST).days + 1)]
    for employee in range(1, employees + 1):
        for day in days:
            chance = (employee * 31 + day.day * 7) % 500
            if day.weekday() >= 5 or chance == 0:
                continue
            minute = 15 if chance < 10 else -(chance % 15)
            times = [dt.datetime.combine(day, dt.time(1)) + dt.timedelta(minutes=minute)]
            if chance != 20:
                times.append(dt.datetime.combine(day, dt.time(10, chance % 20)))
            for at in times:
                yield {
                    "employee_id": employee,
                    "at": f"{at:%Y-%m-%d %H:%M:%S}.000000",
                    "device": "C1",
                    "source": "device",
                }


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    stamped = ({"created_at": STAMP, "updated_at": STAMP, "version": 1, **row} for row in rows)
    first = next(stamped)
    marks = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"
    connection.executemany(statement, chain([first], stamped))
