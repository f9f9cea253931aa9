"""1.2: what a resident accepted is what his term costs, whatever the list says later; the next term is offered at its price."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from app.custom.finance.audits.rules import reductions
from app.generated.customer import Customer
from app.generated.service_plan import ServicePlan
from app.runtime import jobs
from app.runtime.errors import RuleViolation
from tests.custom.crm.plans.care import NAME, Care

from .test_carrying import night

D = dt.date


@pytest.fixture
def me(care: Care) -> Customer:
    return care.resident()


def again(care: Care, plan: ServicePlan) -> list[ServicePlan]:
    """What is recommended of the same plan."""
    return [one for one in care.plans("draft") if one.template_id == plan.template_id]


@pytest.mark.database
def test_the_accepted_price_is_billed_though_the_list_rises_and_the_next_term_has_the_new_one(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    """120 yuan a month offered and accepted on 4 March 2026 for a year from the fifth; the list says 150 from April on."""
    plan = care.going(me)
    care.desk.price("care", 150, from_on=D(2026, 4, 1))
    night(at, D(2026, 3, 5))
    (fee,) = care.fees()
    assert (fee.state, fee.override_price) == ("active", 120)
    at.move_to("2026-05-02T10:00:00+08:00")
    care.desk.posted("care", "2026-04")
    assert [bill.amount for bill in care.desk.bills()] == [120]

    # A month before its last day (4 March 2027) it is recommended anew, and offered as the list stands then.
    at.move_to("2027-01-31T10:00:00+08:00")
    care.recommend(me)
    assert again(care, plan) == []
    at.move_to("2027-02-10T10:00:00+08:00")
    care.recommend(me)
    (renewal,) = again(care, plan)
    care.step(renewal, "propose", "林客服", valid_from=D(2027, 3, 5))
    (offered,) = care.services(renewal)
    assert offered.price == 150
    care.step(renewal, "accept", NAME)
    night(at, D(2027, 3, 5))
    assert [(one.from_on, one.to_on, one.override_price) for one in care.fees()] == [
        (D(2026, 3, 5), D(2027, 3, 4), 120), (D(2027, 3, 5), D(2028, 3, 4), 150),
    ]  # fmt: skip


def test_a_plan_is_not_offered_twice_for_the_same_days(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    night(at, D(2026, 3, 5))
    at.move_to("2027-02-10T10:00:00+08:00")
    care.recommend(me)
    (renewal,) = again(care, plan)
    with pytest.raises(RuleViolation, match="begin after its last day"):
        care.step(renewal, "propose", "林客服", valid_from=D(2027, 3, 4))


def test_a_price_that_a_resident_accepted_is_no_concession_that_the_audit_asks_about(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    care.going(me)
    night(at, D(2026, 3, 5))
    jobs.run_due()
    assert len(care.fees()) == 1
    scope = reductions.Scope(care.town.ctx, D(2026, 3, 1), D(2026, 3, 31), [])
    assert list(reductions._assignments(scope)) == []
