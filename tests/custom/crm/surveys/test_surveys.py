"""1.3: surveys are asked, answered once, counted, and come again by themselves (domain.md §3.4, §4.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from sqlalchemy import insert, inspect, select

from app.custom.crm.surveys import invitations, sampling
from app.custom.crm.surveys import runs as surveys
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.survey import Survey
from app.generated.survey_response import SurveyResponse
from app.generated.work_order import WorkOrder
from app.runtime import clock, jobs, notify, query, records
from app.runtime.accounts.users import User
from app.runtime.errors import InvalidState, NotFound, RuleViolation
from app.runtime.system import Job, Notification
from tests.custom.crm.pictures import photo
from tests.custom.crm.town import Town

QUESTIONS = [{"key": "service", "zh": "客服态度", "en": "Service"}]


def survey(town: Town, **values: object) -> Survey:
    """A survey of this week, scheduled."""
    given = {
        "subject": "满意度调查",
        "kind": "periodic",
        "questions": QUESTIONS,
        "sample_pct": 100,
        "opens_at": town.ctx.now,
        "closes_at": town.ctx.now + dt.timedelta(days=7),
        **values,
    }
    made = records.create(town.as_("csr"), Survey, given)
    return records.transition(town.as_("csr"), Survey, made.id, "schedule")


def tick(at: time_machine.Coordinates, **move: float) -> None:
    """Move on to just after a tick of the ten-minute schedule, and run what is due."""
    at.shift(dt.timedelta(**move))
    jobs.run_due()


def token_of(town: Town, name: str) -> str:
    told = next(row for row in notify.inbox(town.as_(name)) if row.template == "survey.invite")
    return str(told.params["token"])


def responses(town: Town) -> list[SurveyResponse]:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return list(town.ctx.session.scalars(select(SurveyResponse).order_by(SurveyResponse.id)))


def close_an_order(town: Town, *, rating: int | None = None) -> WorkOrder:
    """From request to confirmation."""
    me = town.as_("王小明")
    order = records.create(me, WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id})
    technician = town.as_("张水工")
    records.transition(technician, WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"})
    records.transition(
        technician,
        WorkOrder,
        order.id,
        "resolve",
        {"result": "好了", "cause": "老化", "after_photos": [photo(town.logins["张水工"])]},
    )
    return records.transition(me, WorkOrder, order.id, "confirm", {"rating": rating})


def test_after_closing_the_customer_is_asked(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    survey(town, kind="event", closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    order = close_an_order(town, rating=5)
    (asked,) = responses(town)
    assert (asked.work_order_id, asked.submitted_at) == (order.id, None)
    assert len(token_of(town, "王小明")) >= 32


def test_nobody_is_asked_twice_in_thirty_days(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    survey(town, kind="event", closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    close_an_order(town)
    at.shift(dt.timedelta(days=2))
    close_an_order(town)
    assert len(responses(town)) == 1


def test_an_answer_counts_once(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    survey(town, kind="event", closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    close_an_order(town)
    token = token_of(town, "王小明")
    system = town.visitor()
    done = invitations.answer(system, token, {"csat": 4, "nps": 9, "comment": "不错"})
    assert (done.csat, done.nps) == (4, 9)
    assert done.submitted_at is not None
    with pytest.raises(InvalidState, match="already"):
        invitations.answer(system, token, {"csat": 1})


def test_the_token_itself_is_stored_nowhere_but_in_the_message(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    survey(town, kind="event", closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    close_an_order(town)
    (asked,) = responses(town)
    assert asked.token_hash == invitations.hashed(token_of(town, "王小明"))
    with pytest.raises(NotFound):
        invitations.invitation(town.visitor(), "guessed")


def test_a_low_score_opens_one_follow_up(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    survey(town, kind="event", closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    order = close_an_order(town, rating=2)
    done = invitations.answer(town.visitor(), token_of(town, "王小明"), {"csat": 1})
    town.ctx.session.rollback()
    follow_ups = town.ctx.session.scalars(
        select(WorkOrder).where(WorkOrder.follow_up_of_id == order.id)
    ).all()
    assert [(one.source, one.priority, one.state) for one in follow_ups] == [
        ("survey", "p2", "accepted")
    ]
    assert done.low_followup_id == follow_ups[0].id
    assert "work_order.follow_up" in [row.template for row in notify.inbox(town.as_("dispatcher"))]


def test_an_answer_without_a_score_is_refused_at_the_field(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    survey(town)
    tick(at, minutes=1)
    with pytest.raises(RuleViolation) as refused:
        invitations.answer(town.visitor(), token_of(town, "王小明"), {"comment": "好"})
    assert refused.value.errors[0].field == "csat"


def households(town: Town, count: int) -> None:
    """More homes with a resident each, copied from the first one's rows."""
    first = town.resident()
    home = town.ctx.session.scalars(select(Occupancy)).one()
    names = [f"m{number}" for number in range(count - 1)]

    def copies(entity: Any, like: Any, *changes: dict[str, Any]) -> list[dict[str, Any]]:
        columns = [
            each.key
            for each in inspect(entity).column_attrs
            if each.key != "id" and each.columns[0].computed is None
        ]
        return [{key: getattr(like, key) for key in columns} | change for change in changes]

    with records.writing(town.ctx):
        session = town.ctx.session
        account = {"last_name": "", "password": "", "active": True}
        session.execute(
            insert(User),
            [{"username": one, "first_name": one, "email": one, **account} for one in names],
        )
        logins = session.scalars(select(User.id).where(User.username.in_(names)).order_by(User.id))
        people = [
            {"name": f"住户{login}", "phone": f"1370{login:07}", "login_id": login,
             "customer_no": f"C{login}", "code": f"C{login}"}
            for login in logins
        ]  # fmt: skip
        known = {each.key for each in inspect(Customer).column_attrs}
        people = [{k: v for k, v in person.items() if k in known} for person in people]
        ids = session.scalars(
            insert(Customer).returning(Customer.id), copies(Customer, first, *people)
        ).all()
        homes = [{"customer_id": id} for id in ids]
        session.execute(insert(Occupancy), copies(Occupancy, home, *homes))


