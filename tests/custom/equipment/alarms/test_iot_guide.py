"""docs/iot.md: every example runs as it stands, with a client of the scopes that it says, and is told when it is repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.generated.equipment_alarm import EquipmentAlarm
from app.generated.equipment_reading import EquipmentReading
from app.runtime import jobs, records
from app.runtime.audit import seal
from app.runtime.clients import manage
from app.runtime.webhooks import dispatch, settings
from tests.custom.crm.guides.curl import Shell, examples, fits
from tests.custom.equipment.repair.workshop import MECHANIC, SECOND, Workshop
from tests.support.receiver import Receiver, receiver

pytestmark = pytest.mark.database

GUIDE = Path(__file__).parents[4] / "docs" / "iot.md"
REPAIRED = "/deliveries"
"""Before this is asked the technician has been there."""


@pytest.fixture
def there() -> Iterator[Receiver]:
    """The platform's own server; messages may go to this machine here."""
    settings.use(settings.Settings(settings.parse("127.0.0.0/8")))
    with receiver() as made:
        yield made
    settings.use(settings.Settings())


@pytest.fixture
def token(workshop: Workshop) -> str:
    """Of the client that the guide makes."""
    town = workshop.plant.town
    town.staff("integrator", "ENG", name="integrator")
    [line] = re.findall(r"^dougong clients new (.*)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    name, _, user, *scopes = line.split()
    with records.writing(town.ctx):
        return manage.create(town.ctx, manage.Wanted(name, user, scopes[1::2]))[1]


def go_on() -> None:
    """What the scheduler does in a minute."""
    seal.seal()
    dispatch.wake()
    jobs.run_due()


def test_the_guide_of_device_platforms_does_what_it_says(
    app: Flask, workshop: Workshop, there: Receiver, token: str, subtests: pytest.Subtests
) -> None:
    device = workshop.plant.device(serial_no="SN-7")
    shell = Shell(app.test_client(use_cookies=False), {})
    shell.variables = {"TOKEN": token, "DEVICE": "SN-7", "HOOKS": there.url}
    for example in examples(GUIDE):
        if REPAIRED in example.command:
            (order,) = workshop.orders()
            assert workshop.device(order).state == "fault"
            go_on()
            workshop.repaired(order)
            go_on()
        with subtests.test(example.command[:70]):
            answer = shell.run(example.command)
            if answer is not None:
                assert fits(example.expected, answer.get_json()), answer.text

    (order,) = workshop.orders()
    assert (order.state, workshop.device(order).state) == ("repaired", "running")
    assert workshop.told()[:2] == [(MECHANIC, "for_you"), (SECOND, "deputy")]
    session = workshop.plant.session
    counted = [
        session.scalar(select(func.count()).select_from(one))
        for one in (EquipmentAlarm, EquipmentReading)
    ]
    assert counted == [2, 1]
    assert str(workshop.again(device).run_hours) == "480.5"
    [message] = there.got
    told = message.body
    assert (told["type"], told["data"]["id"], told["data"]["state"]) == (
        "repair_order.transition.finish", order.id, "repaired",
    )  # fmt: skip
    assert "assignee" not in told["data"]
