"""A budget drafts itself: from two years of history, from zero, or not at all (3.3). Its lines are then anybody's to change."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.budget import Budget, budget_hooks
from app.generated.budget_line import BudgetLine
from app.runtime import records
from app.runtime.context import Context

from . import history, posted, words
from .formulas import MEAN, NONE, NOTHING, Drafted, drafted

AUDIT = "budget drafted"


@budget_hooks.on_create
def draft_new(budget: Budget, ctx: Context) -> None:
    """Unless it came with lines."""
    there = ctx.session.scalar(
        select(BudgetLine.id).where(BudgetLine.budget_id == budget.id).limit(1)
    )
    if there is None and budget.method != "manual":
        draft(ctx, budget)


@budget_hooks.on_transition("redraft")
def draft_again(budget: Budget, ctx: Context) -> None:
    """The lines there are replaced."""
    records.write_set(
        ctx, BudgetLine, BudgetLine.budget_id == budget.id, action="delete", audit=AUDIT
    )
    draft(ctx, budget)


def draft(ctx: Context, budget: Budget) -> None:
    """Make the lines and say how. A constant number of statements per chunk of lines."""
    last, before = history.windows(budget.year, f"{ctx.today:%Y-%m}", posted.first_period(ctx))
    moved = (
        history.accounts(ctx, budget, (before or last).first, last.last) if last is not None else []
    )
    if last is None or not moved:
        budget.explanation = words.line("nothing")
        return
    if budget.method == "zero":
        budget.explanation = words.line("zero", count=len(moved))
        found = {one.id: Drafted(MEAN, NOTHING, (NOTHING,) * 12, NOTHING) for one in moved}
    else:
        found = {
            one.id: drafted(
                one.parts(last),
                one.parts(before) if before is not None else None,
                complete=last.is_whole,
            )
            for one in moved
        }
        window = "window_two" if before is not None else "window"
        told = [words.line(window, first=last.first, last=last.last)]
        told += [
            words.of_account(f"{one.code} {one.name}", found[one.id], len(last.periods))
            for one in moved
        ]
        budget.explanation = "\n".join(told)
    rows = [
        {"budget_id": budget.id, "account_id": account, "month": month, "amount": amount, "available": amount,
         "adjusted": NOTHING, "committed": NOTHING, "actual": NOTHING}
        for account, made in found.items()
        if made.how != NONE
        for month, amount in enumerate(made.parts, start=1)
    ]  # fmt: skip
    if rows:
        records.write_set(ctx, BudgetLine, rows, action="make", audit=AUDIT)
