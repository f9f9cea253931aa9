"""`dougong demo --size full`: two years of machines, made in little memory; every life that they were drawn from is found again."""

from __future__ import annotations

import resource
import time
from math import log
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from app.custom.crm import demo as crm_demo
from app.custom.equipment import categories
from app.custom.equipment.demo import machines
from app.custom.equipment.demo.catalogue import FAMILIES
from app.custom.equipment.reliability.evidence import Evidence
from app.generated.equipment_category import EquipmentCategory
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.repair_order import RepairOrder
from app.runtime import database, records
from app.runtime.context import Context
from tests.custom.equipment.reliability.errors import scale_error
from tests.support.databases import Databases
from tests.support.worlds import APPLICATION

pytestmark = pytest.mark.prove

NOON = "2026-03-04T12:00:00+08:00"
MOST_SECONDS, MOST_MEGABYTES = 180, 64


def test_the_full_demo_is_quick_small_and_its_lives_are_found_again(
    databases: Databases, tmp_path: Path, proof: Any
) -> None:
    """Of each family: shape and scale within three standard errors of what was drawn."""
    APPLICATION.activate()
    url = databases.copy(APPLICATION.name, APPLICATION.migrate, tmp_path)
    made = database.Database(url)
    database.activate(made)
    peaks: list[int] = []

    def half(company: crm_demo.Company) -> None:
        peaks.append(_peak())
        machines.build(company)
        peaks.append(_peak())

    began = time.process_time()
    with time_machine.travel(NOON, tick=False):
        crm_demo.load("full", lambda _line: None, [half])
        seconds = time.process_time() - began
        with Context.system() as ctx, records.writing(ctx):
            figures = _found(ctx)
    made.dispose()
    databases.drop(url)
    grown = peaks[1] - peaks[0]
    proof.record("full demo", {"seconds of CPU": round(seconds), "megabytes that machines add": grown, **figures})  # fmt: skip
    assert seconds < MOST_SECONDS
    assert grown < MOST_MEGABYTES


def _peak() -> int:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _found(ctx: Context) -> dict[str, Any]:
    tree = categories.tree(ctx)
    ids = dict(ctx.session.execute(select(EquipmentCategory.code, EquipmentCategory.id)).all())
    figures: dict[str, Any] = {
        "inspections": ctx.session.scalar(select(func.count()).select_from(InspectionTask)),
        "repairs": ctx.session.scalar(select(func.count()).select_from(RepairOrder)),
    }
    for family in FAMILIES:
        pool, breed = Evidence(ctx, tree, ids[family.code]).by_calendar.whole, family.breed
        life = pool.life
        assert life is not None, family.code
        figures[f"{family.code}: shape, scale of {pool.failures} failures"] = (
            f"{life.beta:.2f}, {life.eta:.0f} (drawn from {breed.beta}, {breed.eta:.0f})"
        )
        assert abs(life.beta - breed.beta) < 3 * life.beta_error, family.code
        assert abs(log(life.eta / breed.eta)) < 3 * scale_error(pool.spans, life), family.code
        if family.code in ("water", "weak"):
            assert abs(life.beta - breed.beta) < 0.4
    said = ctx.session.execute(
        select(EquipmentCategory.code, MaintenanceAdvice.kind, MaintenanceAdvice.suggested_days)
        .join(EquipmentCategory, EquipmentCategory.id == MaintenanceAdvice.category_id)
        .where(MaintenanceAdvice.plan_id.is_not(None), MaintenanceAdvice.state != "applied")
        .distinct()
    ).all()
    kinds = {(code, kind) for code, kind, _days in said}
    assert {("weak", "run_to_failure"), ("water", "interval")} <= kinds
    assert ("water", "run_to_failure") not in kinds
    assert all(days <= 15 for code, _kind, days in said if code == "lift.passenger")
    return figures
