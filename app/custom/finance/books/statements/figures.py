"""The amounts behind the statements, by report line; each with the accounts that it is made of (O9.2–O9.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select

from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from .. import balances, sums
from . import trial

NOTHING = Decimal(0)
CLOSINGS = ("close_pl", "close_year")
PER_CUSTOMER = ("receivables", "received_in_advance", "contract_liabilities")
"""Report lines whose debit and credit balances are shown apart, customer by customer."""


@dataclass(slots=True)
class Figures:
    """Report line → yuan, and → account → what it adds to the line."""

    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    parts: dict[str, dict[int, Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Decimal))
    )

    def add(self, line: str, amount: Decimal, account: int) -> None:
        self.amounts[line] += amount
        self.parts[line][account] += amount


def position(ctx: Context, period: AccountingPeriod, *, opening: bool = False) -> Figures:
    """What is owned (debit positive) and owed (credit positive) at the end, or at the beginning, of the period.

    Debit balances of customers are receivables and their credit balances are received in advance, whichever account
    they stand on. Results that are not closed yet count as retained earnings.
    """
    found = Figures()
    for row in trial.rows(ctx, period):
        if not row.leaf:
            continue
        amount = row.balance.opening if opening else row.balance.closing
        if row.report_line in PER_CUSTOMER and row.category != "pl" and row.code != "1231":
            continue
        if row.category == "pl":
            found.add("retained_earnings", -amount, row.id)
        elif row.category in ("asset", "cost"):
            found.add(row.report_line, amount, row.id)
        else:
            found.add(row.report_line, -amount, row.id)
    _customers(ctx, period, found, opening=opening)
    for account, amount in list(found.parts["fixed_depreciation"].items()):
        found.add("fixed_depreciation_shown", -amount, account)
    return found


def _customers(ctx: Context, period: AccountingPeriod, found: Figures, *, opening: bool) -> None:
    accounts = dict(
        ctx.session.execute(
            select(Account.id, Account.report_line).where(
                Account.report_line.in_(PER_CUSTOMER),
                Account.leaf.is_not(False),
                Account.code != "1231",
                Account.deleted_at.is_(None),
            )
        ).all()
    )
    advance = next((line for line in accounts.values() if line != "receivables"), "")
    stand = balances.by_dimension(ctx, period, "customer", accounts)
    if opening:
        moved = balances.movement_by_dimension(ctx, period, "customer", accounts)
        stand = {key: amount - moved.get(key, NOTHING) for key, amount in stand.items()}
    for (account, _customer), amount in stand.items():
        if amount > 0:
            found.add("receivables", amount, account)
        elif amount < 0:
            found.add(advance or "", -amount, account)


def results(ctx: Context, periods: Iterable[AccountingPeriod]) -> Figures:
    """Revenue (credit positive) and expenses (debit positive) of these periods, before they were closed."""
    ids = [period.id for period in periods]
    found = Figures()
    rows = ctx.session.execute(
        select(
            Account.id,
            Account.direction,
            Account.report_line,
            balances.moved().label("amount"),
        )
        .join(AccountBalance, AccountBalance.account_id == Account.id)
        .where(
            Account.category == "pl",
            AccountBalance.period_id.in_(ids),
            AccountBalance.deleted_at.is_(None),
        )
        .group_by(Account.id, Account.direction, Account.report_line)
    ).all()
    closed = _closed(ctx, ids)
    for id, direction, line, amount in rows:
        net = amount - closed.get(id, NOTHING)
        found.add(line or "", -net if direction == "cr" else net, id)
    return found


def _closed(ctx: Context, periods: list[int]) -> dict[int, Decimal]:
    """Account → what the closing vouchers moved, debit less credit."""
    rows = ctx.session.execute(
        select(VoucherLine.account_id, sums.net(VoucherLine))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            Voucher.period_id.in_(periods),
            Voucher.event.in_(CLOSINGS),
            Voucher.hash.is_not(None),
            VoucherLine.deleted_at.is_(None),
        )
        .group_by(VoucherLine.account_id)
    )
    return dict(rows.all())


def flows(ctx: Context, periods: Iterable[AccountingPeriod]) -> Figures:
    """Cash-flow item → yuan, receipts and payments both positive.

    In a voucher that moves cash its other lines say what for: what they gain in credit is received, in debit paid.
    """
    found = Figures()
    moves_cash = (
        select(VoucherLine.voucher_id)
        .join(Account, Account.id == VoucherLine.account_id)
        .where(
            Account.cash.is_(True),
            VoucherLine.voucher_id == Voucher.id,
            VoucherLine.deleted_at.is_(None),
        )
        .correlate(Voucher)
        .exists()
    )
    rows = ctx.session.execute(
        select(
            VoucherLine.cashflow,
            VoucherLine.account_id,
            sums.difference(VoucherLine.credit, VoucherLine.debit),
        )
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .join(Account, Account.id == VoucherLine.account_id)
        .where(
            Voucher.period_id.in_([period.id for period in periods]),
            Voucher.hash.is_not(None),
            VoucherLine.cashflow.is_not(None),
            VoucherLine.deleted_at.is_(None),
            Account.cash.is_not(True),
            moves_cash,
        )
        .group_by(VoucherLine.cashflow, VoucherLine.account_id)
    )
    for item, account, amount in rows:
        found.add(item or "", -amount if is_paid(item or "") else amount, account)
    return found


def is_paid(item: str) -> bool:
    """Whether a cash-flow item is money that goes out."""
    return "_out" in item


def cash_at_first(ctx: Context, period: AccountingPeriod, found: Figures) -> None:
    """Adds what stood on the cash accounts at the beginning."""
    for row in trial.rows(ctx, period):
        if row.cash and row.leaf:
            found.add("cash_begin", row.balance.opening, row.id)


def cash(ctx: Context, period: AccountingPeriod) -> tuple[Decimal, Decimal]:
    """(at the beginning, at the end) of all cash accounts."""
    found = [row.balance for row in trial.rows(ctx, period) if row.cash and row.leaf]
    return (
        sum((one.opening for one in found), NOTHING),
        sum((one.closing for one in found), NOTHING),
    )


def total(amounts: Mapping[str, Decimal], lines: Iterable[str]) -> Decimal:
    """The sum of report lines; a leading minus subtracts."""
    return sum(
        (
            -amounts.get(line[1:], NOTHING) if line.startswith("-") else amounts.get(line, NOTHING)
            for line in lines
        ),
        NOTHING,
    )
