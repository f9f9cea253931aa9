"""GET /ledger/general: the general ledger (总账), an account month by month through a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, render_template, request

from app.custom.finance import workbook
from app.generated.account_balance import AccountBalance
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.field import label
from app.web.staff_pages import staff_page

from .. import pages
from . import chosen

HEADS = (
    ("期间", "Period"), ("摘要", "Summary"), ("借方", "Debit"), ("贷方", "Credit"), ("方向", "Side"), ("余额", "Balance"),
)  # fmt: skip


@staff_page(
    "/ledger/general",
    name="ledger_general",
    label=label(zh="总账", en="General ledger"),
    roles=chosen.READERS,
)
def shown(ctx: Context) -> Any:
    """`account` of any level, `year`."""
    return render_template("finance/ledger/general.html", page=General(ctx))


@staff_page(
    "/ledger/general.xlsx",
    name="ledger_general_file",
    label=label(zh="总账", en="General ledger"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    return workbook.answered(ctx, AccountBalance, General(ctx).sheet(), "general-ledger")


@dataclass(frozen=True, slots=True)
class Month:
    """A period of the account; `balance` is debit less credit at its end."""

    period: str
    debit: Decimal
    credit: Decimal
    year_debit: Decimal
    year_credit: Decimal
    balance: Decimal


class General:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        self.years = sorted({one.period[:4] for one in self.periods}, reverse=True)
        self.year = request.args.get("year", "") or (self.years[0] if self.years else "")
        if self.years and self.year not in self.years:
            raise BadRequest("账簿没有这一年 / The books do not have this year.", field="year")
        self.chart = chosen.accounts(ctx)
        self.account = chosen.an_account(self.chart, request.args.get("account"))
        if self.account is None and self.chart:
            self.account = next((one for one in self.chart if one.code == "1002"), self.chart[0])
        self.opening, self.months = chosen.NOTHING, list[Month]()
        if self.account is not None and self.year:
            self._read()
        self.may_export = workbook.may_export(ctx, AccountBalance)

    def _read(self) -> None:
        assert self.account is not None  # noqa: S101 - the caller has seen it
        within = [one for one in self.periods if one.period[:4] == self.year]
        leaves = pages.below(self.chart, self.account.id)
        self.opening = pages.begin(self.ctx, leaves, within[0], {})
        moved = pages.months(self.ctx, within, leaves)
        balance, debit, credit = self.opening, chosen.NOTHING, chosen.NOTHING
        for one in within:
            here = moved.get(one.id, pages.Month())
            balance += here.net
            debit, credit = debit + here.debit, credit + here.credit
            self.months.append(Month(one.period, here.debit, here.credit, debit, credit, balance))

    def side(self, amount: Decimal) -> str:
        return chosen.side(amount, self.ctx.language)

    def url(self, month: Month) -> str:
        assert self.account is not None  # noqa: S101 - there are months
        return chosen.address(f"/ledger/account/{self.account.id}", {"from": month.period})

    @property
    def file_url(self) -> str:
        given = {"account": self.account.id if self.account else "", "year": self.year}
        return chosen.address("/ledger/general.xlsx", given)

    def sheet(self) -> workbook.Sheet:
        zh = self.ctx.language == "zh"
        name = f"{self.account.code} {self.account.name}" if self.account else ""
        return workbook.Sheet(
            "总账" if zh else "General ledger",
            [chosen.company(self.ctx), name, self.year],
            [chosen.text(head, self.ctx.language) for head in HEADS],
            self._lines(zh),
        )

    def _lines(self, zh: bool) -> Iterator[workbook.Row]:
        begin = "年初余额" if zh else "Beginning of the year"
        yield workbook.Row(["", begin, None, None, self.side(self.opening), abs(self.opening)])
        for one in self.months:
            month = "本月合计" if zh else "This month"
            year = "本年累计" if zh else "This year"
            stand: list[workbook.Cell] = [self.side(one.balance), abs(one.balance)]
            yield workbook.Row([one.period, month, one.debit, one.credit, *stand])
            yield workbook.Row(["", year, one.year_debit, one.year_credit, *stand], bold=True)
