"""Payroll in the books: approving it accrues it, paying it pays it (3.2, domain.md §4.9)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.bank_account import BankAccount
from app.generated.payroll_entry import PayrollEntry, payroll_entry_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import codes, periods
from .posting import post_event


@payroll_entry_hooks.on_transition("approve")
def accrue(entry: PayrollEntry, ctx: Context) -> None:
    """Gross pay and the employer's share of insurance to the account of the department; dated the end of its month."""
    made = post_event(
        ctx,
        "payroll",
        entry,
        on=periods.span(entry.period)[1],
        amounts={"total": entry.gross + entry.company_social},
        aux={"department": entry.department_id, "project": entry.project_id},
        accounts={"expense": entry.account_id},
    )
    entry.voucher_id = made.id if made is not None else None


@payroll_entry_hooks.on_transition("pay")
def pay(entry: PayrollEntry, ctx: Context) -> None:
    """Net pay leaves the bank; what was withheld is owed to the authorities."""
    if (entry.net or 0) < 0:
        raise RuleViolation(
            "实发为负数，请核对扣款 / Net pay is negative: check what is withheld.", field="net"
        )
    made = post_event(
        ctx,
        "payroll_paid",
        entry,
        on=ctx.today,
        amounts={
            "gross": entry.gross,
            "social": entry.social,
            "tax": entry.tax,
            "net": entry.gross - entry.social - entry.tax,
        },
        aux={"department": entry.department_id, "project": entry.project_id},
        accounts={"paid_from": bank_of(ctx, entry.project_id)},
    )
    entry.paid_voucher_id = made.id if made is not None else None


def bank_of(ctx: Context, project: int | None) -> int | str:
    """The ledger account of the bank account that the project, else everybody, pays from."""
    found = ctx.session.execute(
        select(BankAccount.account_id, BankAccount.project_id)
        .where(
            BankAccount.kind == "bank",
            BankAccount.active.is_not(False),
            BankAccount.deleted_at.is_(None),
        )
        .order_by(BankAccount.id)
    ).all()
    chosen = [one for one in found if one.project_id == project] or [
        one for one in found if one.project_id is None
    ]
    return chosen[0].account_id if chosen else codes.BANK
