"""Minutes of 100,000 open repair orders, beside the same rows by SQL: who is told of a time limit, who of silence; CPU.

Ten thousand orders are due at once: many more than in any minute, so that the work counts and not the start.
By hand is one statement for each table, which knows its data: no record is locked or read, nobody's account is looked at.
Both are measured from the opened file to the commit; what a process needs to start is no part of a minute.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.command import run
from benchmarks.contender import WORK
from benchmarks.inspections import migrated

ORDERS = 100_000
DUE = 10_000
PROJECTS = 20
GOAL = 3.0
ROUNDS = 3
"""The fastest counts, as everywhere."""
NOW = "2026-03-04 02:00:00.000000"
"""UTC, as it is stored."""


def measure(*, tell: Callable[[str], None], orders: int = ORDERS) -> list[dict[str, Any]]:
    """A line for each sweep: what is due, by Dougong and by hand, and a minute in which nothing is due."""
    folder = WORK / f"sweeps-{orders}"
    full = folder / "full.sqlite3"
    if not full.exists():
        tell(f"filling {orders:,} repair orders ...")
        made = migrated(folder)
        fill(made, orders)
        made.rename(full)
    return [_line(full, which, orders, tell) for which in ("sla", "silence")]


def _line(full: Path, which: str, orders: int, tell: Callable[[str], None]) -> dict[str, Any]:
    rounds = [_round(full, which) for _ in range(ROUNDS)]
    reached = rounds[0].reached
    first, quiet, written = (
        min(getattr(one, name) for one in rounds) for name in ("first", "quiet", "written")
    )
    ratio = first / written
    line = {
        "sweep": which,
        "open": f"{orders:,}",
        "due": f"{reached:,}",
        "Dougong, s CPU": f"{first:.2f}",
        "by hand, s CPU": f"{written:.2f}",
        "ratio": f"{ratio:.2f} (goal {GOAL:g})",
        "met": "yes" if ratio <= GOAL else "**no**",
        "nothing due, s CPU": f"{quiet:.2f}",
    }
    tell(f"sweep {line}")
    return line


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of CPU: Dougong's minute, the next one, the statements by hand."""

    reached: int
    first: float
    quiet: float
    written: float


def _round(full: Path, which: str) -> Round:
    """Both from the same rows; they must leave the same behind."""
    ours, hand = (full.with_name(f"{which}-{name}.sqlite3") for name in ("dougong", "hand"))
    for copy in (ours, hand):
        for leftover in full.parent.glob(f"{copy.stem}*"):
            leftover.unlink()
        shutil.copyfile(full, copy)
    first = _told("sweeps_minute", ours, which)
    quiet = _told("sweeps_minute", ours, which)
    written = _told("sweeps_by_hand", hand, which)
    reached = (first["reached"], quiet["reached"], written["reached"])
    if reached != (first["reached"], 0, first["reached"]) or _state(ours) != _state(hand):
        raise RuntimeError(f"They disagree: {reached}, {_state(ours)}, {_state(hand)}.")
    for copy in (ours, hand):
        copy.unlink()
    return Round(first["reached"], first["cpu"], quiet["cpu"], written["cpu"])


def _told(module: str, file: Path, which: str) -> Any:
    return run([sys.executable, "-m", f"benchmarks.{module}", file, which, NOW]).told


def _state(file: Path) -> list[tuple[Any, ...]]:
    """What must be the same: who was told how often, and where orders and clocks stand."""
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT (SELECT count(*) || ' ' || count(DISTINCT recipient_id || dedup_key) || ' ' ||"
            " min(template) FROM sys_notification),"
            " (SELECT sum(level) || ' ' || count(next_at) FROM sys_sla_clock),"
            " (SELECT sum(silent_level) || ' ' || count(chase_at) || ' ' || max(chase_at) FROM repair_order),"
            " (SELECT count(*) FROM repair_order WHERE restore_state = 'warn')"
        ).fetchall()


