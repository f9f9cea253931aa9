"""GET /reliability: how reliable the devices were over twelve months, why they failed, what is suggested (2.5)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from app.forms.numbers import as_id
from app.generated.equipment import Equipment
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.project import Project
from app.generated.reliability_stat import ReliabilityStat
from app.runtime import filters, query, registry, reports
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.field import label
from app.runtime.reports import Line, Result, Span
from app.runtime.reports.span import begin
from app.web.reading import own_language, read_with
from app.web.reports import figures as cells
from app.web.staff_pages import staff_page

from . import trends, words
from .figures import WITHIN_DAYS, Observed
from .histories import RESTORED
from .keeping import period_before
from .weibull import FEWEST

ROLES = ("eng_mgr", "dept_mgr", "fin_mgr", "auditor", "gm")
MONTHS_TO_CHOOSE = 12
MOST = 200
"""Categories and projects that stand alone."""
LISTED = 20
"""Devices, applied suggestions."""
AT_ONCE = 6
"""Suggestions that wait: the figures below are what the page is for, all of them stand in their list."""
VITAL = Decimal(80)
"""Per cent of the failures that the vital few causes make."""

Pair = tuple[str, str]

read_with("MaintenanceAdvice.explanation", words.read)
read_with("MaintenanceAdvice.effect_note", words.read)
read_with("MaintenanceAdvice.cost_note", words.read)


@staff_page(
    "/reliability",
    name="reliability",
    label=label(zh="可靠性", en="Reliability"),
    roles=ROLES,
    module="eqp",
)
def reliability(ctx: Context) -> Any:
    """The month and project of the address; else the last whole month, every project that one may see."""
    page = Reliability(ctx, request.args.get("month", ""), request.args.get("project", ""))
    return render_template("equipment/reliability/page.html", page=page)


SUMS = ("devices", "failures", "hours", "down_hours", "cost")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was observed of a category or project, and the filters of its kept lines."""

    name: str
    pairs: Sequence[Pair]
    devices: int
    observed: Observed
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Cause:
    """A line of the Pareto table; `share` and `together` in per cent, `vital`: one of those that make 80 %."""

    name: str
    number: int
    figures: Sequence[cells.Shown]
    share: Decimal
    together: Decimal
    vital: bool


