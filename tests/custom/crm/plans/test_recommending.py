"""1.2: who is recommended what, by which consent, and with how few statements."""

from __future__ import annotations

import pytest

from app.custom.crm.plans import consents
from app.generated.consent_record import ConsentRecord
from app.generated.plan_item import PlanItem
from app.generated.plan_weight import PlanWeight
from app.generated.service_plan import ServicePlan
from app.generated.service_plan_template import ServicePlanTemplate
from app.runtime import jobs, records
from app.runtime.database import Database
from app.runtime.errors import Forbidden, NotFound, RuleViolation
from tests.custom.crm.plans.care import NAME, Care
from tests.support.statements import heard

ALL = [("长者关怀", "94.00"), ("宠物友好", "84.00"), ("家庭维保", "78.00")]


def test_weights_that_are_not_one_in_all_are_refused_with_words(care: Care) -> None:
    gm = care.as_("王总")
    for code, weight, said in (("less", 60, "40% are missing"), ("more", 40, "40% too much")):
        rows = [("pet", None, weight), ("car", None, 100)][: 1 if code == "less" else 2]
        draft = care.template(code, rows)
        with pytest.raises(RuleViolation, match=said):
            records.transition(gm, ServicePlanTemplate, draft.id, "activate")


def test_weights_of_a_template_in_use_stay(care: Care) -> None:
    boss = care.as_("林客服")
    weight = (
        care.desk.session.query(PlanWeight).filter_by(template_id=care.templates["cars"].id).one()
    )
    with pytest.raises(RuleViolation, match="revise it first"):
        records.update(boss, PlanWeight, weight.id, {"weight": 50})
    records.transition(care.as_("王总"), ServicePlanTemplate, care.templates["cars"].id, "revise")
    assert records.update(care.as_("林客服"), PlanWeight, weight.id, {"weight": 50}).weight == 50


def test_o2_1_from_profile_vehicles_years_and_requests(care: Care) -> None:
    care.resident()
    care.agree()
    jobs.run_due()
    assert care.scores() == ALL
    first = care.plans()[0]
    assert (first.personal, first.uses_sensitive, first.plan_no) == (True, True, "FW2026-000001")


def test_without_the_sensitive_consent_only_the_pets_are_left(care: Care) -> None:
    care.resident()
    care.agree(NAME, "profiling")
    jobs.run_due()
    assert care.scores() == [("宠物友好", "84.00")]
    assert not care.plans()[0].uses_sensitive
    care.agree(NAME, "sensitive")
    jobs.run_due()
    assert care.scores() == ALL


def test_of_who_has_not_agreed_nothing_is_read_and_nothing_comes(
    care: Care, database: Database
) -> None:
    nobody = care.resident()
    with heard(database) as seen:
        assert care.recommend(nobody) == 0
    assert not any("FROM customer" in one for one in seen)


def test_a_template_that_needs_the_sensitive_consent_is_left_out_without_it(care: Care) -> None:
    records.transition(care.as_("王总"), ServicePlanTemplate, care.templates["pets"].id, "revise")
    records.update(
        care.csr, ServicePlanTemplate, care.templates["pets"].id, {"needs_sensitive": True}
    )
    records.transition(care.as_("王总"), ServicePlanTemplate, care.templates["pets"].id, "activate")
    care.resident()
    care.agree(NAME, "profiling")
    jobs.run_due()
    assert care.scores() == []


@pytest.mark.database
def test_fifty_households_cost_as_many_statements_as_two(care: Care, database: Database) -> None:
    def agreed(names: list[str]) -> list:
        made = []
        for place, name in enumerate(names):
            made.append(care.resident(name, place % 3, orders=False, pets="猫"))
            care.town.ctx_create(
                ConsentRecord, customer=made[-1].id, purpose="profiling", granted=True
            )
        return made

    two, twelve = agreed(["甲", "乙"]), agreed([f"丙{n}" for n in range(12)])
    with heard(database) as few:
        assert care.recommend(*two) == 2
    with heard(database) as many:
        assert care.recommend(*twelve) == 12
    assert len(many) == len(few)
    with heard(database) as again:
        assert care.recommend(*two, *twelve) == 0
    assert len(again) < 12


def test_what_was_declined_is_not_recommended_again(care: Care) -> None:
    me = care.resident()
    care.agree()
    jobs.run_due()
    plan = care.plans("draft")[0]
    care.step(plan, "propose", "林客服")
    care.step(plan, "decline", NAME, decline_reason="price")
    assert care.recommend(me) == 0
    assert [one.template_name for one in care.plans("draft")] == ["宠物友好", "家庭维保"]


def test_withdrawing_the_sensitive_consent_masks_at_once(care: Care) -> None:
    care.resident()
    consent = care.agree()[1]
    jobs.run_due()
    care.step(care.plans("draft")[0], "propose", "林客服")
    care.withdraw(consent)
    assert care.scores() == [("宠物友好", "84.00")]
    gone = care.plans("withdrawn")
    assert {str(one.score) for one in gone} == {"14.00", "58.00"}
    assert all(
        line["value"] == "0" and line["masked"]
        for one in gone
        for line in one.explanation
        if line["feature"] in ("elder", "health")
    )


def test_withdrawing_the_consent_to_profiling_erases_reasons_and_offers(care: Care) -> None:
    me = care.resident()
    consent = care.agree()[0]
    jobs.run_due()
    kept = care.going(me, "pets")
    care.withdraw(consent)
    assert {one.state for one in care.plans()} == {"withdrawn", "accepted"}
    assert all(
        one.score is None and one.explanation == [{"withdrawn": True}] for one in care.plans()
    )
    assert care.desk.again(kept).state == "accepted"


def test_one_press_ends_all_recommending_though_the_standard_plan_cannot_be_offered(
    care: Care,
) -> None:
    """Its fee has no price in this project: the resident's no counts, the offer waits for customer service."""
    item = care.desk.item("extra", "fixed", cycle="month")
    plain = care.templates["plain"]
    with records.writing(care.town.ctx):
        care.town.ctx.transition(plain, "revise")
        care.town.ctx.create(
            PlanItem, template=plain.id, service="增值", frequency="month", fee_item=item.id
        )
        care.town.ctx.transition(plain, "activate")
    care.resident()
    care.agree()
    jobs.run_due()
    consents.opt_out(care.as_(NAME))
    assert care.plans("proposed") == []
    assert [one.template_id for one in care.plans("draft")] == [plain.id]


def test_one_press_ends_all_recommending_and_offers_the_standard_plan(care: Care) -> None:
    care.resident()
    care.agree()
    jobs.run_due()
    consents.opt_out(care.as_(NAME))
    assert care.plans("draft") == []
    (standard,) = care.plans("proposed")
    assert (standard.template_name, standard.score, standard.explanation) == (
        "标准服务",
        None,
        None,
    )
    assert not standard.personal
    jobs.run_due()
    consents.opt_out(care.as_(NAME))
    assert len(care.plans("proposed")) == 1
    assert care.step(standard, "accept", NAME).state == "accepted"


def test_a_resident_sees_a_plan_once_it_is_proposed_and_only_his_own(care: Care) -> None:
    care.resident()
    care.resident("别人", 1)
    care.agree()
    jobs.run_due()
    plan = care.plans("draft")[0]
    with pytest.raises((NotFound, Forbidden)):
        care.step(plan, "accept", NAME)
    care.step(plan, "propose", "林客服")
    with pytest.raises((NotFound, Forbidden)):
        care.step(plan, "accept", "别人")
    assert care.step(plan, "accept", NAME).answered_on == care.town.ctx.today
    assert isinstance(plan, ServicePlan)
