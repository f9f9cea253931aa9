"""GET /training/sessions/<id>/roll: who came and how they did, the whole class with one press (4.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request

from app.custom.people.performance.pages import sent
from app.forms.language import current_language
from app.generated.course import Course
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_session import TrainingSession
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label
from app.web.staff_pages import staff_page

MOST = 500
COLUMNS = ("employee_name", "state", "score", "certificate_no")


@staff_page(
    "/training/sessions/<int:id>/roll",
    name="training_roll",
    label=label(zh="出席与成绩", en="Attendance and results"),
    roles=("hr", "employee"),
    methods=("GET", "POST"),
    beside=TrainingSession,
)
def roll(ctx: Context, id: int) -> Any:
    """HR and the trainer write; who only sits in it sees himself."""
    session = query.get(ctx, TrainingSession, id)
    course = query.get(ctx, Course, session["course"]["id"], columns=["pass_score", "name"])
    refused: dict[int, str] = {}
    problem = ""
    if request.method == "POST":
        if "finish" in request.form:
            error = sent.tried(lambda: records.transition(ctx, TrainingSession, id, "finish"))
            problem = sent.why(error, current_language()) if error else ""
        else:
            refused = _save(ctx, id, course["pass_score"])
        if not refused and not problem:
            return redirect(f"/training/sessions/{id}/roll?saved=1")
    rows = query.related(ctx, TrainingSession, id, "enrollments", columns=COLUMNS, limit=MOST)
    shown = [row for row in rows if row["state"] not in ("withdrawn", "waitlist", "applied")]
    me = ctx.actor.value(("employee",))
    is_trainer = session["trainer"] is not None and session["trainer"]["id"] == me
    return (
        render_template(
            "people/training/roll.html", session=session, course=course, rows=shown, refused=refused,
            problem=problem, given=request.form, saved=request.args.get("saved"),
            may=is_trainer or "hr" in ctx.actor.roles,
        ),
        422 if refused or problem else 200,
    )  # fmt: skip


def _save(ctx: Context, id: int, pass_score: int) -> dict[int, str]:
    """Each trainee by himself, in one transaction for the class; enrolment → why it was not written."""
    rows = query.related(ctx, TrainingSession, id, "enrollments", columns=COLUMNS, limit=MOST)
    states = {row["id"]: row["state"] for row in rows}
    refused: dict[int, str] = {}
    for one, state in states.items():
        came = request.form.get(f"came-{one}", "")
        if not came or state not in ("confirmed", "attended"):
            continue
        try:
            score = sent.number(f"score-{one}") if came == "yes" else None
            with records.writing(ctx):
                _write(ctx, one, state, came, score, pass_score)
        except AppError as error:
            refused[one] = sent.why(error, current_language())
    return refused


def _write(
    ctx: Context, id: int, state: str, came: str, score: Decimal | None, pass_score: int
) -> None:
    """Attended, and graded where a score stands there; or absent."""
    if came == "no":
        records.transition(ctx, TrainingEnrollment, id, "miss")
        return
    if state == "confirmed":
        records.transition(ctx, TrainingEnrollment, id, "attend")
    if score is not None:
        step = "succeed" if score >= pass_score else "fail"
        records.transition(ctx, TrainingEnrollment, id, step, {"score": score})
