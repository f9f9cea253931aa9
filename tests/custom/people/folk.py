"""Who is hired, moved and seen off in tests, in few words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.generated.employee import Employee
from app.generated.job_change import JobChange
from app.runtime import records
from tests.custom.finance.budgets.house import BOSS, HEAD, House

HR, WORKER = "何人事", "张水工"
TODAY = dt.date(2026, 6, 1)


@dataclass
class Folk(House):
    """The house that spends, with its HR officer; WORKER is a technician of HEAD's department."""

    def build(self, standard: str = "sbe", taxpayer: str = "general") -> Folk:
        super().build(standard, taxpayer)
        self.town.staff("hr", "GM", name=HR)
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


__all__ = ["BOSS", "HEAD", "HR", "TODAY", "WORKER", "Folk"]
