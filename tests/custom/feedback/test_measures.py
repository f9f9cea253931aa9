"""五: a measure is approved, done, measured, and judged by its effect; whoever said it is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from app.custom.feedback import effects, metrics
from app.custom.feedback.metrics import Place
from app.generated.improvement import Improvement
from app.generated.survey import Survey
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.errors import Forbidden, RuleViolation, ValidationFailed
from tests.custom.feedback.voices import AUDITOR, BOSS, CLERK, CSR, MANAGER, RESIDENT, SURE, Voices

pytestmark = pytest.mark.database


def test_only_the_general_manager_approves_and_the_owner_is_told(voices: Voices) -> None:
    measure = voices.measure()
    with pytest.raises(Forbidden):
        voices.step(measure, "approve", MANAGER)
    assert voices.approved(measure).state == "approved"
    assert "improvement.yours" in voices.told(CLERK)


def test_a_measure_needs_an_owner_a_day_to_come_a_metric_and_a_target(voices: Voices) -> None:
    with pytest.raises(ValidationFailed) as problem:
        voices.step(voices.measure(), "approve", BOSS)
    assert {one.field for one in problem.value.errors} >= {"owner", "due_on", "metric", "target"}
    with pytest.raises(RuleViolation, match="over"):
        voices.approved(voices.measure(), due_on=dt.date(2026, 3, 3))
    with pytest.raises(RuleViolation, match="what is measured"):
        voices.approved(voices.measure(), metric_note=None)


def test_o18_2_85_percent_of_the_way_is_effective(voices: Voices) -> None:
    measure = voices.step(voices.done(voices.measure()), "measure", CLERK, actual="4.3")
    assert measure.achieved == Decimal("85.00")
    with pytest.raises(RuleViolation):
        voices.step(measure, "fail", BOSS)
    measure = voices.step(measure, "verify", BOSS)
    assert (measure.state, measure.effective) == ("verified", True)
    assert "improvement.verified" in voices.told(CLERK)


def test_a_measure_without_effect_is_followed_by_another(voices: Voices) -> None:
    measure = voices.step(voices.done(voices.measure()), "measure", CLERK, actual="4.5")
    with pytest.raises(RuleViolation):
        voices.step(measure, "verify", BOSS)
    measure = voices.step(measure, "fail", BOSS)
    follower = voices.all(Improvement, Improvement.previous_id == measure.id)[0]
    assert (measure.effective, follower.state) == (False, "proposed")
    assert (follower.baseline, follower.target) == (Decimal("4.50"), Decimal("4.00"))


def test_the_effect_is_looked_at_by_itself_on_its_day(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    lifts = voices.topics["lift"].id
    now = voices.town.ctx.now
    voices.month("lift", 9, at=now - dt.timedelta(days=20))
    measure = voices.done(
        voices.measure(topic=lifts), metric="topic_items", baseline=None, target="1.0"
    )
    assert measure.baseline == Decimal("3.00")
    assert measure.check_on == dt.date(2026, 6, 2)
    voices.wait(at, dt.timedelta(days=60), effects.check_effects)
    voices.month("lift", 3, at=now + dt.timedelta(days=40))
    assert voices.fresh(measure).state == "done"
    voices.wait(at, dt.timedelta(days=31), effects.check_effects)
    measure = voices.fresh(measure)
    # Three items in ninety days: one a month, which is the target.
    assert (measure.state, measure.actual, measure.achieved) == ("verified", Decimal("1.00"), 100)


def test_complaints_of_thirty_days_are_weighed_against_those_of_ninety_by_their_pace(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    """Nine in ninety days before it, three in the thirty days since: nothing has changed."""
    now = voices.town.ctx.now
    voices.month("lift", 9, at=now - dt.timedelta(days=20))
    measure = voices.done(voices.measure(), metric="complaints", baseline=None, target="100")
    assert measure.baseline == 300
    voices.month("lift", 3, at=now + dt.timedelta(days=10))
    at.shift(dt.timedelta(days=31))
    measure = voices.step(voices.fresh(measure), "measure", CLERK)
    assert (measure.actual, measure.achieved) == (300, 0)


def test_nothing_has_happened_yet_on_the_day_on_which_a_measure_is_done(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    """What was before it says nothing of its effect: neither that day nor the next morning."""
    now = voices.town.ctx.now
    lifts = voices.topics["lift"].id
    voices.month("lift", 9, at=now - dt.timedelta(days=20))
    measure = voices.done(
        voices.measure(topic=lifts), metric="topic_items", baseline=None, target="1.0"
    )
    for _ in range(2):
        with pytest.raises(RuleViolation, match="try later"):
            voices.step(voices.fresh(measure), "measure", CLERK)
        at.shift(dt.timedelta(days=1))
    assert voices.step(voices.fresh(measure), "measure", CLERK).actual == 0


def test_what_a_manager_typed_where_nothing_can_be_measured_is_judged_and_stays(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    measure = voices.done(voices.measure(), metric="first_fix", baseline="60", target="90")
    voices.step(measure, "measure", MANAGER, actual="88")
    voices.wait(at, dt.timedelta(days=91), effects.check_effects)
    measure = voices.fresh(measure)
    assert (measure.actual, measure.state) == (88, "verified")


def test_what_is_typed_by_hand_is_asked_for_on_its_day(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    measure = voices.done(voices.measure())
    with pytest.raises(RuleViolation, match="typed by hand"):
        voices.step(measure, "measure", CLERK)
    voices.wait(at, dt.timedelta(days=91), effects.check_effects)
    assert "improvement.to_measure" in voices.told(CLERK)
    assert voices.fresh(measure).state == "done"


def test_nothing_to_measure_asks_for_the_baseline(voices: Voices) -> None:
    with pytest.raises(RuleViolation, match="type the baseline"):
        voices.approved(voices.measure(), metric="first_fix", baseline=None, target="95")


def test_whoever_said_it_is_told_once_when_the_measure_is_published(voices: Voices) -> None:
    measure = voices.measure()
    for said in (
        voices.says(SURE),
        voices.whispers("电梯太慢，电梯坏")[0],
        voices.says("电梯又坏了", who=CLERK),
        voices.anybody(SURE)[0],
    ):
        voices.step(
            said, "improve", measure=measure.id
        ) if said.state == "triaged" else voices.step(
            said, "triage", topic=voices.topics["lift"].id, severity="mid"
        ) and voices.step(said, "improve", measure=measure.id)
    assert not voices.may_read(RESIDENT, measure)
    published = voices.step(
        voices.approved(measure), "publish", CSR, public_note="4 月底前更换门机"
    )
    # The resident twice, the clerk once, and somebody without an account.
    assert published.told == 2
    assert voices.told(RESIDENT).count("feedback.measure") == 1
    assert voices.told(CLERK).count("feedback.measure") == 1
    with pytest.raises(RuleViolation):
        voices.step(measure, "publish", CSR, public_note="再说一次")
    seen = voices.read(RESIDENT, measure)
    assert seen["public_note"] == "4 月底前更换门机"
    assert not {"owner", "owner_name", "action", "reason", "told", "due_on"} & set(seen)


def test_those_of_a_measure_that_failed_are_told_of_the_one_that_follows(voices: Voices) -> None:
    measure = voices.measure()
    voices.step(voices.says(SURE), "improve", measure=measure.id)
    voices.step(voices.step(voices.done(measure), "measure", CLERK, actual="5.9"), "fail", BOSS)
    follower = voices.all(Improvement, Improvement.previous_id == measure.id)[0]
    follower = voices.approved(voices.fresh(follower), baseline="5.9")
    assert voices.step(follower, "publish", CSR, public_note="改为整梯大修").told == 1


def test_owners_are_reminded_and_late_measures_are_told_to_the_general_manager(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    voices.approved(voices.measure(), due_on=dt.date(2026, 3, 10))
    voices.wait(at, dt.datetime(2026, 3, 8, 1, 0, tzinfo=dt.UTC), effects.remind)
    assert voices.told(CLERK).count("improvement.due") == 1
    assert "improvement.due" not in voices.told(BOSS)
    voices.wait(at, dt.datetime(2026, 3, 12, 1, 0, tzinfo=dt.UTC), effects.remind)
    assert "improvement.due" in voices.told(BOSS)


def test_a_survey_leads_to_a_measure_by_one_press_and_to_one_only(voices: Voices) -> None:
    with records.writing(voices.town.ctx):
        survey = voices.town.ctx.create(
            Survey, subject="季度调查", questions=[{"key": "service", "zh": "客服", "en": "Service"}], opens_at=voices.town.ctx.now, project=voices.town.project.id,
            closes_at=voices.town.ctx.now + dt.timedelta(days=1),
        )  # fmt: skip
        for name in ("schedule", "open", "close"):
            voices.town.ctx.transition(survey, name)
    voices.step(survey, "improve", CSR, note="大堂清洁不够")
    made = voices.all(Improvement, Improvement.survey_id == survey.id)[0]
    assert (made.source, made.metric, made.name) == ("survey", "satisfaction", "大堂清洁不够")
    with pytest.raises(RuleViolation, match="already"):
        voices.step(survey, "improve", CSR, note="再提一次")


def test_metrics_are_those_of_the_project_from_real_orders(voices: Voices) -> None:
    town, now = voices.town, voices.town.ctx.now
    rows = [
        {"order_no": f"GD-{n}", "source": "web", "summary": "灯", "project_id": town.project.id, "state": "closed",
         "created_at": now - dt.timedelta(days=9), "resolved_at": now - dt.timedelta(days=8), "reopen_count": n % 2,
         "sla_state": "met" if n else "missed", "rating": n + 1}
        for n in range(4)
    ]  # fmt: skip
    with records.writing(town.ctx):
        records.write_set(town.ctx, WorkOrder, rows, action="history", audit="test")
    voices.month("lift", 6, at=now - dt.timedelta(days=5))
    span = metrics.last_days(town.ctx.today)
    here = Place(town.project.id, voices.topics["lift"].id)

    def value(name: str, place: Place = here) -> Decimal | None:
        found = metrics.measure(town.ctx, name, place, span)
        return found and found.actual

    assert value("first_fix") == 50
    assert value("first_fix", Place(None)) == 50
    assert value("on_time") == 75
    assert value("satisfaction") == Decimal("2.50")
    # Six complaints for three homes.
    assert value("complaints") == 200
    assert value("topic_items") == 2
    assert value("other") is None
    assert value("first_fix", Place(999)) is None


def test_why_a_measure_is_proposed_is_read_by_those_who_work_on_it_alone(voices: Voices) -> None:
    """It may name who complained: who only reads what is published reads the public note."""
    voices.town.staff("hr", "GM", name="吴人事")
    measure = voices.measure()
    with records.writing(voices.town.ctx):
        voices.town.ctx.update(measure, reason="302 室王小明三次投诉电梯")
    voices.step(voices.approved(measure), "publish", CSR, public_note="更换门机")
    for name in (CLERK, "吴人事"):
        seen = voices.read(name, measure)
        assert seen["public_note"] == "更换门机"
        assert "reason" not in seen, name
    for name in (CSR, MANAGER, BOSS, AUDITOR):
        assert "王小明" in voices.read(name, measure)["reason"], name
