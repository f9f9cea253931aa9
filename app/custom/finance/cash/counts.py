"""The daily cash count (日结): what the drawer must hold, what it holds, what went to the bank; each payment in one count (3.1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.books.posting import post_event
from app.generated.cash_count import CashCount, cash_count_hooks
from app.generated.payment import Payment
from app.generated.project import Project
from app.generated.refund import Refund
from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import accounts, payments
from .refunds import done

NOTHING = Decimal(0)
AUDIT = "daily count"
CASH = "cash"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What came and went since the last count; ids of payments and refunds, yuan."""

    opening: Decimal
    payments: dict[int, Decimal]
    refunds: dict[int, Decimal]

    @property
    def received(self) -> Decimal:
        return sum(self.payments.values(), NOTHING)

    @property
    def refunded(self) -> Decimal:
        return sum(self.refunds.values(), NOTHING)


def reckon(ctx: Context, count: CashCount) -> Reckoned:
    """Of the project, up to and with its day, what stands in no other count; the opening is what was counted last."""
    ctx.session.flush()
    until = _end_of(count.on)
    came = ctx.session.execute(
        select(Payment.id, Payment.amount)
        .where(
            Payment.project_id == count.project_id,
            Payment.channel == CASH,
            Payment.state.in_(payments.BOOKED),
            Payment.paid_at < until,
            Payment.cash_count_id.is_(None),
            Payment.deleted_at.is_(None),
        )
        .order_by(Payment.id)
    ).all()
    went = ctx.session.execute(
        select(Refund.id, Refund.amount)
        .join(Payment, Payment.id == Refund.payment_id)
        .where(
            Refund.project_id == count.project_id,
            Payment.channel == CASH,
            Refund.original.is_not(False),
            Refund.state == "paid",
            Refund.paid_at < until,
            Refund.cash_count_id.is_(None),
            Refund.deleted_at.is_(None),
        )
        .order_by(Refund.id)
    ).all()
    return Reckoned(
        _opening(ctx, count),
        {id: amount or NOTHING for id, amount in came},
        {id: amount or NOTHING for id, amount in went},
    )


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.zone())


def _opening(ctx: Context, count: CashCount) -> Decimal:
    last = ctx.session.scalar(
        select(CashCount.counted)
        .where(
            CashCount.project_id == count.project_id,
            CashCount.state == "checked",
            CashCount.on < count.on,
            CashCount.deleted_at.is_(None),
        )
        .order_by(CashCount.on.desc())
        .limit(1)
    )
    return last or NOTHING


def _fill(count: CashCount, found: Reckoned) -> None:
    count.opening = found.opening
    count.received = found.received
    count.refunded = found.refunded
    count.payments = len(found.payments)
    count.expected = found.opening + found.received - found.refunded - (count.banked or NOTHING)


@cash_count_hooks.on_create
def is_in_turn(count: CashCount, ctx: Context) -> None:
    """Not for a day to come, not before one that was checked."""
    _must_be_in_turn(ctx, count)
    _fill(count, reckon(ctx, count))


@cash_count_hooks.on_update
def reckon_anew(count: CashCount, ctx: Context) -> None:
    """While it is a draft."""
    if not ctx.by_person:
        return
    if count.state != "draft":
        raise RuleViolation(
            "已提交的日结不能修改，请会计退回后再改 / A submitted count is not changed: have it sent back first.",
            field=sorted(ctx.changes)[0],
        )
    _must_be_in_turn(ctx, count)
    _fill(count, reckon(ctx, count))


def _must_be_in_turn(ctx: Context, count: CashCount) -> None:
    if count.on > ctx.today:
        raise RuleViolation("不能预先日结 / A day to come is not counted yet.", field="on")
    later = ctx.session.scalar(
        select(CashCount.on)
        .where(
            CashCount.project_id == count.project_id,
            CashCount.on > count.on,
            CashCount.state.in_(("submitted", "checked")),
            CashCount.deleted_at.is_(None),
        )
        .order_by(CashCount.on)
        .limit(1)
    )
    if later is not None:
        raise RuleViolation(
            f"{later} 已日结，之前的日期不能再结 / {later} was counted: no day before it is counted any more.",
            field="on",
        )


@cash_count_hooks.on_transition("submit")
def hold_what_was_counted(count: CashCount, ctx: Context) -> None:
    """Its payments and refunds belong to it from now on; what comes later falls into the next count."""
    ctx.session.execute(
        select(Project.id).where(Project.id == count.project_id).with_for_update(key_share=True)
    )
    _must_be_in_turn(ctx, count)
    _must_follow(ctx, count)
    found = reckon(ctx, count)
    _fill(count, found)
    off = count.counted - (count.expected or NOTHING)
    if off and not count.reason:
        raise RuleViolation(
            f"应存 {count.expected} 元，实点 {count.counted} 元，差 {off} 元：请重新清点，或说明差额 / "
            f"{count.expected} CNY must be there and {count.counted} CNY are: count again, or explain {off} CNY.",
            field="reason",
            code="difference",
        )
    _mark(ctx, Payment, found.payments, count.id)
    _mark(ctx, Refund, found.refunds, count.id)


def _must_follow(ctx: Context, count: CashCount) -> None:
    """The opening is only known once the counts before are checked."""
    before = ctx.session.scalar(
        select(CashCount.on)
        .where(
            CashCount.project_id == count.project_id,
            CashCount.on < count.on,
            CashCount.state != "checked",
            CashCount.deleted_at.is_(None),
        )
        .order_by(CashCount.on)
        .limit(1)
    )
    if before is not None:
        raise RuleViolation(
            f"{before} 的日结还没有复核，请先完成 / The count of {before} was not checked yet: see to it first.",
            code="not_in_turn",
        )


def _mark(
    ctx: Context, entity: type[Payment] | type[Refund], ids: dict[int, Decimal], count: int
) -> None:
    records.write_set(
        ctx, entity, [{"id": id, "cash_count_id": count} for id in ids], action="each", audit=AUDIT
    )


@cash_count_hooks.on_transition("send_back")
def let_go(count: CashCount, ctx: Context) -> None:
    """Counted anew: nothing belongs to it."""
    for entity in (Payment, Refund):
        ids = ctx.session.scalars(select(entity.id).where(entity.cash_count_id == count.id)).all()
        records.write_set(
            ctx, entity, [{"id": id, "cash_count_id": None} for id in ids], action="each",
            audit=AUDIT,
        )  # fmt: skip


@cash_count_hooks.on_transition("check")
def into_the_books(count: CashCount, ctx: Context) -> None:
    """What went to the bank and what is too much or too little; cash that was given back has arrived."""
    aux = {"project": count.project_id}
    cash = accounts.ledger_of(ctx, CASH, count.project_id, None)
    vouchers = [
        post_event(
            ctx, "cash_banked", count, on=count.on, amounts={"amount": count.banked or NOTHING},
            aux=aux,
            accounts={"cash": cash, "bank": accounts.ledger_of(ctx, "bank", count.project_id, None)},
        ),
        post_event(
            ctx, "cash_difference", count, on=count.on, amounts=_difference(count), aux=aux,
            accounts={"cash": cash},
        ),
    ]  # fmt: skip
    made = [one.id for one in vouchers if one is not None]
    count.voucher_id = made[0] if made else None
    for refund in ctx.query(
        select(Refund).where(Refund.cash_count_id == count.id, Refund.state == "paid")
    ).all():
        done(ctx, refund)


def _difference(count: CashCount) -> dict[str, Decimal]:
    more = count.counted - (count.expected or NOTHING)
    return {"over": max(more, NOTHING), "short": max(-more, NOTHING)}
