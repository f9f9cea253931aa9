"""The company, five projects, 3,000 units and 1,800 parking spaces (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from app.generated.building import Building
from app.generated.company import Company
from app.generated.project import Project
from app.generated.unit import Unit

from ..normalise import uscc_check_character
from ..places import full_number
from .bulk import Bulk, Row

USCC_BODY = "91990000MA0DEM0X0"


@dataclass(frozen=True)
class Plan:
    """How one project is built: buildings × entrances × floors × rooms a floor."""

    code: str
    name: str
    kind: str
    district: str
    address: str
    buildings: int
    entrances: int
    floors: int
    rooms: int
    use: str
    area: tuple[int, int]
    parking: tuple[int, int, int]
    mode: str = "lump"

    @property
    def units(self) -> int:
        return self.buildings * self.entrances * self.floors * self.rooms


PLANS = (
    Plan("YX", "云溪花园", "residential", "东片", "云溪路 88 号", 12, 2, 25, 2, "home", (95, 25), (280, 340, 80)),
    Plan("JX", "锦绣城", "residential", "东片", "锦绣大道 16 号", 9, 2, 25, 2, "home", (95, 25), (220, 300, 60)),
    Plan("KC", "科创大厦", "office", "西片", "科创一路 1 号", 2, 1, 15, 10, "office", (140, 60), (60, 150, 60)),
    Plan("BJ", "滨江商业", "mall", "西片", "滨江路 200 号", 5, 1, 2, 25, "shop", (60, 25), (20, 60, 80)),
    Plan("HX", "和兴里", "residential", "东片", "和兴街 9 弄", 7, 5, 5, 2, "home", (62, 12), (20, 50, 20), "commission"),
)  # fmt: skip


@dataclass
class Home:
    """A unit as later steps need it."""

    id: int
    project: int
    code: str
    building: int
    full_no: str
    use: str
    row: Row


@dataclass
class Places:
    """What was built: projects by code, homes by project."""

    projects: dict[str, int] = field(default_factory=dict)
    homes: dict[str, list[Home]] = field(default_factory=dict)
    parking: list[Row] = field(default_factory=list)

    def all_homes(self) -> Iterator[Home]:
        """Every unit, project by project."""
        for homes in self.homes.values():
            yield from homes


def build(bulk: Bulk, random: Random) -> Places:
    """Add the company and everything that it manages."""
    company = bulk.add(
        Company,
        code="YA",
        name="雅信物业服务有限公司",
        uscc=USCC_BODY + uscc_check_character(USCC_BODY),
        accounting_standard="sbe",
        labour_rate=Decimal(60),
        vat_taxpayer="general",
        vat_point="bill",
        fiscal_start="2024-01",
        province="示例省",
        legal_rep="金立诚",
    )
    places = Places()
    for number, plan in enumerate(PLANS, 1):
        places.projects[plan.code] = bulk.add(
            Project,
            code=plan.code,
            name=plan.name,
            company_id=company,
            kind=plan.kind,
            address=plan.address,
            district=plan.district,
            delivered_on=dt.date(2008 + number, 6, 30),
            gross_area=Decimal(plan.units * plan.area[0]),
            contract_from=dt.date(2023, 1, 1),
            contract_to=dt.date(2028, 12, 31),
            charging_mode=plan.mode,
            hotline=f"9510{number:04d}",
            active=True,
            manager_id=None,
        )
    for plan in PLANS:
        places.homes[plan.code] = list(_homes(bulk, random, plan, places.projects[plan.code]))
        _parking(plan, places)
    return places


def _homes(bulk: Bulk, random: Random, plan: Plan, project: int) -> Iterator[Home]:
    mean, spread = plan.area
    for number in range(1, plan.buildings + 1):
        building = bulk.add(
            Building,
            project_id=project,
            code=str(number),
            name=f"{number}栋",
            floors=plan.floors,
            entrances=plan.entrances,
            has_elevator=plan.floors > 6,
            area=None,
        )
        for entrance in range(1, plan.entrances + 1):
            door = str(entrance) if plan.entrances > 1 else None
            for floor in range(1, plan.floors + 1):
                for room in range(1, plan.rooms + 1):
                    yield _home(
                        bulk,
                        plan,
                        project=project,
                        building=building,
                        number=str(number),
                        door=door,
                        floor=floor,
                        room=f"{floor}{room:02d}",
                        area=max(20.0, random.gauss(mean, spread)),
                    )


def _home(
    bulk: Bulk,
    plan: Plan,
    *,
    project: int,
    building: int,
    number: str,
    door: str | None,
    floor: int,
    room: str,
    area: float,
) -> Home:
    gross = Decimal(str(round(area, 2)))
    name = full_number(plan.code, number, door, room)
    id = bulk.add(
        Unit,
        project_id=project,
        building_id=building,
        entrance=door,
        floor=floor,
        room_no=room,
        full_no=name,
        kind=plan.use,
        gross_area=gross,
        inner_area=(gross * Decimal("0.78")).quantize(Decimal("0.01")),
        fee_coefficient=Decimal(1),
        delivered_on=dt.date(2012, 6, 30),
        state="vacant",
    )
    return Home(id, project, plan.code, building, name, plan.use, bulk.rows(Unit)[-1])


def _parking(plan: Plan, places: Places) -> None:
    """What spaces there are; who uses them is known when somebody has moved in."""
    number = 0
    for kind, count in zip(("owned", "rented", "public"), plan.parking, strict=True):
        for _ in range(count):
            number += 1
            places.parking.append(
                {
                    "project_id": places.projects[plan.code],
                    "code": f"{plan.code}-B{1 + number % 2}-{number:03d}",
                    "kind": kind,
                    "zone": f"B{1 + number % 2}",
                    "unit_id": None,
                    "customer_id": None,
                    "plate_no": None,
                    "charger": number % 12 == 0,
                    "state": "free",
                }
            )
