"""GET /analysis/cash: thirteen weeks of cash, and what they rest on (3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Response, render_template

from app.custom.finance import workbook
from app.custom.finance.books.screens import chosen
from app.generated.account_balance import AccountBalance
from app.generated.expense import Expense
from app.runtime.context import Context
from app.runtime.field import label
from app.web import cells
from app.web.staff_pages import staff_page

from . import cash_ahead, watched
from .collecting import hazard

NAMES = {
    "open_bills": ("已出账单收款", "From bills that are open"), "new_bills": ("后续账单收款", "From bills to come"),
    "expenses": ("在途费用", "Expenses under way"), "staff": ("薪酬社保", "Staff"), "taxes": ("税费", "Taxes"),
    "others": ("其他经营付款", "Other operating payments"),
}  # fmt: skip


@staff_page(
    "/analysis/cash",
    name="analysis_cash",
    label=label(zh="现金预测", en="Cash ahead"),
    roles=chosen.READERS,
)
def shown(ctx: Context) -> Any:
    return render_template("finance/analysis/cash.html", page=Cash(ctx))


@staff_page(
    "/analysis/cash.xlsx",
    name="analysis_cash_file",
    label=label(zh="现金预测", en="Cash ahead"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    return workbook.answered(ctx, AccountBalance, Cash(ctx).sheet(), "cash-ahead")


class Cash:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        known = chosen.known_periods(ctx)
        self.is_kept = bool(known)
        self.period = known[-1].period if known else ""
        self.basis = watched.basis(ctx, known)
        self.weeks = watched.weeks(self.basis, ctx.today)
        self.urls = watched.urls(self.basis)
        self.may_export = workbook.may_export(ctx, AccountBalance)

    @property
    def lowest(self) -> cash_ahead.Week:
        """The week that ends with the least."""
        return min(self.weeks, key=lambda one: one.closing)

    def name(self, line: str) -> str:
        return chosen.text(NAMES[line], self.ctx.language)

    def rows(self) -> list[tuple[str, str, list[Decimal], Decimal]]:
        """(name, address, week by week, together); what goes out is negative."""
        found = []
        for line in cash_ahead.LINES:
            sign = 1 if line in cash_ahead.IN else -1
            amounts = [sign * week.lines[line] for week in self.weeks]
            found.append((self.name(line), self.urls[line], amounts, sum(amounts, chosen.NOTHING)))
        return found

    def chart(self) -> dict[str, Any]:
        series = {
            "name": "周末余额" if self.ctx.language == "zh" else "At the end of the week",
            "values": [float(week.closing) for week in self.weeks],
            "urls": ["" for _ in self.weeks],
        }
        return {
            "kind": "line", "unit": "money", "names": [f"{week.monday:%m-%d}" for week in self.weeks], "across": False,
            "series": [series],
        }  # fmt: skip

    def shares(self) -> list[tuple[int, Decimal]]:
        """(week after the due day, per cent of what was open that came in in it): the first twelve and before."""
        return [
            (week, (hazard(self.basis.hazards, week) * 100).quantize(Decimal("0.1")))
            for week in range(-4, 13)
            if week in self.basis.hazards
        ]

    def expenses(self) -> list[tuple[str, Decimal, str]]:
        """(state, amount, the expenses in it)."""
        return [
            (cells.state_badge(Expense, state), amount, watched.expenses_url(state))
            for state, amount in self.basis.expenses.items()
        ]

    def sheet(self) -> workbook.Sheet:
        zh = self.ctx.language == "zh"
        heads = ["", "项目" if zh else "Line", *(f"{week.monday}" for week in self.weeks), "合计" if zh else "Total"]  # fmt: skip
        title = "现金预测" if zh else "Cash ahead"
        return workbook.Sheet(
            title, [chosen.company(self.ctx), f"{self.ctx.today}"], heads, self._lines(zh)
        )

    def _lines(self, zh: bool) -> Iterator[workbook.Row]:
        first = "周初余额" if zh else "At the beginning"
        yield workbook.Row(["", first, *(week.opening for week in self.weeks), None])
        for name, _url, amounts, total in self.rows():
            yield workbook.Row(["", name, *amounts, total])
        last = "周末余额" if zh else "At the end"
        yield workbook.Row(["", last, *(week.closing for week in self.weeks), None], bold=True)
