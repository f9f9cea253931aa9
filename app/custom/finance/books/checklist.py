"""What must hold before a period is closed (domain.md §3.10, O9.5): each check with what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_line import BankLine
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from . import chain, control, ledger, month_end, periods
from .statements import tie_outs, trial

NOTHING = Decimal(0)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist; `found` are ids or numbers that a person can look up."""

    code: str
    zh: str
    en: str
    ok: bool
    detail: str = ""
    found: Sequence[Any] = field(default=())
    url: str = ""
    """The page where somebody sees to it."""

    def told(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "ok": self.ok,
            "detail": self.detail,
            "found": list(self.found)[:SHOWN],
            **({"url": self.url} if self.url else {}),
        }


def run(ctx: Context, period: AccountingPeriod) -> list[Check]:
    """Every check, in the order of the list."""
    ctx.session.flush()
    return [check(ctx, period) for check in CHECKS]


def all_posted(ctx: Context, period: AccountingPeriod) -> Check:
    ids = ctx.session.scalars(
        select(Voucher.id)
        .where(Voucher.period_id == period.id, Voucher.hash.is_(None), Voucher.deleted_at.is_(None))
        .order_by(Voucher.id)
    ).all()
    return Check("posted", "凭证全部记账", "Every voucher is posted", not ids, str(len(ids)), ids)


def numbers(ctx: Context, period: AccountingPeriod) -> Check:
    rows = ctx.session.execute(
        select(Voucher.word, Voucher.number)
        .where(
            Voucher.period_id == period.id,
            Voucher.hash.is_not(None),
            Voucher.deleted_at.is_(None),
        )
        .order_by(Voucher.word, Voucher.number)
    ).all()
    there: dict[str, list[int]] = {}
    for word, number in rows:
        there.setdefault(word, []).append(number or 0)
    missing = [
        f"{ledger.word(word)}-{number:04d}"
        for word, found in there.items()
        for number in sorted(set(range(1, max(found) + 1)) - set(found))
    ]
    short = (period.vouchers or 0) - len(rows)
    ok = not missing and not short
    return Check(
        "numbers",
        "凭证号连续无断号",
        "Numbers without gaps",
        ok,
        str(len(missing) or short),
        missing,
    )


def balanced(ctx: Context, period: AccountingPeriod) -> Check:
    ids = ctx.session.scalars(
        select(Voucher.id)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(
            Voucher.period_id == period.id,
            Voucher.deleted_at.is_(None),
            VoucherLine.deleted_at.is_(None),
        )
        .group_by(Voucher.id)
        .having(func.sum(VoucherLine.debit) != func.sum(VoucherLine.credit))
        .order_by(Voucher.id)
    ).all()
    sums = trial.totals(trial.rows(ctx, period))
    return Check(
        "balanced", "每张凭证和本期借贷相等", "Debit equals credit, in every voucher and in the period",
        not ids and sums.hold, f"{sums.movement[0]} / {sums.movement[1]}", ids,
    )  # fmt: skip


def kept(ctx: Context, period: AccountingPeriod) -> Check:
    """The balances that are kept are the sums of the lines."""
    moved = select(
        VoucherLine.account_id,
        func.sum(VoucherLine.debit).label("debit"),
        func.sum(VoucherLine.credit).label("credit"),
    ).join(Voucher, Voucher.id == VoucherLine.voucher_id).where(
        Voucher.period_id == period.id,
        Voucher.hash.is_not(None),
        VoucherLine.deleted_at.is_(None),
    ).group_by(VoucherLine.account_id)  # fmt: skip
    lines = {row.account_id: (row.debit, row.credit) for row in ctx.session.execute(moved)}
    stored = {
        row.account_id: (row.debit, row.credit)
        for row in ctx.session.execute(
            select(AccountBalance.account_id, AccountBalance.debit, AccountBalance.credit).where(
                AccountBalance.period_id == period.id, AccountBalance.deleted_at.is_(None)
            )
        )
        if row.debit or row.credit
    }
    lines = {id: both for id, both in lines.items() if any(both)}
    wrong = sorted(id for id in {*lines, *stored} if lines.get(id) != stored.get(id))
    return Check(
        "kept", "科目余额与分录一致", "Balances are the sums of the lines", not wrong, "", wrong
    )


