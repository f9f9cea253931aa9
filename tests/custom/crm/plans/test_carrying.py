"""1.2: what was accepted is really carried out, each thing exactly once, and ends with it."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import time_machine

from app.custom.crm.plans import carrying, proposing
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.service_plan import ServicePlan
from app.runtime import jobs, notify, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import RuleViolation
from app.runtime.jobs import Progress
from tests.custom.crm.plans.care import NAME, Care
from tests.support.statements import heard

D = dt.date


@pytest.fixture
def me(care: Care) -> Customer:
    return care.resident()


def night(at: time_machine.Coordinates, day: D) -> None:
    """Six in the morning of that day, when the work of the night is done; only that of plans."""
    at.move_to(f"{day}T06:00:00+08:00")
    progress = Progress()
    with Context.system() as ctx:
        while not progress.finished:
            with records.writing(ctx):
                progress = carrying.carry_out(ctx, progress)


def test_nothing_happens_before_the_resident_says_yes(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    care.agree()
    jobs.run_due()
    care.step(care.plans("draft")[0], "propose", "林客服", valid_from=D(2026, 3, 5))
    night(at, D(2026, 3, 6))
    (plan,) = care.plans("proposed")
    assert (care.visits(plan), care.fees()) == ([], [])


@pytest.mark.database
def test_an_accepted_plan_brings_visits_and_its_fee_from_its_day(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    assert (plan.state, care.fees()) == ("accepted", [])
    at.move_to("2026-03-05T06:00:00+08:00")
    jobs.run_due()
    assert care.desk.again(plan).state == "active"
    (order,) = care.visits(plan)
    assert (order.source, order.customer_id, order.unit_id) == ("plan", me.id, plan.unit_id)
    assert order.category_id == care.town.categories["consult"].id
    assert order.state != "rejected"
    (fee,) = care.fees()
    assert (fee.state, fee.customer_id, fee.from_on, fee.to_on) == ("active", me.id, D(2026, 3, 5), D(2027, 3, 4))  # fmt: skip
    (service,) = care.services(plan)
    assert (service.next_on, service.visits, service.last_order_id) == (D(2026, 3, 12), 1, order.id)
    assert (service.fee_assignment_id, service.price) == (fee.id, 120)


def test_visits_come_by_their_frequency_and_never_twice(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    for day in (5, 6, 10, 11, 12, 18):
        night(at, D(2026, 3, day))
    assert [f"{one.appointment_at.astimezone(dt.timezone(dt.timedelta(hours=8))):%m-%d %H}" for one in care.visits(plan)] == [
        "03-05 10", "03-12 10", "03-19 10",
    ]  # fmt: skip


def test_of_visits_that_were_missed_only_the_latest_is_made(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    night(at, D(2026, 3, 5))
    night(at, D(2026, 4, 3))
    assert len(care.visits(plan)) == 2
    assert care.services(plan)[0].next_on == D(2026, 4, 9)


@pytest.mark.database
def test_two_workers_at_once_make_each_visit_and_each_fee_once(
    care: Care, me: Customer, at: time_machine.Coordinates, database: Database
) -> None:
    plan = care.going(me)
    at.move_to("2026-03-05T06:00:00+08:00")
    ready = threading.Barrier(2)
    done: list[tuple[int, int]] = []

    def work() -> None:
        with Context.system() as ctx:
            ready.wait()
            with records.writing(ctx):
                begun = carrying.begin_some(ctx, 0)[1]
            with records.writing(ctx):
                done.append((begun, carrying.visit_some(ctx, 0)[1]))

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sum(column) for column in zip(*done, strict=True)) == [1, 1]
    assert (len(care.visits(plan)), len(care.fees())) == (1, 1)


def test_the_end_of_the_term_ends_visits_and_fee(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    night(at, D(2026, 3, 5))
    night(at, D(2027, 3, 9))
    assert care.desk.again(plan).state == "expired"
    assert [(one.state, one.to_on) for one in care.fees()] == [("ended", D(2027, 3, 4))]
    number = len(care.visits(plan))
    night(at, D(2027, 4, 9))
    assert len(care.visits(plan)) == number
    assert care.services(plan)[0].next_on is None


def test_a_resident_ends_it_himself_and_visits_not_begun_are_called_off(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    night(at, D(2026, 3, 5))
    care.step(plan, "terminate", NAME, note="搬家")
    assert care.desk.again(plan).ended_on == D(2026, 3, 5)
    assert [one.state for one in care.visits(plan)] == ["cancelled"]
    assert [(one.state, one.to_on) for one in care.fees()] == [("ended", D(2026, 3, 5))]
    assert notify.inbox(care.csr)[0].template == "service_plan.answered"


def test_what_cannot_begin_is_told_and_leaves_the_others_alone(
    care: Care, me: Customer, at: time_machine.Coordinates
) -> None:
    plan = care.going(me)
    other = care.going(me, "pets")
    care.desk.assign("care", 0, from_on=D(2026, 3, 1))
    night(at, D(2026, 3, 5))
    assert (care.desk.again(plan).state, care.desk.again(other).state) == ("accepted", "active")
    stuck = [one for one in notify.inbox(care.csr) if one.template == "service_plan.stuck"]
    assert len(stuck) == 1
    assert "已有收费标准" in notify.text(stuck[0], "zh")


def test_what_nobody_answers_lapses(care: Care, me: Customer, at: time_machine.Coordinates) -> None:
    care.agree()
    jobs.run_due()
    care.step(care.plans("draft")[0], "propose", "林客服")
    night(at, D(2026, 4, 4))
    assert [one.template_name for one in care.plans("withdrawn")] == ["长者关怀"]


@pytest.mark.parametrize(
    ("frequency", "after", "found"),
    [("week", "2026-01-31", "2026-02-07"), ("month", "2026-01-31", "2026-02-28"), ("month", "2026-02-28", "2026-03-31"),
     ("quarter", "2026-03-01", "2026-04-30"), ("half", "2026-01-31", "2026-07-31"), ("year", "2026-06-01", "2027-01-31"), ("once", "2026-01-31", None)],
)  # fmt: skip
def test_a_rhythm_counts_from_its_anchor_and_never_drifts(
    frequency: str, after: str, found: str | None
) -> None:
    day = carrying.following(D(2026, 1, 31), frequency, D.fromisoformat(after))
    assert (f"{day}" if day else None) == found


@pytest.mark.database
def test_many_are_proposed_by_as_many_statements_as_two(care: Care, database: Database) -> None:
    people = [care.resident(f"住户{n}", n % 3, orders=False, pets="猫") for n in range(14)]
    for one in people:
        care.town.ctx_create(ConsentRecord, customer=one.id, purpose="profiling", granted=True)
    care.recommend(*people)
    ids = [one.id for one in care.plans("draft")]
    assert len(ids) == 14
    csr = care.csr
    proposing.many(csr, ids[:1])
    with heard(database) as few:
        assert proposing.many(csr, ids[1:3]).number == 2
    with heard(database) as many:
        assert proposing.many(csr, ids[3:]).number == 11
    assert len(many) == len(few)
    assert all(care.services(one) and one.owner_id for one in care.plans("proposed"))


def test_of_many_those_without_consent_are_left_out_with_the_reason(
    care: Care, me: Customer
) -> None:
    consent = care.agree()[0]
    jobs.run_due()
    ids = [one.id for one in care.plans("draft")]
    with records.writing(care.town.ctx):
        # As if it had been withdrawn while the page was open: the plans are drafts still.
        care.town.ctx.session.execute(type(consent).__table__.update().values(granted=False))
    done = proposing.many(care.csr, ids)
    assert (done.number, {why.in_language("zh"): n for why, n in done.left}) == (
        0,
        {"客户没有同意个性化方案": 3},
    )
    with pytest.raises(RuleViolation, match="has not agreed"):
        records.transition(care.csr, ServicePlan, ids[0], "propose")
