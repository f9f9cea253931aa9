"""The vouchers of what was received: one for each payment, or one for a day, project and desk (日汇总)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Bulk, Row
from app.generated.accounting_period import AccountingPeriod
from app.generated.payment import Payment
from app.generated.project import Project
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule

from ..books import periods
from ..books.rules import DIMENSIONS
from ..cash import allocation

EVENT = "payment_settled"
NOTHING = Decimal(0)
DESKS = {"wechat": "线上", "alipay": "线上"}
COUNTER = "柜台"


@dataclass(frozen=True)
class Till:
    """Where a channel's money goes: bank account and ledger account."""

    id: int
    account: int


@dataclass
class Receipt:
    """A payment: of what was owed (`parts`: bill by bill), and `more` ahead; yuan."""

    payment: int
    customer: int
    project: int
    channel: str
    at: dt.datetime
    owed: Decimal
    more: Decimal
    parts: list[allocation.Settled]
    till: Till = field(default_factory=lambda: Till(0, 0))
    row: Row = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        return self.owed + self.more

    @property
    def desk(self) -> tuple[int, str]:
        return self.project, DESKS.get(self.channel, COUNTER)


class Receipts:
    """Writes the vouchers beside the payments that wait in the same `bulk`."""

    def __init__(
        self, company: Company, bulk: Bulk, accounts: Mapping[str, int], *, merged: bool
    ) -> None:
        self.bulk, self.merged, self.ctx = bulk, merged, company.bulk.ctx
        self.rule = self.ctx.session.scalar(
            select(VoucherRule.id).where(VoucherRule.event == EVENT)
        )
        self.owed, self.ahead = accounts["1122"], accounts["2203"]
        self.late, self.vat = accounts["5301"], accounts["22210107"]
        self.none = dict.fromkeys(f"{name}_id" for name in DIMENSIONS)

    def day(self, day: dt.date, found: list[Receipt]) -> None:
        """The vouchers of one day; the payments name them."""
        if not found:
            return
        period, dated = periods.open_for(self.ctx, day)
        if not self.merged:
            for one in found:
                self._voucher(
                    period, dated, [one], Payment.key(), one.payment, "", f"收款入账 {dated}"
                )
            return
        for (project, desk), rows in groupby(sorted(found, key=lambda one: one.desk), lambda one: one.desk):  # fmt: skip
            mine = list(rows)
            summary = f"{desk}收款日汇总 {dated}，{len(mine)} 笔"
            self._voucher(period, dated, mine, Project.key(), project, f"{day} {desk}", summary)

    def _voucher(
        self,
        period: AccountingPeriod,
        dated: dt.date,
        mine: list[Receipt],
        source: str,
        id: int,
        key: str,
        summary: str,
    ) -> None:
        at, total = mine[-1].at, sum((one.amount for one in mine), NOTHING)
        voucher = self.bulk.add(
            Voucher, period_id=period.id, date=dated, word="ji", summary=summary, attachments=0,
            event=EVENT, source_type=source, source_id=id, source_key=key, rule_id=self.rule,
            has_cash=True, state="checked", debit=total, credit=total, created_at=at,
        )  # fmt: skip
        for place, line in enumerate(self._lines(mine), start=1):
            self.bulk.add(VoucherLine, voucher_id=voucher, line=place, created_at=at, **line)
        for one in mine:
            one.row["voucher_id"] = voucher

    def _lines(self, mine: list[Receipt]) -> Iterable[dict[str, Any]]:
        """By the rule of the event: debit where the money is, credit what it settles."""
        received: dict[int, Decimal] = {}
        for one in mine:
            received[one.till.account] = received.get(one.till.account, NOTHING) + one.amount
        for account, amount in sorted(received.items()):
            yield {**self.none, "account_id": account, "debit": amount, "credit": NOTHING, "summary": "收款", "cashflow": None}  # fmt: skip
        tax = NOTHING
        for one in mine:
            whose = {"customer_id": one.customer, "project_id": one.project}
            tax += sum((part.late_vat for part in one.parts), NOTHING)
            principal = sum((part.principal for part in one.parts), NOTHING)
            late = sum((part.late_net for part in one.parts), NOTHING)
            yield from self._credit(self.owed, principal, "核销应收", whose)
            yield from self._credit(self.late, late, "违约金", whose)
            yield from self._credit(self.ahead, one.more, "预收", whose)
        yield from self._credit(self.vat, tax, "违约金销项税额", {})

    def _credit(
        self, account: int, amount: Decimal, summary: str, whose: Mapping[str, int]
    ) -> Iterable[dict[str, Any]]:
        if amount:
            yield {
                **self.none, **whose, "account_id": account, "debit": NOTHING, "credit": amount,
                "summary": summary, "cashflow": "op_in_sales",
            }  # fmt: skip
