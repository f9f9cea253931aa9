"""Preview and posting of a run: a chunk of assignments a transaction; after a kill it goes on at the last one committed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import func, select

from app.custom.finance.books.posting import post_run
from app.generated.bill import Bill
from app.generated.bill_exception import BillException
from app.generated.bill_run import BillRun
from app.generated.meter_reading import MeterReading
from app.generated.shared_cost import SharedCost
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked

from . import as_approved, aside
from .as_approved import Figures
from .lines import Problem, Reckoned
from .reckoner import AT_ONCE, Reckoner

PREVIEW = "fees.preview"
POST = "fees.post"
AUDIT = "bill run"


@chunked(PREVIEW, lock="bill run {run}", label=message(zh="出账试算", en="Preview a bill run"))
def preview(ctx: Context, at: Progress, *, run: int) -> Progress:
    """What the run would come to, and what is in its way. No bill is written."""
    of = ctx.get(BillRun, run)
    if of.state != "previewed":
        return at.end()
    return _go_on(ctx, of, at, post=False)


@chunked(POST, lock="bill run {run}", label=message(zh="出账入账", en="Post a bill run"))
def post(
    ctx: Context, at: Progress, *, run: int, bills: int | None = None, amount: str | None = None
) -> Progress:
    """The bills; with the last chunk their voucher, in its transaction, and the run is posted.

    `bills`, `amount` (yuan): what was approved. Before the first bill is written everything is reckoned once more; what
    does not come to that is not billed, but previewed and approved again.
    """
    approved = None if amount is None else Figures(bills or 0, Decimal(amount))
    of = ctx.get(BillRun, run)
    if of.state != "approved":
        return at.end()
    if approved is not None and as_approved.is_open(at.cursor):
        at = as_approved.compare(ctx, of, at, approved)
        if at.finished or as_approved.is_open(at.cursor):
            return at
    found = _go_on(ctx, of, at, post=True)
    if approved is not None and found.finished:
        as_approved.tell_of_late_changes(ctx, of, approved)
    return found


def _go_on(ctx: Context, run: BillRun, at: Progress, *, post: bool) -> Progress:
    reckoner = Reckoner(ctx, run)
    if not at.cursor:
        run = _begin(ctx, run, reckoner)
    found = reckoner.chunk(at.cursor or 0, AT_ONCE)
    if post:
        write(ctx, run, reckoner, found)
    _note(ctx, run, found.problems, covered=(at.cursor or 0, found.last))
    run = ctx.update(
        run,
        generated=(run.generated or 0) + len(found.lines),
        existing=(run.existing or 0) + found.existing,
        amount=(run.amount or Decimal(0)) + found.amount,
        progress=(run.progress or 0) + found.looked_at,
    )
    if found.last is not None:
        return at.on(found.last, done=found.looked_at, total=at.total or run.total)
    _count_problems(ctx, run)
    if post:
        _finish(ctx, run, reckoner)
    else:
        ctx.update(run, previewed_at=ctx.now)
    return at.end(done=found.looked_at)


def _begin(ctx: Context, run: BillRun, reckoner: Reckoner) -> BillRun:
    """Count from nothing; the exceptions of the run as a whole."""
    run = ctx.update(
        run, generated=0, existing=0, amount=0, progress=0, problems=0, total=reckoner.total()
    )
    _note(ctx, run, reckoner.of_all(), covered=None)
    return run


def write(ctx: Context, run: BillRun, reckoner: Reckoner, found: Reckoned) -> int:
    """The bills of a chunk, made inside the database; their readings are billed."""
    if not found.lines:
        return 0
    with aside.bills(ctx, run, reckoner.due_on, found) as rows:
        made = records.write_set(ctx, Bill, rows, action="make", audit=AUDIT)
    if found.readings:
        records.write_set(
            ctx, MeterReading, [{"id": id, "billed": True} for id in found.readings],
            action="each", audit=AUDIT,
        )  # fmt: skip
    return made


def _note(
    ctx: Context,
    run: BillRun,
    problems: Iterable[Problem],
    *,
    covered: tuple[int, int | None] | None,
) -> None:
    """The exceptions of these assignments as they are now: what is new is open, what is gone is solved, what was deferred stays.

    `covered`: assignments above the first, up to the second, that were looked at; None: the run as a whole.
    """
    there = BillException
    statement = select(
        there.id, there.assignment_id, there.reason, there.detail, there.state
    ).where(
        there.run_id == run.id, there.state.in_(("open", "deferred")), there.deleted_at.is_(None)
    )
    if covered is None:
        statement = statement.where(there.assignment_id.is_(None))
    else:
        after, last = covered
        statement = statement.where(there.assignment_id > after)
        if last is not None:
            statement = statement.where(there.assignment_id <= last)
    known = {
        (row.assignment_id, row.reason, row.detail): row.id
        for row in ctx.session.execute(statement)
    }
    new = []
    for one in problems:
        if known.pop((one.assignment, one.reason, one.detail), None) is None:
            new.append(
                {
                    "run_id": run.id, "project_id": run.project_id, "assignment_id": one.assignment,
                    "unit_id": one.unit, "parking_id": one.parking, "reason": one.reason,
                    "detail": one.detail,
                }
            )  # fmt: skip
    records.write_set(
        ctx, BillException, [{"id": id} for id in sorted(known.values())],
        action="step", step="solve", audit=AUDIT,
    )  # fmt: skip
    records.write_set(ctx, BillException, new, action="make", audit=AUDIT)


def _count_problems(ctx: Context, run: BillRun) -> None:
    counts = dict(
        ctx.session.execute(
            select(BillException.state, func.count())
            .where(BillException.run_id == run.id, BillException.deleted_at.is_(None))
            .group_by(BillException.state)
        ).all()
    )
    still_open, deferred = counts.get("open", 0), counts.get("deferred", 0)
    ctx.update(run, problems=still_open + deferred, open_problems=still_open)


def _finish(ctx: Context, run: BillRun, reckoner: Reckoner) -> None:
    if reckoner.shared is not None:
        records.write_set(
            ctx, SharedCost,
            (SharedCost.fee_item_id == run.fee_item_id) & (SharedCost.project_id == run.project_id)
            & (SharedCost.period >= f"{reckoner.first:%Y-%m}")
            & (SharedCost.period <= f"{reckoner.last:%Y-%m}"),
            action="update", values={"billed": True}, audit=AUDIT,
        )  # fmt: skip
    voucher = post_run(ctx, run, on=ctx.today)
    run = ctx.update(run, posted_at=ctx.now, voucher=voucher.id if voucher else None)
    ctx.transition(run, "post")
