"""Voucher rules as data: a rule is complete and in balance before the finance manager can approve it (3.1)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.account import Account
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule, voucher_rule_hooks
from app.generated.voucher_rule_line import VoucherRuleLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

NAMES = (
    "revenue", "received", "paid_from", "expense", "channel", "bank", "cash", "output_vat", "due_vat",
    "input_vat", "deferred", "income_account", "expense_account",
)  # fmt: skip
"""What an event or the company supplies instead of a code."""


@voucher_rule_hooks.on_transition("approve")
def is_complete(rule: VoucherRule, ctx: Context) -> None:
    """Lines on both sides, with accounts that are in the chart and cash-flow items that exist."""
    lines = ctx.query(
        select(VoucherRuleLine)
        .where(VoucherRuleLine.rule_id == rule.id, VoucherRuleLine.deleted_at.is_(None))
        .order_by(VoucherRuleLine.line)
    ).all()
    if {line.side for line in lines} != {"dr", "cr"}:
        raise RuleViolation(
            "规则须有借方和贷方分录 / A rule has lines of debit and of credit.", field="lines"
        )
    flows = VoucherLine.fields()["cashflow"].enum
    codes = {line.account_of for line in lines if line.account_of.isdigit()}
    known = set(
        ctx.session.scalars(
            select(Account.code).where(Account.code.in_(codes), Account.deleted_at.is_(None))
        )
    )
    for line in lines:
        if line.account_of not in known and line.account_of not in NAMES:
            raise RuleViolation(
                f"第 {line.line} 行：没有科目 {line.account_of} / Line {line.line}: there is no account {line.account_of}.",
                field="lines",
            )
        if line.cashflow and (flows is None or flows.get(line.cashflow) is None):
            raise RuleViolation(
                f"第 {line.line} 行：没有现金流量项目 {line.cashflow} / "
                f"Line {line.line}: there is no cash-flow item {line.cashflow}.",
                field="lines",
            )
