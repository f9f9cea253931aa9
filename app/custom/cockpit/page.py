"""GET /cockpit: one page for who manages: what happened in a month, against the month before and last year, by project (P3)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from flask import Response, flash, redirect, render_template, request
from flask_babel import gettext as _

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.project import Project
from app.runtime import clock, pdf, query
from app.runtime.context import Context
from app.runtime.errors import BadRequest, NotFound
from app.runtime.field import label
from app.web.documents.paper import as_pdf
from app.web.reports import regular
from app.web.staff_pages import opens, staff_page

from . import paper, telling
from .parts import after
from .reading import MONTHS, Cockpit

ROLES = telling.READERS


@staff_page(
    "/cockpit",
    name="cockpit",
    label=label(zh="经营驾驶舱", en="Cockpit"),
    roles=ROLES,
    module="base",
)
def cockpit(ctx: Context) -> Any:
    """`period` (2026-10) and `project`; else the last whole month of all projects that one may see."""
    return _page(ctx, Asked(ctx), {})


def _page(ctx: Context, page: Asked, errors: dict[str, str]) -> str:
    return render_template(
        "cockpit/page.html", page=page, cockpit=page.read(ctx), errors=errors, typed=request.form,
        opens=lambda url: opens(url, ctx.actor.roles), mine=regular.mine(ctx, telling.NAME), has_mail=regular.has_mail(),
    )  # fmt: skip


@staff_page(
    "/cockpit/subscribe",
    name="cockpit_subscribe",
    label=label(zh="订阅经营驾驶舱", en="Subscribe to the cockpit"),
    roles=ROLES,
    methods=("POST",),
)
def cockpit_subscribe(ctx: Context) -> Any:
    """By itself, every day, week or month, of the project of the address or of all; a refusal keeps what was typed."""
    page = Asked(ctx)
    pairs = [] if page.project is None else [("project", str(page.project))]
    errors = regular.asked(ctx, telling.NAME, pairs)
    if errors:
        return _page(ctx, page, errors), 422
    flash(_("You will get this report by itself."), "success")
    return redirect(f"/cockpit?{page.address()}")


@staff_page("/cockpit.pdf", name="cockpit_pdf", label=label(zh="经营驾驶舱（PDF）", en="Cockpit (PDF)"), roles=ROLES)  # fmt: skip
def cockpit_pdf(ctx: Context) -> Response:
    """The same figures on A4."""
    page = Asked(ctx)
    content = paper.printed(ctx, page.read(ctx), page.project_name)
    return as_pdf(content, paper.titled(current_language(), page.period))


class Asked:
    """Month and project of the address, checked: what one may not see is not there."""

    def __init__(self, ctx: Context) -> None:
        this = ctx.today.replace(day=1)
        text = request.args.get("period", "")
        first = _first(text) if text else after(this, -1)
        if first > this:
            raise BadRequest("此月还没有开始 / This month has not begun.", field="period")
        self.period = f"{first:%Y-%m}"
        found = [f"{after(this, -back):%Y-%m}" for back in range(MONTHS)]
        self.periods = [(one, one == self.period) for one in dict.fromkeys([*found, self.period])]
        rows = query.rows(ctx, Project, columns=["title"], sort=["code"], limit=200).items
        self.projects = [(row["id"], row["title"]) for row in rows]
        given = request.args.get("project", "")
        self.project = as_id(given) if given else None
        names = dict(self.projects)
        if given and self.project not in names:
            raise NotFound
        self.project_name = str(names[self.project]) if self.project is not None else ""
        self.may_print = pdf.is_possible()
        self.printed_at = f"{clock.local(ctx.now):%Y-%m-%d %H:%M}"

    def read(self, ctx: Context) -> Cockpit:
        return Cockpit(ctx, self.period, self.project)

    def address(self) -> str:
        pairs = [("period", self.period)]
        if self.project is not None:
            pairs.append(("project", str(self.project)))
        return urlencode(pairs)


def _first(text: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or len(text) != 7 or not 2000 <= found.year <= 2199:
        raise BadRequest("月份写作 2026-01 / Write a month as 2026-01.", field="period")
    return found
