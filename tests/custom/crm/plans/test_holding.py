"""1.2: what was offered stays as it was offered, to whom it was offered, and ends with the home that it is for."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.custom.crm.plans import carrying
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan
from app.runtime import jobs, notify, records
from app.runtime.context import Context
from app.runtime.errors import AppError, RuleViolation
from tests.custom.crm.plans.care import NAME, Care
from tests.custom.crm.plans.test_carrying import night

pytestmark = pytest.mark.database
D = dt.date


@pytest.fixture
def me(care: Care) -> Customer:
    return care.resident()


def moves_out(care: Care, customer: Customer, on: dt.date) -> None:
    with records.writing(care.town.ctx):
        home = care.town.ctx.session.scalars(
            select(Occupancy).where(Occupancy.customer_id == customer.id)
        ).one()
        care.town.ctx.update(home, to_date=on)


def test_the_reasons_of_one_household_are_never_shown_to_another(care: Care, me: Customer) -> None:
    other = care.resident("周爷爷", 1, orders=False)
    care.agree()
    jobs.run_due()
    plan = care.plans("draft")[0]
    for values in (
        {"customer": other.id},
        {"unit": care.town.units[1].id},
        {"template": care.templates["pets"].id},
    ):
        with pytest.raises(RuleViolation):
            records.update(care.csr, ServicePlan, plan.id, values)


def test_what_was_proposed_is_not_changed_under_the_residents_hand(
    care: Care, me: Customer
) -> None:
    plan = care.going(me)
    with pytest.raises(RuleViolation):
        records.update(care.csr, ServicePlan, plan.id, {"valid_from": D(2026, 9, 1)})


def test_a_plan_is_offered_to_nobody_who_has_moved_out(care: Care, me: Customer) -> None:
    moves_out(care, me, D(2026, 3, 3))
    with pytest.raises(AppError, match="does not live"):
        records.create(
            care.csr, ServicePlan,
            {"customer": me.id, "unit": care.town.units[0].id, "template": care.templates["plain"].id},
        )  # fmt: skip


def test_nobody_accepts_a_plan_for_a_home_that_he_has_left(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    care.agree()
    jobs.run_due()
    plan = care.plans("draft")[0]
    care.step(plan, "propose", "林客服")
    moves_out(care, me, D(2026, 3, 4))
    at.move_to("2026-03-05T09:00:00+08:00")
    with pytest.raises(AppError):
        care.step(plan, "accept", NAME)


def test_visits_and_fee_end_with_the_home(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    going, offered = care.going(me), care.plans("draft")[0]
    care.step(offered, "propose", "林客服")
    night(at, D(2026, 3, 5))
    assert care.desk.again(going).state == "active"
    moves_out(care, me, D(2026, 3, 15))
    night(at, D(2026, 3, 15))
    assert care.desk.again(going).state == "active"
    night(at, D(2026, 3, 16))
    assert (care.desk.again(going).state, care.desk.again(offered).state) == (
        "terminated",
        "withdrawn",
    )
    assert [(one.state, one.to_on) for one in care.fees()] == [("ended", D(2026, 3, 15))]
    assert care.services(going)[0].next_on is None


def test_plans_and_their_fees_move_along_when_two_profiles_become_one(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    night(at, D(2026, 3, 5))
    target = care.resident("孙奶奶二", 1, orders=False)
    records.update(care.csr, Customer, me.id, {"phone": target.phone, "phone2": target.phone})
    records.transition(care.csr, Customer, me.id, "merge", {"merged_into": target.id})
    assert care.desk.again(plan).customer_id == target.id
    assert [(one.state, one.customer_id) for one in care.fees()] == [("active", target.id)]


def test_a_consent_that_is_gone_accepts_nothing(care: Care, me: Customer) -> None:
    consents = care.agree()
    jobs.run_due()
    plan = care.plans("draft")[0]
    care.step(plan, "propose", "林客服")
    with records.writing(care.town.ctx):
        # As another session that has not reached the plan yet leaves it.
        care.town.ctx.session.execute(
            ConsentRecord.__table__.update().where(ConsentRecord.id == consents[0].id).values(withdrawn_at=care.town.ctx.now)
        )  # fmt: skip
    with pytest.raises(RuleViolation, match="withdrawn"):
        care.step(plan, "accept", NAME)
    assert care.desk.again(plan).state == "proposed"


def test_a_visit_that_cannot_be_ordered_holds_up_no_other(
    care: Care, me: Customer, at: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = care.going(me), care.going(me, "pets")
    visit = carrying._visit

    def refused(ctx: Context, service: PlanService, plan: ServicePlan) -> int:
        if plan.id == first.id:
            raise RuleViolation("分类已停用 / The category is not in use.")
        return visit(ctx, service, plan)

    monkeypatch.setattr(carrying, "_visit", refused)
    night(at, D(2026, 3, 5))
    assert (len(care.visits(first)), len(care.visits(second))) == (0, 1)
    assert "service_plan.no_visit" in [one.template for one in notify.inbox(care.csr)]
    monkeypatch.undo()
    night(at, D(2026, 3, 6))
    assert len(care.visits(first)) == 1
