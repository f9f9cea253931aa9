"""The journal for other programs: beancount and hledger, as plain text (3.4). Posted vouchers only, in order.

After every period stand the balances of all accounts, so that `bean-check` reckons them anew and says where they differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select

from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.opening_balance import OpeningBalance
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from . import balances, sums

FORMATS = ("beancount", "hledger")
ROOTS = {"asset": "Assets", "cost": "Assets", "liability": "Liabilities", "equity": "Equity"}
OPENED_BY = "Equity:Opening"
AT_ONCE = 2000


def journal(ctx: Context, form: str, *, until: str | None = None) -> Iterator[str]:
    """Lines of text; `until`: the last period. A part of the vouchers is in memory at a time."""
    write = Beancount() if form == "beancount" else Hledger()
    names = _names(ctx)
    found = ctx.session.scalars(
        select(AccountingPeriod)
        .where(AccountingPeriod.deleted_at.is_(None))
        .order_by(AccountingPeriod.starts_on)
    ).all()
    chosen = [one for one in found if until is None or one.period <= until]
    if not chosen:
        return
    day_before = chosen[0].starts_on - dt.timedelta(days=1)
    yield from write.head(day_before, names)
    opening = [(names[id], amount) for id, amount in _opening(ctx) if amount]
    if opening:
        yield from write.entry(day_before, "", "期初余额 Opening balances", opening)
    for period in chosen:
        yield from _vouchers(ctx, period, write, names)
        yield from write.balances(
            period.ends_on + dt.timedelta(days=1), _closing(ctx, period, names)
        )


def _names(ctx: Context) -> dict[int, str]:
    """Account → `Assets:1002`; results by their normal side."""
    found = {}
    for row in ctx.session.execute(
        select(Account.id, Account.code, Account.category, Account.direction).order_by(Account.code)
    ):
        side = "Income" if row.direction == "cr" else "Expenses"
        found[row.id] = f"{ROOTS.get(row.category, side)}:{row.code}"
    return found


def _opening(ctx: Context) -> list[tuple[int, Any]]:
    rows = ctx.session.execute(
        select(OpeningBalance.account_id, sums.net(OpeningBalance))
        .where(OpeningBalance.deleted_at.is_(None))
        .group_by(OpeningBalance.account_id)
        .order_by(OpeningBalance.account_id)
    )
    return [(account, amount) for account, amount in rows]


def _closing(
    ctx: Context, period: AccountingPeriod, names: dict[int, str]
) -> list[tuple[str, Any]]:
    ctx.session.expire_all()
    moved = set(ctx.session.scalars(select(AccountBalance.account_id).distinct()))
    stand = balances.latest(ctx, period)
    return sorted((names[id], stand[id].closing) for id in moved if id in stand)


def _vouchers(
    ctx: Context, period: AccountingPeriod, write: Beancount | Hledger, names: dict[int, str]
) -> Iterator[str]:
    after = 0
    while True:
        heads = ctx.session.execute(
            select(Voucher.id, Voucher.chain_no, Voucher.date, Voucher.voucher_no, Voucher.summary)
            .where(
                Voucher.period_id == period.id,
                Voucher.hash.is_not(None),
                Voucher.chain_no > after,
                Voucher.deleted_at.is_(None),
            )
            .order_by(Voucher.chain_no)
            .limit(AT_ONCE)
        ).all()
        if not heads:
            return
        after = heads[-1].chain_no
        rows = ctx.session.execute(
            select(
                VoucherLine.voucher_id,
                VoucherLine.account_id,
                VoucherLine.debit,
                VoucherLine.credit,
            )
            .where(
                VoucherLine.voucher_id.in_([head.id for head in heads]),
                VoucherLine.deleted_at.is_(None),
            )
            .order_by(VoucherLine.voucher_id, VoucherLine.line)
        )
        lines = {id: list(group) for id, group in groupby(rows, lambda row: row.voucher_id)}
        for head in heads:
            moved = [
                (names[row.account_id], row.debit - row.credit) for row in lines.get(head.id, [])
            ]
            yield from write.entry(head.date, head.voucher_no, head.summary, moved)


class Beancount:
    """https://beancount.github.io/docs/beancount_language_syntax.html"""

    def head(self, day: dt.date, names: dict[int, str]) -> Iterator[str]:
        yield 'option "title" "Dougong"'
        yield 'option "operating_currency" "CNY"'
        for name in sorted(names.values()):
            yield f"{day} open {name} CNY"

    def entry(
        self, day: dt.date, number: str, summary: str, moved: list[tuple[str, Any]]
    ) -> Iterator[str]:
        yield ""
        yield f"{day} * {self._quoted(number)} {self._quoted(summary)}"
        for name, amount in moved:
            yield f"  {name}  {amount:.2f} CNY"

    def balances(self, day: dt.date, stand: list[tuple[str, Any]]) -> Iterator[str]:
        yield ""
        for name, amount in stand:
            yield f"{day} balance {name}  {amount:.2f} CNY"

    def _quoted(self, text: str) -> str:
        plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{plain}"'


class Hledger:
    """https://hledger.org/hledger.html#journal"""

    def head(self, day: dt.date, names: dict[int, str]) -> Iterator[str]:
        yield "commodity 1000.00 CNY"
        for name in sorted(names.values()):
            yield f"account {name}"

    def entry(
        self, day: dt.date, number: str, summary: str, moved: list[tuple[str, Any]]
    ) -> Iterator[str]:
        yield ""
        told = " ".join(summary.split()).replace(";", "；").replace("|", "｜")
        yield f"{day} * {f'{number} | ' if number else ''}{told}"
        for name, amount in moved:
            yield f"    {name}  {amount:.2f} CNY"

    def balances(self, day: dt.date, stand: list[tuple[str, Any]]) -> Iterator[str]:
        if not stand:
            return
        yield ""
        yield f"{day - dt.timedelta(days=1)} * 余额 Balances"
        for name, amount in stand:
            yield f"    {name}  0 = {amount:.2f} CNY"
