"""2.3: from the page of a device, where its label leads, a fault is reported with the device filled in."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.custom.equipment.repair.workshop import REPORTER, Workshop
from tests.support.people import People

pytestmark = pytest.mark.database


def test_the_page_of_a_device_leads_to_a_report_about_it(
    app: Flask, people: People, workshop: Workshop
) -> None:
    device = workshop.plant.device()
    client = people.browser(app, workshop.plant.town.logins[REPORTER])
    page = client.get(f"/equipment/show/{device.id}").text
    address = f"/repair_order/add?equipment={device.id}"
    assert address in page
    form = client.get(address).text
    assert f"{device.equip_no} 1号泵" in form
