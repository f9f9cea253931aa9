"""What must agree before a statement is reviewed (domain.md §4.10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from .. import balances, chart, codes, control, sums
from ..company import books
from . import figures, trial
from .layout import text

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class TieOut:
    """Two figures that must be one; `code` names the rule in the languages of the report."""

    code: str
    zh: str
    en: str
    left: Decimal
    right: Decimal

    @property
    def holds(self) -> bool:
        return self.left == self.right

    def told(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "left": text(self.left),
            "right": text(self.right),
            "ok": self.holds,
        }


def all_of(ctx: Context, period: AccountingPeriod) -> list[TieOut]:
    """Every tie-out of the period."""
    sums = trial.totals(trial.rows(ctx, period))
    stand = figures.position(ctx, period)
    assets = total_of(stand, ASSETS)
    claims = total_of(stand, CLAIMS)
    flows = figures.flows(ctx, [period])
    begin, end = figures.cash(ctx, period)
    received = sum(
        (-amount if figures.is_paid(item) else amount for item, amount in flows.amounts.items()),
        NOTHING,
    )
    owed, ledger = control.receivables(ctx)
    return [
        TieOut("trial", "科目余额表借贷相等", "Trial balance: debit equals credit", *sums.closing),
        TieOut("movement", "本期借贷发生额相等", "Movement: debit equals credit", *sums.movement),
        TieOut("sheet", "资产等于负债加权益", "Assets equal liabilities and equity", assets, claims),
        TieOut(
            "profit", "净利润等于本年利润变动", "Net profit equals the change of profit of the year",
            net_profit(figures.results(ctx, [period])), profit_moved(ctx, period),
        ),
        TieOut("cash", "现金净增加额等于现金科目变动", "Net cash equals the change of the cash accounts",
               received, end - begin),
        TieOut("receivables", "未收账单等于应收账款", "Unpaid bills equal accounts receivable", owed, ledger),
        TieOut("output_vat", "账单税额等于销项税额", "VAT of bills equals output tax", *output_vat(ctx, period)),
    ]  # fmt: skip


ASSETS = (
    "cash_equivalents", "receivables", "prepayments", "other_receivables", "inventories",
    "other_current_assets", "fixed_cost", "fixed_depreciation", "deferred_charges",
)  # fmt: skip
CLAIMS = (
    "short_loans", "payables", "received_in_advance", "contract_liabilities", "payroll_payable",
    "taxes_payable", "other_payables", "paid_in_capital", "capital_reserve", "surplus_reserve",
    "retained_earnings",
)  # fmt: skip
INCOME = ("revenue", "non_operating_income")


def total_of(found: figures.Figures, lines: tuple[str, ...]) -> Decimal:
    return figures.total(found.amounts, lines)


def net_profit(found: figures.Figures) -> Decimal:
    """Income less every expense."""
    return sum(
        (amount if line in INCOME else -amount for line, amount in found.amounts.items()), NOTHING
    )


def profit_moved(ctx: Context, period: AccountingPeriod) -> Decimal:
    """What came to the profit of the year, and what stands on accounts of results that are not closed yet."""
    account = chart.account_id(ctx, codes.code(books(ctx), "profit_of_year"))
    row = balances.latest(ctx, period, accounts=[account]).get(account, balances.Balance())
    year_end = ctx.session.scalar(
        select(sums.net(VoucherLine))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            Voucher.period_id == period.id,
            Voucher.event == "close_year",
            Voucher.hash.is_not(None),
            VoucherLine.account_id == account,
            VoucherLine.deleted_at.is_(None),
        )
    )
    moved = row.credit - row.debit + (year_end or NOTHING)
    still = [
        one.balance.debit - one.balance.credit
        for one in trial.rows(ctx, period)
        if one.leaf and one.category == "pl"
    ]
    return moved - sum(still, NOTHING)


def output_vat(ctx: Context, period: AccountingPeriod) -> tuple[Decimal, Decimal]:
    """(VAT of the bills whose vouchers are in the period, output tax that those vouchers and reductions of these bills booked)."""
    made = select(Voucher.id).where(
        Voucher.period_id == period.id,
        Voucher.event.in_(("bill_run_posted", "bill_posted")),
        Voucher.hash.is_not(None),
        Voucher.reverses_id.is_(None),
    )
    billed = ctx.session.scalar(
        select(sums.total(Bill.vat)).where(Bill.voucher_id.in_(made), Bill.deleted_at.is_(None))
    )
    named = codes.named(books(ctx))
    account = chart.account_id(ctx, named["output_vat"])
    of_bills = made.where(
        select(Bill.id).where(Bill.voucher_id == Voucher.id, Bill.deleted_at.is_(None)).exists()
    )
    # A bill says what it comes to now: whenever it was reduced, its VAT was less from then on.
    of_reductions = (
        select(BillReduction.voucher_id)
        .join(Bill, Bill.id == BillReduction.bill_id)
        .where(
            Bill.voucher_id.in_(made), Bill.deleted_at.is_(None),
            BillReduction.voucher_id.is_not(None), BillReduction.deleted_at.is_(None),
        )
    )  # fmt: skip
    booked = ctx.session.scalar(
        select(sums.difference(VoucherLine.credit, VoucherLine.debit)).where(
            or_(VoucherLine.voucher_id.in_(of_bills), VoucherLine.voucher_id.in_(of_reductions)),
            VoucherLine.account_id == account,
            VoucherLine.deleted_at.is_(None),
        )
    )
    return Decimal(billed or 0), Decimal(booked or 0)
