"""A resident pays online: an order at the channel, the way to pay it, its end (3.1).

    start(ctx, bills, channel, shown)   the payment, submitted; the channel learns of it when the way to pay is shown
    way(ctx, payment)                   a code or an address
    ask(ctx, payment)                   what the channel says now; booked when it was paid

No channel is asked inside a transaction.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.fees import balance
from app.generated.bill import Bill
from app.generated.payment import Payment, payment_hooks
from app.runtime import jobs, query, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, StaleRecord, message

from .. import gateway
from ..gateway import Order, Presented, Unreachable
from . import channels
from .booking import Outcome, book_once
from .settings import CHANNELS

LIFE = dt.timedelta(minutes=30)
"""How long an order may be paid (domain.md §3.8)."""
ASKED_AFTER = (2, 5, 10, 20)
"""Minutes after which the channel is asked by ourselves: notices get lost."""
AT_ONCE = 500
MOST_BILLS = 100
ASK = "payments.ask"


@payment_hooks.on_transition("submit")
def order_has_a_number(payment: Payment, ctx: Context) -> None:
    """A number that no other system with the same merchant gives, and half an hour."""
    if payment.channel not in CHANNELS:
        raise RuleViolation(
            "只有微信、支付宝在线支付；其他渠道请由收费员确认收款 / "
            "Only WeChat Pay and Alipay are paid online; the cashier receives all others.",
            field="channel",
        )
    payment.out_trade_no = f"{payment.payment_no}-{secrets.token_hex(3)}"
    payment.expires_at = ctx.now + LIFE


# -- asking for a payment ----------------------------------------------------------------------------


def asked_for(ctx: Context, bills: Sequence[int]) -> Decimal:
    """What these bills come to today, late fees included; yuan. Inside a write: they are locked."""
    return sum((one.total for one in balance.owed(ctx, bills).values()), Decimal(0))


def start(ctx: Context, bills: Sequence[int], channel: str, shown: Decimal) -> Payment:
    """The resident's payment of these bills of his, submitted.

    `shown`: the total that he agreed to. Raises RuleViolation when nothing was chosen, when the channel is not offered,
    when the bills ask for another amount by now (`changed`), or are of several projects.
    """
    if not bills or len(bills) > MOST_BILLS:
        raise RuleViolation(
            f"请选择要缴的账单（一次最多 {MOST_BILLS} 张） / Choose the bills to pay, at most {MOST_BILLS} at a time.",
            field="bills",
        )
    if channel not in channels.offered():
        raise RuleViolation("请选择支付方式 / Choose how to pay.", field="channel")
    seen = [query.get(ctx, Bill, id, columns=["project", "customer"]) for id in bills]
    projects = {row["project"]["id"] for row in seen}
    if len(projects) != 1:
        raise RuleViolation(
            "不同项目的账单请分开支付 / Pay the bills of different projects separately.",
            field="bills",
        )
    give_up_others(ctx, bills)
    with records.writing(ctx):
        now = asked_for(ctx.within(ctx.operation), bills)
        if now != shown:
            raise RuleViolation(
                f"应缴金额已变为 {now} 元，请核对后再支付 / These bills come to {now} CNY by now: look again, then pay.",
                field="bills",
                code="changed",
            )
        made = records.create(
            ctx,
            Payment,
            {
                "channel": channel, "customer": ctx.actor.value(("customer",)),
                "project": projects.pop(), "amount": now, "rule": "chosen", "chosen": list(bills),
            },
        )  # fmt: skip
        return records.transition(ctx, Payment, made.id, "submit")


def give_up_others(ctx: Context, bills: Sequence[int]) -> None:
    """Close what this resident began for one of the same bills and did not pay: nobody shall pay twice."""
    customer = ctx.actor.value(("customer",))
    system = Context.system(channel="portal")
    with system:
        waiting = system.session.scalars(
            select(Payment)
            .where(
                Payment.customer_id == customer,
                Payment.state == "pending",
                Payment.channel.in_(CHANNELS),
                Payment.deleted_at.is_(None),
                Payment.chosen.any(Bill.id.in_(bills)),
            )
            .order_by(Payment.id)
        ).all()
        for one in waiting:
            end(system, one.id)


# -- the channel -------------------------------------------------------------------------------------


def way(payment: Payment, subject: str) -> Presented:
    """How to pay a pending payment. Raises RuleViolation when it is too late or the channel does not answer."""
    if payment.state != "pending" or payment.out_trade_no is None or payment.expires_at is None:
        raise RuleViolation("这笔支付已结束 / This payment is over.", code="over")
    order = Order(payment.out_trade_no, payment.amount, subject, payment.expires_at)
    try:
        return gateway.of(payment.channel).pay(order)
    except Unreachable as problem:
        raise unreachable() from problem


def ask(ctx: Context, payment: Payment) -> Outcome:
    """What the channel says of it now: booked when it was paid. Raises RuleViolation without an answer."""
    if payment.out_trade_no is None:
        return Outcome("waiting")
    gate = gateway.of(payment.channel)
    try:
        trade = gate.query(payment.out_trade_no)
    except Unreachable as problem:
        raise unreachable() from problem
    if trade is None:
        return Outcome("waiting")
    return book_once(ctx, payment.channel, trade, gate.merchant)


def end(ctx: Context, id: int) -> str:
    """Nobody pays it any more: closed at the channel, asked once more, then not paid; or booked. Returns its state."""
    payment = ctx.get(Payment, id)
    if payment.state != "pending" or payment.out_trade_no is None:
        return payment.state
    try:
        gateway.of(payment.channel).close(payment.out_trade_no)
    except Unreachable as problem:
        raise unreachable() from problem
    # Who paid in the last moment is found here, after the door was shut.
    if ask(ctx, payment).became == "waiting":
        _fail(ctx, id)
    return ctx.get(Payment, id).state


def _fail(ctx: Context, id: int) -> None:
    payment = ctx.get(Payment, id)
    if payment.state != "pending":
        return
    try:
        ctx.transition(payment, "fail", note="超时或放弃支付 / Not paid in time, or given up")
    except StaleRecord:
        # Its notice was faster: it is booked.
        ctx.session.rollback()


def unreachable() -> RuleViolation:
    return RuleViolation(
        "支付渠道暂时没有回应，请稍后再试；若已付款，到账后会自动入账，请勿重复支付 / "
        "The channel does not answer: try again soon. If you have paid, it is booked by itself: do not pay twice.",
        code="unreachable",
    )


# -- by itself ---------------------------------------------------------------------------------------


@jobs.schedule(
    "payments.watch",
    cron="0 * * * * *",
    label=message(zh="查询与关闭未支付订单", en="Ask for and close orders that are not paid"),
)
def watch(ctx: Context) -> None:
    """Every minute: what is over is ended, what waits for some minutes is asked for."""
    waiting = ctx.session.execute(
        select(Payment.id, Payment.expires_at)
        .where(
            Payment.state == "pending",
            Payment.channel.in_(CHANNELS),
            Payment.expires_at.is_not(None),
            Payment.deleted_at.is_(None),
        )
        .order_by(Payment.expires_at)
        .limit(AT_ONCE)
    ).all()
    asked = []
    for id, expires_at in waiting:
        if expires_at is None:
            continue
        minutes = int((ctx.now - (expires_at - LIFE)).total_seconds() // 60)
        if expires_at <= ctx.now or minutes in ASKED_AFTER:
            # What is over is tried for as long as the channel does not answer, every ten minutes anew.
            asked.append(
                jobs.Asked(
                    f"payment {id} {minutes if minutes < 30 else minutes // 10 * 10}",
                    {"payment": id},
                )
            )
    jobs.enqueue_many(ctx, ASK, asked)


@jobs.job(
    ASK,
    atomic=False,
    lock="payment {payment}",
    label=message(zh="查询支付结果", en="Ask what became of an order"),
)
def ask_channel(ctx: Context, *, payment: int) -> None:
    """One order: asked for, and ended when its time is over."""
    found = ctx.get(Payment, payment)
    if found.state != "pending" or found.expires_at is None:
        return
    if found.expires_at <= ctx.now:
        end(ctx, payment)
    else:
        ask(ctx, found)
