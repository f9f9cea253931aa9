"""docs/rest.md: every curl example runs as it stands, and answers what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from tests.custom.crm.guides.curl import Shell, examples, fits
from tests.custom.crm.town import Town
from tests.support.people import PASSWORD
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

GUIDE = Path(__file__).parents[4] / "docs" / "rest.md"


def test_the_guide_does_what_it_says(app: Flask, town: Town, subtests: pytest.Subtests) -> None:
    for role in ("integrator", "csr"):
        town.staff(role, "CS", name=role)
    category = town.ctx_create(EquipmentCategory, code="pump", name="水泵")
    town.ctx_create(
        Equipment,
        name="1号泵",
        category=category.id,
        project=town.project.id,
        location="地下一层",
        model="M-1",
        in_service_on=town.ctx.today,
        service_life_years=10,
    )
    shell = Shell(app.test_client(use_cookies=False), {"photo.png": PNG})
    shell.variables = {"PASSWORD": PASSWORD}
    found = examples(GUIDE)
    assert len(found) > 12
    for example in found:
        with subtests.test(example.command[:70]):
            answer = shell.run(example.command)
            if answer is None:
                continue
            if example.expected is None:
                assert answer.status_code in (200, 201, 204), answer.text
            else:
                assert fits(example.expected, answer.get_json()), answer.text
