"""Machines of the town, with a history that is written down as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.context import Context
from app.runtime.entity import Entity
from tests.custom.crm.town import Town


def moment(text: str) -> dt.datetime:
    """`2026-03-04T10:00` here."""
    return dt.datetime.fromisoformat(f"{text}+08:00").astimezone(dt.UTC)


@dataclass
class Plant:
    town: Town
    categories: dict[str, int] = field(default_factory=dict)
    numbers: dict[type[Entity], int] = field(default_factory=dict)

    @property
    def ctx(self) -> Context:
        return self.town.ctx

    @property
    def project(self) -> int:
        return int(self.town.project.id)

    def build(self) -> Plant:
        for name, parent, more in (
            ("machine", None, {}),
            ("pump", "machine", {"hourly_loss": Decimal(100)}),
            ("lift", "machine", {"reg_max_days": 15}),
            ("camera", "machine", {}),
        ):
            above = self.categories.get(parent or "")
            self.categories[name] = self.write(
                EquipmentCategory, [{"code": name, "name": name, "parent_id": above, **more}]
            )[0]
        return self

    def write(self, entity: type[Entity], rows: Sequence[dict[str, Any]]) -> list[int]:
        """As history: without hooks."""
        first = self.numbers.get(entity, 0) + 1
        self.numbers[entity] = first + len(rows) - 1
        given = [{"id": first + place, **row} for place, row in enumerate(rows)]
        records.write_set(self.ctx, entity, given, action="history", audit="test")
        return [int(row["id"]) for row in given]

    def devices(self, number: int, category: str = "pump", **more: Any) -> list[int]:
        since = more.get("in_service_on", dt.date(2025, 1, 1))
        return self.write(
            Equipment,
            [
                {
                    "name": f"{category} {place}", "category_id": self.categories[category],
                    "project_id": self.project, "location": "B1", "model": "M1", "state": "running",
                    "criticality": "b", "in_service_on": since, "service_life_years": 15,
                    "created_at": moment(f"{since}T00:00"), "equip_no": f"SB-{category}-{place}-{since}-{len(self.numbers)}",
                    "qr_token": None, **more,
                }
                for place in range(number)
            ],
        )  # fmt: skip

    def failures(
        self,
        equipment: int,
        faults: Iterable[tuple[dt.datetime, float]],
        category: str = "pump",
        **more: Any,
    ) -> list[int]:
        """Each at its moment, down for so many hours."""
        rows, stays = [], []
        for at, hours in faults:
            until = at + dt.timedelta(hours=hours)
            rows.append({
                "repair_no": f"BX{equipment}-{at:%Y%m%d%H%M}", "equipment_id": equipment,
                "project_id": self.project, "category_id": self.categories[category], "source": "staff",
                "severity": "s2", "fault_at": at, "description": "stands still", "state": "closed",
                "finished_at": until, "failure": True, "down_min": round(hours * 60), "cause": "wear",
                "labor_min": 60, "labor_cost": Decimal(90), "total_cost": Decimal(90), "created_at": at,
                **more,
            })  # fmt: skip
            stays.append({
                "equipment_id": equipment, "project_id": self.project, "from_at": at, "to_at": until,
                "reason": "fault", "minutes": round(hours * 60), "category_id": self.categories[category],
            })  # fmt: skip
        self.write(EquipmentDowntime, stays)
        return self.write(RepairOrder, rows)

    def plan(
        self,
        equipment: Sequence[int],
        interval: int = 30,
        unit: str = "day",
        *,
        made_up_to: dt.date | None = None,
        **more: Any,
    ) -> int:  # fmt: skip
        (plan,) = self.write(
            MaintenancePlan,
            [
                {
                    "code": f"JH{self.numbers.get(MaintenancePlan, 0)}", "name": "maintain", "project_id": self.project,
                    "kind": "maintain", "covers": "route", "interval": interval, "unit": unit,
                    "basis": "fixed", "anchor_on": dt.date(2025, 1, 1), "nonworkday": "none", "lead_days": 7,
                    "window_days": 0, "catchup": "latest", "standard_min": 60, "source": "manual",
                    "state": "active", **more,
                }
            ],
        )  # fmt: skip
        self.write(
            PlanStop,
            [
                {
                    "plan_id": plan, "equipment_id": one, "project_id": self.project,
                    "sort_no": place, "active": True, "last_nominal_on": made_up_to,
                }
                for place, one in enumerate(equipment, start=1)
            ],
        )  # fmt: skip
        return plan

    def maintained(self, plan: int, done: Mapping[int, Iterable[dt.datetime]]) -> None:
        """When which device was maintained, for forty minutes each."""
        self.write(
            InspectionTask,
            [
                {
                    "task_no": f"XJ{plan}-{equipment}-{at:%Y%m%d%H}", "plan_id": plan, "equipment_id": equipment,
                    "project_id": self.project, "kind": "maintain", "nominal_key": f"{at:%Y-%m-%d}",
                    "nominal_on": at.date(), "due_on": at.date(), "late_after": at.date(), "state": "done",
                    "finished_at": at, "labor_min": 40,
                }
                for equipment, days in done.items()
                for at in days
            ],
        )  # fmt: skip
