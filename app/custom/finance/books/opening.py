"""Balances with which the books begin; fixed once something was posted (3.2)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.opening_balance import OpeningBalance, opening_balance_hooks
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import chart, periods, sums
from .balances import Balance
from .company import books

NOTHING = Decimal(0)


@opening_balance_hooks.check
def books_have_not_begun(balance: OpeningBalance, ctx: Context) -> None:
    """Leaves only, with the dimensions of the account, and nothing after the first posting."""
    _must_be_open(ctx)
    found = chart.facts(ctx, [balance.account_id])[balance.account_id]
    chart.usable(found, field="account")
    for name in sorted(found.aux):
        if getattr(balance, f"{name}_id") is None:
            raise RuleViolation(
                f"科目 {found.code} {found.name} 须填写此项 / {found.code} {found.name} needs this.",
                field=name,
            )


def _must_be_open(ctx: Context) -> None:
    posted = ctx.session.scalar(select(Voucher.id).where(Voucher.hash.is_not(None)).limit(1))
    if posted is not None:
        raise RuleViolation(
            "已有凭证记账，期初余额不能再改；请用凭证更正 / "
            "Vouchers were posted: opening balances are fixed. Correct them by a voucher."
        )


@opening_balance_hooks.on_create
@opening_balance_hooks.on_update
def account_begins_with_it(balance: OpeningBalance, ctx: Context) -> None:
    """The balance of the account in the first period, in step with its opening rows."""
    refresh(ctx, balance.account_id)
    if "account" in ctx.changes and (before := ctx.changes["account"][0]) is not None:
        refresh(ctx, before)


@opening_balance_hooks.on_delete
def account_begins_without_it(balance: OpeningBalance, ctx: Context) -> None:
    """As above."""
    _must_be_open(ctx)
    refresh(ctx, balance.account_id)


def refresh(ctx: Context, account: int) -> None:
    """Write what the opening rows of this account add up to."""
    ctx.session.flush()
    debit, credit = ctx.session.execute(
        select(
            sums.total(OpeningBalance.debit),
            sums.total(OpeningBalance.credit),
        ).where(OpeningBalance.account_id == account, OpeningBalance.deleted_at.is_(None))
    ).one()
    first = periods.opened(ctx, books(ctx).first_period)
    values = Balance(opening=debit - credit).columns()
    id = ctx.session.scalar(
        select(AccountBalance.id).where(
            AccountBalance.period_id == first.id,
            AccountBalance.account_id == account,
            AccountBalance.deleted_at.is_(None),
        )
    )
    if id is None:
        row = {"period_id": first.id, "account_id": account, **values}
        records.write_set(ctx, AccountBalance, [row], action="make", audit="opening balances")
    else:
        row = {"id": id, **values}
        records.write_set(ctx, AccountBalance, [row], action="each", audit="opening balances")


def must_balance(ctx: Context) -> None:
    """Before the first posting debit and credit of the opening balances agree. Raises RuleViolation otherwise."""
    debit, credit = ctx.session.execute(
        select(
            sums.total(OpeningBalance.debit),
            sums.total(OpeningBalance.credit),
        )
        .join(Account, Account.id == OpeningBalance.account_id)
        .where(OpeningBalance.deleted_at.is_(None))
    ).one()
    if debit != credit:
        raise RuleViolation(
            f"期初余额借方 {debit} 与贷方 {credit} 不平，先更正期初余额再记账 / "
            f"Opening balances differ: debit {debit}, credit {credit}. Correct them before anything is posted.",
            code="opening_unbalanced",
        )