def test_a_whole_project_is_asked_a_thousand_homes_at_a_time(
    town: Town, at: time_machine.Coordinates, statements: Callable[[], Any]
) -> None:
    count = surveys.INVITED_AT_ONCE + 50
    households(town, count)
    asking = survey(town, project=town.project.id)
    with statements() as sent:
        tick(at, minutes=1)
    assert len(sent) < 350  # every schedule of the application is looked at, too
    made = responses(town)
    assert len({row.customer_id for row in made}) == len(made) == count
    told = town.ctx.session.scalars(
        select(Notification).where(Notification.template == "survey.invite")
    ).all()
    tokens = {row.recipient_id: invitations.hashed(row.params["token"]) for row in told}
    assert set(tokens.values()) == {row.token_hash for row in made}
    (job,) = town.ctx.session.scalars(select(Job).where(Job.name == "survey.invite"))
    assert (job.state, job.progress_done, job.actor_id) == ("done", count, None)
    town.ctx.session.expire_all()
    assert town.ctx.get(Survey, asking.id).invited == count


def test_a_survey_that_is_not_open_any_more_asks_nobody(
    town: Town, at: time_machine.Coordinates
) -> None:
    customer = town.resident()
    made = survey(town, project=town.project.id)
    with records.writing(town.ctx):
        asked = [(customer.id, town.project.id)]
        ended = surveys.invite_the_sample(town.ctx, jobs.Progress(), survey=made.id, asked=asked)
    assert (ended.finished, ended.done) == (True, 0)
    assert responses(town) == []


