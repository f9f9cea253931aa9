"""For whoever has no account, or wants to use none: say it, keep a code, see by it what became of it (五).

The page names the state, the reply and the published measure; never what was said, nor by whom. A code travels in the
body of a form, not in an address that a log or a history keeps.
"""

from __future__ import annotations

from typing import Any

from flask import request
from sqlalchemy import select

from app.custom.feedback import intake
from app.forms.language import told
from app.forms.numbers import as_id
from app.generated.feedback import Feedback
from app.generated.feedback.view import FeedbackPortalForm
from app.generated.improvement import Improvement
from app.generated.project import Project
from app.portal import page, render, system_context
from app.runtime.context import Context
from app.runtime.errors import AppError, TooManyRequests
from app.runtime.field import label

NOT_CHOSEN = ("请选择小区", "Choose the project.")
UNKNOWN = (
    "没有这个查询码，请核对 12 位字符（没有 0、1、I、L、O、U）",
    "There is no such code; check its 12 characters (no 0, 1, I, L, O or U).",
)


@page(
    "/say",
    name="say",
    label=label(zh="提意见（可匿名）", en="Say what you think"),
    login=False,
    public=True,
    methods=("GET", "POST"),
    short="/feedback",
)
def say(_visitor: Context) -> Any:
    """One short form; the answer is a code, shown once."""
    problem, status = "", 422 if request.method == "POST" else 200
    with system_context() as ctx:
        form = FeedbackPortalForm.for_request(ctx, grids=False)
        projects = _projects(ctx)
        chosen = as_id(request.form.get("project", ""))
        if chosen not in dict(projects):
            chosen = projects[0][0] if len(projects) == 1 else None
        if form.is_sent() and chosen is None:
            problem = NOT_CHOSEN[0 if ctx.language == "zh" else 1]
        values = form.record_values() if form.is_sent() else None
        if values is not None and chosen is not None:
            try:
                sent = intake.without_account(
                    ctx.language, request.remote_addr, {**values, "project": chosen}
                )
            except TooManyRequests as busy:
                # What was typed stays on the page, so that it can be sent in a minute.
                form.form_errors.append(told(busy.message))
                status = busy.status
            except AppError as error:
                form.take_errors(error)
            else:
                return render("feedback/portal/said.html", 201, sent=sent)
        return render(
            "feedback/portal/say.html", status, form=form, projects=projects, chosen=chosen,
            problem=problem,
        )  # fmt: skip


@page(
    "/track",
    name="track",
    label=label(zh="查询意见", en="What became of it"),
    login=False,
    methods=("GET", "POST"),
)
def track(_visitor: Context) -> Any:
    """The state and the reply of the feedback of a code. A wrong one and one that never was are answered alike."""
    typed = request.form.get("code", "")[:40]
    if request.method == "GET":
        return render("feedback/portal/track.html", typed="", problem="", row=None)
    with system_context() as ctx:
        zh = ctx.language == "zh"
        try:
            intake.spend("feedback code", request.remote_addr, intake.LOOKED_UP_A_MINUTE)
        except TooManyRequests as busy:
            return render(
                "feedback/portal/track.html", busy.status, typed=typed, row=None,
                problem=told(busy.message),
            )  # fmt: skip
        found = intake.by_code(ctx, typed)
        if found is None:
            return render(
                "feedback/portal/track.html", 404, typed=typed, row=None, problem=UNKNOWN[0 if zh else 1]
            )  # fmt: skip
        return render(
            "feedback/portal/track.html", typed=typed, problem="", row=_told(ctx, found),
            entity=Feedback, measures=Improvement,
        )  # fmt: skip


def _told(ctx: Context, said: Feedback) -> dict[str, Any]:
    """What a code opens."""
    measure = None
    if said.measure_id is not None:
        one = ctx.get(Improvement, said.measure_id)
        if one.published_at is not None:
            measure = {
                "im_no": one.im_no, "public_note": one.public_note, "state": one.state,
                "published_at": one.published_at,
            }  # fmt: skip
    return {
        "fb_no": said.fb_no, "state": said.state, "created_at": said.created_at,
        "reply_due": said.reply_due, "reply": said.reply, "replied_at": said.replied_at,
        "measure": measure,
    }  # fmt: skip


def _projects(ctx: Context) -> list[tuple[int, str]]:
    """The projects by name, as everybody at the gate can read them."""
    rows = ctx.session.execute(
        select(Project.id, Project.name).where(Project.deleted_at.is_(None)).order_by(Project.name)
    ).all()
    return [(id, name) for id, name in rows]
