"""The machines of the town: lifts, pumps, their categories, and those who look after them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.generated.check_item import CheckItem
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import jobs, records
from app.runtime.context import Context
from tests.custom.crm.town import Town

MANAGER = "赵工程"
MECHANIC = "张水工"
LAWFUL: dict[str, Any] = {"inspection_valid_to": dt.date(2030, 1, 1)}
"""Special equipment that begins as running."""


@dataclass
class Plant:
    """Short names for what the tests of equipment need; records belong to the system context of the town."""

    town: Town
    categories: dict[str, EquipmentCategory] = field(default_factory=dict)
    _open: dict[str, Context] = field(default_factory=dict)

    def build(self) -> Plant:
        """Once for all tests."""
        self.town.staff("eng_mgr", "ENG", name=MANAGER)
        with records.writing(self.town.ctx):
            machine = self._category("machine", "机电设备")
            self._category(
                "lift", "电梯", parent=machine.id, special=True, reg_max_days=15, life_years=15
            )
            pump = self._category(
                "pump", "水泵", parent=machine.id, life_years=10,
                skill=self.town.skills["plumbing"].id, level=2,
            )  # fmt: skip
            for number, (code, values) in enumerate(
                {
                    "leak": {"name": "有无渗漏"},
                    "pressure": {
                        "name": "压力", "kind": "num", "uom": "MPa", "low": "0.2", "high": "0.6",
                        "severity": "s2",
                    },
                    "noise": {
                        "name": "声音", "kind": "choice", "choices": "正常，偏大，异响",
                        "required": False, "severity": "s4",
                    },
                }.items(),
                start=1,
            ):  # fmt: skip
                self.town.ctx.create(
                    CheckItem, category=pump.id, sort_no=number, code=code, **values
                )
            self.town.ctx.create(
                CheckItem, category=machine.id, sort_no=9, code="clean", name="清洁", required=False,
                kinds=["maintain"],
            )  # fmt: skip
        return self

    def found(self) -> Plant:
        """What `build` made, read."""
        rows = self.session.scalars(select(EquipmentCategory)).all()
        self.categories = {row.code: row for row in rows}
        employees = self.session.scalars(select(Employee)).all()
        self.town.employees = {row.name: row for row in employees}
        self.town.logins |= {row.name: row.login_id for row in employees if row.login_id}
        self.town.logins["eng_mgr"] = self.town.logins[MANAGER]
        return self

    def _category(self, code: str, name: str, **values: Any) -> EquipmentCategory:
        made = self.town.ctx.create(EquipmentCategory, code=code, name=name, **values)
        self.categories[code] = made
        return made

    # -- making -----------------------------------------------------------------------------------

    def device(self, name: str = "1号泵", category: str = "pump", **values: Any) -> Equipment:
        """A device of the town's project, in service for two years."""
        given = {
            "name": name,
            "category": self.categories[category].id,
            "project": self.town.project.id,
            "location": "地下一层",
            "model": "M-1",
            "in_service_on": dt.date(2024, 3, 4),
            **(LAWFUL | {"reg_code": f"C-{name}"} if category == "lift" else {}),
            **values,
        }
        return records.create(self.manager, Equipment, given)

    def runs_out(self, device: Equipment, valid_to: dt.date | None) -> None:
        """Time went by: the inspection of a running device is valid until then, or was never written down."""
        records.update(self.town.ctx, Equipment, device.id, {"inspection_valid_to": valid_to})

    def plan(self, device: Equipment | None = None, **values: Any) -> MaintenancePlan:
        """A plan of the engineering manager, active unless `state` says otherwise."""
        activate = values.pop("activate", True)
        given: dict[str, Any] = {
            "name": "巡检", "project": self.town.project.id, "interval": 1, "unit": "week",
            "anchor_on": self.town.ctx.today, **values,
        }  # fmt: skip
        if device is not None:
            given |= {"covers": "equipment", "equipment": device.id}
        made = records.create(self.manager, MaintenancePlan, given)
        if activate:
            records.transition(self.manager, MaintenancePlan, made.id, "activate")
            jobs.run_due()
        return made

    # -- reading ----------------------------------------------------------------------------------

    @property
    def manager(self) -> Context:
        return self._fresh(MANAGER)

    @property
    def mechanic(self) -> Context:
        return self._fresh(MECHANIC)

    def _fresh(self, name: str) -> Context:
        """With the rights of this moment; the connection of the one before is given back, for there are not many."""
        if name in self._open:
            self._open[name].close()
        self._open[name] = self.town.as_(name)
        return self._open[name]

    @property
    def session(self) -> Any:
        """A reader that sees what is committed now."""
        self.town.ctx.session.rollback()
        self.town.ctx.session.expire_all()
        return self.town.ctx.session

    def tasks(self, plan: MaintenancePlan | None = None, *states: str) -> list[InspectionTask]:
        """In the order of their dates."""
        statement = select(InspectionTask).order_by(InspectionTask.due_on, InspectionTask.id)
        if plan is not None:
            statement = statement.where(InspectionTask.plan_id == plan.id)
        if states:
            statement = statement.where(InspectionTask.state.in_(states))
        return list(self.session.scalars(statement))

    def stops(self, plan: MaintenancePlan) -> list[PlanStop]:
        return list(
            self.session.scalars(
                select(PlanStop).where(PlanStop.plan_id == plan.id).order_by(PlanStop.id)
            )
        )

    def again(self, record: Any) -> Any:
        """The record as it is stored now."""
        return self.session.get(type(record), record.id)
