"""GET /ledger/account/17: the subsidiary ledger (明细账), an account line by line, each with its voucher and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask import Response, redirect, render_template, request

from app.custom.finance import workbook
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.runtime.field import label
from app.web.staff_pages import staff_page

from .. import pages
from . import chosen
from .sources import source_url

CASHIER = "cashier"
ON_A_PAGE = 80
IN_A_FILE = 100_000
HEADS = (
    ("日期", "Date"), ("摘要", "Summary"), ("凭证", "Voucher"), ("辅助核算", "Dimensions"), ("借方", "Debit"),
    ("贷方", "Credit"), ("方向", "Side"), ("余额", "Balance"),
)  # fmt: skip


@staff_page(
    "/ledger/account",
    name="ledger_accounts",
    label=label(zh="现金银行日记账", en="Cash and bank journals"),
    roles=(CASHIER,),
    module="fin",
)
def cash(ctx: Context) -> Any:
    """A cashier begins with the bank account of the books."""
    chart = [one for one in chosen.accounts(ctx) if one.cash]
    if not chart:
        return render_template("finance/ledger/none.html")
    first = next((one for one in chart if one.code == "1002"), chart[0])
    return redirect(f"/ledger/account/{first.id}")


@staff_page(
    "/ledger/account/<int:id>",
    name="ledger_account",
    label=label(zh="明细账", en="Subsidiary ledger"),
    roles=(CASHIER, *chosen.READERS),
)
def shown(ctx: Context, id: int) -> Any:
    """`from`, `to` periods, dimensions by name, `after` a line. A cashier sees the accounts of cash and banks."""
    return render_template("finance/ledger/account.html", page=Ledger(ctx, id))


@staff_page(
    "/ledger/account/<int:id>.xlsx",
    name="ledger_account_file",
    label=label(zh="明细账", en="Subsidiary ledger"),
    roles=(CASHIER, *chosen.READERS),
)
def file(ctx: Context, id: int) -> Response:
    return workbook.answered(ctx, VoucherLine, Ledger(ctx, id).sheet(), "ledger")


@dataclass(slots=True)
class Line:
    """A line of the page: an entry, or the sums that end a month (`entry` None)."""

    entry: pages.Entry | None
    period: str
    debit: Decimal
    credit: Decimal
    balance: Decimal
    is_year: bool = False
    dims: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""


class Ledger:
    def __init__(self, ctx: Context, id: int) -> None:
        self.ctx = ctx
        self.only_cash = CASHIER in ctx.actor.roles and ctx.actor.roles.isdisjoint(chosen.READERS)
        chart = chosen.accounts(ctx)
        self.chart = [one for one in chart if one.cash] if self.only_cash else chart
        found = chosen.an_account(chart, id)
        assert found is not None  # noqa: S101 - the address has an id
        self.account: Account = found
        self.leaves = pages.below(chart, id)
        if self.only_cash and not self.account.cash:
            raise Forbidden(
                "出纳可查现金和银行科目 / A cashier may open the accounts of cash and banks."
            )
        self.periods = chosen.known_periods(ctx)
        self.range = chosen.a_range(
            self.periods, request.args.get("from", ""), request.args.get("to", "")
        )
        self.dims = chosen.dims()
        self.after = chosen.after(request.args.get("after", ""))
        self.names = {one.id: one for one in chart}
        self.dim_names = {
            name: chosen.titles(ctx, name, {id})[id] for name, id in self.dims.items()
        }
        self.may_export = workbook.may_export(ctx, VoucherLine)
        self.lines: list[Line] = []
        self.more: int | None = None
        self.opening = chosen.NOTHING
        if self.range is not None:
            self._read(self.range)

    def _read(self, asked: chosen.Range) -> None:
        self.opening = pages.begin(self.ctx, self.leaves, asked.first, self.dims)
        if self.after is not None:
            self.opening += pages.moved_up_to(
                self.ctx, asked.within, self.leaves, self.dims, self.after
            )
        page = pages.entries(
            self.ctx, asked.within, self.leaves, self.dims, self.opening,
            after=self.after, limit=ON_A_PAGE,
        )  # fmt: skip
        self.more = page.more
        self.sums = _Sums(self.ctx, self, asked)
        self.lines = list(self._told(page.entries, asked))
        titles = chosen.every_title(self.ctx, page.entries)
        for line in self.lines:
            if line.entry is not None:
                line.dims = [
                    (name, titles[name, id])
                    for name, id in line.entry.dims.items()
                    if name not in self.dims
                ]
                line.source = source_url(self.ctx, line.entry.source_type, line.entry.source_id)

    def _told(self, entries: list[pages.Entry], asked: chosen.Range) -> Iterator[Line]:
        """The entries, and after the last one of each month what it sums up to."""
        place = {one.id: number for number, one in enumerate(asked.within)}
        here = place[entries[0].period] if entries and self.after is not None else 0
        for one in entries:
            while place[one.period] > here:
                yield from self.sums.of(asked.within[here])
                here += 1
            yield Line(one, "", one.debit, one.credit, one.balance)
        if self.more is None:
            for period in asked.within[here:]:
                yield from self.sums.of(period)

    # -- for the page ------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return f"{self.account.code} {self.account.name}"

    @property
    def is_divided(self) -> bool:
        return self.leaves != [self.account.id]

    def side(self, amount: Decimal) -> str:
        return chosen.side(amount, self.ctx.language)

    def dimension(self, name: str) -> str:
        return chosen.text(chosen.NAMES[name], self.ctx.language)

    def without(self, name: str) -> str:
        """The same without this dimension."""
        return self._address(dims={key: id for key, id in self.dims.items() if key != name})

    def with_(self, name: str, id: int) -> str:
        """The same for one customer, project … alone."""
        return self._address(dims={**self.dims, name: id})

    @property
    def next_url(self) -> str:
        return self._address(after=self.more)

    @property
    def first_url(self) -> str:
        return self._address()

    @property
    def file_url(self) -> str:
        return self._address(ending=".xlsx")

    @property
    def dimensions_url(self) -> str:
        """Balances of this account by what it insists on."""
        known = [name for name in self.account.aux or () if name in chosen.NAMES]
        given = {"account": self.account.id, "dimension": known[0] if known else "project"}
        return chosen.address("/ledger/dimensions", {**given, "period": self._last})

    @property
    def _last(self) -> str:
        return self.range.last.period if self.range else ""

    def _address(
        self, *, dims: dict[str, int] | None = None, after: int | None = None, ending: str = ""
    ) -> str:
        first = self.range.first.period if self.range else ""
        last = self._last if self._last != first else ""
        given = {"from": first, "to": last, **(self.dims if dims is None else dims), "after": after}
        return chosen.address(f"/ledger/account/{self.account.id}{ending}", given)

    # -- the file ----------------------------------------------------------------------------------

    def sheet(self) -> workbook.Sheet:
        zh = self.ctx.language == "zh"
        dims = [f"{self.dimension(name)}: {title}" for name, title in self.dim_names.items()]
        span = f"{self.range.first.period} – {self.range.last.period}" if self.range else ""
        return workbook.Sheet(
            "明细账" if zh else "Subsidiary ledger",
            [chosen.company(self.ctx), self.title, span, *dims],
            [chosen.text(head, self.ctx.language) for head in HEADS],
            self._rows(zh),
        )

    def _rows(self, zh: bool) -> Iterator[workbook.Row]:
        """Every line of the range, at most 100 000, a page at a time."""
        assert self.range is not None  # noqa: S101 - without books there is no such page
        begin = pages.begin(self.ctx, self.leaves, self.range.first, self.dims)
        opening = "期初余额" if zh else "Opening balance"
        yield workbook.Row([None, opening, "", "", None, None, self.side(begin), abs(begin)])
        after, balance, number = None, begin, 0
        while number < IN_A_FILE:
            page = pages.entries(
                self.ctx, self.range.within, self.leaves, self.dims, balance, after=after
            )
            titles = chosen.every_title(self.ctx, page.entries)
            for one in page.entries:
                dims = " · ".join(titles[name, id] for name, id in one.dims.items())
                yield workbook.Row(
                    [one.date, one.summary, one.voucher_no, dims, one.debit, one.credit, self.side(one.balance), abs(one.balance)]
                )  # fmt: skip
                balance = one.balance
            number += len(page.entries)
            after = page.more
            if after is None:
                break
        stand: list[workbook.Cell] = [self.side(balance), abs(balance)]
        yield workbook.Row(
            [None, "期末余额" if zh else "Closing balance", "", "", None, None, *stand], bold=True
        )


class _Sums:
    """What stands under each month: its sums, those of the year so far, and the balance."""

    def __init__(self, ctx: Context, page: Ledger, asked: chosen.Range) -> None:
        year = [
            one
            for one in page.periods
            if f"{asked.first.period[:4]}-01" <= one.period <= asked.last.period
        ]
        self.known = pages.months(ctx, year, page.leaves, page.dims)
        self.year = year
        first = pages.begin(ctx, page.leaves, asked.first, page.dims)
        self.ends: dict[int, Decimal] = {}
        for period in asked.within:
            first += self.known.get(period.id, pages.Month()).net
            self.ends[period.id] = first

    def of(self, period: AccountingPeriod) -> Iterator[Line]:
        here = self.known.get(period.id, pages.Month())
        end = self.ends[period.id]
        yield Line(None, period.period, here.debit, here.credit, end)
        so_far = [
            self.known.get(one.id, pages.Month())
            for one in self.year
            if one.period[:4] == period.period[:4] and one.period <= period.period
        ]
        debit = sum((one.debit for one in so_far), chosen.NOTHING)
        credit = sum((one.credit for one in so_far), chosen.NOTHING)
        yield Line(None, period.period, debit, credit, end, is_year=True)
