"""Service plans of the demo company: the templates of domain.md O2.1, and sixty plans in every state (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.demo import paths
from app.generated.account import Account
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_item import FeeItem
from app.generated.fee_price import FeePrice
from app.generated.plan_item import PlanItem
from app.generated.plan_service import PlanService
from app.generated.plan_weight import PlanWeight
from app.generated.service_plan import ServicePlan
from app.generated.service_plan_template import ServicePlanTemplate
from app.generated.tax_kind import TaxKind
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder

from ..customers.consents import POLICY_VERSION
from ..plans import carrying, recommending
from ..surveys.sampling import add_months
from . import Company

DAY = dt.timedelta(days=1)
ASKED = 240
"""Households that are looked at; of these the best sixty plans."""
FEES = {
    "FAZL": ("长者关怀服务费", "128"),
    "FACW": ("宠物友好服务费", "36"),
    "FACZ": ("车主服务费", "45"),
}
TEMPLATES: tuple[tuple[str, str, str, Sequence[tuple[str, str, int]], Sequence[tuple[str, str, str, str]]], ...] = (
    ("ZZGH", "长者关怀", "定期上门探访，代办跑腿，紧急呼叫检查。",
     (("elder", "", 50), ("health", "", 30), ("orders", "repair", 20)),
     (("上门探访", "week", "consult", "FAZL"), ("适老设施检查", "quarter", "repair.water", ""))),
    ("CWYH", "宠物友好", "每月宠物活动区消杀，便民清洁。",
     (("pet", "", 80), ("orders", "environment", 20)), (("宠物消杀", "month", "env.clean", "FACW"),)),
    ("JTWB", "家庭维保", "每季度水电检查一次，维修优先。",
     (("orders", "repair", 60), ("tenure", "", 20), ("elder", "", 20)), (("入户水电检查", "quarter", "repair.water", ""),)),
    ("CZFW", "车主服务", "每月车位清洁和胎压检查。", (("car", "", 100),), (("车位清洁", "month", "env.clean", "FACZ"),)),
    ("BZFW", "标准服务", "不使用个人资料：每年一次入户检查。", (), (("年度入户检查", "year", "repair.water", ""),)),
)  # fmt: skip
"""Code, name, description, weights (feature, category, %), services (what, how often, category, fee item)."""
STATES = (
    *["draft"] * 18, *["proposed"] * 9, *["accepted"] * 6, *["active"] * 12, *["declined"] * 8,
    *["withdrawn"] * 3, *["expired"] * 2, *["terminated"] * 2,
)  # fmt: skip
FIRST = STATES.index("proposed")
"""What the demo customer finds."""
REASONS = ("price", "not_needed", "price", "privacy", "timing", "elsewhere", "price", "other")
WAY: Mapping[str, Sequence[str]] = {
    "draft": (), "proposed": ("propose",), "accepted": ("propose", "accept"),
    "active": ("propose", "accept", "activate"), "declined": ("propose", "decline"),
    "withdrawn": ("propose", "withdraw"), "expired": ("propose", "accept", "activate", "expire"),
    "terminated": ("propose", "accept", "activate", "terminate"),
}  # fmt: skip
REACHED = {
    "propose": "proposed", "accept": "accepted", "activate": "active", "decline": "declined",
    "withdraw": "withdrawn", "expire": "expired", "terminate": "terminated",
}  # fmt: skip


def build(company: Company) -> None:
    """Into a database that has homes, requests and fee items already."""
    maker = _Maker(company)
    maker.templates()
    maker.consents()
    company.bulk.flush()
    company.bulk.begin_with(ServicePlan, FeeAssignment, WorkOrder, PlanService)
    maker.plans()
    company.bulk.flush()
    company.step(f"{len(STATES)} 个服务方案", "service plans")


class _Maker:
    def __init__(self, company: Company) -> None:
        self.company, self.bulk, self.ctx = company, company.bulk, company.bulk.ctx
        rows = self.ctx.session.execute(select(TicketCategory.code, TicketCategory.id)).all()
        self.known: dict[str, int] = dict(rows)
        self.prices: dict[int, Decimal] = {}
        self.items: dict[int, list[dict[str, Any]]] = {}
        self.asked: list[int] = []
        self.visits = 0

    # -- templates ----------------------------------------------------------------------------------

    def templates(self) -> None:
        fees = self._fees()
        for code, name, about, weights, items in TEMPLATES:
            made = self.bulk.add(
                ServicePlanTemplate, code=code, name=name, description=about, standard=not weights,
                threshold=Decimal(60), needs_sensitive=False, months=12, state="active",
                weight_total=Decimal(100) if weights else None,
            )  # fmt: skip
            for feature, category, weight in weights:
                self.bulk.add(
                    PlanWeight, template_id=made, feature=feature, weight=Decimal(weight),
                    category_id=self.known[category] if category else None,
                )  # fmt: skip
            self.items[made] = []
            for service, frequency, category, fee in items:
                values = {
                    "service": service, "frequency": frequency, "category_id": self.known[category],
                    "fee_item_id": fees.get(fee),
                }  # fmt: skip
                self.items[made].append(values)
                self.bulk.add(PlanItem, template_id=made, **values)

    def _fees(self) -> dict[str, int]:
        session = self.ctx.session
        account = session.scalar(select(Account.id).where(Account.code == "500103"))
        tax = session.scalar(select(TaxKind.id).where(TaxKind.code == "property"))
        found: dict[str, int] = {}
        for code, (name, price) in FEES.items():
            found[code] = self.bulk.add(
                FeeItem, code=code, name=name, kind="other", formula="fixed", cycle="month", timing="arrears",
                due_day=25, grace_days=0, proration="actual", rounding="fen", late_first=False, agency=False,
                discount_policy="pro_rata", tax_kind_id=tax, revenue_account_id=account, active=True,
            )  # fmt: skip
            self.prices[found[code]] = Decimal(price)
            for project in self.company.town.projects.values():
                self.bulk.add(
                    FeePrice, fee_item_id=found[code], project_id=project, price=Decimal(price),
                    from_on=self.company.today.replace(month=1, day=1), ground="服务方案价目",
                )  # fmt: skip
        return found

    def consents(self) -> None:
        """Every third of those who agreed to personal plans agreed to the use of sensitive data too."""
        of = ConsentRecord
        self.asked = list(
            self.ctx.session.scalars(
                select(of.customer_id)
                .join(Customer, Customer.id == of.customer_id)
                .where(of.purpose == "profiling", Customer.state == "active", Customer.pets.is_not(None))
                .order_by(Customer.login_id.is_(None), of.customer_id)
                .limit(ASKED)
            )
        )  # fmt: skip
        self._demo_customer()
        for id in self.asked[::3]:
            self._agrees(id, "sensitive")

    def _demo_customer(self) -> None:
        """Stands first, agreed to both, and has a dog and his parents at home: there is something to recommend."""
        of = ConsentRecord
        id = self.ctx.session.scalar(
            select(Customer.id).where(Customer.login_id == self.company.logins["customer"])
        )
        if id is None:
            return
        self.bulk.link(Customer, id, pets="犬", elderly_count=2)
        agreed = self.ctx.session.scalar(
            select(of.id).where(of.customer_id == id, of.purpose == "profiling").limit(1)
        )
        if agreed is None:
            self._agrees(id, "profiling")
        self.asked = [id, *(one for one in self.asked if one != id)]

    def _agrees(self, customer: int, purpose: str) -> None:
        self.bulk.add(
            ConsentRecord, customer_id=customer, employee_id=None, purpose=purpose, policy_version=POLICY_VERSION,
            granted=True, granted_at=self.bulk.now - 90 * DAY, evidence={"channel": "portal"},
        )  # fmt: skip

    # -- plans --------------------------------------------------------------------------------------

    def plans(self) -> None:
        """One for a household, its best; the states mixed among templates and scores."""
        by_template: dict[int, list[dict[str, Any]]] = {}
        seen: set[int] = set()
        fitting = recommending.fitting(self.ctx, self.asked)
        rows: list[dict[str, Any]] = [r for r in fitting if r["customer_id"] == self.asked[0]][:1]
        seen.update(row["customer_id"] for row in rows)
        for row in fitting:
            if row["customer_id"] not in seen:
                seen.add(row["customer_id"])
                by_template.setdefault(row["template_id"], []).append(row)
        while len(rows) < len(STATES) and any(by_template.values()):
            rows += [some.pop(0) for some in by_template.values() if some]
        chosen = rows[: len(STATES)]
        numbers = paths.numbers(
            self.company, ServicePlan, "plan_no", self.company.today, len(chosen)
        )
        # Seven has no factor in common with sixty: neighbours differ, all states come.
        order = [STATES[(place * 7 + FIRST) % len(STATES)] for place in range(len(chosen))]
        for place, (row, no, state) in enumerate(zip(chosen, numbers, order, strict=True)):
            self._plan(row, no, state, place)

    def _plan(self, row: dict[str, Any], no: str, state: str, place: int) -> None:
        today = self.company.today
        begin = {
            "active": today - (20 + place) * DAY, "expired": add_months(today, -12) - (3 + place) * DAY,
            "terminated": today - (50 + place) * DAY,
        }.get(state, add_months(today.replace(day=1), 1))  # fmt: skip
        proposed = min(begin - 12 * DAY, today - (2 + place % 9) * DAY)
        ended = {"expired": add_months(begin, 12) - DAY, "terminated": today - (5 + place % 7) * DAY}.get(state)  # fmt: skip
        is_answered = state not in ("draft", "proposed", "withdrawn")
        employee = self.company.crew.by_login["csr"].id
        values: dict[str, Any] = {}
        if state != "draft":
            values = {
                "valid_from": begin, "valid_to": add_months(begin, 12) - DAY, "proposed_on": proposed,
                "reply_by": proposed + 30 * DAY, "owner_id": employee,
                "answered_on": proposed + 2 * DAY if is_answered else None, "ended_on": ended,
                "decline_reason": REASONS[place % len(REASONS)] if state == "declined" else None,
            }  # fmt: skip
        made = self.bulk.add(
            ServicePlan, plan_no=no, state=state, **row, **values,
            created_at=self.company.at(proposed - DAY, 2),
        )  # fmt: skip
        self._walk(made, state, proposed, begin, ended)
        if state != "draft":
            for item in self.items[row["template_id"]]:
                self._service(made, no, row, item, state, begin, ended)

    def _walk(
        self, made: int, state: str, proposed: dt.date, begin: dt.date, ended: dt.date | None
    ) -> None:
        days = {
            "propose": proposed, "accept": proposed + 2 * DAY, "decline": proposed + 2 * DAY,
            "withdraw": proposed + DAY, "activate": begin, "expire": ended, "terminate": ended,
        }  # fmt: skip
        steps: list[tuple[str, str, dt.datetime, str | None]] = [
            ("create", "draft", self.company.at(proposed - DAY, 2), None)
        ]
        for name in WAY[state]:
            login = "csr" if name in ("propose", "withdraw", "terminate") else None
            day = days[name] or self.company.today
            steps.append((name, REACHED[name], self.company.at(day, 10), login))
        paths.walked(self.company, ServicePlan, made, *steps)

    def _service(
        self, plan: int, no: str, row: dict[str, Any], item: dict[str, Any], state: str, begin: dt.date,
        ended: dt.date | None,
    ) -> None:  # fmt: skip
        """What it brings; of those that went on the fee and the visits so far."""
        has_begun = state in ("active", "expired", "terminated")
        # What is due today the first night makes.
        last = ended or self.company.today - DAY
        days: list[dt.date] = []
        day: dt.date | None = begin
        while has_begun and day is not None and day <= last:
            days.append(day)
            day = carrying.following(begin, item["frequency"], day)
        fee = None
        if has_begun and item["fee_item_id"]:
            fee = self.bulk.add(
                FeeAssignment, fee_item_id=item["fee_item_id"], project_id=row["project_id"],
                unit_id=row["unit_id"], parking_id=None, customer_id=row["customer_id"], from_on=begin,
                to_on=ended or add_months(begin, 12) - DAY, ground=f"{no} {row['template_name']}",
                state="active" if state == "active" else "ended",
            )  # fmt: skip
        orders = [self._order(plan, row, item, one) for one in days[-4:]]
        self.bulk.add(
            PlanService, plan_id=plan, project_id=row["project_id"], **item,
            price=self.prices.get(item["fee_item_id"] or 0), visits=len(orders),
            next_on=day if state == "active" else None, fee_assignment_id=fee,
            last_order_id=orders[-1] if orders else None,
        )  # fmt: skip

    def _order(self, plan: int, row: dict[str, Any], item: dict[str, Any], day: dt.date) -> int:
        """A visit that was made and confirmed."""
        at = self.company.at(day, 10)
        # Above all numbers that the day has: its series stands where the orders of the demo ended.
        self.visits += 1
        no = f"GD{day:%Y%m%d}-{8000 + self.visits}"
        return self.bulk.add(
            WorkOrder, order_no=no, source="plan", external_id=f"demo-plan-{plan}-{item['service']}-{day}",
            customer_id=row["customer_id"], unit_id=row["unit_id"], project_id=row["project_id"],
            category_id=item["category_id"], priority="p3", summary=f"{item['service']}（{day:%m-%d}）",
            appointment_at=at, created_at=at - dt.timedelta(hours=20), responded_at=at - dt.timedelta(hours=20),
            arrived_at=at, resolved_at=at + dt.timedelta(hours=1), closed_at=at + dt.timedelta(hours=6),
            state="closed", sla_state="met", rating=5, service_plan_id=plan, reassign_count=0, hold_count=0,
            reopen_count=0,
        )  # fmt: skip
