"""Invitations to surveys: asked at most once in 30 days, answered once, low scores followed up (1.3)."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from app.generated.survey import Survey
from app.generated.survey_response import SurveyResponse, survey_response_hooks
from app.generated.work_order import WorkOrder
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import InvalidState, NotFound, RuleViolation

from .. import people
from . import followups

REST = dt.timedelta(days=30)
"""Nobody is asked twice within this time."""


def hashed(token: str) -> str:
    """What is stored of an invitation: the token itself is only in the message."""
    return sha256(token.encode()).hexdigest()


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
        # An order would name the customer, so an anonymous answer has none.
        work_order=order.id if order and not survey.anonymous else None,
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


def invite_many(ctx: Context, survey: Survey, chosen: Mapping[int, int | None]) -> int:
    """What `invite` does for each of `chosen` (customer → project), by a few statements; returns how many.

    Nobody who was asked lately, or has no login by now.
    """
    resting = asked_lately(ctx, chosen)
    logins = people.logins_of_customers(ctx, [id for id in chosen if id not in resting])
    tokens = {customer_id: secrets.token_urlsafe(24) for customer_id in logins}
    if not tokens:
        return 0
    records.write_set(
        ctx,
        SurveyResponse,
        [
            {
                "survey": survey.id,
                "customer": None if survey.anonymous else customer_id,
                "token_hash": hashed(token),
                "project": chosen[customer_id],
                "invited_at": ctx.now,
            }
            for customer_id, token in tokens.items()
        ],
        action="create",
        audit=f"invitations to survey {survey.code}",
    )
    made: dict[str, int] = {
        row.token_hash: row.id
        for row in ctx.session.execute(
            select(SurveyResponse.id, SurveyResponse.token_hash).where(
                SurveyResponse.token_hash.in_([hashed(token) for token in tokens.values()])
            )
        )
    }
    notify.send_each(
        ctx,
        "survey.invite",
        [
            notify.Told(
                logins[customer_id],
                {"subject": survey.subject, "token": token},
                dedup_key=f"survey:{made[hashed(token)]}",
                record=survey,
            )
            for customer_id, token in tokens.items()
        ],
    )
    return len(tokens)


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
