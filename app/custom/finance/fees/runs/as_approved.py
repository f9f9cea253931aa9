"""Whether a run still comes to what was previewed and approved: prices, readings and residents may have changed since."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from app.generated.bill_run import BillRun
from app.runtime.context import Context
from app.runtime.jobs import Progress

from .reckoner import AT_ONCE, Reckoner

COMPARED = 0
"""The cursor of a posting that may begin to write: ids of assignments begin at 1."""


class Figures(NamedTuple):
    """What a run comes to; the amount in yuan."""

    bills: int
    amount: Decimal


def is_open(cursor: Any) -> bool:
    """Whether a posting has still to be compared. Its cursor is `[last assignment, bills, amount]` meanwhile."""
    return cursor is None or isinstance(cursor, list)


def compare(ctx: Context, run: BillRun, at: Progress, approved: Figures) -> Progress:
    """Reckon the next chunk. After the last: on to the writing, or the end, with the run previewed anew."""
    after, bills, amount = at.cursor or [0, 0, "0"]
    reckoner = Reckoner(ctx, run)
    # Every assignment is looked at twice.
    total = 2 * reckoner.total() if at.cursor is None else at.total
    found = reckoner.figures(after, AT_ONCE)
    now = Figures(bills + found.bills, Decimal(amount) + found.amount)
    if found.last is not None:
        cursor = [found.last, now.bills, str(now.amount)]
        return at.on(cursor, done=found.looked_at, total=total)
    if now == approved:
        return at.on(COMPARED, done=found.looked_at, total=total)
    _tell(ctx, run, "bill.run_outdated", approved, now)
    ctx.transition(run, "outdated")
    return at.end(done=found.looked_at)


def tell_of_late_changes(ctx: Context, run: BillRun, approved: Figures) -> None:
    """The rare case: something changed while the bills were being written. Books and bills agree; people must know."""
    now = Figures(run.generated or 0, run.amount or Decimal(0))
    if now != approved:
        _tell(ctx, run, "bill.run_differs", approved, now)


def _tell(ctx: Context, run: BillRun, template: str, approved: Figures, now: Figures) -> None:
    """Who made the run and who approved it hear of both figures."""
    people = [id for id in (run.created_by_id, ctx.person_id) if id is not None]
    ctx.notify(
        people, template, record=run, number=run.run_no, bills_before=approved.bills,
        before=f"{approved.amount:,.2f}", bills_now=now.bills, now=f"{now.amount:,.2f}",
    )  # fmt: skip
