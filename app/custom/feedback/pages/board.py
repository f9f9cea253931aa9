"""GET /feedbacks/measures: every measure by where it stands, with the way from its baseline to its target (五)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import render_template, request

from app.forms.numbers import as_id
from app.generated.improvement import Improvement
from app.runtime import filters, query, registry
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

ROLES = (
    "csr", "eng_mgr", "fin_mgr", "auditor", "hr", "dept_mgr", "employee", "gm",
)  # fmt: skip
COLUMNS = (("proposed",), ("approved",), ("in_progress",), ("done",), ("verified", "ineffective"))
OPEN = "proposed,approved,in_progress,done"
MOST = 120
LAST = 20
"""Measures that have ended: the newest."""
FIELDS = (
    "im_no", "name", "source", "project", "topic", "owner_name", "due_on", "metric", "baseline", "target",
    "actual", "achieved", "effective", "opinions", "published_at", "check_on", "state", "public_note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """States that stand together, and the measures in them."""

    title: str
    color: str
    rows: list[dict[str, Any]]


@staff_page(
    "/feedbacks/measures",
    name="feedback_measures",
    label=label(zh="改进措施看板", en="Board of measures"),
    roles=ROLES,
    module="fb",
)
def measures(ctx: Context) -> Any:
    """Those that one may read; of a project where the address names one."""
    return render_template(
        "feedback/board.html", page=Board(ctx, as_id(request.args.get("project", "")))
    )


class Board:
    """Everything through the reader's own rights: three statements."""

    def __init__(self, ctx: Context, project: int | None) -> None:
        self.ctx = ctx
        self.project = project
        here = [("project", str(project))] if project is not None else []
        self.rows = [*self._rows([("state__in", OPEN), *here], "due_on", MOST), *self._rows([("state__in", "verified,ineffective"), *here], "-id", LAST)]  # fmt: skip
        found = query.rows(ctx, Improvement, columns=["project"], sort=["-id"], limit=MOST).items
        self.projects = sorted(
            {(row["project"]["id"], row["project"]["title"]) for row in found if row["project"]},
            key=lambda one: one[1] or "",
        )

    def _rows(self, pairs: list[tuple[str, str]], sort: str, limit: int) -> list[dict[str, Any]]:
        actor = self.ctx.actor
        columns = [
            name
            for name in FIELDS
            if name == "state" or query.may_read(self.ctx, Improvement, name)
        ]
        return list(
            query.rows(
                self.ctx, Improvement, where=filters.parse(Improvement, actor, pairs), columns=columns,
                sort=[sort, "id"] if sort != "-id" else [sort], limit=limit,
            ).items
        )  # fmt: skip

    @property
    def columns(self) -> list[Column]:
        workflow = registry.current().entity(Improvement).workflow
        assert workflow is not None  # noqa: S101 - it has one
        made = []
        for states in COLUMNS:
            named = [workflow.states[name] for name in states]
            title = " · ".join(one.label.in_language(self.ctx.language) for one in named)
            rows = [row for row in self.rows if row["state"] in states]
            made.append(Column(title, named[0].color or "", rows))
        return made

    def text(self, row: dict[str, Any], name: str) -> tuple[str, str]:
        """(label, colour) of a choice."""
        enum = Improvement.fields()[name].enum
        one = enum.get(row.get(name)) if enum is not None else None
        return (
            (one.label.in_language(self.ctx.language), one.color or "")
            if one is not None
            else ("", "")
        )

    def reached(self, row: dict[str, Any]) -> int | None:
        """Per cent of the way, from 0 to 100, for the bar."""
        value: Decimal | None = row.get("achieved")
        return None if value is None else int(min(Decimal(100), max(Decimal(0), value)))

    def is_late(self, row: dict[str, Any]) -> bool:
        due = row.get("due_on")
        return (
            due is not None and row["state"] in ("approved", "in_progress") and due < self.ctx.today
        )

    @property
    def may_propose(self) -> bool:
        return not {"eng_mgr", "dept_mgr", "gm"}.isdisjoint(self.ctx.actor.roles)