class Reliability:
    def __init__(self, ctx: Context, month: str, project: str) -> None:
        self.ctx = ctx
        plans = registry.current().entity(MaintenancePlan).policy
        self.opens_plans = plans.may(ctx.actor, "read").reason is None
        self.period = _period(month) if month else period_before(ctx.today)
        first = dt.date(int(self.period[:4]), int(self.period[5:7]), 1)
        self.span = Span(begin(first, "month", -11), begin(first, "month", 1) - dt.timedelta(days=1))  # fmt: skip
        self.project = as_id(project) if project else None
        self.pairs: list[Pair] = [("project", str(self.project))] if self.project is not None else []  # fmt: skip
        rows = query.rows(ctx, Project, columns=["title"], sort=["code"], limit=200).items
        self.projects = [(row["id"], row["title"]) for row in rows]
        self._kept()
        self.causes_result = self._report("failures_by_cause")
        self.restore = self._report("time_to_restore")
        self.late = self._report("inspections_late") if self._may("inspections_late") else None
        self.bad = self._bad_actors()
        waiting = self._advice([("state", "generated")], "-period", AT_ONCE + 1)
        self.waiting, self.more_wait = waiting[:AT_ONCE], len(waiting) > AT_ONCE
        reviewed = self._advice([("state", "reviewed")], "-period", AT_ONCE + 1)
        self.reviewed, self.more_reviewed = reviewed[:AT_ONCE], len(reviewed) > AT_ONCE
        self.applied = self._advice([("state", "applied"), ("kind", "interval")], "-applied_on")
        self.too_few = self._too_few()

    # -- what was kept -----------------------------------------------------------------------------

    def _kept(self) -> None:
        """The lines of the period, added up over the projects that one may see."""
        found = self._sums("project", ("category__is_null", "true"), *self._period_pairs)
        mine = [("category__is_null", "true"), *self._period_pairs]
        self.whole = _row(found, found.total, "", mine)
        self.before = self._year_before()
        self.by_project = _rows(found)
        self.categories = _rows(
            self._sums("category", ("category__is_null", "false"), *self._period_pairs)
        )

    def _year_before(self) -> Row:
        """The whole of the twelve months before these."""
        first = begin(self.span.first, "month", -1)
        pairs = [("category__is_null", "true"), ("period", f"{first:%Y-%m}"), *self.pairs]
        found = self._sums("project", *pairs)
        return _row(found, found.total, "", pairs)

    def trend(self, name: trends.Figure) -> trends.Trend | None:
        """What became of a figure of the whole since the twelve months before."""
        return trends.trend(name, self.whole.observed, self.before.observed)

    @property
    def _period_pairs(self) -> list[Pair]:
        return [("period", self.period), *self.pairs]

    def _sums(self, group: str, *which: Pair) -> Result:
        fields = ReliabilityStat.fields()
        measures = [
            {"function": "sum", "field": name, "labels": {one: fields[name].label.in_language(one) for one in ("zh", "en")}}
            for name in SUMS
        ]  # fmt: skip
        kept = registry.Report(
            "kept", "ReliabilityStat", ReliabilityStat.meta.label, measures, [group], top=MOST
        )
        return reports.run(self.ctx, kept, reports.Asked(None, "", list(which)))

    @property
    def is_kept(self) -> bool:
        return bool(self.whole.devices)

    def stat_url(self, row: Row) -> str:
        """The kept lines behind a figure."""
        return f"/reliability_stat/list/?{urlencode(row.pairs)}"

    def devices_url(self, row: Row) -> str:
        """The devices of a line, those that fail most first."""
        place = [pair for pair in row.pairs if pair[0] in ("project", "category")]
        return "/equipment/list/?" + urlencode([*place, ("sort", "-failures_90d")])

    def failures_url(self, row: Row) -> str:
        """The repair orders that are the failures of a line."""
        place = [pair for pair in row.pairs if pair[0] in ("project", "category")]
        return "/repair_order/list/?" + urlencode(
            [("failure", "true"), ("state__in", ",".join(RESTORED)), *self._days("finished_at"), *place]
        )  # fmt: skip

    def _days(self, field: str) -> list[Pair]:
        return [
            (f"{field}__gte", self.span.first.isoformat()),
            (f"{field}__lte", self.span.last.isoformat()),
        ]

    # -- why they failed ---------------------------------------------------------------------------

    def causes(self) -> list[Cause]:
        """The causes, the most frequent first, with what they make together."""
        lines = [line for line in self.causes_result.lines if line.cells[0].value]
        lines.sort(key=lambda line: -int(line.cells[0].value))
        total = sum(int(line.cells[0].value) for line in lines)
        found, together = [], Decimal(0)
        for line in lines:
            share = Decimal(int(line.cells[0].value)) * 100 / total
            vital = together < VITAL
            together += share
            shown = [
                cells.shown(self.causes_result, column.measure, cell)
                for column, cell in zip(self.causes_result.columns, line.cells, strict=True)
            ]
            number = int(line.cells[0].value)
            found.append(Cause(line.labels[0], number, shown, share, together, vital))
        return found

    def pareto(self) -> dict[str, Any]:
        """Bars of the causes, the most frequent first."""
        causes = self.causes()
        heads = self.causes_result.columns[0].label
        return {
            "kind": "bar", "unit": "count", "names": [one.name for one in causes], "across": True,
            "series": [{
                "name": heads,
                "values": [one.number for one in causes],
                "urls": [one.figures[0].url for one in causes],
            }],
        }  # fmt: skip

    def figure(self, result: Result, place: int = 0, wish: str = "") -> cells.Shown:
        assert result.total is not None  # noqa: S101 - a finished report has one
        return cells.shown(result, result.columns[place].measure, result.total.cells[place], wish)

    def _report(self, name: str) -> Result:
        compared = "" if name == "failures_by_cause" else "previous"
        return reports.run(
            self.ctx, self._declared(name), reports.Asked(self.span, compared, self.pairs)
        )

    def _declared(self, name: str) -> registry.Report:
        return next(one for one in registry.current().reports if one.name == name)

    def _may(self, name: str) -> bool:
        return reports.refusal(self.ctx, self._declared(name)) is None

    # -- what to do about it -----------------------------------------------------------------------

    def _bad_actors(self) -> list[Mapping[str, Any]]:
        found = query.rows(
            self.ctx,
            Equipment,
            where=self._where(Equipment, [("bad_actor", "true"), *self.pairs]),
            columns=["title", "category", "project", "failures_90d", "mtbf_h", "availability"],
            sort=["-failures_90d"],
            limit=LISTED,
        )
        return list(found.items)

    def recent_url(self, device: int) -> str:
        """The repair orders behind "failures in 90 days"."""
        since = (self.ctx.now - dt.timedelta(days=WITHIN_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return "/repair_order/list/?" + urlencode(
            [("failure", "true"), ("state__not_in", "cancelled"), ("equipment", str(device)), ("fault_at__gte", since)]
        )  # fmt: skip

    def advice_url(self, state: str) -> str:
        """All suggestions in a state."""
        return "/maintenance_advice/list/?" + urlencode([("state", state), *self.pairs])

    def _advice(
        self, pairs: Iterable[Pair], sort: str, limit: int = LISTED
    ) -> list[Mapping[str, Any]]:
        found = query.rows(
            self.ctx,
            MaintenanceAdvice,
            where=self._where(MaintenanceAdvice, [*pairs, *self.pairs]),
            columns=["period", "kind", "category", "equipment", "plan", "current_days", "suggested_days", "saving_pct", "explanation", "state", "applied_on", "check_on", "effect", "effect_note"],
            sort=[sort],
            limit=limit,
        )  # fmt: skip
        return list(found.items)

    def told(self, one: Mapping[str, Any], field: str) -> list[str]:
        """The lines of an explanation in one's own language, the conclusion first."""
        text = own_language(one[field], f"MaintenanceAdvice.{field}")
        lines = text.split("\n") if text else []
        return [*lines[-1:], *lines[:-1]] if one["plan"] or field == "effect_note" else lines

    def _too_few(self) -> list[tuple[str, int]]:
        """(category, failures) of those that have too few for a life; over all time."""
        counted = self._declared("failures_by_category")
        always = registry.Report(
            counted.name, counted.entity, counted.label, [counted.measures[0]], ["category"],
            where=counted.where, top=50,
        )  # fmt: skip
        result = reports.run(self.ctx, always, reports.Asked(None, "", self.pairs))
        known: dict[str, int] = defaultdict(int)
        for line in result.lines:
            known[line.labels[0]] += int(line.cells[0].value or 0)
        return [
            (row.name, known.get(row.name, 0))
            for row in self.categories
            if known.get(row.name, 0) < FEWEST
        ]

    def _where(self, entity: Any, pairs: Sequence[Pair]) -> Any:
        return filters.parse(entity, self.ctx.actor, pairs)

    @property
    def months(self) -> list[tuple[str, bool]]:
        """Whole months to choose from, the newest first."""
        this = self.ctx.today.replace(day=1)
        found = [f"{begin(this, 'month', -back):%Y-%m}" for back in range(1, MONTHS_TO_CHOOSE + 1)]
        return [(one, one == self.period) for one in dict.fromkeys([*found, self.period])]


def _rows(result: Result) -> list[Row]:
    """Those with the most failures first."""
    found = [_row(result, line, line.labels[0], line.cells[0].pairs or ()) for line in result.lines]
    return sorted(found, key=lambda row: (-row.observed.failures, row.name))


def _row(result: Result, line: Line | None, name: str, pairs: Sequence[Pair]) -> Row:
    """Costs are not everybody's to see: that measure may not be there."""
    cells_of = line.cells if line is not None else ()
    found = {
        column.measure.field: cell.value
        for column, cell in zip(result.columns, cells_of, strict=False)
    }
    seen = Observed(
        float(found.get("hours") or 0),
        float(found.get("down_hours") or 0),
        int(found.get("failures") or 0),
    )
    return Row(name, pairs, int(found.get("devices") or 0), seen, found.get("cost"))


def _period(text: str) -> str:
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or len(text) != 7 or not 2000 <= found.year <= 2199:
        raise BadRequest("月份写作 2026-01 / Write a month as 2026-01.", field="month")
    return text
