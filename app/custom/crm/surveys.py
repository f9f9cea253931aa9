"""Satisfaction surveys: one after an order, periodic ones that recur by themselves (1.3, domain.md §3.4, §4.2)."""

from __future__ import annotations

import calendar as months
import datetime as dt
import random
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from math import ceil
from typing import Any

from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.survey import Survey, survey_hooks
from app.generated.survey_response import SurveyResponse, survey_response_hooks
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import InvalidState, NotFound, RuleViolation
from app.runtime.jobs import schedule

from . import followups, people, wilson

REST = dt.timedelta(days=30)
"""Nobody is asked twice within this time."""
STEP_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def hashed(token: str) -> str:
    """What is stored of an invitation: the token itself is only in the message."""
    return sha256(token.encode()).hexdigest()


def add_months(day: dt.date, number: int) -> dt.date:
    """The same day `number` months later; the last day of the month where there is none."""
    index = day.year * 12 + day.month - 1 + number
    year, month = divmod(index, 12)
    last = months.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def stratified(groups: Mapping[Any, list[int]], percent: float, seed: int) -> list[int]:
    """From every group the same share (at least one), chosen by the stored seed: repeatable."""
    chosen: list[int] = []
    for key in sorted(groups, key=str):
        members = sorted(groups[key])
        picker = random.Random(f"{seed}:{key}")  # noqa: S311 - a sample, not a secret
        chosen += picker.sample(members, min(len(members), ceil(len(members) * percent / 100)))
    return sorted(chosen)


# -- asking ---------------------------------------------------------------------------------------


def invite(
    ctx: Context, survey: Survey, customer_id: int, *, order: WorkOrder | None, project: int | None
) -> str:
    """One invitation; returns its token, which stands only in the message to the customer."""
    token = secrets.token_urlsafe(24)
    response = ctx.create(
        SurveyResponse,
        survey=survey.id,
        customer=None if survey.anonymous else customer_id,
        token_hash=hashed(token),
        work_order=order.id if order else None,
        project=project,
        invited_at=ctx.now,
    )
    ctx.notify(
        people.login_of_customer(ctx, customer_id),
        "survey.invite",
        dedup_key=f"survey:{response.id}",
        record=survey,
        subject=survey.subject,
        token=token,
    )
    return token


def asked_lately(ctx: Context, customer_ids: Iterable[int]) -> set[int]:
    """Which of them were invited within 30 days."""
    ids = list(customer_ids)
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        found |= {
            one
            for one in ctx.session.scalars(
                select(SurveyResponse.customer_id).where(
                    SurveyResponse.customer_id.in_(ids[start : start + 500]),
                    SurveyResponse.invited_at > ctx.now - REST,
                    SurveyResponse.deleted_at.is_(None),
                )
            )
            if one is not None
        }
    return found


def invite_after(ctx: Context, order: WorkOrder) -> str | None:
    """After closing: one question set per customer and 30 days, by the event survey that is open."""
    if order.customer_id is None or order.source == "survey":
        return None
    if asked_lately(ctx, [order.customer_id]):
        return None
    survey = _event_survey(ctx, order.project_id)
    if survey is None:
        return None
    return invite(ctx, survey, order.customer_id, order=order, project=order.project_id)


def _event_survey(ctx: Context, project_id: int) -> Survey | None:
    found: Survey | None = ctx.query(
        select(Survey)
        .where(
            Survey.kind == "event",
            Survey.state == "open",
            (Survey.project_id == project_id) | Survey.project_id.is_(None),
            Survey.deleted_at.is_(None),
        )
        .order_by(Survey.project_id.is_(None), Survey.id)
        .limit(1)
    ).first()
    return found


# -- answering ------------------------------------------------------------------------------------


def invitation(ctx: Context, token: str) -> SurveyResponse:
    """The invitation behind a token. Raises NotFound; asks nobody's rights: the token is the right."""
    found: SurveyResponse | None = ctx.query(
        select(SurveyResponse).where(
            SurveyResponse.token_hash == hashed(token), SurveyResponse.deleted_at.is_(None)
        )
    ).first()
    if found is None:
        raise NotFound("邀请不存在或已失效 / This invitation does not exist any more.")
    return found


def answer(ctx: Context, token: str, values: Mapping[str, Any]) -> SurveyResponse:
    """Store the answer of an invitation (fields csat, nps, comment, answers); the link works once."""
    with records.writing(ctx):
        response = invitation(ctx, token)
        return records.update(ctx, SurveyResponse, response.id, dict(values))


@survey_response_hooks.check
def an_answer_is_given_once(response: SurveyResponse, ctx: Context) -> None:
    """Answers are final, and come while the survey is open."""
    answered = {"csat", "nps", "comment", "answers"} & set(ctx.changes)
    if ctx.operation.action != "update" or not answered:
        return
    if response.submitted_at is not None:
        raise InvalidState("您已经提交过了，谢谢 / You have answered already, thank you.")
    survey = ctx.get(Survey, response.survey_id)
    if survey.state != "open":
        raise InvalidState("调查已截止 / This survey is closed.")
    if response.csat is None:
        raise RuleViolation("请选择满意度 / Choose how satisfied you are.", field="csat")


