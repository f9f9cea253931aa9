"""GET /feedbacks/new: an employee says what he thinks, from every page by one press; with his name, or without it (五)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request

from app.custom.feedback import intake
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.feedback import Feedback
from app.generated.project import Project
from app.runtime import query
from app.runtime.context import Actor, Context
from app.runtime.errors import AppError
from app.runtime.field import label
from app.web.staff_pages import staff_page

LAST = 8
HERE = "/feedbacks/new"


@staff_page(
    HERE,
    name="feedback_say",
    label=label(zh="提意见", en="Say what you think"),
    roles=("employee",),
    methods=("GET", "POST"),
    icon="message-plus",
)
def say(ctx: Context) -> Any:
    """A short form, and below it what became of what he said before."""
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            number = _send(ctx)
        except AppError as error:
            problems = told(error)
        else:
            zh, en = f"已收到，编号 {number}；5 个工作日内答复", f"Received as {number}; you are answered within 5 working days."  # fmt: skip
            flash(zh if ctx.language == "zh" else en, "success")
            return redirect(HERE)
    rows = query.rows(ctx, Project, columns=["title"], sort=["code"], limit=100).items
    mine = query.rows(
        _as_employee(ctx), Feedback, columns=["fb_no", "content", "state", "reply", "created_at", "measure"],
        sort=["-id"], limit=LAST,
    ).items  # fmt: skip
    home = as_id(request.form.get("project", "")) or ctx.actor.value(("employee", "project"))
    return (
        render_template(
            "feedback/say.html", problems=problems, projects=rows, mine=mine, home=home,
            kinds=Feedback.fields()["kind"].enum, states=Feedback, given=request.form,
        ),
        422 if problems else 200,
    )  # fmt: skip


def _as_employee(ctx: Context) -> Context:
    """The same person with the rights of an employee alone: his own, not all that a wider role lets him read."""
    actor = ctx.actor
    own: dict[tuple[str, ...], Any] = {("employee",): actor.value(("employee",))}
    narrow = Actor(actor.id, actor.username, frozenset({"employee"}), ctx.language, values=own)
    return Context(narrow, ctx.session, channel=ctx.channel)


def _send(ctx: Context) -> str:
    given = request.form
    values: dict[str, Any] = {
        "kind": given.get("kind") or "suggest",
        "content": given.get("content", "").strip(),
        "project": as_id(given.get("project", "")),
    }
    if given.get("hide_name"):
        return intake.without_name(ctx, values, channel="office").number
    return str(intake.named(ctx, values).fb_no)


def told(error: AppError) -> list[tuple[str, str]]:
    """(id of the field, what is wrong), for the top of the page."""
    language = current_language()
    found = [(one.field, one.message.in_language(language)) for one in error.errors]
    return found or [("", error.message.in_language(language))]
