"""A resident's own feedback, what became of it, and what was changed because people said so (五)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from app.custom.feedback import intake
from app.generated.feedback import Feedback
from app.generated.feedback.view import FeedbackPortalForm, FeedbackView
from app.generated.improvement import Improvement
from app.portal import must, page, render
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label
from app.web import steps

PAGE = 20
CHANGED = 10
"""So many measures stand below one's own."""
FACTS = ("fb_no", "kind", "created_at", "project", "reply_due", "replied_at", "work_order")
MEASURE = (
    "name",
    "public_note",
    "published_at",
    "baseline",
    "target",
    "actual",
    "effective",
    "state",
)


@page("/feedback", name="feedback", label=label(zh="意见", en="Feedback"), menu=3)
def feedback(ctx: Context) -> Any:
    """What the resident said, newest first; below it what was changed at his home's project."""
    found = query.rows(
        ctx,
        Feedback,
        columns=["fb_no", "kind", "content", "state", "created_at", "measure", "hidden"],
        sort=["-id"],
        limit=PAGE,
        cursor=request.args.get("cursor"),
    )
    changed = query.rows(
        ctx, Improvement, columns=["im_no", *MEASURE], sort=["-published_at"], limit=CHANGED
    ).items
    return render(
        "feedback/portal/mine.html",
        page=found,
        entity=Feedback,
        changed=changed,
        measure=Improvement,
    )


@page(
    "/feedback/new",
    name="new_feedback",
    label=label(zh="提意见", en="Say what you think"),
    methods=("GET", "POST"),
)
def new_feedback(ctx: Context) -> Any:
    """Two fields and a tick: whoever hides his name is answered all the same."""
    must(ctx, Feedback, "create")
    form = FeedbackPortalForm.for_request(ctx, grids=False)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            if request.form.get("hide_name"):
                project = ctx.actor.value(("customer", "project"))
                number = intake.without_name(ctx, values, channel="portal", project=project).number
            else:
                number = str(intake.named(ctx, values).fb_no)
        except AppError as error:
            form.take_errors(error)
        else:
            zh, en = f"已收到，编号 {number}；5 个工作日内答复", f"Received as {number}; you are answered within 5 working days."  # fmt: skip
            flash(zh if ctx.language == "zh" else en, "success")
            return redirect(url_for("portal.feedback"))
    status = 422 if request.method == "POST" else 200
    return render(
        "feedback/portal/new.html", status, form=form, hide=bool(request.form.get("hide_name"))
    )


@page("/feedback/<int:id>", name="feedback_page", label=label(zh="意见进度", en="Feedback"))
def feedback_page(ctx: Context, id: int) -> Any:
    """State, reply, the measure that came of it once that is published, and the step that is his."""
    row = query.get(ctx, Feedback, id)
    return render(
        "feedback/portal/one.html",
        entity=Feedback,
        row=row,
        facts=[name for name in FACTS if row.get(name) not in (None, "")],
        offers=steps.offered(ctx, Feedback, id),
        closes=intake.is_to_close(ctx, row),
        measure=_published(ctx, row.get("measure")),
        measures=Improvement,
    )


def _published(ctx: Context, ref: Any) -> dict[str, Any] | None:
    """What may be read of a measure: what is published, and nothing of any other."""
    if not ref:
        return None
    try:
        return query.get(ctx, Improvement, ref["id"], columns=["im_no", *MEASURE])
    except NotFound:
        return None


@page(
    "/feedback/<int:id>/<step>",
    name="feedback_step",
    label=label(zh="操作", en="Step"),
    methods=("GET", "POST"),
)
def feedback_step(ctx: Context, id: int, step: str) -> Any:
    """Confirm the answer and close; of whoever hides his name the system writes it down."""
    if step == "close" and request.method == "POST":
        row = query.get(ctx, Feedback, id, columns=["hidden", "state"])
        if intake.is_to_close(ctx, row):
            intake.close(ctx, id)
            flash("已关闭" if ctx.language == "zh" else "Closed.", "success")
            return redirect(url_for("portal.feedback_page", id=id))
    taken, form = steps.take(ctx, Feedback, id, step, FeedbackView.transition_forms)
    back = url_for("portal.feedback_page", id=id)
    if form is None:
        flash(steps.done(taken), "success")
        return redirect(back)
    row = query.get(ctx, Feedback, id, columns=["title"])
    status = 422 if request.method == "POST" else 200
    return render(
        "portal/step.html",
        status,
        step=taken,
        form=form,
        row=row,
        back=back,
        entity=Feedback,
        seen=(),
    )
