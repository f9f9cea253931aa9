"""GET /budget-variance: budget against actual, by department, project, account or month; every figure opens its rows (3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask_login import current_user

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.generated.department import Department
from app.generated.project import Project
from app.runtime import audit, clock, filters, query, records, registry, reports
from app.runtime.context import Context
from app.runtime.errors import BadRequest, Forbidden
from app.runtime.field import Label, label
from app.runtime.reports import Cell, Line, Result, workbook
from app.runtime.reports.measure import Measure
from app.runtime.reports.result import Column
from app.web.lists.files import XLSX
from app.web.reading import moment
from app.web.staff_pages import staff_page

from .commitments import WAITING
from .formulas import NOTHING, Variance, variance

ROLES = ("accountant", "fin_mgr", "auditor", "dept_mgr", "eng_mgr", "gm")
SUMS = ("amount", "adjusted", "committed", "actual", "available")
COUNTS = "active,closed"
"""States of budgets that are compared: what governs, and what did until its year ended."""
GROUPS = {
    "department": "budget.department",
    "project": "budget.project",
    "account": "account",
    "month": "month",
}
BY: dict[str, Label] = {
    "department": label(zh="按部门", en="By department"),
    "project": label(zh="按项目", en="By project"),
    "account": label(zh="按科目", en="By account"),
    "month": label(zh="按月", en="By month"),
}
KINDS: dict[str, tuple[str, Label]] = {
    "cost": ("dr", label(zh="成本费用", en="Costs")),
    "income": ("cr", label(zh="收入", en="Income")),
}
DIFFERENCE = Measure("sum", label(zh="差异", en="Difference"), "money")
PERCENT = Measure("rate", label(zh="差异率", en="Difference, %"), "percent")
MOST = 200
YEARS = 10

Pair = tuple[str, str]


@staff_page(
    "/budget-variance",
    name="budget_variance",
    label=label(zh="预算执行", en="Budget variance"),
    roles=ROLES,
    module="fin",
)
def budget_variance(ctx: Context) -> Any:
    """The year of the address up to a month; else this year up to this month."""
    page = VariancePage(ctx, request.args.to_dict())
    return render_template("finance/budgets/page.html", page=page)


@staff_page("/budget-variance.xlsx", name="budget_variance_xlsx", label=label(zh="预算执行（XLSX）", en="Budget variance (XLSX)"), roles=ROLES)  # fmt: skip
def budget_variance_xlsx(ctx: Context) -> Response:
    """The same table as a workbook, for whoever may export budget lines; the audit log says who took it."""
    refused = registry.current().entity("BudgetLine").policy.may(ctx.actor, "export").reason
    if refused is not None:
        raise Forbidden(refused)
    page = VariancePage(ctx, request.args.to_dict(), action="export")
    with records.writing(ctx):
        act = {"report": "budget_variance", "rows": len(page.rows), "filter": page.address()}
        audit.log(ctx, "export", BudgetLine.key(), None, act)
    content = workbook.made(page.sheet(), page.about())
    response = Response(content, content_type=XLSX)
    name = f"budget_variance-{page.year}-{page.to:02d}-{clock.local(ctx.now):%Y%m%d-%H%M}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: amounts in yuan, and the filters of the budget lines behind it."""

    name: str
    cells: Sequence[Cell]
    pairs: Sequence[Pair]
    planned: Decimal
    committed: Decimal
    actual: Decimal
    available: Decimal
    variance: Variance

    @property
    def lines_url(self) -> str:
        return f"/budget_line/list/?{urlencode(self.pairs)}"

    @property
    def expenses_url(self) -> str:
        """The expenses that hold what is committed."""
        behind = [(f"budget_line.{key}", value) for key, value in self.pairs]
        return f"/expense/list/?{urlencode([*behind, ('state__in', ','.join(WAITING))])}"


