"""Inspections of 200,000 plans, beside the same rows written by hand in SQL: seconds of CPU, the second night too.

Each plan has a device of its own; all begin within the days ahead, so the first night makes one task or more for each.
By hand is one script that knows its data: it asks no plan for its policy and no calendar for its days off, and writes
the same rows: tasks with numbers, their road, their words for the search, where each series stands, the next due date.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.command import run
from benchmarks.contender import ROOT, WORK

PLANS = 200_000
GOAL = 3.0
TODAY = dt.date(2026, 3, 4)
INTERVALS = (3, 7, 14, 15, 30, 90)
"""Days; anchors are spread over each of them."""


def measure(*, tell: Callable[[str], None], plans: int = PLANS) -> list[dict[str, Any]]:
    """One line: the first night, by hand, and the second night, when nothing is left to do."""
    folder = WORK / f"inspections-{plans}"
    full = folder / "full.sqlite3"
    if not full.exists():
        tell(f"filling {plans:,} plans ...")
        fill(full, plans)
    ours, hand = (folder / f"{name}.sqlite3" for name in ("dougong", "hand"))
    for copy in (ours, hand):
        for leftover in folder.glob(f"{copy.stem}*"):
            leftover.unlink()
        shutil.copyfile(full, copy)
    first = _night(ours)
    second = _night(ours)
    written = run([sys.executable, "-m", "benchmarks.inspections_by_hand", hand, str(TODAY)])
    made = first.told["made"]
    if (second.told["made"], written.told["made"]) != (0, made) or _tasks(ours) != _tasks(hand):
        raise RuntimeError(f"They disagree: {first.told}, {second.told}, {written.told}.")
    # Without its start: the first night of an empty database is that.
    start = run([sys.executable, "-m", "benchmarks.inspections_night", "none", str(TODAY)]).cpu
    ratio = (first.cpu - start) / written.cpu
    line = {
        "plans": f"{plans:,}",
        "tasks": f"{made:,}",
        "Dougong, s CPU": f"{first.cpu - start:.1f}",
        "by hand, s CPU": f"{written.cpu:.1f}",
        "ratio": f"{ratio:.2f} (goal {GOAL:g})",
        "met": "yes" if ratio <= GOAL else "**no**",
        "second night, s CPU": f"{second.cpu - start:.2f}",
        "memory, MB": first.told["memory"],
    }
    tell(f"inspections {line}")
    for copy in (ours, hand):
        copy.unlink()
    return [line]


def _night(file: Path) -> Any:
    return run([sys.executable, "-m", "benchmarks.inspections_night", file, str(TODAY)])


def _tasks(file: Path) -> list[tuple[Any, ...]]:
    """What must be the same: which tasks there are, and where the series stand."""
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT count(*), sum(plan_id), min(due_on), max(late_after), count(DISTINCT task_no),"
            " (SELECT min(next_on) || max(next_on) || sum(julianday(next_on)) FROM plan_stop),"
            " (SELECT sum(julianday(next_due_on)) FROM equipment)"
            " FROM inspection_task"
        ).fetchall()


def fill(file: Path, plans: int) -> None:
    """A migrated database with one project, one category, and as many devices and plans."""
    made = migrated(file.parent)
    connection = sqlite3.connect(made)
    _rows(connection, plans)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    made.rename(file)


def migrated(folder: Path) -> Path:
    """A new database in the folder, without rows."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "filling.sqlite3"
    made.unlink(missing_ok=True)
    dougong = [str(Path(sys.executable).parent / "dougong"), "migrate", "--yes"]
    environment = {"DATABASE_URL": f"sqlite:///{made}", "DOUGONG_DATA": str(folder)}
    subprocess.run(dougong, check=True, env={**os.environ, **environment}, cwd=ROOT)
    return made


def _rows(connection: sqlite3.Connection, plans: int) -> None:
    stamp = "'2026-01-01 00:00:00.000000'"
    system = f"{stamp} AS created_at, {stamp} AS updated_at, 1 AS version"
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {plans})"
    interval = "CASE i % 6 " + " ".join(
        f"WHEN {place} THEN {days}" for place, days in enumerate(INTERVALS)
    ) + " END"  # fmt: skip
    first = f"date('{TODAY}', (i / 6 % 8) || ' days')"
    for statement in (
        "INSERT INTO project (id, code, name, kind, contract_from, charging_mode, created_at, updated_at, version)"
        f" SELECT 1, 'YX', 'YX', 'residential', '2024-01-01', 'lump_sum', {system}",
        "INSERT INTO equipment_category (id, code, name, created_at, updated_at, version)"
        f" SELECT 1, 'pump', 'pump', {system}",
        f"INSERT INTO equipment (id, equip_no, name, category_id, project_id, location, criticality, model,"
        f" in_service_on, service_life_years, state, created_at, updated_at, version) {count}"
        f" SELECT i, 'SB-YX-' || i, 'pump ' || i, 1, 1, 'cellar', 'b', 'M', '2024-01-01', 10, 'running',"
        f" {system} FROM n",
        "INSERT INTO maintenance_plan (id, code, name, project_id, kind, covers, equipment_id, interval,"
        " unit, basis, anchor_on, nonworkday, lead_days, window_days, catchup, standard_min, source, state,"
        f" created_at, updated_at, version) {count} SELECT i, 'JH-' || i, 'plan', 1, 'inspect', 'equipment',"
        f" i, {interval}, 'day', 'fixed', {first}, 'none', 7, 2, 'latest', 30, 'manual', 'active', {system}"
        " FROM n",
        "INSERT INTO plan_stop (id, plan_id, equipment_id, project_id, sort_no, active, next_on,"
        f" created_at, updated_at, version) {count} SELECT i, i, i, 1, 1, 1, {first}, {system} FROM n",
    ):
        connection.execute(statement)
