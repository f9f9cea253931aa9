"""4.3: a cycle from its opening to the suggestions, and who may do what on the way (domain.md §3.13)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import func, select, update

from app.custom.people.performance import publishing
from app.generated.course import Course
from app.generated.employee import Employee
from app.generated.job_change import JobChange
from app.generated.peer_score import PeerScore
from app.generated.performance_review import PerformanceReview
from app.generated.position import Position
from app.generated.training_recommendation import TrainingRecommendation
from app.generated.work_order import WorkOrder
from app.runtime import jobs, notify, query, records
from app.runtime.database import Database
from app.runtime.errors import AppError, NotFound
from tests.custom.crm.orders.dispatching import leak
from tests.custom.finance.books.office import refused
from tests.custom.people.folk import BOSS, HEAD, HR, TODAY, WORKER
from tests.custom.people.performance.bureau import CLERK, FROM, MANAGERS, OTHER, Bureau
from tests.support.statements import heard

pytestmark = pytest.mark.database


def test_a_scheme_whose_weights_do_not_come_to_100_is_refused(bureau: Bureau) -> None:
    other = another_position(bureau)
    scheme = bureau.new_scheme(("ftf", "90", 60), ("csat", "4.5", "39.99"), position=other)
    assert "must come to 100 %" in str(refused(bureau.step, scheme, "activate", HR))
    assert scheme.total == Decimal("99.99")


def another_position(bureau: Bureau) -> int:
    with records.writing(bureau.folk.ctx):
        return bureau.folk.ctx.create(Position, code="P2", name="二岗", headcount=1).id


def test_no_cycle_opens_while_a_scheme_is_being_revised(bureau: Bureau) -> None:
    bureau.step(bureau.scheme, "revise", HR)
    assert "not in force" in str(refused(bureau.opened))


def test_shares_that_do_not_come_to_100_and_bands_out_of_order_are_refused(
    bureau: Bureau,
) -> None:
    assert "four shares" in str(refused(bureau.cycle, self_share=5))
    assert "bands" in str(refused(bureau.cycle, a_from=96))


def test_opening_makes_a_review_for_everybody_with_a_manager_and_tells_them(
    bureau: Bureau,
) -> None:
    cycle = bureau.opened()
    assert cycle.reviews == len(MANAGERS)
    assert cycle.left_out > 0
    assert notify.inbox(bureau.folk.as_(WORKER))[0].template == "performance.opened"
    templates = [one.template for one in notify.inbox(bureau.folk.as_(BOSS))]
    assert "performance.to_score" in templates


def test_values_come_from_operations_with_the_rows_behind_them(
    bureau: Bureau, at: time_machine.Coordinates
) -> None:
    bureau.folk.town.resident()
    order = leak(bureau.folk.town)
    assert order.assignee_name == WORKER
    _set(bureau, order.id, resolved_at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC), rating=4)
    bureau.opened()
    first, rating = bureau.item("ftf"), bureau.item("csat")
    assert (first.actual, first.score, first.rows) == (100, Decimal("111.11"), 1)
    assert (rating.actual, rating.score) == (4, Decimal("88.89"))
    assert first.evidence["url"].startswith("/work_order/list/?assignee=")
    # "care" has no value yet: 40 and 20 count 66.67 and 33.33.
    review = bureau.review()
    assert review.renormalised
    assert (first.counted, rating.counted) == (Decimal("66.67"), Decimal("33.33"))
    assert review.kpi_score == Decimal("103.70")
    bureau.enter("100")
    assert not bureau.review().renormalised
    assert bureau.review().kpi_score == Decimal("102.22")


def _set(bureau: Bureau, order: int, **values: object) -> None:
    with records.writing(bureau.folk.ctx):
        bureau.folk.ctx.session.execute(
            update(WorkOrder).where(WorkOrder.id == order).values(**values)
        )


def test_nobody_scores_himself_as_his_manager(bureau: Bureau) -> None:
    bureau.opened()
    review = bureau.step(bureau.review(HEAD), "self_done", HEAD, self_score="90")
    with pytest.raises(AppError):
        bureau.step(review, "manager_done", HEAD, judged_score="100")
    told = refused(
        records.update, bureau.folk.as_(HR), PerformanceReview, review.id,
        {"reviewer": bureau.folk.town.employees[HEAD].id},
    )  # fmt: skip
    assert "reviewer of himself" in str(told)


def test_an_employee_reads_no_score_of_others_before_it_is_published(bureau: Bureau) -> None:
    cycle = bureau.opened()
    bureau.scored(cycle, **{WORKER: "91"})
    seen = query.get(bureau.folk.as_(WORKER), PerformanceReview, bureau.review().id)
    for hidden in ("judged_score", "judged_comment", "peer_avg", "draft_score", "place"):
        assert hidden not in seen
    assert (seen["manager_score"], seen["final_score"], seen["grade"]) == (None, None, None)
    own = query.get(bureau.folk.as_(HEAD), PerformanceReview, bureau.review(HEAD).id)
    assert "judged_score" not in own
    theirs = query.get(bureau.folk.as_(HEAD), PerformanceReview, bureau.review().id)
    assert theirs["judged_score"] == 91


def test_colleagues_stay_anonymous_and_count_from_two_on(bureau: Bureau) -> None:
    cycle = bureau.opened()
    one, two = bureau.ask(CLERK, OTHER, who=HR)
    assert notify.inbox(bureau.folk.as_(CLERK))[0].template == "performance.peer"
    bureau.enter("80")
    bureau.step(bureau.review(), "self_done", WORKER, self_score="80")
    bureau.step(bureau.review(), "manager_done", HEAD, judged_score="80")
    bureau.answer(one, CLERK, "60")
    assert bureau.review().draft_score == Decimal("80.00")
    bureau.answer(two, OTHER, "100")
    assert bureau.review().peer_avg == 80
    for reader in (WORKER, HEAD):
        with pytest.raises(NotFound):
            query.get(bureau.folk.as_(reader), PeerScore, one.id)
    assert cycle.state == "open"


def test_neither_the_subject_nor_his_manager_is_a_colleague(bureau: Bureau) -> None:
    bureau.opened()
    assert "his own colleague" in str(refused(bureau.ask, WORKER))
    assert "scores as the manager" in str(refused(bureau.ask, HEAD))


def test_calibration_proposes_by_the_quota_and_nothing_is_published_half(bureau: Bureau) -> None:
    cycle = bureau.opened(s_quota=20, a_quota=40)
    for name, value in ((WORKER, "119"), (CLERK, "110"), (OTHER, "100"), (HEAD, "90"), (HR, "40")):
        bureau.enter(value, name, MANAGERS[name])
    cycle = bureau.scored(cycle, **dict.fromkeys(MANAGERS, "90"))
    proposed = [(bureau.review(name).place, bureau.review(name).quota_grade) for name in MANAGERS]
    assert [place for place, _ in proposed] == [1, 2, 3, 4, 5]
    assert [grade for _, grade in proposed] == ["s", "a", "b", "b", "d"]
    assert "5 reviews are not calibrated" in str(refused(bureau.step, cycle, "publish", HR))
    bureau.step(bureau.review(OTHER), "calibrate", HR, draft_grade="a", note="带新人")
    bureau.step(bureau.step(cycle, "accept", HR), "publish", HR)
    assert [bureau.review(name).grade for name in MANAGERS] == ["s", "a", "a", "b", "d"]


def test_hr_does_not_calibrate_itself(bureau: Bureau) -> None:
    bureau.scored(bureau.opened())
    with pytest.raises(AppError):
        bureau.step(bureau.review(HR), "calibrate", HR, draft_grade="s")


def test_an_appeal_within_five_working_days_goes_to_the_general_manager(
    bureau: Bureau, at: time_machine.Coordinates
) -> None:
    bureau.published(bureau.opened(), **{WORKER: "60"})
    review = bureau.review()
    # Monday 2026-06-01: five working days later is Monday the 8th.
    assert review.appeal_until == dt.date(2026, 6, 8)
    assert (review.manager_score, review.grade) == (60, "c")
    at.shift(dt.timedelta(days=7))
    bureau.step(review, "appeal", WORKER, appeal="台风期间连续值班没有计入")
    review = bureau.step(
        bureau.review(), "review_appeal", BOSS, appeal_answer="属实", appeal_grade="b"
    )
    assert (bureau.review().state, bureau.review().grade) == ("final", "b")
    assert notify.inbox(bureau.folk.as_(WORKER))[0].template == "performance.decided"


def test_after_that_it_is_final_by_itself(bureau: Bureau, at: time_machine.Coordinates) -> None:
    bureau.published(bureau.opened())
    at.shift(dt.timedelta(days=8))
    assert "are over" in str(refused(bureau.step, bureau.review(), "appeal", WORKER, appeal="不服"))
    for _ in range(2):
        with records.writing(bureau.folk.ctx):
            publishing.make_final(bureau.folk.ctx)
    assert {bureau.review(name).state for name in MANAGERS} == {"final"}


def test_grade_d_is_assigned_a_course_when_it_is_final(bureau: Bureau) -> None:
    with records.writing(bureau.folk.ctx):
        bureau.folk.ctx.create(
            Course, code="C9", name="服务规范", indicators=[bureau.indicators["care"].id]
        )
    cycle = bureau.opened()
    bureau.enter("40")
    bureau.published(cycle, **{WORKER: "40"})
    assert bureau.review().grade == "d"
    bureau.step(bureau.review(), "acknowledge", WORKER)
    jobs.run_due()
    (one,) = bureau.folk.session.scalars(select(TrainingRecommendation)).all()
    assert (one.mandatory, one.employee_name) == (True, WORKER)


def test_closing_suggests_raises_within_the_budget_and_changes_nothing(bureau: Bureau) -> None:
    with records.writing(bureau.folk.ctx):
        position = bureau.folk.ctx.get(
            type(bureau.folk.town.position), bureau.folk.town.position.id
        )
        bureau.folk.ctx.update(position, pay_mid="7000", pay_max="9000", grade_max=5, headcount=99)
    cycle = bureau.opened(pay_pool="500")
    for name in MANAGERS:
        bureau.enter("110", name, MANAGERS[name])
    cycle = bureau.published(cycle, **dict.fromkeys(MANAGERS, "100"))
    assert "are not final" in str(refused(bureau.step, cycle, "close", HR))
    for name in MANAGERS:
        bureau.step(bureau.review(name), "acknowledge", name)
    bureau.step(cycle, "close", HR)
    jobs.run_due()
    found = list(bureau.folk.session.scalars(select(JobChange).order_by(JobChange.id)))
    assert {one.state for one in found} == {"suggested"}
    # 7 % of 7000 for five people is 2450: scaled to 500.
    assert [one.to_pay for one in found] == [Decimal("7100.00")] * 5
    assert {one.kind for one in found} == {"pay"}
    assert bureau.review().pay_hint["rate"] == 7
    assert bureau.review().promotion_hint["conditions"]["grades"] is False
    assert bureau.folk.person().base_pay == 7000


def test_ten_times_the_people_cost_the_same_number_of_statements(
    bureau: Bureau, database: Database
) -> None:
    with heard(database) as few:
        first = bureau.opened(code="ONE")
    with records.writing(bureau.folk.ctx):
        for number in range(20):
            bureau.folk.ctx.create(
                Employee, name=f"同事{number}", phone=f"139000000{number:02d}",
                department=bureau.folk.department("ENG"), position=bureau.folk.town.position.id,
                manager=bureau.folk.town.employees[HEAD].id, hired_on=FROM,
            )  # fmt: skip
        bureau.folk.ctx.session.execute(
            update(Employee).where(Employee.state == "onboarding").values(state="regular")
        )
    with heard(database) as many:
        second = bureau.opened(code="TWO")
    assert second.reviews == first.reviews + 20
    assert len(many) <= len(few) + 4
    number = bureau.folk.session.scalar(select(func.count()).select_from(PerformanceReview))
    assert number == first.reviews + second.reviews
    assert first.period_to < TODAY
