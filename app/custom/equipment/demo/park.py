"""420 machines with their categories and checklists: where they stand, how old they are, who keeps them (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from types import SimpleNamespace

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Row
from app.custom.crm.demo.staff import Person
from app.custom.equipment.plans.nominal import Rule, nominal
from app.custom.equipment.tasks.checklist import demand
from app.generated.check_item import CheckItem
from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.project import Project
from app.runtime import clock

from .catalogue import Check, Family, Sort

YEAR = 365
CODES = {"lift": "3110", "boiler": "1110", "vessel": "2150"}
"""How the registration codes of special equipment begin."""


@dataclass(slots=True)
class Device:
    """A machine as plans and repairs need it. `until`: out of service since; `spare`: on standby."""

    id: int
    row: Row
    family: Family
    sort: Sort
    project: str
    keeper: Person
    until: dt.datetime | None = None
    spare: bool = False

    @property
    def label(self) -> str:
        return f"{self.row['equip_no']} {self.row['name']}"


@dataclass
class Park:
    """Everything that stands somewhere. `checklists`: family and sort → rows of items without their task."""

    since: dt.datetime
    devices: list[Device] = field(default_factory=list)
    categories: dict[str, int] = field(default_factory=dict)
    checklists: dict[tuple[str, str, str], list[Row]] = field(default_factory=dict)
    engineers: dict[str, Sequence[Person]] = field(default_factory=dict)

    def of(self, project: str, *families: str) -> list[Device]:
        """The machines of a project that belong to these families."""
        return [
            one for one in self.devices if one.project == project and one.family.code in families
        ]

    def able(self, project: str, family: Family) -> list[Person]:
        """The engineers of a project who can work on a family; all of them where nobody can."""
        people = self.engineers[project]
        return [one for one in people if one.skills.get(family.skill, 0) >= family.level] or [
            *people
        ]


def build(company: Company, random: Random, since: dt.date, families: Sequence[Family]) -> Park:
    """Remember categories and machines; they are known since the midnight of `since`."""
    park = Park(dt.datetime.combine(since, dt.time(), clock.zone()).astimezone(dt.UTC))
    park.engineers = {code: people for (code, kind), people in company.crew.takers.items() if kind == "ENG"}  # fmt: skip
    for family in families:
        _categories(company, park, family)
    buildings = _buildings(company)
    for project in company.town.projects:
        number = 0
        for family in families:
            number = _family(company, random, park, family, project, buildings[project], number)
        company.bulk.continue_numbers(
            Equipment, "equip_no", number, day=company.today,
            scope=Project(id=company.town.projects[project], code=project),
        )  # fmt: skip
    _ends(company, park)
    return park


# -- categories -----------------------------------------------------------------------------------


def _categories(company: Company, park: Park, family: Family) -> None:
    interval, unit = family.interval
    top = {
        "life_years": family.life, "default_interval": interval, "default_unit": unit,
        "reg_max_days": family.cap, "skill_id": company.rules.skills[family.skill],
        "level": family.level, "hourly_loss": Decimal(family.loss), "active": True,
    }  # fmt: skip
    below = top | {
        "skill_id": None, "level": None, "hourly_loss": None, "reg_max_days": None,
        "default_interval": None, "default_unit": None,
    }  # fmt: skip
    special = any(sort.special for sort in family.sorts) and family.cap is not None
    root = company.bulk.add(
        EquipmentCategory, code=family.code, name=family.name, parent_id=None, special=special,
        created_at=park.since, **top,
    )  # fmt: skip
    park.categories[family.code] = root
    _items(company, root, family.checks)
    for sort in family.sorts:
        code = f"{family.code}.{sort.code}"
        own = company.bulk.add(
            EquipmentCategory, code=code, name=sort.name, parent_id=root, special=sort.special,
            created_at=park.since, **below,
        )  # fmt: skip
        park.categories[code] = own
        _items(company, own, sort.checks)
        for kind in ("inspect", "maintain", "calibrate"):
            park.checklists[family.code, sort.code, kind] = _checklist(family, sort, kind)


def _items(company: Company, category: int, checks: Sequence[Check]) -> None:
    for number, one in enumerate(checks, start=1):
        company.bulk.add(
            CheckItem, category_id=category, sort_no=number, kinds=list(one.kinds) or None,
            needs_photo=False, **_asked(one),
        )  # fmt: skip


def _asked(one: Check) -> Row:
    low, high = (Decimal(text) if text else None for text in (one.low, one.high))
    return {
        "code": one.code, "name": one.name, "kind": one.kind, "uom": one.uom, "low": low,
        "high": high, "choices": one.choices, "required": one.required, "severity": one.severity,
    }  # fmt: skip


def _checklist(family: Family, sort: Sort, kind: str) -> list[Row]:
    """What is copied to a task at issue: the nearer category's item of a code counts (tasks/checklist.py)."""
    found: dict[str, Row] = {}
    for one in (*sort.checks, *family.checks):
        if one.code not in found and (not one.kinds or kind in one.kinds):
            row = _asked(one)
            row["demand"] = demand(SimpleNamespace(**row))  # type: ignore[arg-type]
            del row["choices"]
            found[one.code] = row
    return [{**row, "sort_no": number} for number, row in enumerate(found.values(), start=1)]