def fill(file: Path, orders: int) -> None:
    """Projects with a technician and an engineering manager each; orders that wait, with a running clock each."""
    with sqlite3.connect(file) as connection:
        for statement in _statements(orders):
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _statements(orders: int) -> list[str]:
    stamp = "'2026-01-01 00:00:00.000000'"
    system = f"{stamp} AS created_at, {stamp} AS updated_at, 1 AS version"
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
    places, many = count.format(PROJECTS), count.format(orders)
    due = f"i % {orders // DUE} = 0"
    later = "'2026-03-05 00:00:00.000000'"
    past = "'2026-03-04 01:59:30.000000'"
    return [
        "INSERT INTO department (id, code, name, kind, created_at, updated_at, version)"
        f" SELECT 1, 'ENG', 'ENG', 'eng', {system}",
        "INSERT INTO position (id, code, name, headcount, created_at, updated_at, version)"
        f" SELECT 1, 'S', 'S', 1, {system}",
        "INSERT INTO project (id, code, name, kind, contract_from, charging_mode, created_at, updated_at, version)"
        f" {places} SELECT i, 'P' || i, 'P' || i, 'residential', '2024-01-01', 'lump', {system} FROM n",
        "INSERT INTO ab_user (id, first_name, last_name, username, email, active)"
        f" {places} SELECT 1000 + i, 'm', 'm', 'manager' || i, 'm' || i || '@example.com', 1 FROM n",
        "INSERT INTO ab_user (id, first_name, last_name, username, email, active)"
        f" {places} SELECT 2000 + i, 't', 't', 'technician' || i, 't' || i || '@example.com', 1 FROM n",
        "INSERT INTO ab_user_role (user_id, role_id) SELECT u.id, r.id FROM ab_user u JOIN ab_role r ON"
        " r.name = CASE WHEN u.id > 2000 THEN 'technician' ELSE 'eng_mgr' END WHERE u.id > 1000",
        "INSERT INTO role_project (user_id, project_id, created_at, updated_at, version)"
        f" SELECT id, id % 1000, {system} FROM ab_user WHERE id > 1000",
        "INSERT INTO employee (id, emp_no, name, phone, department_id, position_id, grade, hired_on, contract_from,"
        f" hours_system, state, login_id, project_id, created_at, updated_at, version) {places}"
        " SELECT i, 'E' || i, 't', '138' || i, 1, 1, 1, '2024-01-01', '2024-01-01', 'standard', 'regular', 2000 + i, i,"
        f" {system} FROM n",
        "INSERT INTO equipment_category (id, code, name, created_at, updated_at, version)"
        f" SELECT 1, 'pump', 'pump', {system}",
        "INSERT INTO equipment (id, equip_no, name, category_id, project_id, location, criticality, model,"
        f" in_service_on, service_life_years, state, created_at, updated_at, version) {places}"
        f" SELECT i, 'SB-' || i, 'pump', 1, i, 'cellar', 'b', 'M', '2024-01-01', 10, 'fault', {system} FROM n",
        "INSERT INTO repair_order (id, repair_no, equipment_id, equipment_name, location, project_id, source, severity,"
        " fault_at, description, assignee_id, redispatched, silent_level, chase_at, restore_state, state,"
        f" created_at, updated_at, version) {many} SELECT i, 'BX-' || i, 1 + i % {PROJECTS}, 'pump', 'cellar',"
        f" 1 + i % {PROJECTS}, 'staff', 's2', {stamp}, 'down', 1 + i % {PROJECTS}, 1, 1,"
        f" CASE WHEN {due} THEN {past} ELSE {later} END, 'ok', 'dispatched', {system} FROM n",
        "INSERT INTO sys_sla_clock (entity, record_id, clock, cycle, calendar, target_minutes, used_seconds, started_at,"
        f" running_since, due_at, next_at, level, status) {many} SELECT 'repair_order', i, 'restore', 1, 'always', 480, 0,"
        " '2026-03-03 19:35:00.000000', '2026-03-03 19:35:00.000000', '2026-03-04 03:35:00.000000',"
        f" CASE WHEN {due} THEN '2026-03-04 01:59:00.000000' ELSE {later} END, 0, 'ok' FROM n",
    ]
