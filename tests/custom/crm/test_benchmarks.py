"""Dougong and the hand-written SQL that it is measured against answer the same, so that the ratio says something."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from app.generated.work_order import WorkOrder
from app.runtime import clock, records
from app.runtime.database import Database
from benchmarks.contender import ENTRIES, Contender
from benchmarks.summary import disagreements
from tests.custom.crm.town import Town

ASKED = ("rest.list", "rest.list.none", "rest.list.exact", "rest.item")


@pytest.fixture
def facts(town: Town, database: Database, database_url: str, tmp_path: Path) -> dict[str, Any]:
    """Thirty closed orders of the town, some of another urgency, and the representative who asks."""
    project, category = town.project.id, town.categories["water"].id
    rows = [
        {
            "order_no": f"B{number:04}",
            "source": "web",
            "project_id": project,
            "category_id": category,
            "unit_id": town.units[0].id,
            "priority": "p2" if number % 10 == 9 else "p1",
            "summary": f"漏水 {number}",
            "state": "closed",
            "resolve_due": clock.now() + dt.timedelta(hours=number % 7),
            "created_at": clock.now(),
        }
        for number in range(34)
    ]
    with records.writing(town.ctx):
        records.write_set(town.ctx, WorkOrder, rows, action="history", audit="benchmark")
    return {
        "database": database_url,
        "data": str(tmp_path / "benchmark"),
        "user": town.logins["csr"],
        "items": [3],
        "deep": 10,
        "stories": [3],
        "open": [3],
        "homes": [{"unit": town.units[0].id, "project": project, "category": category}],
    }


def test_dougong_and_plain_sql_answer_alike(facts: dict[str, Any], tmp_path: Path) -> None:
    told: dict[str, dict[str, Any]] = {case: {} for case in ASKED}
    for entry in ENTRIES[:2]:
        contender = Contender(entry, facts, tmp_path / f"{entry.name}.log")
        for case in ASKED:
            told[case][entry.name] = contender.ask(do="show", case=case)["plain"]
        contender.close()
    assert {case: disagreements(answers) for case, answers in told.items()} == {
        case: [] for case in ASKED
    }
    assert len(told["rest.list"]["dougong"]["rows"]) == 25
    assert told["rest.list.exact"]["raw"]["total"] == 31
    assert told["rest.item"]["raw"]["order_no"] == "B0002"
