"""Who is hired, moved and seen off in tests, in few words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.job_change import JobChange
from app.generated.onboarding_task import OnboardingTask
from app.generated.resignation import Resignation
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.system import TransitionLog
from tests.custom.finance.budgets.house import BOSS, DAY, HEAD, House

HR, WORKER = "何人事", "张水工"
TODAY = dt.date(2026, 6, 1)


@dataclass
class Folk(House):
    """The house that spends, with its HR officer; WORKER is a technician of HEAD's department."""

    def build(self, standard: str = "sbe", taxpayer: str = "general") -> Folk:
        super().build(standard, taxpayer)
        self.town.staff("hr", "GM", name=HR)
        self.town.technician("刘接手", {"plumbing": 3, "electric": 3})
        with records.writing(self.ctx):
            for employee in self.town.employees.values():
                self.ctx.update(employee, base_pay="7000.00", grade=3)
        return self

    def found(self) -> Folk:
        super().found()
        return self

    def person(self, name: str = WORKER) -> Employee:
        """As he is stored now."""
        found: Employee = self.session.get(Employee, self.town.employees[name].id)
        return found

    def change(
        self, kind: str = "pay", *, who: str = HR, of: str = WORKER, **values: Any
    ) -> JobChange:
        """A draft."""
        given = {
            "employee": self.town.employees[of].id, "kind": kind, "effective_on": TODAY, "reason": "工作需要", **values,
        }  # fmt: skip
        return records.create(self.as_(who), JobChange, given)

    def step(self, record: Any, name: str, who: str, note: str = "", **values: Any) -> Any:
        """One step by somebody."""
        return records.transition(self.as_(who), type(record), record.id, name, values, note=note)

    def approved(self, change: JobChange) -> JobChange:
        """Submitted by HR, approved by the general manager."""
        return self.step(self.step(change, "submit", HR), "approve", BOSS)

    def checklist(self, person: Employee) -> list[OnboardingTask]:
        """His onboarding tasks in the order of their days."""
        rows = self.session.scalars(
            select(OnboardingTask)
            .where(OnboardingTask.employee_id == person.id)
            .order_by(OnboardingTask.due_on, OnboardingTask.id)
        )
        return list(rows)

    def checklist_done(self, person: Employee) -> None:
        """HR ticks everything."""
        for task in self.checklist(person):
            self.step(task, "finish", HR)

    # -- leaving ----------------------------------------------------------------------------------

    def notice(self, *, who: str = WORKER, of: str | None = None, **values: Any) -> Resignation:
        """A draft: notice today, last day after thirty days."""
        given = {
            "employee": self.town.employees[of or (WORKER if who == HR else who)].id,
            "last_day": TODAY + dt.timedelta(days=30), "reason": "个人原因", **values,
        }  # fmt: skip
        if who != HR:
            del given["employee"]
        return records.create(self.as_(who), Resignation, given)

    def going(self, *, who: str = WORKER, **values: Any) -> Resignation:
        """HR has agreed: the departments clear."""
        asked = self.step(self.notice(who=who, **values), "submit", who)
        return self.step(self.step(asked, "manager_ok", HEAD), "hr_ok", HR)

    def history(self, record: Any) -> list[str]:
        """The steps that were taken, in order."""
        rows = self.session.scalars(
            select(TransitionLog.transition)
            .where(TransitionLog.entity == record.key(), TransitionLog.record_id == record.id)
            .order_by(TransitionLog.id)
        )
        return list(rows)

    def order(self, summary: str = "水管漏水", of: str = WORKER) -> WorkOrder:
        """A work order in somebody's hands."""
        with records.writing(self.ctx):
            made = self.ctx.create(
                WorkOrder, project=self.town.project.id, unit=self.town.units[len(summary) % 3].id, summary=summary,
                category=self.town.categories["water"].id, priority="p3", source="hotline",
            )  # fmt: skip
            # The system has given it to the best; these tests name who has it.
            return self.ctx.update(made, assignee=self.town.employees[of].id)

    def issued(self, kind: str, value: str, of: str = WORKER) -> EmployeeAsset:
        """Something that the department has given out."""
        return records.create(
            self.as_(HEAD), EmployeeAsset,
            {"employee": self.town.employees[of].id, "item": "冲击钻", "kind": kind, "value": value},
        )  # fmt: skip

    def loan(self, amount: str, of: str = WORKER) -> None:
        """Lent to him out of the bank, or paid back."""
        lent = Decimal(amount)
        him = self.town.employees[of].id
        side = ("debit", "credit") if lent > 0 else ("credit", "debit")
        self.by_hand(
            {"account": self.account("122101"), side[0]: abs(lent), "employee": him, "cashflow": "op_out_other"},
            {"account": self.account("1002"), side[1]: abs(lent)},
            date=DAY,
        )  # fmt: skip

    def kept_device(self, of: str = WORKER) -> Equipment:
        """A device whose keeper he is."""
        with records.writing(self.ctx):
            category = self.ctx.create(EquipmentCategory, code="pump", name="水泵")
            return self.ctx.create(
                Equipment, name="生活水泵", category=category.id, project=self.town.project.id, model="QJ", location="地下室",
                keeper=self.town.employees[of].id, in_service_on=dt.date(2024, 1, 1), service_life_years=10,
            )  # fmt: skip


__all__ = ["BOSS", "HEAD", "HR", "TODAY", "WORKER", "Folk"]
