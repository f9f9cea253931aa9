"""GET /training/me: what is recommended to one and why, sessions to enrol in, one's own results and certificates (4.4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request

from app.custom.people.performance.pages import sent
from app.forms.language import current_language
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_recommendation import TrainingRecommendation
from app.generated.training_session import TrainingSession
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest
from app.runtime.field import label
from app.web.documents.paper import as_pdf
from app.web.reading import moment
from app.web.staff_pages import staff_page

from .. import certificate, words
from ..places import UNDER_WAY

SHOWN = 40
READERS = ("employee", "hr", "dept_mgr", "eng_mgr", "auditor")


@staff_page(
    "/training/me",
    name="training_me",
    label=label(zh="我的培训", en="My training"),
    roles=("employee",),
    module="hr",
    methods=("GET", "POST"),
)
def mine(ctx: Context) -> Any:
    """For the phone: one column, one press to enrol."""
    problem: AppError | None = None
    if request.method == "POST":
        problem = sent.tried(lambda: _act(ctx))
        if problem is None:
            return redirect("/training/me")
    text = sent.why(problem, current_language()) if problem else ""
    page = Mine(ctx)
    return (
        render_template("people/training/mine.html", page=page, problem=text),
        422 if problem else 200,
    )


def _act(ctx: Context) -> None:
    id = sent.record(request.form.get("id", ""))
    act = request.form.get("act", "")
    if act == "enrol":
        records.create(ctx, TrainingEnrollment, {"session": id})
    elif act == "withdraw":
        records.transition(ctx, TrainingEnrollment, id, "withdraw")
    elif act == "dismiss":
        records.transition(ctx, TrainingRecommendation, id, "dismiss")
    else:
        raise BadRequest("未知操作 / There is no such step.")


@staff_page(
    "/training/certificates/<int:id>.pdf",
    name="training_certificate",
    label=label(zh="培训证书", en="Certificate"),
    roles=READERS,
)
def certificate_file(ctx: Context, id: int) -> Any:
    """Of an enrolment that this person may read."""
    shown = query.get(ctx, TrainingEnrollment, id, columns=["employee_name", "certificate_no"])
    content = certificate.printed(ctx, id, current_language())
    return as_pdf(content, f"{shown['employee_name']} {shown['certificate_no']}")


class Mine:
    """Everything through the reader's own rights."""

    def __init__(self, ctx: Context) -> None:
        self.language = current_language()
        me = ctx.actor.value(("employee",))
        self.recommended: list[dict[str, Any]] = []
        self.going: list[dict[str, Any]] = []
        self.done: list[dict[str, Any]] = []
        self.sessions: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        self.others: list[Mapping[str, Any]] = []
        if me is None:
            return
        self.recommended = query.rows(
            ctx, TrainingRecommendation,
            where=filters.parse(TrainingRecommendation, ctx.actor, [("employee", str(me)), ("state", "fresh")]),
            columns=["course", "score", "mandatory", "due_on", "reasons"], sort=["-score"], limit=SHOWN,
        ).items  # fmt: skip
        self.recommended.sort(key=lambda row: (not row["mandatory"], str(row["due_on"] or "")))
        mine = query.rows(
            ctx, TrainingEnrollment,
            where=filters.parse(TrainingEnrollment, ctx.actor, [("employee", str(me))]),
            columns=["course_name", "course", "session", "starts_at", "state", "score", "valid_to", "certificate_no"],
            sort=["-starts_at"], limit=SHOWN,
        ).items  # fmt: skip
        self.going = [row for row in mine if row["state"] in UNDER_WAY]
        self.done = [row for row in mine if row["state"] in ("passed", "failed", "absent")]
        self._offered(ctx)

    def _offered(self, ctx: Context) -> None:
        """Sessions that are open, by the course that is recommended; the others below."""
        wanted = {row["course"]["id"] for row in self.recommended}
        taken = {row["course"]["id"] for row in self.going}
        for row in query.rows(
            ctx, TrainingSession,
            where=filters.parse(TrainingSession, ctx.actor, [("state", "open")]),
            columns=["course", "course_name", "starts_at", "place", "taken", "capacity", "waiting"],
            sort=["starts_at"], limit=SHOWN,
        ).items:  # fmt: skip
            course = row["course"]["id"]
            if course in wanted:
                self.sessions[course].append(row)
            elif course not in taken:
                self.others.append(row)

    def at(self, when: dt.datetime | None) -> str:
        return moment(when)

    def why(self, row: Mapping[str, Any]) -> list[str]:
        """The reasons of a recommendation, a line each."""
        return [line.text for line in words.told(row["reasons"], self.language)]
