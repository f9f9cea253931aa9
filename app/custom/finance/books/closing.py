"""Closing a period: the checklist is run, balances are digested and carried forward; it is never opened again (§3.10)."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select

from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod, accounting_period_hooks
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import balances, checklist, periods
from .company import books
from .statements import trial


@accounting_period_hooks.check
def follows_the_one_before(period: AccountingPeriod, ctx: Context) -> None:
    """Periods are made in turn, none before the books begin."""
    if ctx.operation.action != "create":
        return
    first = books(ctx).first_period
    if period.period < first:
        raise RuleViolation(f"账套从 {first} 启用 / The books begin with {first}.", field="period")
    last = ctx.session.scalar(
        select(func.max(AccountingPeriod.period)).where(AccountingPeriod.deleted_at.is_(None))
    )
    if ctx.by_person and last is not None and period.period != periods.after(last):
        raise RuleViolation(
            f"下一个期间是 {periods.after(last)} / The next period is {periods.after(last)}.",
            field="period",
        )


@accounting_period_hooks.on_transition("start_close")
def look(period: AccountingPeriod, ctx: Context) -> None:
    """The checklist as it stands; nothing is posted from now on."""
    periods.held(ctx, period.id, closing=True)
    _note(period, ctx, checklist.run(ctx, period))


def _note(period: AccountingPeriod, ctx: Context, found: list[checklist.Check]) -> None:
    period.checks = [check.told() for check in found]
    period.checked_at = ctx.now


@accounting_period_hooks.on_transition("close")
def close(period: AccountingPeriod, ctx: Context) -> None:
    """Raises RuleViolation with everything that does not hold."""
    periods.held(ctx, period.id, closing=True)
    found = checklist.run(ctx, period)
    failed = [check for check in found if not check.ok]
    if failed:
        raise RuleViolation(
            f"{period.period} 不能结账：{'；'.join(_told(check, 'zh') for check in failed)} / "
            f"{period.period} cannot be closed: {'; '.join(_told(check, 'en') for check in failed)}.",
            code="checklist",
        )
    _note(period, ctx, found)
    period.closed_at = ctx.now
    period.balance_digest = digest_of(ctx, period)
    carry_forward(ctx, period, periods.opened(ctx, periods.after(period.period)))


def _told(check: checklist.Check, language: str) -> str:
    more = check.detail or "，".join(map(str, list(check.found)[:5]))
    text = check.zh if language == "zh" else check.en
    return f"{text}（{more}）" if language == "zh" else f"{text} ({more})"


def digest_of(ctx: Context, period: AccountingPeriod) -> str:
    """SHA-256 of the trial balance and of the last voucher: a period that was tampered with has another one."""
    last = ctx.session.scalar(
        select(Voucher.hash).where(
            Voucher.period_id == period.id, Voucher.chain_no == (period.vouchers or 0)
        )
    )
    before = periods.previous(ctx, period)
    lines = [period.period, before.balance_digest or "" if before else "", last or ""]
    lines += [
        f"{row.code} {row.balance.opening} {row.balance.debit} {row.balance.credit} {row.balance.closing}"
        for row in trial.rows(ctx, period)
        if row.leaf
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


def carry_forward(ctx: Context, period: AccountingPeriod, following: AccountingPeriod) -> int:
    """Rows of the next period for accounts that did not move in it yet, so that lists show them; returns how many."""
    there = set(
        ctx.session.scalars(
            select(AccountBalance.account_id).where(
                AccountBalance.period_id == following.id, AccountBalance.deleted_at.is_(None)
            )
        )
    )
    same_year = following.starts_on.year == period.starts_on.year
    rows = [
        {
            "period_id": following.id,
            "account_id": account,
            **balance.carried(same_year=same_year).columns(),
        }
        for account, balance in sorted(balances.latest(ctx, period).items())
        if account not in there and balance != balances.Balance()
    ]
    if rows:
        records.write_set(ctx, AccountBalance, rows, action="make", audit="carried forward")
    return len(rows)
