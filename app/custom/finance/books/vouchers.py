"""A voucher on its way: who makes, submits, checks, signs and posts it, and what it must be by then (domain.md §3.9)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher, voucher_hooks
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import chart, kept, ledger, making, many, periods, reversal
from .rules import DIMENSIONS, AccountFacts


@voucher_hooks.fills("period")
def period_of_its_day(voucher: Voucher, ctx: Context) -> int:
    """The open period that its day lies in."""
    return _open_period(ctx, voucher).id


def _open_period(ctx: Context, voucher: Voucher) -> AccountingPeriod:
    """Raises RuleViolation at the date when that period is not open."""
    period, day = periods.open_for(ctx, voucher.date)
    if day != voucher.date:
        raise RuleViolation(
            f"{voucher.date:%Y-%m} 不是打开的期间，请改日期；更正已结账期间用当期红字凭证 / "
            f"{voucher.date:%Y-%m} is not open: choose another date. What is closed is corrected in red in the open period.",
            field="date",
        )
    return period


@voucher_hooks.on_create
def maker(voucher: Voucher, ctx: Context) -> None:
    """Whoever writes it by hand; what a rule makes is the system's."""
    voucher.maker_id = ctx.person_id


@voucher_hooks.on_create_many
def made_by_rule(ids: Sequence[int], ctx: Context) -> None:
    """Vouchers of a rule bring everything with them; nobody is their maker."""


@voucher_hooks.on_update
def period_follows_the_date(voucher: Voucher, ctx: Context) -> None:
    """Another date may lie in another period."""
    if "date" in ctx.changes:
        voucher.period_id = _open_period(ctx, voucher).id


@voucher_hooks.on_transition("submit")
def is_complete(voucher: Voucher, ctx: Context) -> None:
    """Two lines or more on leaves that are in use, with what their accounts insist on; the period is open."""
    _must_be_open(voucher, ctx)
    rows = ctx.session.execute(
        select(VoucherLine, Account)
        .join(Account, Account.id == VoucherLine.account_id)
        .where(VoucherLine.voucher_id == voucher.id, VoucherLine.deleted_at.is_(None))
        .order_by(VoucherLine.line)
    ).all()
    if len(rows) < 2:
        raise RuleViolation(
            "凭证至少两条分录 / A voucher has two lines or more.",
            field="lines",
            code="too_few_lines",
        )
    known = chart.facts(ctx, [account.id for _, account in rows])
    cash = any(account.cash for _, account in rows)
    moves_cash = cash and any(not account.cash for _, account in rows)
    for line, account in rows:
        _line_is_complete(line, known[account.id], moves_cash=moves_cash)
    voucher.has_cash = any(account.bank for _, account in rows)


def _line_is_complete(line: VoucherLine, account: AccountFacts, *, moves_cash: bool) -> None:
    where = f"第 {line.line} 行"
    chart.usable(account, field="lines")
    for name in DIMENSIONS:
        if name in account.aux and getattr(line, f"{name}_id") is None:
            label = making.label_of(name)
            zh, en = label.in_language("zh"), label.in_language("en").lower()
            raise RuleViolation(
                f"{where}：科目 {account.code} {account.name} 须填写{zh} / "
                f"Line {line.line}: {account.code} {account.name} needs a {en}.",
                field="lines",
                code="aux_missing",
            )
    if moves_cash and not account.cash and line.cashflow is None:
        raise RuleViolation(
            f"{where}：涉及现金银行的凭证，对方科目须选现金流量项目 / "
            f"Line {line.line}: money moves, so name the cash-flow item.",
            field="lines",
            code="cashflow_missing",
        )


def _must_be_open(voucher: Voucher, ctx: Context) -> None:
    period = ctx.get(AccountingPeriod, voucher.period_id)
    if period.state != "open":
        raise ledger.not_open(period)


@voucher_hooks.on_transition("reject")
def signatures_are_void(voucher: Voucher, ctx: Context) -> None:
    """Back with its maker, it is checked and signed again."""
    voucher.checker_id = None
    voucher.cashier_id = None


@voucher_hooks.on_transition("check")
def checked_by(voucher: Voucher, ctx: Context) -> None:
    """Who looked at it."""
    kept.must_be_anothers(ctx, voucher)
    voucher.checker_id = ctx.person_id


@voucher_hooks.on_transition("sign")
def signed_by(voucher: Voucher, ctx: Context) -> None:
    """The cashier who says that the money moved."""
    if voucher.cashier_id is not None:
        raise RuleViolation("出纳已签字 / The cashier has signed it already.", code="signed")
    voucher.cashier_id = ctx.person_id


@voucher_hooks.on_transition("post")
def posted(voucher: Voucher, ctx: Context) -> None:
    """Into the books, for good; a red one takes its original out of them."""
    kept.must_be_anothers(ctx, voucher)
    if voucher.has_cash and voucher.cashier_id is None and not by_approved_rule(voucher, ctx):
        raise RuleViolation(
            "含现金或银行科目，须出纳签字后记账 / It moves money: the cashier signs before it is posted.",
            code="cashier_missing",
        )
    voucher.poster_id = ctx.person_id
    ledger.post(ctx, voucher)
    if voucher.reverses_id is not None:
        reversal.done(ctx, voucher.reverses_id)


@voucher_hooks.on_transition_many("post")
def posted_at_once(ids: Sequence[int], ctx: Context) -> None:
    """What the system posts as a set brings its numbers and digests; the rest is the same."""
    many.settle(ctx, ids)


def by_approved_rule(voucher: Voucher, ctx: Context) -> bool:
    """Made by a rule that the finance manager approved for checking by itself: whoever moved the money is on its source."""
    if voucher.rule_id is None:
        return False
    return bool(ctx.get(VoucherRule, voucher.rule_id).auto_check)


@voucher_hooks.on_transition("correct")
def red_draft(voucher: Voucher, ctx: Context) -> None:
    """A draft with the same lines in red, in the open period."""
    reversal.draft(ctx, voucher)