class VariancePage:
    def __init__(self, ctx: Context, given: dict[str, str], action: str = "read") -> None:
        self.ctx = ctx
        self.year = _number(given, "year", ctx.today.year, 2000, 2100)
        now = ctx.today.month if self.year == ctx.today.year else 12
        self.to = _number(given, "to", now, 1, 12)
        self.by = _choice(given, "by", BY)
        self.kind = _choice(given, "kind", KINDS, "cost")
        self.department = as_id(given["department"]) if given.get("department") else None
        self.project = as_id(given["project"]) if given.get("project") else None
        self.result = reports.run(ctx, self._report(), reports.Asked(None, "", self._pairs(), action))  # fmt: skip
        self.rows = sorted(
            (self._row(line, line.labels[0]) for line in self.result.lines), key=self._order
        )
        assert self.result.total is not None  # noqa: S101 - a finished report has one
        self.total = self._row(self.result.total, self.result.total.labels[0])

    def _report(self) -> registry.Report:
        fields = BudgetLine.fields()
        measures = [
            {"function": "sum", "field": name, "labels": {one: fields[name].label.in_language(one) for one in ("zh", "en")}}
            for name in SUMS
        ]  # fmt: skip
        title = label(zh="预算执行", en="Budget variance")
        return registry.Report(
            "budget_variance", "BudgetLine", title, measures, [GROUPS[self.by]], top=MOST
        )

    def _pairs(self) -> list[Pair]:
        found = [
            ("budget.year", str(self.year)),
            ("budget.state__in", COUNTS),
            ("month__lte", str(self.to)),
            ("account.direction", KINDS[self.kind][0]),
        ]
        if self.department is not None:
            found.append(("budget.department", str(self.department)))
        if self.project is not None:
            found.append(("budget.project", str(self.project)))
        return found

    def _row(self, line: Line, name: str) -> Row:
        found = {
            column.measure.field: cell.value or NOTHING
            for column, cell in zip(self.result.columns, line.cells, strict=True)
        }
        planned = found["amount"] + found["adjusted"]
        pairs = [pair for pair in line.cells[0].pairs or () if not pair[0].endswith("__is_null")]
        nulls = [
            pair
            for pair in line.cells[0].pairs or ()
            if pair[0] == f"{GROUPS[self.by]}__is_null" and pair[1] == "true"
        ]
        return Row(
            name,
            line.cells,
            [*pairs, *nulls],
            planned,
            found["committed"],
            found["actual"],
            found["available"],
            variance(planned, found["actual"], income=self.kind == "income"),
        )

    def _order(self, row: Row) -> Any:
        """Months in their order; else what is red first, then by how much it deviates."""
        if self.by == "month":
            return int(row.name)
        return (not row.variance.red, -abs(row.variance.difference), row.name)

    # -- what one may choose -----------------------------------------------------------------------

    @property
    def years(self) -> list[int]:
        """The years that one may see a budget of, the newest first."""
        found = query.rows(
            self.ctx,
            Budget,
            where=filters.parse(Budget, self.ctx.actor, [("state__in", COUNTS)]),
            columns=["year"],
            sort=["-year"],
            limit=MOST,
        )
        known = {row["year"] for row in found.items} | {self.year, self.ctx.today.year}
        return sorted(known, reverse=True)[:YEARS]

    @property
    def departments(self) -> list[tuple[int, str]]:
        return self._titles(Department, "path")

    @property
    def projects(self) -> list[tuple[int, str]]:
        return self._titles(Project, "code")

    def _titles(self, entity: Any, sort: str) -> list[tuple[int, str]]:
        if not query.may_read(self.ctx, entity, sort):
            return []
        rows = query.rows(self.ctx, entity, columns=["title"], sort=[sort], limit=MOST).items
        return [(row["id"], row["title"]) for row in rows]

    def choices(self, known: dict[str, Any]) -> list[tuple[str, str]]:
        """(value, label) of `BY` or `KINDS`."""
        language = current_language()
        return [
            (name, (one[1] if isinstance(one, tuple) else one).in_language(language))
            for name, one in known.items()
        ]

    by_choices = property(lambda self: self.choices(BY))
    kind_choices = property(lambda self: self.choices(KINDS))

    def address(self, **changed: str) -> str:
        """What is asked, with something changed."""
        own = {
            "year": str(self.year), "to": str(self.to), "by": self.by, "kind": self.kind,
            "department": str(self.department or ""), "project": str(self.project or ""), **changed,
        }  # fmt: skip
        return urlencode({key: value for key, value in own.items() if value})

    @property
    def may_export(self) -> bool:
        policy = registry.current().entity("BudgetLine").policy
        return bool(policy.may(self.ctx.actor, "export").allowed)

    def chart(self) -> dict[str, Any]:
        """Bars of budget and actual."""
        zh = current_language() == "zh"
        return {
            "kind": "bar", "unit": "money", "names": [row.name for row in self.rows],
            "series": [
                {"name": "预算" if zh else "Budget", "values": [float(row.planned) for row in self.rows], "urls": [row.lines_url for row in self.rows]},
                {"name": "实际" if zh else "Actual", "values": [float(row.actual) for row in self.rows], "urls": [row.lines_url for row in self.rows]},
            ],
        }  # fmt: skip

    # -- the file ----------------------------------------------------------------------------------

    def sheet(self) -> Result:
        """The table with the difference and its share beside the sums."""
        language, result = current_language(), self.result
        more = [Column(one.label.in_language(language), one) for one in (DIFFERENCE, PERCENT)]
        return Result(
            result.name, result.label, result.entity, result.heads, [*result.columns, *more],
            [Line([row.name], self._with_variance(row)) for row in self.rows],
            Line([self.total.name], self._with_variance(self.total)),
        )  # fmt: skip

    def _with_variance(self, row: Row) -> list[Cell]:
        found = row.variance
        return [*row.cells, Cell(found.difference, 0, None), Cell(found.percent, 0, None)]

    def about(self) -> workbook.About:
        zh = current_language() == "zh"
        name = str(getattr(current_user, "get_full_name", lambda: self.ctx.actor.username)())
        kind = KINDS[self.kind][1].in_language(current_language())
        span = f"{self.year}-01 – {self.year}-{self.to:02d}"
        lines = [f"{span} · {kind}", f"{name} · {moment(self.ctx.now)}"]
        lines.append("差异率超过 10% 且超过 1,000 元须说明" if zh else "Explain what deviates by more than 10% and 1,000 CNY")  # fmt: skip
        return workbook.About(lines, name, current_language())


def _number(given: dict[str, str], name: str, usual: int, least: int, most: int) -> int:
    text = given.get(name, "")
    if not text:
        return usual
    if not text.isascii() or not text.isdecimal() or not least <= int(text[:9]) <= most:
        raise BadRequest(
            f"{name} 为 {least} 至 {most} 的整数 / {name} is a whole number from {least} to {most}.",
            field=name,
        )
    return int(text)


def _choice(given: dict[str, str], name: str, known: dict[str, Any], usual: str = "") -> str:
    text = given.get(name) or usual or next(iter(known))
    if text not in known:
        options = ", ".join(known)
        raise BadRequest(
            f"{name} 可为：{options} / {name} is one of {options}.", field=name, code="bad_value"
        )
    return text