def test_a_periodic_survey_opens_asks_closes_counts_and_comes_again(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    town.resident("赵六", "13900000002", unit=1)
    first = survey(town, recurrence="quarter")
    tick(at, minutes=1)
    assert len(responses(town)) == 2
    invitations.answer(town.visitor(), token_of(town, "王小明"), {"csat": 5, "nps": 10})
    invitations.answer(town.visitor(), token_of(town, "赵六"), {"csat": 3, "nps": 6})
    tick(at, days=7)
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    closed = town.ctx.get(Survey, first.id)
    assert closed.state == "closed"
    assert closed.invited == 2
    assert closed.csat_avg == 4
    assert closed.statistics == {
        "invited": 2,
        "answered": 2,
        "csat": "50.00",
        "csat_low": "9.45",
        "csat_high": "90.55",
        "indicative_only": True,
        "nps": "0.00",
    }
    following = town.ctx.session.scalars(select(Survey).where(Survey.previous_id == first.id)).one()
    assert following.state == "scheduled"
    assert following.opens_at == dt.datetime.fromisoformat("2026-06-04T10:00:00+08:00")


def test_who_was_asked_lately_is_left_out_of_the_sample(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    survey(town)
    survey(town, subject="第二个调查")
    tick(at, minutes=1)
    assert len(responses(town)) == 1


def test_an_anonymous_answer_names_nobody(town: Town, at: time_machine.Coordinates) -> None:
    town.resident()
    survey(town, anonymous=True)
    tick(at, minutes=1)
    (asked,) = responses(town)
    assert asked.customer_id is None
    invitations.answer(town.visitor(), token_of(town, "王小明"), {"csat": 1})


def test_a_survey_without_questions_is_not_scheduled(town: Town) -> None:
    with pytest.raises(RuleViolation, match="questions"):
        survey(town, questions=None)


def test_the_sample_is_the_same_for_the_same_seed_and_touches_every_building() -> None:
    groups = {(1, 1): list(range(100)), (1, 2): list(range(100, 110)), (2, 3): [200]}
    chosen = sampling.stratified(groups, 20, 7)
    assert chosen == sampling.stratified(groups, 20, 7)
    assert chosen != sampling.stratified(groups, 20, 8)
    assert [
        sum(low <= one < high for one in chosen) for low, high in ((0, 100), (100, 110), (200, 201))
    ] == [20, 2, 1]


def test_a_monthly_survey_of_the_last_day_never_drifts(
    town: Town, at: time_machine.Coordinates
) -> None:
    """Opened at 00:30 in Shanghai, which is still the day before in UTC: 31 January, 28 February, 31 March."""
    at.move_to("2026-01-31T00:30:00+08:00")
    first = survey(town, recurrence="month", closes_at=town.ctx.now + dt.timedelta(days=2))
    for moment in (
        "2026-01-31T00:41:00+08:00",
        "2026-02-02T00:41:00+08:00",
        "2026-02-28T00:41:00+08:00",
        "2026-03-02T00:41:00+08:00",
    ):
        at.move_to(moment)
        jobs.run_due()
    town.ctx.session.rollback()
    opened = town.ctx.session.scalars(select(Survey.opens_at).order_by(Survey.id)).all()
    assert [f"{clock.local(one):%m-%d %H:%M}" for one in opened] == [
        "01-31 00:30",
        "02-28 00:30",
        "03-31 00:30",
    ]
    assert town.ctx.get(Survey, first.id).next_on == dt.date(2026, 2, 28)


def test_a_series_that_slept_goes_on_with_the_next_date_and_not_with_those_it_missed(
    town: Town, at: time_machine.Coordinates
) -> None:
    first = survey(town, recurrence="month")
    tick(at, minutes=1)
    tick(at, days=200)
    town.ctx.session.rollback()
    following = town.ctx.session.scalars(select(Survey).where(Survey.previous_id == first.id)).one()
    assert f"{clock.local(following.opens_at):%Y-%m-%d %H:%M}" == "2026-10-04 10:00"


def test_an_anonymous_answer_after_an_order_does_not_name_the_order(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    survey(town, kind="event", anonymous=True, closes_at=town.ctx.now + dt.timedelta(days=365))
    tick(at, minutes=1)
    close_an_order(town)
    (asked,) = responses(town)
    assert (asked.customer_id, asked.work_order_id) == (None, None)


def test_a_customer_reads_what_he_is_asked_and_nothing_of_the_results(
    town: Town, at: time_machine.Coordinates
) -> None:
    town.resident()
    one = survey(town)
    with pytest.raises(NotFound):
        query.get(town.as_("王小明"), Survey, one.id)
    tick(at, minutes=1)
    row = query.get(town.as_("王小明"), Survey, one.id)
    assert row["questions"] == QUESTIONS
    assert not {"csat_avg", "statistics", "seed", "invited", "sample_pct"} & set(row)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-03-04", 12, "2027-03-04"),
    ],
)
def test_months_are_added_without_drifting(day: str, months: int, result: str) -> None:
    assert sampling.add_months(dt.date.fromisoformat(day), months).isoformat() == result