# -- machines -------------------------------------------------------------------------------------


def _buildings(company: Company) -> dict[str, list[tuple[int, str]]]:
    """Project → its buildings with their names."""
    found: dict[str, dict[int, str]] = {}
    for home in company.town.all_homes():
        number = home.full_no.split("-")[1]
        found.setdefault(home.code, {})[home.building] = f"{number}栋"
    return {code: list(one.items()) for code, one in found.items()}


def _family(
    company: Company,
    random: Random,
    park: Park,
    family: Family,
    project: str,
    buildings: Sequence[tuple[int, str]],
    number: int,
) -> int:
    """The machines of one family in one project; returns the last number given."""
    able = park.able(project, family)
    leader: int | None = None
    for sort, count in zip(family.sorts, family.counts.get(project, ()), strict=False):
        for place in range(count):
            number += 1
            keeper = able[(place // 4) % min(len(able), 3)]
            building, where = buildings[place % len(buildings)]
            spot = sort.places[(place // len(buildings)) % len(sort.places)]
            row = _row(company, random, park, family, sort, place) | {
                "equip_no": f"SB-{project}-{number:04d}",
                "project_id": company.town.projects[project],
                "building_id": building,
                "location": f"{where}{spot}",
                "name": f"{where}{sort.name}" if count <= len(buildings) else f"{sort.name} {place + 1:02d}",
                "parent_id": leader if sort.code != family.leads else None,
                "keeper_id": keeper.id,
                "keeper_name": keeper.name,
            }  # fmt: skip
            id = company.bulk.add(Equipment, **row)
            if sort.code == family.leads and place == 0:
                leader = id
            stored = company.bulk.rows(Equipment)[-1]
            park.devices.append(Device(id, stored, family, sort, project, keeper))
    return number


def _row(
    company: Company, random: Random, park: Park, family: Family, sort: Sort, place: int
) -> Row:
    """Mostly in the middle of its life, in service before the records begin."""
    history = (company.today - clock.local(park.since).date()).days
    age = random.randint(history + 30, max(history + 60, (family.life - 2) * YEAR))
    began = company.today - dt.timedelta(days=age)
    brand, model = sort.models[place % len(sort.models)]
    valid = company.today + dt.timedelta(days=random.randint(70, 360)) if sort.special else None
    begins = CODES.get(sort.code, CODES.get(family.code, ""))
    return {
        "category_id": park.categories[f"{family.code}.{sort.code}"],
        "special": sort.special,
        "criticality": sort.criticality,
        "brand": brand,
        "model": model,
        "serial_no": f"{brand[0]}{model[:2]}{random.randint(10**7, 10**8 - 1)}",
        "reg_code": f"{begins}99999{began:%Y%m}{random.randint(10**5, 10**6 - 1)}" if sort.special else None,
        "manufactured_on": began - dt.timedelta(days=random.randint(40, 200)),
        "in_service_on": began,
        "service_life_years": family.life,
        "expires_on": nominal(Rule(began, family.life, "year"), 1),
        "warranty_to": nominal(Rule(began, 2, "year"), 1),
        "inspection_valid_to": valid,
        "vendor": f"{brand}设备维保有限公司" if sort.special else None,
        "original_cost": Decimal(round(sort.price * random.uniform(0.9, 1.1), -2)),
        "interval": family.cap,
        "interval_unit": "day" if family.cap else None,
        "run_hours": None,
        "read_on": None,
        "qr_token": f"demo-{random.getrandbits(96):024x}",
        "last_maintained_on": None,
        "next_due_on": None,
        "fault_since": None,
        "failures_90d": 0,
        "bad_actor": False,
        "state": "running",
        "created_at": park.since,
        "updated_at": park.since,
    }  # fmt: skip


def _ends(company: Company, park: Park) -> None:
    """What runs out: inspections that are due in a week, a month, two, or are over; lives and warranties that end."""
    today = company.today
    special = [one for one in park.devices if one.row["special"]]
    for device, days in zip(special[5::9], (6, 21, 27, 48, 55, -3), strict=False):
        device.row["inspection_valid_to"] = today + dt.timedelta(days=days)
    others = [one for one in park.devices if not one.row["special"]]
    for device, days in zip(others[9::31], (20, 150, 320, -60, 340, 100), strict=False):
        began = today + dt.timedelta(
            days=days - device.family.life * YEAR - device.family.life // 4
        )
        device.row |= {
            "in_service_on": began,
            "manufactured_on": began - dt.timedelta(days=90),
            "expires_on": nominal(Rule(began, device.family.life, "year"), 1),
            "warranty_to": nominal(Rule(began, 2, "year"), 1),
        }
    for device, days in zip(others[20::37], (18, 75, 200), strict=False):
        device.row["warranty_to"] = today + dt.timedelta(days=days)
