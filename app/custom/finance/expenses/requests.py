"""An expense from request to payment (3.3, domain.md §3.11): checked against the budget, held by it, paid, in the books."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.books.posting import post_event
from app.custom.finance.budgets import commitments, control
from app.custom.finance.budgets.governing import Place
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_account import BankAccount
from app.generated.company import Company
from app.generated.expense import Expense, expense_hooks
from app.generated.voucher import Voucher, voucher_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import approvers, duplicates

EVENT = "expense_paid"
ACCRUED, PAID = "accrued", "paid"
"""Keys of the two vouchers of an expense that is paid in a later month."""
PAYABLE = "2202"
NOTHING = Decimal(0)


def place(expense: Expense) -> Place:
    """What it belongs to."""
    return Place(expense.department_id, expense.project_id, expense.account_id)


@expense_hooks.check
def expense_is_possible(expense: Expense, ctx: Context) -> None:
    """An expense account that is in use, a tax smaller than the whole, a day that has come."""
    if ctx.operation.action not in ("create", "update"):
        return
    given = ctx.changes if ctx.operation.action == "update" else Expense.fields()
    if "account" in given:
        _must_be_an_expense(ctx.get(Account, expense.account_id))
    if {"vat", "gross"} & set(given):
        _tax_is_possible(expense, ctx)
    if "spend_on" in given and expense.spend_on > ctx.today:
        raise RuleViolation(
            "费用日期不能晚于今天 / The day of the expense has not come yet.", field="spend_on"
        )


def _must_be_an_expense(account: Account) -> None:
    if account.category not in ("pl", "cost") or account.direction != "dr":
        raise RuleViolation(
            f"{account.code} {account.name} 不是成本或费用科目 / "
            f"{account.code} {account.name} is no account of cost or expense.",
            field="account",
        )
    if account.leaf is False or account.active is False:
        raise RuleViolation(
            f"{account.code} {account.name} 有下级或已停用，请选其他科目 / "
            f"{account.code} {account.name} is divided or not used any more: choose another.",
            field="account",
        )


def _tax_is_possible(expense: Expense, ctx: Context) -> None:
    vat = expense.vat or NOTHING
    if vat >= expense.gross:
        raise RuleViolation(
            "可抵扣税额须小于价税合计 / The deductible VAT is less than the whole.", field="vat"
        )
    if vat and _taxpayer(ctx) == "small":
        raise RuleViolation(
            "小规模纳税人不抵扣进项税，税额须为 0 / A small taxpayer deducts no VAT: enter 0.",
            field="vat",
        )


def _taxpayer(ctx: Context) -> str | None:
    found: str | None = ctx.session.scalar(
        select(Company.vat_taxpayer)
        .where(Company.deleted_at.is_(None))
        .order_by(Company.id)
        .limit(1)
    )
    return found


@expense_hooks.on_transition("submit")
def submitted(expense: Expense, ctx: Context) -> None:
    """With its papers; the budget holds the amount from now on, or forbids it."""
    if not expense.documents:
        raise RuleViolation(
            "请先上传发票或收据 / Add the invoice or receipt first.",
            field="documents",
            code="no_papers",
        )
    asked = commitments.net(expense)
    held = control.reserve(ctx, place(expense), expense.spend_on, asked)
    told = {} if held is None else held[1].told()
    twins = duplicates.like(ctx, expense.payee, expense.gross, expense.spend_on, but=expense.id)
    if twins:
        told["duplicates"] = twins
    expense.budget_line_id = held[0].id if held is not None else None
    expense.over_budget = held is not None and held[1].over > 0
    expense.budget_check = told or None
    ctx.notify(
        approvers.of(ctx, expense), "expense.submitted", record=expense,
        who=expense.applicant_name or "", number=expense.expense_no,
        amount=f"{expense.gross:,.2f}", purpose=expense.purpose,
    )  # fmt: skip


@expense_hooks.on_transition("withdraw")
def withdrawn(expense: Expense, ctx: Context) -> None:
    """The budget is free of it; what it said is void."""
    _release(expense, ctx)
    expense.budget_line_id = None
    expense.over_budget = None
    expense.budget_check = None


@expense_hooks.on_transition("reject")
def rejected(expense: Expense, ctx: Context) -> None:
    """The budget is free of it; what it said stays on record. The applicant hears of it."""
    _release(expense, ctx)
    if expense.created_by_id is not None:
        ctx.notify(
            [expense.created_by_id], "expense.rejected", record=expense,
            number=expense.expense_no, reason=ctx.note, dedup_key=f"expense rejected {expense.id}",
        )  # fmt: skip


def _release(expense: Expense, ctx: Context) -> None:
    if expense.budget_line_id is not None:
        control.release(ctx, {expense.budget_line_id: commitments.net(expense)})


@expense_hooks.on_transition("pay")
def paid(expense: Expense, ctx: Context) -> None:
    """Money leaves the account; one voucher, or two where the cost belongs to an earlier month that is still open."""
    expense.paid_on = ctx.today
    account = ctx.get(BankAccount, expense.paid_from_id or 0)
    if account.active is False:
        raise RuleViolation(
            f"{account.name} 已停用 / {account.name} is not used any more.", field="paid_from"
        )
    accrued = _accrue(expense, ctx) if _month_is_open(ctx, expense.spend_on) else None
    paying = _post(expense, ctx, ctx.today, account.account_id, cost=accrued is None)
    made = accrued if accrued is not None else paying
    expense.voucher_id = made.id if made is not None else None
    if expense.created_by_id is not None:
        ctx.notify(
            [expense.created_by_id], "expense.paid", record=expense,
            number=expense.expense_no, amount=f"{expense.gross:,.2f}",
            dedup_key=f"expense paid {expense.id}",
        )  # fmt: skip


def _month_is_open(ctx: Context, day: dt.date) -> bool:
    """Whether it is an earlier month than this one, and its books are open."""
    if (day.year, day.month) >= (ctx.today.year, ctx.today.month):
        return False
    state = ctx.session.scalar(
        select(AccountingPeriod.state).where(
            AccountingPeriod.period == f"{day:%Y-%m}", AccountingPeriod.deleted_at.is_(None)
        )
    )
    return state == "open"


def _accrue(expense: Expense, ctx: Context) -> Voucher | None:
    """The cost in its own month, owed to the payee."""
    return post_event(
        ctx, EVENT, expense, on=expense.spend_on, key=ACCRUED, summary=_summary("挂账", expense),
        amounts=_amounts(expense), aux=_aux(expense),
        accounts={"expense": expense.account_id, "paid_from": PAYABLE},
    )  # fmt: skip


def _post(
    expense: Expense, ctx: Context, on: dt.date, paid_from: int, *, cost: bool
) -> Voucher | None:
    whole = {"amount": expense.gross, "net": expense.gross, "vat": NOTHING}
    return post_event(
        ctx, EVENT, expense, on=on, key="" if cost else PAID, summary=_summary("付款", expense),
        amounts=_amounts(expense) if cost else whole, aux=_aux(expense),
        accounts={"expense": expense.account_id if cost else PAYABLE, "paid_from": paid_from},
    )  # fmt: skip


def _amounts(expense: Expense) -> dict[str, Decimal]:
    return {
        "amount": expense.gross,
        "net": commitments.net(expense),
        "vat": expense.vat or NOTHING,
    }


def _aux(expense: Expense) -> dict[str, int | None]:
    return {
        "department": expense.department_id,
        "project": expense.project_id,
        "employee": expense.applicant_id,
    }


def _summary(what: str, expense: Expense) -> str:
    return f"{what} {expense.expense_no} {expense.purpose}"


@voucher_hooks.on_transition("post")
def posted(voucher: Voucher, ctx: Context) -> None:
    """What was held is spent; the expense is done once its cost is in the books."""
    posted_many([voucher.id], ctx)


@voucher_hooks.on_transition_many("post")
def posted_many(ids: Sequence[int], ctx: Context) -> None:
    """The same for what is posted as a set: the budgets by a few statements, each expense by its own step."""
    done = ctx.session.scalars(
        select(Expense)
        .join(Voucher, Voucher.source_id == Expense.id)
        .where(
            Voucher.id.in_(ids),
            Voucher.source_type == Expense.key(),
            Voucher.source_key != PAID,
            Expense.state == "paid",
            Expense.deleted_at.is_(None),
        )
        .order_by(Expense.id)
    ).all()
    held: dict[int, Decimal] = defaultdict(Decimal)
    for expense in done:
        if expense.budget_line_id is not None:
            held[expense.budget_line_id] += commitments.net(expense)
    if held:
        control.release(ctx, held)
    for expense in done:
        ctx.transition(expense, "close")
