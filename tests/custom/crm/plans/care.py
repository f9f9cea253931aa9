"""Templates of O2.1 in the town with its fee desk, and residents who agreed to this or that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.custom.crm.plans import recommending
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.fee_assignment import FeeAssignment
from app.generated.occupancy import Occupancy
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan
from app.generated.service_plan_template import ServicePlanTemplate
from app.generated.work_order import WorkOrder
from app.runtime import jobs, records
from app.runtime.context import Context
from tests.custom.finance.fees.desk import Desk

NAME = "孙奶奶"
LONG_AGO = dt.date(2022, 3, 4)
"""Four years before the Wednesday of the tests: tenure 0.8."""
WEIGHTS: dict[str, Sequence[tuple[str, str | None, int]]] = {
    "care": (("elder", None, 50), ("health", None, 30), ("orders", "repair", 20)),
    "pets": (("pet", None, 80), ("orders", "consult", 20)),
    "home": (("orders", "repair", 60), ("tenure", None, 20), ("elder", None, 20)),
    "cars": (("car", None, 100),),
}
NAMES = {
    "care": "长者关怀",
    "pets": "宠物友好",
    "home": "家庭维保",
    "cars": "车主服务",
    "plain": "标准服务",
}
"""`consult` stands for cleaning, which the town has no category for."""


@dataclass
class Care:
    """Short names for what the tests of plans need."""

    desk: Desk
    templates: dict[str, ServicePlanTemplate] = field(default_factory=dict)

    @property
    def town(self) -> Any:
        return self.desk.town

    def build(self) -> Care:
        """Once for all tests."""
        self.desk.item("care", "fixed", cycle="month")
        self.desk.price("care", 120)
        for code in (*WEIGHTS, "plain"):
            made = self.template(code, WEIGHTS.get(code, ()), standard=code == "plain")
            with records.writing(self.town.ctx):
                self.town.ctx.transition(made, "activate")
        return self

    def template(
        self, code: str, weights: Sequence[tuple[str, str | None, int]], **values: Any
    ) -> ServicePlanTemplate:
        """A draft with a weekly visit, that of the elderly with a fee."""
        fee = {"fee_item": self.desk.items["care"].id} if code == "care" else {}
        given = {
            "code": code, "name": NAMES.get(code, code), "threshold": 60,
            "weights": [
                {"feature": feature, "weight": weight, **self._category(category)}
                for feature, category, weight in weights
            ],
            "items": [
                {"service": "上门探访", "frequency": "week", "category": self.town.categories["consult"].id, **fee}
            ],
            **values,
        }  # fmt: skip
        return self.town.ctx_create(ServicePlanTemplate, **given)

    def _category(self, code: str | None) -> dict[str, int]:
        return {"category": self.town.categories[code].id} if code else {}

    def found(self) -> Care:
        """What `build` made, read."""
        self.desk.found()
        self.templates = {
            one.code: one for one in self.desk.session.scalars(select(ServicePlanTemplate))
        }
        return self

    # -- residents ----------------------------------------------------------------------------------

    def resident(
        self, name: str = NAME, unit: int = 0, *, orders: bool = True, **values: Any
    ) -> Customer:
        """Somebody as O2.1 has him: two elderly, one alone, a dog, one car, four years; seven of ten requests repairs."""
        given = {
            "elderly_count": 2, "living_alone_elderly": True, "pets": "狗", "vehicle_count": 1, **values,
        }  # fmt: skip
        made = self.town.resident(name, f"139000012{len(self.town.logins):02d}", unit, **given)
        with records.writing(self.town.ctx):
            home = self.town.ctx.session.scalar(
                select(Occupancy).where(Occupancy.customer_id == made.id)
            )
            self.town.ctx.update(home, from_date=LONG_AGO)
        if orders:
            self._orders(made, unit)
        return made

    def _orders(self, customer: Customer, unit: int) -> None:
        rows = []
        for place, (code, number) in enumerate((("repair", 7), ("consult", 2), ("water", 1))):
            for one in range(number):
                rows.append(
                    {
                        "id": customer.id * 1000 + place * 100 + one + 1, "order_no": f"O{customer.id}-{place}-{one}",
                        "source": "desk", "customer_id": customer.id, "unit_id": self.town.units[unit].id,
                        "project_id": self.town.project.id, "category_id": self.town.categories[code].id,
                        "summary": "以前的报事", "state": "closed", "priority": "p3",
                        "created_at": self.town.ctx.now - dt.timedelta(days=30),
                    }
                )  # fmt: skip
        with records.writing(self.town.ctx):
            records.write_set(
                self.town.ctx, WorkOrder, rows, action="history", audit="old requests"
            )

    def agree(self, name: str = NAME, *purposes: str) -> list[ConsentRecord]:
        """He says yes to these, as himself."""
        return [
            records.create(self.as_(name), ConsentRecord, {"purpose": one, "granted": True})
            for one in purposes or ("profiling", "sensitive")
        ]

    def withdraw(self, consent: ConsentRecord, name: str = NAME) -> None:
        records.update(
            self.as_(name), ConsentRecord, consent.id, {"withdrawn_at": self.town.ctx.now}
        )

    def as_(self, name: str) -> Context:
        return self.desk.fresh(name)

    @property
    def csr(self) -> Context:
        return self.as_("林客服")

    # -- plans --------------------------------------------------------------------------------------

    def recommend(self, *customers: Customer) -> int:
        with records.writing(self.town.ctx):
            return recommending.recommend(self.town.ctx, [one.id for one in customers])

    def plans(self, *states: str) -> list[ServicePlan]:
        """The best first."""
        rows = self.desk.session.scalars(
            select(ServicePlan).order_by(ServicePlan.score.desc(), ServicePlan.id)
        )
        return [row for row in rows if not states or row.state in states]

    def scores(self, *states: str) -> list[tuple[str, str]]:
        """(template, score) of plans, the best first."""
        return [
            (str(one.template_name), str(one.score)) for one in self.plans(*(states or ("draft",)))
        ]

    def step(
        self, plan: ServicePlan, name: str, who: str, note: str = "", **values: Any
    ) -> ServicePlan:
        return records.transition(self.as_(who), ServicePlan, plan.id, name, values, note=note)

    def going(self, customer: Customer, code: str = "care") -> ServicePlan:
        """Recommended, proposed from tomorrow on and accepted."""
        if not self.plans("draft"):
            self.agree()
            jobs.run_due()
        plan = next(
            one for one in self.plans("draft") if one.template_id == self.templates[code].id
        )
        tomorrow = self.town.ctx.today + dt.timedelta(days=1)
        self.step(plan, "propose", "林客服", valid_from=tomorrow)
        return self.step(plan, "accept", NAME)

    def services(self, plan: ServicePlan) -> list[PlanService]:
        return list(
            self.desk.session.scalars(
                select(PlanService).where(PlanService.plan_id == plan.id).order_by(PlanService.id)
            )
        )

    def visits(self, plan: ServicePlan) -> list[WorkOrder]:
        return list(
            self.desk.session.scalars(
                select(WorkOrder)
                .where(WorkOrder.service_plan_id == plan.id)
                .order_by(WorkOrder.appointment_at)
            )
        )

    def fees(self) -> list[FeeAssignment]:
        return list(self.desk.session.scalars(select(FeeAssignment).order_by(FeeAssignment.id)))
