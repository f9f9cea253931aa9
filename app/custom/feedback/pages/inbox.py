"""GET /feedbacks: what waits for an answer, the critical first, one after the other by keyboard (五)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request

from app.forms.numbers import as_id
from app.generated.feedback import Feedback
from app.generated.improvement import Improvement
from app.runtime import filters, query, records, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label
from app.web import steps
from app.web.staff_pages import staff_page

from .saying import told

ROLES = ("csr", "dept_mgr", "gm")
MOST = 100
COLUMNS = (
    "fb_no", "kind", "content", "topic", "severity", "mood", "project", "state", "reply_due",
    "reply_state", "created_at",
)  # fmt: skip
WAITING = "submitted,triaged"
VIEWS = {"waiting": WAITING, "ticketed": "ticketed"}
STEPS = {
    "triage": ("topic", "severity"), "reply": ("reply",), "ticket": (), "improve": ("measure",),
}  # fmt: skip
"""Step → what its form on the page sends."""
REFS = ("topic", "measure")


@staff_page(
    "/feedbacks",
    name="feedback_inbox",
    label=label(zh="意见处理", en="Feedback inbox"),
    roles=ROLES,
    module="fb",
)
def inbox(ctx: Context) -> Any:
    """The queue, and the one that is open; without one the first of the queue."""
    return render_template(
        "feedback/inbox.html", page=Inbox(ctx, as_id(request.args.get("item", "")))
    )


@staff_page(
    "/feedbacks/<int:id>",
    name="feedback_item",
    label=label(zh="意见", en="Feedback"),
    roles=ROLES,
    methods=("GET", "POST"),
    opens=Feedback,
)
def item(ctx: Context, id: int) -> Any:
    """One step of one item; then the next of the queue is open."""
    if request.method == "GET":
        query.get(ctx, Feedback, id, columns=["id"])
        return redirect(f"/feedbacks?item={id}")
    step = request.form.get("step", "")
    if step not in STEPS:
        raise NotFound()
    try:
        records.transition(
            ctx, Feedback, id, step, _values(step), version=as_id(request.form.get("version", ""))
        )
    except AppError as error:
        # Somebody else was first, or something is missing: what was typed stays.
        page = Inbox(ctx, id)
        return render_template("feedback/inbox.html", page=page, problems=told(error), given=request.form), error.status  # fmt: skip
    flash(_done(step, ctx.language), "success")
    where = {"view": request.form.get("view", "")} if request.form.get("view") else {}
    following = as_id(request.form.get("next", "")) if step in ("reply", "ticket") else id
    if following is not None:
        where["item"] = str(following)
    return redirect(f"/feedbacks?{urlencode(where)}" if where else "/feedbacks")


def _values(step: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in STEPS[step]:
        text = request.form.get(name, "").strip()
        found[name] = as_id(text) if name in REFS else text or None
    return found


def _done(step: str, language: str) -> str:
    zh, en = {
        "triage": ("已受理", "Triaged"),
        "reply": ("已答复，提交人已收到", "Answered; the submitter has it"),
        "ticket": ("已转工单", "A work order was made"),
        "improve": ("已列入改进措施", "Taken up as a measure"),
    }[step]
    return zh if language == "zh" else en


class Inbox:
    """Everything through the reader's own rights; the statements are the same however much waits."""

    def __init__(self, ctx: Context, chosen: int | None) -> None:
        self.ctx = ctx
        self.view = (
            request.values.get("view", "") if request.values.get("view", "") in VIEWS else "waiting"
        )
        self.rows = self._rows()
        self.counts = query.counts(ctx, Feedback, by="state")
        ids = [row["id"] for row in self.rows]
        self.id = chosen if chosen is not None else (ids[0] if ids else None)
        place = ids.index(self.id) if self.id in ids else -1
        self.next = next(
            (one for one in ids[place + 1 :] + ids[: max(place, 0)] if one != self.id), None
        )
        self.row = query.get(ctx, Feedback, self.id) if self.id is not None else None
        self.is_asked_for = chosen is not None
        self.steps = (
            {one.name: one for one in steps.offered(ctx, Feedback, self.id)}
            if self.id is not None
            else {}
        )
        self.topics = (
            query.lookup(ctx, Feedback, "topic", limit=60) if "triage" in self.steps else []
        )
        self.measures = (
            self._measures()
            if "improve" in self.steps and not (self.row or {}).get("measure")
            else None
        )

    def _rows(self) -> list[dict[str, Any]]:
        """The critical first, then what is due first."""
        rows = query.rows(
            self.ctx, Feedback, columns=COLUMNS, sort=["reply_due", "id"], limit=MOST,
            where=filters.parse(Feedback, self.ctx.actor, [("state__in", VIEWS[self.view])]),
        ).items  # fmt: skip
        critical = query.rows(
            self.ctx, Feedback, columns=COLUMNS, sort=["reply_due", "id"], limit=MOST,
            where=filters.parse(
                Feedback, self.ctx.actor, [("state__in", VIEWS[self.view]), ("severity", "critical")]
            ),
        ).items  # fmt: skip
        first = {row["id"] for row in critical}
        return [*critical, *(row for row in rows if row["id"] not in first)][:MOST]

    def _measures(self) -> list[dict[str, Any]]:
        """The open ones of the item's project, and of the company."""
        assert self.row is not None  # noqa: S101 - steps are of a row
        rows = query.rows(
            self.ctx, Improvement, columns=["title", "project"], sort=["-id"], limit=50,
            where=filters.parse(
                Improvement, self.ctx.actor, [("state__in", "proposed,approved,in_progress,done")]
            ),
        ).items  # fmt: skip
        mine = (self.row.get("project") or {}).get("id")
        return [row for row in rows if not row["project"] or row["project"]["id"] == mine]

    @property
    def waiting(self) -> int:
        return self.counts.get("submitted", 0) + self.counts.get("triaged", 0)

    @property
    def ticketed(self) -> int:
        return self.counts.get("ticketed", 0)

    def left(self, due: dt.datetime | None) -> tuple[str, str]:
        """(time left in words, its colour)."""
        if due is None:
            return "", ""
        zh = self.ctx.language == "zh"
        minutes = int((due - self.ctx.now).total_seconds() // 60)
        amount = abs(minutes)
        if amount >= 2 * 24 * 60:
            told = f"{amount // 1440} 天" if zh else f"{amount // 1440} days"
        elif amount >= 60:
            told = f"{amount // 60} 小时" if zh else f"{amount // 60} h"
        else:
            told = f"{amount} 分钟" if zh else f"{amount} min"
        if minutes < 0:
            return (f"超时 {told}" if zh else f"{told} late"), "red"
        color = "yellow" if minutes < 24 * 60 else ""
        return (f"剩 {told}" if zh else f"{told} left"), color

    def text(self, row: dict[str, Any], name: str) -> tuple[str, str]:
        """(label, colour) of a choice or a state."""
        value, language = row.get(name), self.ctx.language
        if name == "state":
            workflow = registry.current().entity(Feedback).workflow
            state = workflow.states.get(str(value)) if workflow is not None else None
            return (state.label.in_language(language), state.color or "") if state else ("", "")
        enum = Feedback.fields()[name].enum
        one = enum.get(value) if enum is not None else None
        return (one.label.in_language(language), one.color or "") if one is not None else ("", "")

    @property
    def severities(self) -> list[tuple[str, str]]:
        """The gravest first."""
        enum = Feedback.fields()["severity"].enum
        values = enum.values if enum is not None else ()
        return [(one.name, one.label.in_language(self.ctx.language)) for one in reversed(values)]