def receivables(ctx: Context, period: AccountingPeriod) -> Check:
    owed, ledger = control.receivables(ctx)
    return Check(
        "receivables", "未收账单 = 应收账款", "Unpaid bills equal accounts receivable",
        owed == ledger, f"{owed} / {ledger}",
    )  # fmt: skip


def in_advance(ctx: Context, period: AccountingPeriod) -> Check:
    paid, ledger = control.in_advance(ctx)
    return Check(
        "in_advance", "预存款与待结转 = 预收账款", "Prepayments and deferred revenue equal received in advance",
        paid == ledger, f"{paid} / {ledger}",
    )  # fmt: skip


def bank(ctx: Context, period: AccountingPeriod) -> Check:
    """What the bank shows and nobody matched is listed; it hinders nothing."""
    ids = ctx.session.scalars(
        select(BankLine.id)
        .where(
            BankLine.state == "open", BankLine.on <= period.ends_on, BankLine.deleted_at.is_(None)
        )
        .order_by(BankLine.id)
    ).all()
    return Check(
        "bank",
        "银行流水已对账或已列示",
        "Bank lines are matched or listed",
        True,
        str(len(ids)),
        ids,
        f"/bank-reconciliation?period={period.period}",
    )


def month_end_done(ctx: Context, period: AccountingPeriod) -> Check:
    missing = []
    if month_end.depreciation_due(ctx, period.period):
        missing.append("depreciation")
    if month_end.amortisation_due(ctx, period.period):
        missing.append("prepay_amortise")
    if month_end.vat_due(ctx, period):
        missing.append("vat_transfer")
    if month_end.surtax_due(ctx, period):
        missing.append("surtax")
    return Check(
        "month_end", "折旧、预收结转、增值税、附加税已计提", "Depreciation, deferred revenue, VAT and surcharges are booked",
        not missing, "", missing,
    )  # fmt: skip


def deferred_done(ctx: Context, period: AccountingPeriod) -> Check:
    """The runs of which a month that has come is not revenue yet."""
    due = month_end.amortisation_due(ctx, period.period)
    ids = {row.Amortisation.run_id for row, _ in due} - {None}
    numbers = ctx.session.scalars(
        select(BillRun.run_no).where(BillRun.id.in_(ids)).order_by(BillRun.run_no)
    ).all()
    bills = ctx.session.scalars(
        select(Bill.bill_no)
        .where(Bill.id.in_({row.Amortisation.bill_id for row, _ in due if row.Amortisation.run_id is None}))
        .order_by(Bill.bill_no)
    ).all()  # fmt: skip
    amount = sum((amount for _, amount in due), NOTHING)
    return Check(
        "deferred", "待转收入已结转到本月", "Deferred revenue is recognised up to this month",
        not due, f"{amount:.2f}", [*numbers, *bills],
    )  # fmt: skip


def results_closed(ctx: Context, period: AccountingPeriod) -> Check:
    codes = [account.code for account, _ in month_end.open_results(ctx, period)]
    return Check(
        "results",
        "损益类科目余额为零",
        "Profit and loss accounts are at zero",
        not codes,
        "",
        codes,
    )


def sheet(ctx: Context, period: AccountingPeriod) -> Check:
    found = next(one for one in tie_outs.all_of(ctx, period) if one.code == "sheet")
    return Check(
        "sheet",
        "资产负债表平衡",
        "The balance sheet balances",
        found.holds,
        f"{found.left} / {found.right}",
    )


def in_turn(ctx: Context, period: AccountingPeriod) -> Check:
    before = periods.previous(ctx, period)
    ok = month_end.previous_is_closed(ctx, period)
    return Check(
        "in_turn", "上期已结账", "The period before is closed", ok, before.period if before else ""
    )


def chained(ctx: Context, period: AccountingPeriod) -> Check:
    broken = chain.broken(ctx, period)
    return Check("chain", "凭证摘要链完整", "The chain of digests is whole", not broken, "", broken)


CHECKS: Sequence[Callable[[Context, AccountingPeriod], Check]] = (
    all_posted, numbers, balanced, kept, receivables, in_advance, bank, month_end_done, deferred_done, results_closed, sheet,
    in_turn, chained,
)  # fmt: skip
