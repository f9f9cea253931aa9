"""2.1: the label of a device leads to it and carries the secret that proves presence; only the manager prints it."""

from __future__ import annotations

from typing import Any

import pytest

from app.web.documents import codes
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.support.people import People

pytestmark = pytest.mark.database


def page(plant: Plant, people: People, flask: Any, name: str, address: str) -> str:
    answer = people.browser(flask, plant.town.logins[name]).get(address)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize(("name", "proves"), [(MANAGER, True), (MECHANIC, False)])
def test_the_code_of_a_label_has_its_secret_for_the_manager_alone(
    plant: Plant, people: People, app: Any, name: str, proves: bool
) -> None:
    pump = plant.device()
    link = f"http://localhost/q/equipment/{pump.id}"
    told = f"{link}?k={pump.qr_token}" if proves else link
    assert str(codes.svg(told, inline=True)) in page(
        plant, people, app, name, f"/labels/equipment?id={pump.id}"
    )
    assert str(codes.svg(told)) == page(
        plant, people, app, name, f"/labels/equipment/{pump.id}.svg"
    )


def test_the_code_leads_to_the_device(plant: Plant, people: People, app: Any) -> None:
    pump = plant.device()
    browser = people.browser(app, plant.town.logins[MECHANIC])
    answer = browser.get(f"/q/equipment/{pump.id}?k={pump.qr_token}")
    assert answer.location == f"/device/{pump.id}?k={pump.qr_token}"


def test_nobody_but_the_manager_reads_the_secret(plant: Plant, people: People, app: Any) -> None:
    pump = plant.device()
    seen = {
        name: pump.qr_token in page(plant, people, app, name, f"/equipment/show/{pump.id}")
        for name in (MANAGER, MECHANIC)
    }
    assert seen == {MANAGER: True, MECHANIC: False}
