"""Faults and repairs in the plant: who reports, who repairs, what everybody was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.project import Project
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, notify, records
from app.runtime.context import Context
from app.runtime.system import Notification
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant

SECOND = "李水工"
REPORTER = "王保安"
CHIEF = "周经理"
DONE = {"cause": "wear", "action": "换密封", "labor_min": 90}


@dataclass
class Workshop:
    """The plant with a second technician, somebody who reports, and a project manager."""

    plant: Plant

    def staffed(self) -> Workshop:
        town = self.plant.town
        town.technician(SECOND, {"plumbing": 2})
        town.staff("employee", "CS", name=REPORTER)
        town.staff("dept_mgr", "GM", name=CHIEF)
        with records.writing(town.ctx):
            town.ctx.update(
                town.ctx.get(Project, town.project.id), manager=town.employees[CHIEF].id
            )
        return self

    # -- acting -----------------------------------------------------------------------------------

    def report(self, device: Equipment | None = None, **values: Any) -> RepairOrder:
        """By the security guard, s2 unless said otherwise."""
        device = device or self.plant.device()
        given = {"equipment": device.id, "severity": "s2", "description": "漏水", **values}
        return records.create(self.as_(REPORTER), RepairOrder, given)

    def step(self, order: RepairOrder, name: str, by: str = MECHANIC, **values: Any) -> RepairOrder:
        note = values.pop("note", "")
        return records.transition(self.as_(by), RepairOrder, order.id, name, values, note=note)

    def repaired(self, order: RepairOrder, by: str = MECHANIC, **values: Any) -> RepairOrder:
        """Accepted, begun and finished at once."""
        self.step(order, "accept", by)
        self.step(order, "start", by)
        return self.step(order, "finish", by, **{**DONE, **values})

    def as_(self, name: str) -> Context:
        return self.plant._fresh(name)

    def sweep(self) -> None:
        """What the schedule of every minute does, and the jobs that it asks for."""
        from app.custom.equipment.repair import silence

        with records.writing(self.plant.town.ctx):
            silence.sweep(self.plant.town.ctx)
        jobs.run_due()

    # -- reading ----------------------------------------------------------------------------------

    def again(self, record: Any) -> Any:
        return self.plant.again(record)

    def device(self, order: RepairOrder) -> Equipment:
        found = self.plant.session.get(Equipment, order.equipment_id)
        assert found is not None
        return found

    def downtimes(self) -> list[EquipmentDowntime]:
        """Those that count."""
        return list(
            self.plant.session.scalars(
                select(EquipmentDowntime)
                .where(EquipmentDowntime.deleted_at.is_(None))
                .order_by(EquipmentDowntime.id)
            )
        )

    def orders(self) -> list[RepairOrder]:
        return list(self.plant.session.scalars(select(RepairOrder).order_by(RepairOrder.id)))

    def told(self, of: str = "repair_order") -> list[tuple[str, str]]:
        """(who, what), in the order in which it was told."""
        names = {
            login: name for name, login in self.plant.town.logins.items() if not name.isascii()
        }
        rows = self.plant.session.scalars(select(Notification).order_by(Notification.id))
        return [
            (names.get(row.recipient_id, "?"), row.template.removeprefix(f"{of}."))
            for row in rows
            if row.template.startswith(of)
        ]

    def technician(self, order: RepairOrder) -> str:
        order = self.again(order)
        assert order.assignee_id is not None
        found = self.plant.session.get(Employee, order.assignee_id)
        assert found is not None
        return str(found.name)

    def text(self, template: str) -> str:
        """The last message of this kind, in Chinese."""
        row = self.plant.session.scalars(
            select(Notification)
            .where(Notification.template == f"repair_order.{template}")
            .order_by(Notification.id.desc())
        ).first()
        assert row is not None
        return notify.text(row, "zh")


__all__ = ["CHIEF", "DONE", "MANAGER", "MECHANIC", "REPORTER", "SECOND", "Workshop"]
