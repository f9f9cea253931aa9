"""The rules of custom/lending.py and custom/holds.py."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.generated.branch import Branch
from app.generated.copy import Copy
from app.generated.fine import Fine
from app.generated.hold import Hold
from app.generated.loan import Loan
from app.generated.patron import Patron
from app.generated.patron_category import PatronCategory
from app.generated.work import Work
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


def library(ctx: Context) -> tuple[Copy, list[Patron]]:
    branch = ctx.create(Branch, code="C", name="Central")
    category = ctx.create(PatronCategory, name="Adult", loan_days=30, daily_fine=Decimal("0.10"))
    work = ctx.create(Work, name="三体")
    copy = ctx.create(Copy, barcode="C1", work=work.id, branch=branch.id)
    patrons = [
        ctx.create(Patron, card_no=f"D{n}", name=f"P{n}", category=category.id, branch=branch.id)
        for n in range(3)
    ]
    return copy, patrons


def test_a_copy_that_returns_is_offered_to_the_first_in_the_queue(ctx: Context) -> None:
    copy, (borrower, first, second) = library(ctx)
    loan = ctx.create(Loan, copy=copy.id, patron=borrower.id)
    holds = [ctx.create(Hold, work=copy.work_id, patron=one.id) for one in (first, second)]
    ctx.transition(loan, "give_back")
    assert [ctx.get(Hold, one.id).state for one in holds] == ["ready", "waiting"]
    assert ctx.get(Copy, copy.id).state == "held"


def test_a_hold_that_is_cancelled_passes_the_copy_on(ctx: Context) -> None:
    copy, (borrower, first, second) = library(ctx)
    loan = ctx.create(Loan, copy=copy.id, patron=borrower.id)
    holds = [ctx.create(Hold, work=copy.work_id, patron=one.id) for one in (first, second)]
    ctx.transition(loan, "give_back")
    ctx.transition(ctx.get(Hold, holds[0].id), "cancel")
    assert ctx.get(Hold, holds[1].id).state == "ready"
    ctx.transition(ctx.get(Hold, holds[1].id), "cancel")
    assert ctx.get(Copy, copy.id).state == "available"


def test_what_is_kept_for_one_is_not_lent_to_another(ctx: Context) -> None:
    copy, (_borrower, first, second) = library(ctx)
    hold = ctx.create(Hold, work=copy.work_id, patron=first.id)
    with pytest.raises(RuleViolation, match="kept for another"):
        ctx.create(Loan, copy=copy.id, patron=second.id)
    ctx.create(Loan, copy=copy.id, patron=first.id)
    assert ctx.get(Hold, hold.id).state == "fulfilled"


def test_days_overdue_are_charged(ctx: Context) -> None:
    copy, (borrower, *_) = library(ctx)
    loan = ctx.create(Loan, copy=copy.id, patron=borrower.id)
    late = ctx.at(ctx.now + dt.timedelta(days=35))
    late.transition(loan, "give_back")
    fine = ctx.query(select(Fine)).one()
    assert (fine.days, fine.amount) == (5, Decimal("0.50"))
