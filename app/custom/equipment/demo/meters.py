"""Run hours of pumps and cooling, read every month; what a chiller's hours made due (2.2, O5.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from app.custom.crm.demo import Company
from app.generated.equipment_reading import EquipmentReading
from app.runtime import clock

from .park import Device, Park
from .rhythm import HOURS, Plan, Stop
from .rounds import Rounds, Task

EVERY = 30
"""Days between two readings."""
BEFORE = (200, 9000)
"""What a counter may have shown when the records began."""

Readings = Sequence[tuple[dt.datetime, Decimal]]


def read(company: Company, random: Random, park: Park) -> dict[int, Readings]:
    """Remember the readings of every machine that has a counter; returns them by machine."""
    return {
        device.id: _of(company, random, park, device)
        for device in park.devices
        if device.family.metered and device.sort.code not in ("vessel", "unit")
    }


def _of(company: Company, random: Random, park: Park, device: Device) -> Readings:
    until = device.until or company.bulk.now
    pace = device.family.metered * random.uniform(0.6, 1.4) * (0.2 if device.spare else 1)
    hours = Decimal(random.randint(*BEFORE))
    at = park.since + dt.timedelta(days=random.randint(0, EVERY), hours=random.uniform(1, 8))
    found: list[tuple[dt.datetime, Decimal]] = []
    added = hours
    while at < until:
        found.append((at.replace(microsecond=0), hours))
        company.bulk.add(
            EquipmentReading, equipment_id=device.id, project_id=device.row["project_id"], hours=hours,
            added=added, read_at=found[-1][0], source="person", created_at=found[-1][0],
            created_by_id=device.keeper.login,
        )  # fmt: skip
        added = Decimal(str(round(pace * EVERY * random.uniform(0.9, 1.1), 1)))
        hours += added
        at += dt.timedelta(days=EVERY, minutes=random.randint(-90, 90))
    if found:
        device.row |= {"run_hours": found[-1][1], "read_on": found[-1][0]}
    return found


def tasks(rounds: Rounds, plans: Sequence[Plan], readings: dict[int, Readings]) -> list[Task]:
    """The services that the readings made due, and where each series stands."""
    found: list[Task] = []
    for plan in plans:
        if plan.row["unit"] == "hours":
            for stop in plan.stops:
                found += _by_hours(rounds, plan, stop, readings.get(stop.device.id, ()))
    return found


def _by_hours(rounds: Rounds, plan: Plan, stop: Stop, readings: Readings) -> list[Task]:
    found: list[Task] = []
    begins = Decimal(readings[0][1] if readings else 0)
    following = (begins // HOURS + 1) * HOURS
    last: dt.date | None = None
    for at, hours in readings:
        while hours >= following:
            last = clock.local(at).date()
            found.append(rounds.task(plan, stop, last, last, key=f"h{following}", noticed=at))
            following += HOURS
    stop.place = {
        "last_nominal_on": last,
        "last_hours": following - HOURS if last is not None else None,
        "next_hours": following,
    }
    return found
