"""GET /statistics: one month of service in figures, how demand changes, and what to do about it (1.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from app.custom.crm.surveys import wilson
from app.forms.numbers import as_id
from app.generated.project import Project
from app.generated.service_stat import ServiceStat
from app.generated.unit import Unit
from app.runtime import filters, query, registry, reports
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.field import label
from app.runtime.query.cells import titles_of
from app.runtime.reports import Result, Span
from app.runtime.reports.span import begin
from app.web.reading import read_with
from app.web.reports import figures
from app.web.staff_pages import staff_page

from . import change, questions
from .monthly import TREND_MONTHS, first_day, in_a_row, words
from .suggestions import SAID, Evidence, Suggestion, share, suggest

ROLES = ("csr", "dispatcher", "eng_mgr", "dept_mgr", "auditor", "gm")
ORDERS = "/work_order/list/?"

read_with(
    "ServiceStat.suggestion",
    lambda text, language: "\n".join(SAID.read(one, language) for one in text.split("\n")),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A category's share now and before, in per cent."""

    label: str
    now: Decimal
    before: Decimal
    number: int
    url: str


@staff_page(
    "/statistics",
    name="statistics",
    label=label(zh="统计分析", en="Service statistics"),
    roles=ROLES,
    module="crm",
)
def statistics(ctx: Context) -> Any:
    """The month and project of the address; else the last whole month, every project that one may see."""
    page = Statistics(ctx, request.args.get("month", ""), request.args.get("project", ""))
    return render_template("crm/statistics/page.html", page=page)


