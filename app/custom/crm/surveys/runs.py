"""Surveys open, ask their sample, close, count, and come again by themselves (1.3, domain.md §3.4, §4.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.survey import Survey, survey_hooks
from app.generated.survey_response import SurveyResponse
from app.generated.unit import Unit
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked, schedule

from . import wilson
from .invitations import asked_lately, invite_many
from .sampling import add_months, stratified

INVITED_AT_ONCE = 1000
STEP_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@schedule(
    "survey.open_and_close",
    label=message(zh="开启和结束调查", en="Open and close surveys"),
    cron="30 */10 * * * *",
)
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
    """Draw the sample, project by project and building by building; a job invites it, a thousand at a time."""
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
    if chosen:
        asked = [[customer, home[customer]] for customer in chosen]
        ctx.enqueue("survey.invite", key=f"survey {survey.id}", survey=survey.id, asked=asked)


@chunked("survey.invite", label=message(zh="发送调查邀请", en="Invite to a survey"))
def invite_the_sample(
    ctx: Context, at: Progress, *, survey: int, asked: list[tuple[int, int]]
) -> Progress:
    """`asked`: the customers that were drawn, each with his project. Ends early with the survey."""
    start = at.cursor or 0
    part = asked[start : start + INVITED_AT_ONCE]
    asking = ctx.get(Survey, survey)
    if asking.state != "open":
        return at.end(message="closed")
    invite_many(ctx, asking, dict(part))
    if start + len(part) >= len(asked):
        return at.end(done=len(part))
    return at.on(start + len(part), done=len(part), total=len(asked))


def _residents(survey: Survey, ctx: Context) -> Any:
    statement = (
        select(Customer.id, Unit.project_id, Unit.building_id)
        .join(Occupancy, Occupancy.customer_id == Customer.id)
        .join(Unit, Unit.id == Occupancy.unit_id)
        .where(
            Customer.state == "active",
            # An invitation is a message in the portal: who has no login cannot be asked yet.
            Customer.login_id.is_not(None),
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
    anchor = survey.anchor_on or clock.local(survey.opens_at).date()
    opens = next_opening(survey.opens_at, anchor=anchor, step=step)
    length = survey.closes_at - survey.opens_at
    while opens + length <= ctx.now:
        opens = next_opening(opens, anchor=anchor, step=step)
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
        closes_at=opens + length,
        anchor_on=anchor,
        anonymous=survey.anonymous,
        previous=survey.id,
    )
    ctx.transition(following, "schedule")
    survey.anchor_on = anchor
    survey.next_on = clock.local(opens).date()


def next_opening(opens: dt.datetime, *, anchor: dt.date, step: int) -> dt.datetime:
    """The first date of the series `anchor` + k · `step` months after `opens`, at the same local time of day.

    31 January, monthly: 28 February, then 31 March again. Months are those of the wall calendar, not of UTC.
    """
    local = clock.local(opens)
    number = step
    while (day := add_months(anchor, number)) <= local.date():
        number += step
    return local.replace(year=day.year, month=day.month, day=day.day)


@survey_hooks.check
def questions_are_ready(survey: Survey, ctx: Context) -> None:
    """A survey without questions is not scheduled."""
    if ctx.transition_name == "schedule" and not survey.questions:
        raise RuleViolation("请先填写题目 / Write the questions first.", field="questions")
