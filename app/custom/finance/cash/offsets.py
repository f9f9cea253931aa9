"""What was paid ahead settles bills (预存抵扣): after a bill run and every night for many at once, at the counter for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from app.custom.finance.books.posting import Part, post_event
from app.custom.finance.fees import balance
from app.generated.bill_run import BillRun, bill_run_hooks
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked, schedule

from . import allocation, prepayment
from .allocation import Settled

NOTHING = Decimal(0)
CHANNEL = "offset"
JOB = "cash.offset"
AUDIT = "prepayment used"
AT_ONCE = 500
"""Customers a transaction."""


@dataclass(frozen=True, slots=True)
class Draw:
    """So much of what was paid ahead goes to a bill; `left`: what that bucket holds afterwards."""

    bill: int
    fee_item: int | None
    amount: Decimal
    left: Decimal


def plan(
    buckets: Mapping[int | None, Decimal],
    now: Mapping[int, balance.Owed],
    order: Iterable[int],
    most: Decimal | None = None,
) -> tuple[list[balance.Share], list[Draw]]:
    """Settle bills in that order: money for one item pays that item first, then money for any. Pure; at most `most` yuan."""
    held = dict(buckets)
    left = sum(held.values(), NOTHING) if most is None else most
    shares: list[balance.Share] = []
    draws: list[Draw] = []
    for id in order:
        item = now[id].bill.fee_item_id
        room = min(held.get(item, NOTHING) + held.get(None, NOTHING), left)
        found, rest = balance.split(now, room, [id])
        if not found:
            continue
        shares += found
        used = room - rest
        left -= used
        for bucket in (item, None):
            part = min(used, held.get(bucket, NOTHING))
            if part:
                held[bucket] -= part
                used -= part
                draws.append(Draw(id, bucket, part, held[bucket]))
    return shares, draws


# -- one, at the counter -----------------------------------------------------------------------------


def by_hand(ctx: Context, payment: Payment, *, on: dt.date) -> None:
    """The whole amount of the payment, from what this customer paid ahead, onto his bills. He is held."""
    order = allocation.order_of(ctx, payment)
    now = balance.owed(ctx, order, on=on)
    if any(one.bill.customer_id != payment.customer_id for one in now.values()):
        raise RuleViolation(
            "预存款只能抵扣本人的账单 / What somebody paid ahead settles his own bills only.",
            field="chosen",
        )
    buckets = prepayment.left(ctx, payment.customer_id, payment.project_id)
    shares, draws = plan(buckets, now, order, payment.amount)
    reached = sum((one.amount for one in draws), NOTHING)
    if reached != payment.amount:
        raise RuleViolation(
            f"最多可抵扣 {reached} 元（预存余额 {sum(buckets.values(), NOTHING)} 元） / "
            f"At most {reached} CNY can be used ({sum(buckets.values(), NOTHING)} CNY are paid ahead).",
            field="amount",
            code="prepaid_short",
        )
    found = [allocation.settled(now[one.bill].bill, one.principal, one.late) for one in shares]
    key = (payment.customer_id, payment.project_id)
    voucher = _voucher(ctx, payment, payment.project_id, on, [(payment.customer_id, found)])
    allocation.write(ctx, [(payment.id, one) for one in found], on=on)
    prepayment.write(ctx, _rows(key, payment.id, draws), at=ctx.now)
    for one in found:
        balance.apply(ctx, now[one.bill].bill, one.principal, one.late, on=on)
    payment.allocated = payment.amount
    payment.voucher_id = voucher.id if voucher else None


def _rows(key: tuple[int, int], payment: int, draws: Iterable[Draw]) -> list[dict[str, object]]:
    return [
        prepayment.row(
            *key, -one.amount, one.left, one.fee_item, {"payment": payment, "bill": one.bill}
        )
        for one in draws
    ]


# -- many ----------------------------------------------------------------------------------------------


@bill_run_hooks.on_transition("post")
def use_for_new_bills(run: BillRun, ctx: Context) -> None:
    """The bills are there: whoever paid ahead has them settled."""
    ctx.enqueue(JOB, key=f"run {run.id}", run=run.id)


@schedule(
    "cash.offset_daily",
    cron="0 20 1 * * *",
    label=message(zh="启动每日预存抵扣", en="Begin to use what was paid ahead, daily"),
)
def every_night(ctx: Context) -> None:
    """At twenty past one: single bills, and what was paid ahead beside chosen bills."""
    ctx.enqueue(JOB, key=f"day {ctx.today}", run=0)


@chunked(JOB, lock="prepayments", label=message(zh="预存抵扣", en="Use what was paid ahead"))
def use(ctx: Context, at: Progress, *, run: int) -> Progress:
    """The customers with money paid ahead by id; those of the project of the run, or (0) all."""
    after = at.cursor or 0
    of = ctx.get(BillRun, run) if run else None
    customers = _customers(ctx, after, of.project_id if of else None)
    if customers:
        _use(ctx, customers, of)
    if len(customers) < AT_ONCE:
        return at.end(done=len(customers))
    return at.on(customers[-1], done=len(customers))


def _customers(ctx: Context, after: int, project: int | None) -> list[int]:
    entry = PrepaymentEntry
    statement = (
        select(entry.customer_id)
        .where(entry.customer_id > after, entry.deleted_at.is_(None))
        .group_by(entry.customer_id)
        .having(func.sum(entry.delta) > 0)
        .order_by(entry.customer_id)
        .limit(AT_ONCE)
    )
    if project is not None:
        statement = statement.where(entry.project_id == project)
    return list(ctx.session.scalars(statement))


def _use(ctx: Context, customers: list[int], run: BillRun | None) -> None:
    """One chunk: constant SQL, one voucher for each project."""
    prepayment.hold(ctx, customers)
    held = prepayment.of_customers(ctx, customers)
    bills = {key: ids for key, ids in allocation.open_bills(ctx, customers).items() if key in held}
    if run is not None:
        bills = {key: ids for key, ids in bills.items() if key[1] == run.project_id}
    now = balance.owed(ctx, [id for ids in bills.values() for id in ids])
    planned = {key: plan(held[key], now, ids) for key, ids in bills.items()}
    for project in sorted({key[1] for key in planned}):
        mine = {key: one for key, one in planned.items() if key[1] == project and one[0]}
        if mine:
            _write(ctx, project, mine, now)


def _write(
    ctx: Context,
    project: int,
    mine: Mapping[tuple[int, int], tuple[list[balance.Share], list[Draw]]],
    now: Mapping[int, balance.Owed],
) -> None:
    day = ctx.today
    settled = {
        key: [allocation.settled(now[one.bill].bill, one.principal, one.late) for one in shares]
        for key, (shares, _) in mine.items()
    }
    payments = _payments(ctx, settled)
    voucher = _voucher(
        ctx, ctx.get(Payment, min(payments.values())), project, day,
        [(key[0], found) for key, found in settled.items()],
    )  # fmt: skip
    if voucher is not None:
        records.write_set(
            ctx, Payment, [{"id": id, "voucher_id": voucher.id} for id in payments.values()],
            action="each", audit=AUDIT,
        )  # fmt: skip
    allocation.write(
        ctx, [(payments[key], one) for key, found in settled.items() for one in found], on=day
    )
    prepayment.write(
        ctx, [row for key, (_, draws) in mine.items() for row in _rows(key, payments[key], draws)],
        at=ctx.now,
    )  # fmt: skip
    balance.apply_many(ctx, now, [one for shares, _ in mine.values() for one in shares], on=day)


def _payments(
    ctx: Context, settled: Mapping[tuple[int, int], list[Settled]]
) -> dict[tuple[int, int], int]:
    """One payment for each customer and project; their ids. Nobody else makes one for them: the customers are held."""
    made_after = ctx.session.scalar(select(func.max(Payment.id))) or 0
    rows = []
    for (customer, project), found in settled.items():
        amount = sum((one.total for one in found), NOTHING)
        rows.append(
            {
                "channel": CHANNEL, "customer_id": customer, "project_id": project,
                "amount": amount, "allocated": amount, "prepaid": 0, "refunded": 0,
                "rule": "oldest", "paid_at": ctx.now, "state": "settled",
            }
        )  # fmt: skip
    records.write_set(ctx, Payment, rows, action="make", audit=AUDIT)
    made = ctx.session.execute(
        select(Payment.customer_id, Payment.project_id, Payment.id).where(
            Payment.id > made_after,
            Payment.channel == CHANNEL,
            Payment.state == "settled",
            Payment.customer_id.in_({customer for customer, _ in settled}),
        )
    )
    return {(customer, project): id for customer, project, id in made}


def _voucher(
    ctx: Context,
    source: Payment,
    project: int,
    on: dt.date,
    settled: Iterable[tuple[int, list[Settled]]],
) -> Voucher | None:
    """Received in advance is used for receivables, a line for every customer; of many payments the first is its source."""
    found = [(customer, allocation.totals(shares)) for customer, shares in settled]
    return post_event(
        ctx, "prepay_offset", source, on=on,
        amounts={
            "late_vat": sum((one["late_vat"] for _, one in found), NOTHING),
            "vat_due": sum((one["vat_due"] for _, one in found), NOTHING),
        },
        aux={"project": project},
        lines=[
            Part(
                {
                    "amount": one["principal"], "late": one["late"],
                    "late_gross": one["late"] + one["late_vat"],
                },
                {"customer": customer, "project": project},
            )
            for customer, one in found
        ],
    )  # fmt: skip
