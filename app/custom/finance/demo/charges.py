"""Who is charged what from when, and the meters with their readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.custom.crm.demo import Company
from app.generated.fee_assignment import FeeAssignment
from app.generated.meter import Meter
from app.generated.meter_reading import MeterReading
from app.generated.occupancy import Occupancy
from app.generated.parking_space import ParkingSpace
from app.runtime import clock

from ..fees.formulas import usage
from . import paths
from .scale import Scale
from .tariff import ITEMS, SINCE

METERED = ("YX", "HX")
SHARED_IN = "HX"
AGREED = 12
"""Shops and offices whose price was agreed upon."""
FORGOTTEN = 5
"""Meters that nobody has read yet this quarter."""


@dataclass
class Dial:
    """One meter and where it stands."""

    id: int
    unit: int
    project: int
    habit: float
    """m³ or kWh a quarter."""
    value: Decimal
    usages: list[Decimal] = field(default_factory=list)


def assign(company: Company, random: Random, items: Mapping[str, int], much: Scale) -> None:
    """Homes pay from the day that somebody holds them, spaces that are rented from the beginning."""
    bulk, town = company.bulk, company.town
    since = dict(
        bulk.ctx.session.execute(
            select(Occupancy.unit_id, func.min(Occupancy.from_date))
            .where(Occupancy.payer.is_(True), Occupancy.approved.is_(True))
            .group_by(Occupancy.unit_id)
        ).all()
    )  # fmt: skip
    metered = [code for code in METERED if code in town.homes]
    business = [home.id for home in town.all_homes() if home.use != "home" and home.id in since]
    agreed = set(random.sample(business, min(AGREED, len(business))))
    by = company.logins["accountant"]
    for home in town.all_homes():
        if home.id not in since:
            continue
        values: dict[str, Any] = {
            "project_id": home.project, "unit_id": home.id, "parking_id": None, "customer_id": None,
            "from_on": max(SINCE, since[home.id]), "to_on": None, "state": "active",
            "override_price": None, "discount": None, "ground": None, "created_by_id": by,
        }  # fmt: skip
        if home.id in agreed:
            cut = Decimal(random.choice((5, 8, 10)))
            values |= {"discount": cut, "ground": "三年期合同优惠"}
        item = next(one.code for one in ITEMS if one.kind == "property" and home.code in one.prices)
        made = bulk.add(FeeAssignment, fee_item_id=items[item], **values)
        if home.id in agreed:
            since_then = company.at(values["from_on"], 9)
            paths.walked(
                company, FeeAssignment, made, ("create", "draft", since_then, "accountant"),
                ("submit", "submitted", since_then, "accountant"),
                ("approve", "active", since_then, "fin_mgr"),
            )  # fmt: skip
            values |= {"discount": None, "ground": None}
        if home.code in metered:
            bulk.add(FeeAssignment, fee_item_id=items["SF"], **values)
        if home.code in much.electricity:
            bulk.add(FeeAssignment, fee_item_id=items["DF"], **values)
        if home.code == SHARED_IN:
            bulk.add(FeeAssignment, fee_item_id=items["GT"], **values)
    spaces = bulk.ctx.session.execute(
        select(ParkingSpace.id, ParkingSpace.project_id, ParkingSpace.customer_id).where(
            ParkingSpace.state == "rented", ParkingSpace.customer_id.is_not(None)
        )
    )
    for space in spaces:
        bulk.add(
            FeeAssignment, fee_item_id=items["TC"], project_id=space.project_id,
            parking_id=space.id, customer_id=space.customer_id, from_on=SINCE, state="active",
            created_by_id=by,
        )  # fmt: skip


def meters(company: Company, random: Random, much: Scale) -> list[Dial]:
    """A meter for every home of some projects, as it stood when the books began."""
    found = []
    kinds = (("water", "S", METERED, 32), ("elec", "D", much.electricity, 560))
    for kind, letter, projects, habit in kinds:
        for home in (home for code in projects for home in company.town.homes.get(code, ())):
            first = Decimal(random.randint(20, 900))
            id = company.bulk.add(
                Meter, meter_no=f"{letter}-{home.full_no}", kind=kind, project_id=home.project,
                unit_id=home.id, multiplier=Decimal(1), digits=5, first_value=first,
                installed_on=much.begun - dt.timedelta(days=1), last_value=None, last_read_on=None,
                active=True,
            )  # fmt: skip
            lived_in = home.row["state"] != "vacant"
            used = random.gauss(habit, habit / 3) if lived_in else 0
            found.append(Dial(id, home.id, home.project, used, first))
    return found


def read(
    company: Company,
    random: Random,
    dials: Sequence[Dial],
    period: str,
    day: dt.date,
    *,
    leave: int,
) -> None:
    """What the meters showed at the end of the quarter; `leave` of them were not reached."""
    bulk = company.bulk
    at = dt.datetime.combine(day, dt.time(10), clock.zone()).astimezone(dt.UTC)
    for place, dial in enumerate(dials):
        if place % (len(dials) // leave if leave else len(dials) + 1) == 7:
            continue
        used = Decimal(max(0, round(dial.habit * random.uniform(0.8, 1.2))))
        now = dial.value + used
        found = usage.read(dial.value, now, digits=5, multiplier=Decimal(1), before=dial.usages)
        waits = found.anomaly not in ("none", "rollover")
        bulk.add(
            MeterReading, meter_id=dial.id, project_id=dial.project, unit_id=dial.unit,
            period=period, kind="regular", prev=dial.value, curr=now, usage=found.usage,
            anomaly=found.anomaly, read_at=at, created_at=at, billed=False,
            state="checked" if leave == 0 or not waits else "read",
            created_by_id=company.logins["technician"],
        )  # fmt: skip
        dial.value = now
        dial.usages.insert(0, found.usage)
        bulk.link(Meter, dial.id, last_value=now, last_read_on=day)
