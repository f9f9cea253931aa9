"""GET /plans/advice: who would profit from which plan and why; propose to one or to hundreds with one press (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import redirect, render_template, request, session

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.project import Project
from app.generated.service_plan import ServicePlan
from app.generated.service_plan_template import ServicePlanTemplate
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, Forbidden
from app.runtime.field import label
from app.web.staff_pages import staff_page

from . import proposing, words

SHOWN = 50
READERS = ("csr", "dept_mgr", "gm")
TOLD = "plans_proposed"


@staff_page(
    "/plans/advice",
    name="plan_advice",
    label=label(zh="方案推荐", en="Plan recommendations"),
    roles=READERS,
    module="crm",
    methods=("GET", "POST"),
)
def advice(ctx: Context) -> Any:
    """`project`, `template`, `least` (score), `after`; what is chosen is proposed from a day on."""
    page = Advice(ctx, request.args)
    problem = ""
    if request.method == "POST":
        try:
            done = page.propose(ctx)
        except AppError as refused:
            problem = refused.message.in_language(current_language())
        else:
            session[TOLD] = _told(done, current_language())
            return redirect(f"/plans/advice?{page.address()}")
    page.read(ctx)
    told = session.pop(TOLD, "") if request.method == "GET" else ""
    return (
        render_template("crm/plans/advice.html", page=page, problem=problem, told=told),
        422 if problem else 200,
    )


def _told(done: proposing.Proposed, language: str) -> str:
    zh = language == "zh"
    text = f"已提出 {done.number} 个方案" if zh else f"{done.number} plans were proposed"
    others = [
        f"{why.in_language(language)}：{number}" if zh else f"{why.in_language(language)}: {number}"
        for why, number in done.left
    ]
    if not others:
        return text
    return (
        f"{text}；未提出：{'，'.join(others)}" if zh else f"{text}. Left out: {'; '.join(others)}"
    )


class Advice:
    """Everything through the reader's own rights; the same number of statements whatever there is."""

    def __init__(self, ctx: Context, given: Mapping[str, str]) -> None:
        self.project = as_id(given.get("project", ""))
        self.template = as_id(given.get("template", ""))
        self.least = _score(given.get("least", ""))
        self.after = given.get("after", "")
        self.language = current_language()
        self.may_propose = "csr" in ctx.actor.roles
        self.today = ctx.today
        self.pairs = [("state", "draft")]
        if self.project:
            self.pairs.append(("project", str(self.project)))
        if self.template:
            self.pairs.append(("template", str(self.template)))
        if self.least is not None:
            self.pairs.append(("score__gte", str(self.least)))

    def read(self, ctx: Context) -> None:
        where = filters.parse(ServicePlan, ctx.actor, self.pairs)
        columns = ["plan_no", "customer", "unit", "template", "score"]
        self.reads_reasons = query.may_read(ctx, ServicePlan, "explanation")
        if self.reads_reasons:
            columns += ["explanation", "uses_sensitive"]
        page = query.rows(
            ctx, ServicePlan, where=where, columns=columns,
            sort=["-score", "id"], limit=SHOWN, cursor=self.after or None, count="capped",
        )  # fmt: skip
        self.rows, self.next, self.count = page.items, page.next, page.count
        self.groups = query.groups(ctx, ServicePlan, "template", where=where).groups
        self.projects = query.rows(ctx, Project, columns=["title"], sort=["code"], limit=200).items
        active = filters.parse(ServicePlanTemplate, ctx.actor, [("state", "active")])
        self.templates = query.rows(
            ctx, ServicePlanTemplate, where=active, columns=["title"], sort=["code"], limit=200
        ).items

    def propose(self, ctx: Context) -> proposing.Proposed:
        """Those that were ticked, or the best 500 of what is filtered."""
        if not self.may_propose:
            raise Forbidden("只有客服可以提出方案 / Only customer service proposes plans.")
        begin = _day(request.form.get("valid_from", ""))
        if request.form.get("all") == "1":
            found = query.rows(
                ctx, ServicePlan, where=filters.parse(ServicePlan, ctx.actor, self.pairs),
                columns=["id"], sort=["-score", "id"], limit=proposing.MOST, action="update",
            ).items  # fmt: skip
            return proposing.many(ctx, [row["id"] for row in found], begin)
        ids = [id for text in request.form.getlist("plan") if (id := as_id(text)) is not None]
        return proposing.many(ctx, ids, begin)

    def address(self, **more: Any) -> str:
        """The filters of this page, for its links."""
        given = {"project": self.project, "template": self.template, "least": self.least, **more}
        return urlencode({name: value for name, value in given.items() if value not in (None, "")})

    def why(self, row: Mapping[str, Any]) -> list[str]:
        """The reasons, a line each."""
        return [line.text for line in words.told(row.get("explanation"), self.language)]


def _score(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        found = Decimal(text.strip())
    except ArithmeticError:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found <= 100:
        raise BadRequest("匹配度须为 0 至 100 / A score is 0 to 100.", field="least")
    return found


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadRequest(
            "日期写作 2026-01-31 / Write a date as 2026-01-31.", field="valid_from"
        ) from None
