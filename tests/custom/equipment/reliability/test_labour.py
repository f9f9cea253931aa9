"""What an hour of labour costs where intervals are worked out: as repairs were charged, else as the company says (2.5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.custom.equipment.labour import USUAL_RATE
from app.custom.equipment.reliability.evidence import labour_rate
from app.generated.company import Company
from app.runtime import records
from tests.custom.equipment.reliability.plant import Plant

pytestmark = pytest.mark.database

COMPANY = {
    "code": "YA", "name": "雅信物业", "uscc": "91990000MA0DEM0X0A", "accounting_standard": "sbe",
    "vat_taxpayer": "general", "vat_point": "bill", "fiscal_start": "2026-01",
    "labour_rate": Decimal(80),
}  # fmt: skip


def test_labour_costs_what_the_company_says_until_repairs_were_charged(plant: Plant) -> None:
    with records.writing(plant.ctx):
        assert labour_rate(plant.ctx) == USUAL_RATE
        plant.write(Company, [COMPANY])
        assert labour_rate(plant.ctx) == 80
        (pump,) = plant.devices(1)
        plant.failures(pump, [(plant.ctx.now - dt.timedelta(days=9), 5.0)])
        assert labour_rate(plant.ctx) == 90
