"""The steps of a run: preview, approval by somebody else, reversal while nothing is paid."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from app.custom.finance.books import reversal
from app.custom.finance.books.company import books
from app.custom.finance.books.posting import active_rule
from app.generated.bill import Bill
from app.generated.bill_exception import BillException, bill_exception_hooks
from app.generated.bill_run import BillRun, bill_run_hooks
from app.generated.fee_item import FeeItem
from app.generated.meter import Meter
from app.generated.meter_reading import MeterReading
from app.generated.shared_cost import SharedCost
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import deferred
from ..formulas import span
from . import job, metered

FREE = ("draft", "previewed")


@bill_run_hooks.check
def run_is_possible(run: BillRun, ctx: Context) -> None:
    """An item in use; nothing changes once it is approved; no second run of the same at the same time."""
    if ctx.operation.action == "update" and ctx.by_person and run.state not in FREE:
        raise RuleViolation("已批准的批次不能再改 / An approved run is not changed any more.")
    if ctx.operation.action != "create" and not {"fee_item", "project", "period"} & set(
        ctx.changes
    ):
        return
    item = ctx.get(FeeItem, run.fee_item_id)
    if item.active is False:
        raise RuleViolation(
            f"收费项目 {item.name} 已停用 / {item.name} is not charged any more.", field="fee_item"
        )
    other = ctx.query(
        select(BillRun).where(
            BillRun.project_id == run.project_id,
            BillRun.fee_item_id == run.fee_item_id,
            BillRun.period == run.period,
            BillRun.state.in_((*FREE, "approved")),
            BillRun.id != (run.id or 0),
            BillRun.deleted_at.is_(None),
        )
    ).first()
    if other is not None:
        raise RuleViolation(
            f"批次 {other.run_no} 正在处理同一项目、收费项目和账期 / "
            f"{other.run_no} is at work on the same project, item and period.",
            field="period",
        )


@bill_run_hooks.on_update
def figures_are_stale(run: BillRun, ctx: Context) -> None:
    """Another period or due day: what was previewed does not hold any more."""
    if ctx.by_person and {"fee_item", "project", "period", "due_on"} & set(ctx.changes):
        run.previewed_at = None


@bill_run_hooks.on_transition("preview")
def begin_preview(run: BillRun, ctx: Context) -> None:
    """The job reckons; until it has ended nobody approves."""
    run.previewed_at = None
    ctx.enqueue(job.PREVIEW, run=run.id)


@bill_run_hooks.on_transition("outdated")
def preview_anew(run: BillRun, ctx: Context) -> None:
    """What was approved does not hold any more: the figures of today are there to be approved again."""
    begin_preview(run, ctx)


@bill_run_hooks.on_transition("approve")
def begin_posting(run: BillRun, ctx: Context) -> None:
    """Refused at once where the books would refuse at the end."""
    active_rule(ctx, books(ctx), "bill_run_posted", ctx.today)
    ctx.enqueue(job.POST, run=run.id, bills=run.generated or 0, amount=str(run.amount or 0))


@bill_run_hooks.on_transition("cancel")
def nothing_is_billed_yet(run: BillRun, ctx: Context) -> None:
    """A run that was killed on its way goes on; bills without a voucher would be left behind."""
    if ctx.session.scalar(select(Bill.id).where(Bill.run_id == run.id).limit(1)) is not None:
        raise RuleViolation(
            "入账已开始，不能取消；完成后可以冲销 / "
            "Bills of it were written already: it is not cancelled any more. Once it is posted it may be reversed."
        )


@bill_run_hooks.on_transition("recalc")
def start_again(run: BillRun, ctx: Context) -> None:
    """Nothing of the preview counts."""
    run.previewed_at = None


@bill_exception_hooks.on_transition("defer")
def one_less(exception: BillException, ctx: Context) -> None:
    """The run may be approved once every exception is solved or deferred."""
    run = ctx.query(
        select(BillRun).where(BillRun.id == exception.run_id).with_for_update(key_share=True)
    ).one()
    ctx.session.flush()
    open_ones = ctx.session.scalar(
        select(func.count())
        .select_from(BillException)
        .where(
            BillException.run_id == run.id,
            BillException.state == "open",
            BillException.id != exception.id,
            BillException.deleted_at.is_(None),
        )
    )
    ctx.update(run, open_problems=open_ones or 0)


@bill_run_hooks.on_transition("reverse")
def reverse(run: BillRun, ctx: Context) -> None:
    """All bills are void and the voucher is taken back, as long as nobody paid; the period may be billed again."""
    locked = ctx.session.scalars(
        select(Bill.id)
        .where(Bill.run_id == run.id, Bill.deleted_at.is_(None))
        .order_by(Bill.id)
        .with_for_update(key_share=True)
    ).all()
    if is_touched(ctx, run):
        raise RuleViolation(
            "已有账单收款、减免或开票，不能冲销整批 / A bill of it was paid, reduced or invoiced: the run stays."
        )
    records.write_set(
        ctx, Bill, [{"id": id, "balance": 0, "standing": None, "overdue": False} for id in locked],
        action="step", step="void", audit="bill run reversed",
    )  # fmt: skip
    _free_readings(ctx, run)
    deferred.reverse_run(ctx, run)
    if run.voucher_id is None:
        return
    voucher = ctx.get(Voucher, run.voucher_id)
    if voucher.hash is None:
        # It is not posted yet and goes away; what is posted stays beside its red one.
        run.voucher_id = None
        ctx.session.flush()
    reversal.reverse_event(ctx, voucher, on=ctx.today)


def _free_readings(ctx: Context, run: BillRun) -> None:
    """Readings and shared costs of the run may be billed again; what another run of the cycle billed stays billed."""
    item = ctx.get(FeeItem, run.fee_item_id)
    first, last = (f"{day:%Y-%m}" for day in span.cycle_of(run.period, item.cycle))
    if item.formula in ("meter", "tier"):
        units = select(Bill.unit_id).where(Bill.run_id == run.id)
        meters = select(Meter.id).where(Meter.unit_id.in_(units), Meter.kind == item.meter_kind)
        of_cycle = MeterReading.meter_id.in_(meters) & MeterReading.period.between(first, last)
        kept = set(metered.billed_by_others(ctx, run, first, last))
        read = ctx.session.scalars(
            select(MeterReading.id)
            .where(of_cycle, MeterReading.billed.is_(True), MeterReading.deleted_at.is_(None))
            .order_by(MeterReading.id)
        )
        free = [{"id": id, "billed": False} for id in read if id not in kept]
        if free:
            records.write_set(ctx, MeterReading, free, action="each", audit="bill run reversed")
    if item.formula == "share":
        records.write_set(
            ctx, SharedCost,
            (SharedCost.fee_item_id == run.fee_item_id) & (SharedCost.project_id == run.project_id)
            & (SharedCost.period >= first) & (SharedCost.period <= last),
            action="update", values={"billed": False}, audit="bill run reversed",
        )  # fmt: skip


def is_touched(ctx: Context, run: BillRun) -> bool:
    """Whether money or a reduction has reached one of its bills."""
    found = ctx.session.scalar(
        select(Bill.id)
        .where(
            Bill.run_id == run.id,
            Bill.deleted_at.is_(None),
            or_(Bill.state != "open", Bill.paid != 0, Bill.late_paid != 0, Bill.discount != 0,
                Bill.invoiced != 0),
        )
        .limit(1)
    )  # fmt: skip
    return found is not None
