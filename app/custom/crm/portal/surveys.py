"""Answer a survey: by the link of an invitation, or from one's own list (1.3)."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from app.custom.crm.surveys import invitations as rules
from app.generated.survey import Survey
from app.generated.survey_response import SurveyResponse
from app.generated.survey_response.view import SurveyResponsePortalForm
from app.portal import page, render, system_context
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label


@page("/surveys", name="surveys", label=label(zh="满意度调查", en="Surveys"), menu=3)
def surveys(ctx: Context) -> Any:
    """Invitations that the customer has not answered, and what he answered."""
    found = query.rows(
        ctx,
        SurveyResponse,
        where=filters.parse(SurveyResponse, ctx.actor, []),
        columns=["survey", "work_order", "invited_at", "submitted_at", "csat"],
        sort=["-id"],
        limit=30,
    )
    return render("crm/portal/surveys.html", page=found)


@page(
    "/surveys/<int:id>",
    name="own_survey",
    label=label(zh="填写调查", en="Answer"),
    methods=("GET", "POST"),
)
def own_survey(ctx: Context, id: int) -> Any:
    """The customer's own invitation."""
    row = query.get(ctx, SurveyResponse, id)
    form = SurveyResponsePortalForm.for_request(ctx, record=row, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            records.update(ctx, SurveyResponse, id, values)
        except AppError as error:
            form.take_errors(error)
        else:
            return redirect(url_for("portal.thanks"))
    return _page(form, done=row.get("submitted_at") is not None, about=row.get("survey"))


@page(
    "/survey/<token>",
    name="survey",
    label=label(zh="填写调查", en="Answer"),
    login=False,
    methods=("GET", "POST"),
)
def survey(_visitor: Context, token: str) -> Any:
    """By the link in the message: the token is the right to answer, once."""
    with system_context() as ctx:
        invitation = rules.invitation(ctx, token)
        about = ctx.get(Survey, invitation.survey_id)
        form = SurveyResponsePortalForm.for_request(ctx, grids=False)
        values = form.record_values() if form.is_sent() else None
        if values is not None:
            try:
                rules.answer(ctx, token, values)
            except AppError as error:
                form.take_errors(error)
            else:
                return redirect(url_for("portal.thanks"))
        done = invitation.submitted_at is not None
        return _page(form, done=done, about={"title": about.subject})


def _page(form: Any, *, done: bool, about: Any) -> Any:
    status = 422 if request.method == "POST" else 200
    return render("crm/portal/survey.html", status, form=form, done=done, about=about)


@page("/thanks", name="thanks", label=label(zh="谢谢", en="Thank you"), login=False)
def thanks(_visitor: Context) -> Any:
    """After the answer."""
    return render("crm/portal/thanks.html")
