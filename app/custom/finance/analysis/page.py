"""GET /analysis: collection, ageing, ratios and projects over the year so far; every figure opens its rows (3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Response, render_template, request

from app.custom.finance import workbook
from app.custom.finance.books.company import books
from app.custom.finance.books.screens import chosen
from app.custom.finance.books.statements import figures
from app.forms.numbers import as_id
from app.generated.account_balance import AccountBalance
from app.generated.project import Project
from app.runtime.context import Context
from app.runtime.errors import BadRequest, NotFound
from app.runtime.field import label
from app.runtime.query.cells import titles_of
from app.web.staff_pages import staff_page

from . import ageing, cash_ahead, collection, position, projects
from .ages import BANDS, allowance
from .ratios import NOTHING, Collection, Position, quotient

MONTHS = 6
"""Whole months that the runway looks back over."""
TABLES = ("collection", "ageing", "projects")


@staff_page(
    "/analysis",
    name="analysis",
    label=label(zh="财务分析", en="Financial analysis"),
    roles=chosen.READERS,
    module="fin",
)
def shown(ctx: Context) -> Any:
    """`period`: the year up to it; the last whole month when nothing is asked."""
    return render_template("finance/analysis/page.html", page=Analysis(ctx))


@staff_page(
    "/analysis.xlsx",
    name="analysis_file",
    label=label(zh="财务分析", en="Financial analysis"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    """`table` collection, ageing or projects."""
    table = request.args.get("table", "projects")
    if table not in TABLES:
        raise BadRequest("没有这张表 / There is no such table.", field="table")
    return workbook.answered(ctx, AccountBalance, Analysis(ctx).sheet(table), f"analysis-{table}")


@staff_page(
    "/analysis/project",
    name="analysis_project",
    label=label(zh="项目损益", en="Result of a project"),
    roles=chosen.READERS,
)
def project(ctx: Context) -> Any:
    """`project` (none: what no line names one for), `period`."""
    page = Analysis(ctx)
    id = as_id(request.args.get("project", ""))
    found = next((one for one in page.results if one.project == id), None)
    if found is None:
        raise NotFound
    names = {one.id: f"{one.code} {one.name}" for one in chosen.accounts(ctx)}
    return render_template("finance/analysis/project.html", page=page, one=found, names=names)


class Analysis:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        over = [one.period for one in self.periods if one.ends_on < ctx.today]
        asked = request.args.get("period", "") or (over[-1] if over else "")
        self.period = chosen.one_period(self.periods, asked)
        self.is_cas = False
        self.results: list[projects.Result] = []
        if self.period is None:
            return
        self.is_cas = books(ctx).standard == "cas"
        self.month = collection.Month.of(self.period.period, ctx.today)
        self.collections = collection.by_project(ctx, self.month)
        self.ages = ageing.today(ctx)
        self.year = position.year(ctx, self.period)
        self.results = projects.results(ctx, self.year.within)
        ids = {*self.collections, *self.ages, *(one.project for one in self.results if one.project)}
        self.names = titles_of(ctx.session, ctx.actor, Project.__name__, ids)
        self._cash()
        self.may_export = workbook.may_export(ctx, AccountBalance)

    def _cash(self) -> None:
        """What is there at the end of the period, and how long it lasts."""
        assert self.period is not None  # noqa: S101 - the caller has seen it
        self.cash = figures.cash(self.ctx, self.period)[1]
        place = next(n for n, one in enumerate(self.periods) if one.id == self.period.id)
        self.looked = self.periods[max(place + 1 - MONTHS, 0) : place + 1]
        flows = figures.flows(self.ctx, self.looked).amounts
        came = sum((amount for item, amount in flows.items() if not figures.is_paid(item)), NOTHING)
        self.paid = sum(
            (amount for item, amount in flows.items() if figures.is_paid(item)), NOTHING
        )
        self.monthly = (came - self.paid) / len(self.looked)
        self.runway = cash_ahead.runway(self.cash, self.monthly)
        self.covers = quotient(self.cash * len(self.looked), self.paid, Decimal("0.1"))

    # -- for the page ------------------------------------------------------------------------------

    @property
    def ratios(self) -> Position:
        return self.year.position

    def name(self, project: int | None) -> str:
        nobody = "（未分项目）" if self.ctx.language == "zh" else "(no project)"
        return nobody if project is None else self.names.get(project, f"#{project}")

    @property
    def whole(self) -> Collection:
        return sum(self.collections.values(), Collection())

    def by_collection(self) -> list[tuple[int, Collection]]:
        """The lowest comprehensive rate first: there is most to do."""
        return sorted(
            self.collections.items(),
            key=lambda one: (one[1].comprehensive is None, one[1].comprehensive or NOTHING),
        )

    def urls(self, project: int | None) -> dict[str, str]:
        """What the amounts of a line open."""
        month = self.month
        return {
            "billed": collection.billed_url(month, project),
            "collected": collection.collected_url(month, project),
            "still": collection.still_open_url(month, project),
            "since": collection.since_url(month, project),
            "recovered": collection.recovered_url(month, project),
        }

    def bands(self) -> list[str]:
        return [band.label(self.ctx.language) for band in BANDS]

    def aged(self, project: int | None) -> list[tuple[Decimal, str]]:
        """(amount, its bills) of each band; of all projects for None."""
        amounts = ageing.total(self.ages) if project is None else self.ages[project]
        return [
            (amounts.get(band.name, NOTHING), ageing.url(band, self.ctx.today, project))
            for band in BANDS
        ]

    @property
    def allowance(self) -> Decimal:
        return allowance(ageing.total(self.ages))

    def ages_chart(self) -> dict[str, Any]:
        shown = self.aged(None)
        series = {
            "name": "未收" if self.ctx.language == "zh" else "Open",
            "values": [float(amount) for amount, _ in shown],
            "urls": [url for _, url in shown],
        }
        return {"kind": "bar", "unit": "money", "names": self.bands(), "across": False, "series": [series]}  # fmt: skip

    def project_url(self, one: projects.Result) -> str:
        assert self.period is not None  # noqa: S101 - there are results
        return chosen.address(
            "/analysis/project", {"project": one.project, "period": self.period.period}
        )

    def lines(self, one: projects.Result) -> list[tuple[int, Decimal, str]]:
        """(account, income positive and cost negative, the lines behind), the largest first."""
        found = [
            (account, amount if line in projects.INCOME else -amount,
             projects.lines_url(one.project, account, self.year.within))
            for account, (line, amount) in one.lines.items()
            if amount
        ]  # fmt: skip
        return sorted(found, key=lambda row: -abs(row[1]))

    @property
    def total(self) -> projects.Result:
        """Of all projects and what belongs to none."""
        found = projects.Result(None, months=max(len(self.year.within), 1))
        for one in self.results:
            found.area += one.area
            for account, (line, amount) in one.lines.items():
                found.add(account, line, amount)
        return found

    def ranking_chart(self) -> dict[str, Any]:
        shown = [one for one in self.results if one.project is not None][:12]
        series = {
            "name": "利润" if self.ctx.language == "zh" else "Profit",
            "values": [float(one.profit) for one in shown],
            "urls": [self.project_url(one) for one in shown],
        }
        return {
            "kind": "bar", "unit": "money", "names": [self.name(one.project) for one in shown], "across": True,
            "series": [series],
        }  # fmt: skip

    def figure_url(self, kind: str, part: str, name: str, column: str) -> str:
        return self.year.url(kind, part, name, column)

    # -- the file ----------------------------------------------------------------------------------

    def sheet(self, table: str) -> workbook.Sheet:
        if self.period is None:
            raise NotFound
        zh = self.ctx.language == "zh"
        about = [chosen.company(self.ctx), self.period.period]
        if table == "collection":
            title = "收缴率" if zh else "Collection"
            heads = ["", "项目", "本期应收", "已收", "当期收缴率%", "期初欠费", "清欠", "清欠率%", "综合收缴率%"] if zh else ["", "Project", "Billed", "Collected", "Current %", "Arrears", "Recovered", "Recovery %", "Comprehensive %"]  # fmt: skip
            return workbook.Sheet(title, about, heads, self._collection_rows(zh))
        if table == "ageing":
            title = "应收账龄" if zh else "Ageing"
            heads = ["", "项目" if zh else "Project", *self.bands()]
            return workbook.Sheet(title, [about[0], f"{self.ctx.today}"], heads, self._ageing_rows(zh))  # fmt: skip
        title = "项目损益" if zh else "Projects"
        heads = ["", "项目", "收入", "成本费用", "利润", "利润率%", "面积㎡", "每㎡每月成本"] if zh else ["", "Project", "Revenue", "Cost", "Profit", "Margin %", "Area m²", "Cost a m² and month"]  # fmt: skip
        return workbook.Sheet(title, about, heads, self._project_rows(zh))

    def _collection_rows(self, zh: bool) -> Iterator[workbook.Row]:
        for place, (project, one) in enumerate(self.by_collection(), start=1):
            yield workbook.Row([place, self.name(project), *_rates(one)])
        yield workbook.Row(["", "合计" if zh else "Total", *_rates(self.whole)], bold=True)

    def _ageing_rows(self, zh: bool) -> Iterator[workbook.Row]:
        for place, project in enumerate(sorted(self.ages), start=1):
            yield workbook.Row(
                [place, self.name(project), *(amount for amount, _ in self.aged(project))]
            )
        amounts = [amount for amount, _ in self.aged(None)]
        yield workbook.Row(["", "合计" if zh else "Total", *amounts], bold=True)

    def _project_rows(self, zh: bool) -> Iterator[workbook.Row]:
        for place, one in enumerate(self.results, start=1):
            yield workbook.Row([place, self.name(one.project), *_result(one)])
        yield workbook.Row(["", "合计" if zh else "Total", *_result(self.total)], bold=True)


def _rates(one: Collection) -> list[workbook.Cell]:
    return [
        one.billed, one.collected, one.current, one.opening, one.recovered, one.recovery, one.comprehensive,
    ]  # fmt: skip


def _result(one: projects.Result) -> list[workbook.Cell]:
    return [one.revenue, one.cost, one.profit, one.margin, one.area, one.cost_of_area]
