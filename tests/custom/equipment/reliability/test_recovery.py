"""2.5, domain.md §7: the lives that the demo's machines were drawn from are found again in the records, and the advice fits them."""

from __future__ import annotations

from math import log
from random import Random

import pytest
import time_machine
from sqlalchemy import select

from app.custom.crm.demo import Company, places, rules, staff
from app.custom.crm.demo.bulk import Bulk
from app.custom.crm.demo.history import History
from app.custom.crm.demo.names import Names
from app.custom.equipment import categories
from app.custom.equipment.demo import machines
from app.custom.equipment.demo.catalogue import FAMILIES, Family
from app.custom.equipment.reliability import words
from app.custom.equipment.reliability.evidence import Evidence
from app.custom.equipment.reliability.intervals import suggested
from app.custom.equipment.reliability.replacement import Costs, cost_rate, optimum
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_advice import MaintenanceAdvice
from app.runtime import records
from app.runtime.context import Context
from tests.custom.equipment.reliability.errors import scale_error

pytestmark = pytest.mark.database

CHOSEN = {family.code: family for family in FAMILIES if family.code in ("water", "weak")}


@pytest.fixture
def machinery(
    at: time_machine.Coordinates, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> Context:
    """Two years of pumps and cameras as `dougong demo --size full` makes them; of inspections only the last weeks."""
    monkeypatch.setitem(machines.SIZES, "full", (730, 14))
    random = Random(7)
    with records.writing(ctx):
        bulk = Bulk(ctx, now=ctx.now)
        town = places.build(bulk, random)
        ruling = rules.build(bulk, town, today=ctx.today)
        crew, logins = staff.build(bulk, random, Names(random), ruling, town, today=ctx.today)
        bulk.flush()
        company = Company(
            bulk, town, ruling, crew, logins.ids, History(), "full", ctx.today, lambda _zh, _en: None
        )  # fmt: skip
        machines.build(company, list(CHOSEN.values()))
    return ctx


def test_known_lives_are_found_again_and_the_advice_fits_them(machinery: Context) -> None:
    """Shape and scale within three standard errors, the shape within 0.4; what is suggested costs as little as what is best."""
    ctx, tree = machinery, categories.tree(machinery)
    ids = dict(ctx.session.execute(select(EquipmentCategory.code, EquipmentCategory.id)).all())
    for code, family in CHOSEN.items():
        with records.writing(ctx):
            pool = Evidence(ctx, tree, ids[code]).by_calendar.whole
        life, breed = pool.life, family.breed
        assert life is not None
        assert pool.failures > 80
        assert abs(life.beta - breed.beta) < min(0.4, 3 * life.beta_error)
        assert abs(log(life.eta / breed.eta)) < 3 * scale_error(pool.spans, life)
    said: dict[str, list[MaintenanceAdvice]] = {}
    for one in ctx.query(select(MaintenanceAdvice).where(MaintenanceAdvice.plan_id.is_not(None))):
        said.setdefault(one.category.code, []).append(one)
    assert {one.kind for one in said["weak"]} == {"run_to_failure"}
    assert "坏了再修" in words.read(said["weak"][0].explanation or "", "zh")
    pumps = [one for one in said["water"] if one.state == "generated"]
    assert len(pumps) >= 4
    for one in pumps:
        _is_the_step_towards_the_best(one, CHOSEN["water"])


def _is_the_step_towards_the_best(said: MaintenanceAdvice, family: Family) -> None:
    """The optimum costs within 2 % of that of the true life; the interval is the next step to it."""
    beta, eta = family.breed.beta, family.breed.eta
    costs = Costs(float(said.cost_preventive or 0), float(said.cost_failure or 0))
    best = optimum(beta, eta, costs)
    assert best.hours is not None
    found = float(said.optimal_days or 0) * 24
    assert cost_rate(found, beta, eta, costs) < best.rate * 1.02
    step = suggested(best.hours / 24, said.current_days or 0)
    assert (said.kind, said.suggested_days) == ("interval", step.days)
