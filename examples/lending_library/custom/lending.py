"""Lending and returning: a loan takes its copy along, and what comes back goes to whoever waits first."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app.generated.copy import Copy
from app.generated.fine import Fine
from app.generated.hold import Hold
from app.generated.loan import Loan, loan_hooks
from app.generated.patron import Patron
from app.generated.patron_category import PatronCategory
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import holds


@loan_hooks.fills("due_on")
def due_on(loan: Loan, ctx: Context) -> dt.date:
    """Today and the loan period of the patron's category."""
    return ctx.today + dt.timedelta(days=_category(ctx, loan.patron_id).loan_days)


@loan_hooks.check
def may_be_lent(loan: Loan, ctx: Context) -> None:
    """The patron may borrow, and the copy is free or kept for this very patron."""
    if ctx.operation.action != "create":
        return
    # Two desks may lend to one patron at once: the second waits here, and counts what the first has lent.
    patron = ctx.session.scalars(
        select(Patron)
        .where(Patron.id == loan.patron_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    category = _category(ctx, patron.id)
    if patron.state != "active" or (patron.expires_on and patron.expires_on < ctx.today):
        raise RuleViolation(
            "读者证已停用或过期 / The card is suspended or has expired.", field="patron"
        )
    if (patron.on_loan or 0) >= category.loan_limit:
        raise RuleViolation(
            f"已借满 {category.loan_limit} 册 / {category.loan_limit} are on loan already: one must come back first.",
            field="patron",
        )
    if (patron.owed or 0) >= category.fine_limit > 0:
        raise RuleViolation("欠费过多，请先付清 / Fines must be paid first.", field="patron")
    copy = ctx.get(Copy, loan.copy_id)
    if copy.state not in ("available", "held"):
        raise RuleViolation("此复本不在架 / This copy is not on the shelf.", field="copy")
    kept = holds.kept_with(ctx, copy)
    if copy.state == "held" and (kept is None or kept.patron_id != loan.patron_id):
        raise RuleViolation(
            "此复本为另一位读者保留 / This copy is kept for another patron.", field="copy"
        )


@loan_hooks.on_create
def take_the_copy(loan: Loan, ctx: Context) -> None:
    """The copy leaves the shelf, and the patron's own hold on the title is answered."""
    copy = ctx.get(Copy, loan.copy_id)
    kept = holds.kept_with(ctx, copy)
    ctx.transition(copy, "lend")
    own = (
        kept
        or ctx.query(
            select(Hold).where(
                Hold.work_id == copy.work_id,
                Hold.patron_id == loan.patron_id,
                Hold.state.in_(["waiting", "ready"]),
                Hold.deleted_at.is_(None),
            )
        ).first()
    )
    if own is not None:
        ctx.transition(own, "fulfil")
        if own.copy_id is not None and own.copy_id != copy.id:
            holds.offer(ctx, ctx.get(Copy, own.copy_id))


@loan_hooks.on_transition("renew")
def push_the_date(loan: Loan, ctx: Context) -> None:
    """Another period from today; not while somebody waits for the title."""
    copy = ctx.get(Copy, loan.copy_id)
    if holds.first_in_line(ctx, copy.work_id) is not None:
        raise RuleViolation(
            "有读者预约，不能续借 / Somebody waits for it: it cannot be renewed.", field="copy"
        )
    days = _category(ctx, loan.patron_id).loan_days
    ctx.update(loan, due_on=ctx.today + dt.timedelta(days=days), renewed=(loan.renewed or 0) + 1)


@loan_hooks.on_transition("give_back")
def take_it_back(loan: Loan, ctx: Context) -> None:
    """Overdue days are charged, then the copy is offered to the first in the queue, or shelved."""
    ctx.update(loan, returned_at=ctx.now)
    late = (ctx.today - loan.due_on).days
    rate = _category(ctx, loan.patron_id).daily_fine
    if late > 0 and rate > 0:
        ctx.create(
            Fine, patron=loan.patron_id, loan=loan.id, kind="overdue", days=late, amount=rate * late
        )
    holds.offer(ctx, ctx.get(Copy, loan.copy_id))


@loan_hooks.on_transition("declare_lost")
def charge_the_price(loan: Loan, ctx: Context) -> None:
    """The copy is lost, and the patron is charged what it cost."""
    copy = ctx.get(Copy, loan.copy_id)
    ctx.transition(copy, "lose")
    if copy.price:
        ctx.create(Fine, patron=loan.patron_id, loan=loan.id, kind="lost", amount=copy.price)


def _category(ctx: Context, patron: int) -> PatronCategory:
    return ctx.get(PatronCategory, ctx.get(Patron, patron).category_id)