class Statistics:
    def __init__(self, ctx: Context, month: str, project: str) -> None:
        self.ctx = ctx
        this = ctx.today.replace(day=1)
        self.first = _month(month) if month else begin(this, "month", -1)
        self.span = Span(self.first, min(begin(self.first, "month", 1) - dt.timedelta(days=1), ctx.today))  # fmt: skip
        if self.first > this:
            raise BadRequest("此月还没有开始 / This month has not begun.", field="month")
        self.project = as_id(project) if project else None
        self.pairs = [("project", str(self.project))] if self.project is not None else []
        self.is_open = self.first == this
        rows = query.rows(ctx, Project, columns=["title"], sort=["code"], limit=200).items
        self.projects = [(row["id"], row["title"]) for row in rows]
        self._read()

    # -- what is asked -----------------------------------------------------------------------------

    def _read(self) -> None:
        ctx, months = self.ctx, self._months()
        self.counts = questions.by_category_and_month(ctx, self.pairs, months)
        self.now, self.before = self.counts[len(months) - 1], self.counts[len(months) - 2]
        self.hours = questions.by_hour(ctx, self.pairs, self.span)
        self.repeated, self.repeated_span = questions.repeated(ctx, self.pairs, self.span.last)
        self.priorities = self._report("on_time_by_priority")
        self.categories = self._report("resolution")
        self.response = self._report("response")
        self.satisfied = self._report("satisfied")
        self.names, self.skills = words(ctx)
        self.psi = change.psi(_known(self.now), _known(self.before))
        self.series = self._series(months)
        self.trend = change.trend(self.series)
        self.suggestions = suggest(self._evidence())
        units = {unit for unit, _category in self.repeated}
        self.units = titles_of(ctx.session, ctx.judge, Unit.meta.name, units)

    def _report(self, name: str) -> Result:
        found = next(one for one in registry.current().reports if one.name == name)
        return reports.run(self.ctx, found, reports.Asked(self.span, "previous", self.pairs))

    def _months(self) -> list[Span]:
        """The twelve months up to this one."""
        firsts = [begin(self.first, "month", -back) for back in range(TREND_MONTHS - 1, -1, -1)]
        ends = [*firsts[1:], self.span.end]
        return [Span(a, b - dt.timedelta(days=1)) for a, b in zip(firsts, ends, strict=True)]

    def _series(self, months: list[Span]) -> list[float]:
        """Orders of the whole months, without a gap up to the last one, all counted in one way.

        What is kept is of whole projects. Where the last month is not kept yet, all are what the reader himself may
        see: never some of the one and some of the other. A month that is not over would only look like a fall.
        """
        whole = months[:-1] if self.is_open else months
        kept, last = self._kept(whole), f"{whole[-1].first:%Y-%m}"
        live = {
            f"{month.first:%Y-%m}": sum(counts.values())
            for month, counts in zip(months, self.counts.values(), strict=True)
        }
        known = kept if last in kept else {name: number for name, number in live.items() if number}
        series = in_a_row(known, whole[-1].end, TREND_MONTHS)
        self.series_months = [f"{one.first:%Y-%m}" for one in whole[len(whole) - len(series) :]]
        return series

    def _kept(self, months: list[Span]) -> dict[str, int]:
        """Period → orders, of the projects that one may see."""
        pairs = [("category__is_null", "true"), *self.pairs]
        pairs.append(("period__in", ",".join(f"{one.first:%Y-%m}" for one in months)))
        found: dict[str, int] = {}
        for row in query.rows(
            self.ctx,
            ServiceStat,
            where=filters.parse(ServiceStat, self.ctx.actor, pairs),
            columns=["period", "created"],
            limit=1_000,
        ).items:
            found[row["period"]] = found.get(row["period"], 0) + (row["created"] or 0)
        return found

    def _evidence(self) -> Evidence:
        rating = self.satisfied.total.cells[1] if self.satisfied.total else None
        before = rating.before if rating else None
        return Evidence(
            self.now, self.before, self._sla(), self.repeated,
            _two(rating.value) if rating else None, _two(before.value) if before else None,
            rating.rows if rating else 0, self.psi, self.names, self.skills,
        )  # fmt: skip

    def _sla(self) -> dict[int | None, Decimal | None]:
        found = next(one for one in registry.current().reports if one.name == "on_time")
        by_category = registry.Report(
            found.name, found.entity, found.label, found.measures, ["category"], found.period, top=50
        )  # fmt: skip
        result = reports.run(self.ctx, by_category, reports.Asked(self.span, "none", self.pairs))
        sla: dict[int | None, Decimal | None] = {}
        for line in result.lines:
            cell = line.cells[0]
            key = dict(cell.pairs or ()).get("category")
            if key:
                sla[int(key)] = cell.value
        return sla

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def months(self) -> list[tuple[str, bool]]:
        """The last twelve months to choose from, the newest first."""
        this = self.ctx.today.replace(day=1)
        found = [f"{begin(this, 'month', -back):%Y-%m}" for back in range(TREND_MONTHS)]
        here = f"{self.first:%Y-%m}"
        return [(one, one == here) for one in dict.fromkeys([*found, here])]

    def volume(self) -> tuple[int, int, str]:
        """Orders of the month, of the one before, and the list of the month's."""
        return sum(self.now.values()), sum(self.before.values()), self._orders([])

    def figure(self, result: Result, place: int = 0, wish: str = "") -> figures.Shown:
        assert result.total is not None  # noqa: S101 - a finished report has one
        return figures.shown(result, result.columns[place].measure, result.total.cells[place], wish)

    @property
    def csat(self) -> wilson.Satisfaction | None:
        """The share of 4 and 5 with its interval."""
        assert self.satisfied.total is not None  # noqa: S101 - a finished report has one
        cell = self.satisfied.total.cells[0]
        return wilson.satisfaction(cell.rows, cell.of or 0)

    def table(self, result: Result) -> list[tuple[list[str], list[tuple[str, figures.Shown]]]]:
        return [
            (
                list(line.labels),
                [
                    (column.label, figures.shown(result, column.measure, cell))
                    for column, cell in zip(result.columns, line.cells, strict=True)
                ],
            )
            for line in result.lines
        ]

    def shares(self) -> list[Share]:
        """The categories whose share changed most."""
        keys = [key for key in {**self.now, **self.before} if key is not None]
        found = [
            Share(
                self.names.get(key, ""), share(self.now, key), share(self.before, key),
                self.now.get(key, 0), self._orders([("category", str(key))]),
            )
            for key in keys
        ]  # fmt: skip
        return sorted(found, key=lambda one: -abs(one.now - one.before))[:8]

    @property
    def band(self) -> str:
        return change.band(self.psi) if self.psi is not None else ""

    def problems(self) -> list[tuple[str, str, int, str]]:
        """(unit, category, orders, their list)."""
        days = figures_days(self.repeated_span)
        return [
            (
                self.units.get(unit, f"#{unit}"), self.names.get(category, ""), number,
                ORDERS + urlencode([questions.COUNTED, *self.pairs, *days, ("unit", str(unit)), ("category", str(category))]),
            )
            for (unit, category), number in self.repeated.items()
        ]  # fmt: skip

    def told(self) -> list[tuple[str, str]]:
        """(suggestion, the list of the orders that show it)."""
        return [(one.told(self.ctx.language), self._rows_of(one)) for one in self.suggestions]

    def _rows_of(self, one: Suggestion) -> str:
        pairs = [("category", str(one.category))] if one.category is not None else []
        if one.kind == "training":
            days = [(key.replace("created_at", "closed_at"), value) for key, value in figures_days(self.span)]  # fmt: skip
            return ORDERS + urlencode([*self.pairs, *days, ("rating__lte", "3")])
        span = self.repeated_span if one.kind == "root_cause" else self.span
        return ORDERS + urlencode([questions.COUNTED, *self.pairs, *figures_days(span), *pairs])

    def _orders(self, pairs: list[tuple[str, str]]) -> str:
        return ORDERS + urlencode(
            [questions.COUNTED, *self.pairs, *figures_days(self.span), *pairs]
        )

    def hour_chart(self) -> dict[str, Any]:
        name = "工单" if self.ctx.language == "zh" else "Orders"
        series = {"name": name, "values": self.hours, "urls": [""] * 24}
        return {
            "kind": "bar", "unit": "count", "names": [f"{hour}:00" for hour in range(24)],
            "across": False, "series": [series],
        }  # fmt: skip

    def trend_chart(self) -> dict[str, Any]:
        name = "工单" if self.ctx.language == "zh" else "Orders"
        urls = []
        for period in self.series_months:
            first = first_day(period)
            span = Span(first, begin(first, "month", 1) - dt.timedelta(days=1))
            urls.append(ORDERS + urlencode([questions.COUNTED, *self.pairs, *figures_days(span)]))
        series = {"name": name, "values": self.series, "urls": urls}
        return {
            "kind": "line", "unit": "count", "names": self.series_months, "across": False,
            "series": [series],
        }  # fmt: skip


def figures_days(span: Span) -> list[tuple[str, str]]:
    """The filters of a list for orders that came in these days."""
    return [
        ("created_at__gte", span.first.isoformat()),
        ("created_at__lte", span.last.isoformat()),
    ]


def _month(text: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or len(text) != 7 or not 2000 <= found.year <= 2199:
        raise BadRequest("月份写作 2026-01 / Write a month as 2026-01.", field="month")
    return found


def _known(counts: dict[int | None, int]) -> dict[int, int]:
    return {key: number for key, number in counts.items() if key is not None}


def _two(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))