@survey_response_hooks.on_update
def take_the_answer(response: SurveyResponse, ctx: Context) -> None:
    """The moment is kept; a low score opens a follow-up."""
    if response.submitted_at is not None or response.csat is None:
        return
    response.submitted_at = ctx.now
    survey = ctx.get(Survey, response.survey_id)
    made = followups.of_response(ctx, response, reference=f"{survey.code} {survey.subject}")
    if made is not None:
        response.low_followup_id = made.id


# -- by itself ------------------------------------------------------------------------------------


@schedule("survey.open_and_close", cron="30 */10 * * * *")
def open_and_close(ctx: Context) -> None:
    """Every ten minutes: open what begins, close what is over."""
    for survey in _surveys(ctx, Survey.state == "scheduled", Survey.opens_at <= ctx.now):
        ctx.transition(survey, "open")
    for survey in _surveys(ctx, Survey.state == "open", Survey.closes_at <= ctx.now):
        ctx.transition(survey, "close")


def _surveys(ctx: Context, *conditions: Any) -> list[Survey]:
    statement = select(Survey).where(Survey.deleted_at.is_(None), *conditions)
    return list(ctx.query(statement.order_by(Survey.id)))


@survey_hooks.on_transition("open")
def ask_the_sample(survey: Survey, ctx: Context) -> None:
    """Draw the sample, project by project and building by building, and invite it."""
    if survey.kind == "event":
        return
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    home: dict[int, int] = {}
    for customer, project, building in ctx.session.execute(_residents(survey, ctx)):
        if customer not in home:
            home[customer] = project
            groups[(project, building)].append(customer)
    resting = asked_lately(ctx, home)
    rested = {
        key: [member for member in members if member not in resting]
        for key, members in groups.items()
    }
    chosen = stratified(
        {key: members for key, members in rested.items() if members},
        float(survey.sample_pct or 20),
        survey.seed or 0,
    )
    for customer in chosen:
        invite(ctx, survey, customer, order=None, project=home[customer])


def _residents(survey: Survey, ctx: Context) -> Any:
    statement = (
        select(Customer.id, Unit.project_id, Unit.building_id)
        .join(Occupancy, Occupancy.customer_id == Customer.id)
        .join(Unit, Unit.id == Occupancy.unit_id)
        .where(
            Customer.state == "active",
            Customer.deleted_at.is_(None),
            Occupancy.deleted_at.is_(None),
            Occupancy.approved.is_(True),
            (Occupancy.to_date.is_(None)) | (Occupancy.to_date >= ctx.today),
        )
        .order_by(Customer.id, Occupancy.id)
    )
    if survey.project_id is not None:
        statement = statement.where(Unit.project_id == survey.project_id)
    return statement


@survey_hooks.on_transition("close")
def conclude(survey: Survey, ctx: Context) -> None:
    """The figures, and the next survey of a series."""
    survey.statistics = statistics(ctx, survey.id)
    step = STEP_MONTHS.get(str(survey.recurrence))
    if step is not None:
        _schedule_next(survey, step, ctx)


def statistics(ctx: Context, survey_id: int) -> dict[str, Any]:
    """Invited, answered, CSAT with its interval, NPS; percentages as text, exact."""
    rows = ctx.session.execute(
        select(SurveyResponse.csat, SurveyResponse.nps, SurveyResponse.submitted_at).where(
            SurveyResponse.survey_id == survey_id, SurveyResponse.deleted_at.is_(None)
        )
    ).all()
    given = [(csat, nps) for csat, nps, submitted in rows if submitted is not None]
    figure = wilson.csat(csat for csat, _ in given)
    promoters = wilson.nps(nps for _, nps in given)
    return {
        "invited": len(rows),
        "answered": len(given),
        "csat": str(figure.percent) if figure else None,
        "csat_low": str(figure.low) if figure else None,
        "csat_high": str(figure.high) if figure else None,
        "indicative_only": figure.is_indicative_only if figure else True,
        "nps": str(promoters) if promoters is not None else None,
    }


def _schedule_next(survey: Survey, step: int, ctx: Context) -> None:
    """The same survey one period later, counted from the first one so that the day never drifts."""
    opens, closes = _moved(survey.opens_at, step), _moved(survey.closes_at, step)
    while closes <= ctx.now:
        opens, closes = _moved(opens, step), _moved(closes, step)
    following = ctx.create(
        Survey,
        subject=survey.subject,
        kind=survey.kind,
        project=survey.project_id,
        questions=survey.questions,
        recurrence=survey.recurrence,
        sample_pct=survey.sample_pct,
        seed=(survey.seed or 0) + 1,
        opens_at=opens,
        closes_at=closes,
        anonymous=survey.anonymous,
        previous=survey.id,
    )
    ctx.transition(following, "schedule")
    survey.next_on = opens.date()


def _moved(moment: dt.datetime, number: int) -> dt.datetime:
    day = add_months(moment.date(), number)
    return moment.replace(year=day.year, month=day.month, day=day.day)


@survey_hooks.check
def questions_are_ready(survey: Survey, ctx: Context) -> None:
    """A survey without questions is not scheduled."""
    if ctx.transition_name == "schedule" and not survey.questions:
        raise RuleViolation("请先填写题目 / Write the questions first.", field="questions")
