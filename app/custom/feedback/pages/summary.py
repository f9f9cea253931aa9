"""GET /feedbacks/summary: topics by periods, the ranking of one of them, its conclusion and measures; every figure opens its rows (五)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from app.custom.crm.statistics import change
from app.custom.feedback import periods
from app.forms.numbers import as_id
from app.generated.feedback_summary import FeedbackSummary
from app.generated.feedback_topic_stat import FeedbackTopicStat
from app.generated.improvement import Improvement
from app.runtime import filters, query, registry
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.field import label
from app.web.staff_pages import staff_page

ROLES = ("csr", "eng_mgr", "auditor", "hr", "dept_mgr", "gm")
COLUMNS = 6
"""Periods side by side."""
KEPT = 300
LINES = (
    "summary", "topic", "rank", "count", "before", "growth", "severity", "negative", "critical", "score",
    "measure",
)  # fmt: skip
COMPANY = "company"


@staff_page(
    "/feedbacks/summary",
    name="feedback_summary",
    label=label(zh="主题分析", en="Topics by period"),
    roles=ROLES,
    module="fb",
)
def summary(ctx: Context) -> Any:
    """The period and project of the address; else the last month of the company, or of the first project one may see."""
    page = Summary(ctx, request.args.get("period", ""), request.args.get("project", ""))
    return render_template("feedback/summary.html", page=page)


@staff_page(
    "/feedbacks/summary/<int:id>",
    name="feedback_summary_of",
    label=label(zh="主题分析", en="Topics by period"),
    roles=ROLES,
    beside=FeedbackSummary,
)
def of_record(ctx: Context, id: int) -> Any:
    """The page of one summary."""
    row = query.get(ctx, FeedbackSummary, id, columns=["period", "project"])
    project = str(row["project"]["id"]) if row.get("project") else COMPANY
    return render_template("feedback/summary.html", page=Summary(ctx, row["period"], project))


class Summary:
    """Everything through the reader's own rights: five statements, whatever there is."""

    def __init__(self, ctx: Context, period: str, project: str) -> None:
        self.ctx = ctx
        self.grain = "quarter" if periods.is_quarter(period) else "month"
        rows = query.rows(
            ctx, FeedbackSummary, columns=["period", "grain", "project", "state"], sort=["-period", "id"],
            limit=KEPT,
        ).items  # fmt: skip
        self.places = self._places(rows)
        self.place = self._chosen(project)
        mine = [row for row in rows if _key(row) == self.place]
        self.periods = sorted(
            {row["period"] for row in mine if row["grain"] == self.grain}, reverse=True
        )
        self.period = (
            period if period in self.periods else (self.periods[0] if self.periods else "")
        )
        self.others = sorted(
            {row["period"] for row in mine if row["grain"] != self.grain}, reverse=True
        )[:1]
        at = self.periods.index(self.period) if self.period else 0
        self.columns = list(reversed(self.periods[at : at + COLUMNS]))
        ids = {row["period"]: row["id"] for row in mine if row["period"] in self.columns}
        self.row = query.get(ctx, FeedbackSummary, ids[self.period]) if self.period else None
        self._read(ids)

    def _places(self, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """(key, name) of whose summaries one may read: the company first."""
        found: dict[str, str] = {}
        for row in rows:
            name = (row["project"] or {}).get("title") or ("全公司" if self._zh else "The company")
            found.setdefault(_key(row), name)
        return sorted(found.items(), key=lambda one: (one[0] != COMPANY, one[1]))

    def _chosen(self, project: str) -> str:
        known = dict(self.places)
        if project in known:
            return project
        if project and project != COMPANY and as_id(project) is None:
            raise NotFound
        return self.places[0][0] if self.places else COMPANY

    def _read(self, ids: dict[str, int]) -> None:
        by_id = {id: period for period, id in ids.items()}
        lines: list[dict[str, Any]] = []
        self.measures: list[dict[str, Any]] = []
        if ids:
            where = filters.parse(
                FeedbackTopicStat, self.ctx.actor, [("summary__in", ",".join(map(str, by_id)))]
            )
            lines = list(
                query.rows(
                    self.ctx,
                    FeedbackTopicStat,
                    where=where,
                    columns=LINES,
                    sort=["rank", "id"],
                    limit=KEPT,
                ).items
            )
        now = ids.get(self.period)
        self.lines = [row for row in lines if row["summary"]["id"] == now]
        self.grid: dict[int, dict[str, int]] = {}
        self.names: dict[int, str] = {}
        for row in lines:
            topic = row["topic"]["id"]
            self.names[topic] = row["topic"]["title"]
            self.grid.setdefault(topic, {})[by_id[row["summary"]["id"]]] = row["count"] or 0
        if self.lines and any(row.get("measure") for row in self.lines):
            wanted = {str(row["measure"]["id"]) for row in self.lines if row.get("measure")}
            self.measures = list(
                query.rows(
                    self.ctx, Improvement, columns=["im_no", "name", "state", "owner_name", "due_on", "topic"],
                    where=filters.parse(
                        Improvement, self.ctx.actor,
                        [("topic__in", ",".join(str(row["topic"]["id"]) for row in self.lines if row.get("measure")))],
                    ),
                    sort=["-id"], limit=60,
                ).items
            )  # fmt: skip
            self.measures = [row for row in self.measures if str(row["id"]) in wanted]

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def _zh(self) -> bool:
        return self.ctx.language == "zh"

    @property
    def topics(self) -> list[tuple[int, str, list[tuple[str, int, str]], int]]:
        """(topic, name, (period, items, their list) by period, the most of a period), as ranked now."""
        ranked = [row["topic"]["id"] for row in self.lines]
        order = [*ranked, *(one for one in self.grid if one not in ranked)]
        return [
            (
                topic, self.names[topic],
                [(one, self.grid[topic].get(one, 0), self.rows_of(one, topic)) for one in self.columns],
                max(self.grid[topic].values(), default=0),
            )
            for topic in order
        ]  # fmt: skip

    def rows_of(self, period: str, topic: int | None = None, **more: str) -> str:
        """The list of what was said in a period."""
        first, last = periods.days(period)
        pairs = {"created_at__gte": first.isoformat(), "created_at__lte": last.isoformat(), **more}
        if topic is not None:
            pairs["topic"] = str(topic)
        if self.place != COMPANY:
            pairs["project"] = self.place
        return f"/feedback/list/?{urlencode(pairs)}"

    @property
    def band(self) -> str:
        value = (self.row or {}).get("psi")
        return change.band(float(value)) if value is not None else ""

    @property
    def heaviest(self) -> Decimal:
        return max((row["score"] or Decimal(0) for row in self.lines), default=Decimal(0))

    def state_of(self, entity: Any, name: str | None) -> tuple[str, str]:
        """(label, colour) of a state."""
        workflow = registry.current().entity(entity).workflow
        found = workflow.states.get(name or "") if workflow is not None else None
        return (
            (found.label.in_language(self.ctx.language), found.color or "") if found else ("", "")
        )

    @property
    def state(self) -> tuple[str, str]:
        return self.state_of(FeedbackSummary, (self.row or {}).get("state"))

    def measure_state(self, row: dict[str, Any]) -> tuple[str, str]:
        return self.state_of(Improvement, row.get("state"))


def _key(row: dict[str, Any]) -> str:
    return str(row["project"]["id"]) if row["project"] else COMPANY
