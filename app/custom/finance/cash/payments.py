"""Payments (3.1): received at the counter or settled by a channel; bills, prepayment and voucher in one transaction.

    from app.custom.finance.cash.payments import settle

    settle(ctx, payment, channel_trade_no="42000…", fee=Decimal("0.60"), at=paid_at)

is how a channel's notice is booked: once, however often it comes, also when the payment was closed before.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.books.posting import post_event
from app.custom.finance.fees import balance
from app.generated.bank_account import BankAccount
from app.generated.bill import Bill
from app.generated.payment import Payment, payment_hooks
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import accounts, allocation, offsets, prepayment, receipt_numbers

NOTHING = Decimal(0)
BOOKED = ("settled", "reconciled", "refunded")
WAITING = ("created", "pending", "failed")
ONLINE = ("wechat", "alipay")
WITH_NUMBER = ("pos", "bank")
FREE_FIELDS = {"note", "payer_name"}
"""What may still be written when the money is there."""


def settle(
    ctx: Context, payment: Payment, *, channel_trade_no: str, fee: Decimal | None, at: dt.datetime
) -> Payment:
    """Book a payment that the channel says has arrived; `fee` in yuan, `at` aware, when it was paid.

    Exactly once: the payment is locked, and a second call with the same number returns it as it is. Works from created,
    pending and failed. Raises RuleViolation: `other_trade` when it was settled by another trade (the money came twice:
    somebody must give it back), or what the books refuse; then nothing is written. Whoever calls has compared signature,
    merchant, currency and amount.
    """
    payment = locked(ctx, payment.id)
    if payment.state in BOOKED:
        if payment.channel_trade_no == channel_trade_no:
            return payment
        raise RuleViolation(
            f"收款单 {payment.payment_no} 已由渠道流水 {payment.channel_trade_no} 入账 / "
            f"{payment.payment_no} was settled by trade {payment.channel_trade_no} already.",
            code="other_trade",
        )
    payment = ctx.update(payment, channel_trade_no=channel_trade_no, channel_fee=fee, paid_at=at)
    return ctx.transition(payment, "settle")


def locked(ctx: Context, id: int) -> Payment:
    """The payment as it is now; nobody else changes it until the transaction ends."""
    ctx.session.flush()
    found: Payment = ctx.query(
        select(Payment)
        .where(Payment.id == id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return found


# -- made by people --------------------------------------------------------------------------------


@payment_hooks.on_create
def is_possible(payment: Payment, ctx: Context) -> None:
    """At the counter with the bank's number; residents online; chosen bills of the same project that ask for something."""
    _must_have_number(payment)
    if ctx.by_person and "customer" in ctx.actor.roles and payment.channel not in ONLINE:
        raise RuleViolation(
            "住户请选微信或支付宝；现金、刷卡、转账由收费员登记 / "
            "Residents pay by WeChat or Alipay; cash, cards and transfers are entered by the cashier.",
            field="channel",
        )
    _must_fit(ctx, payment)
    if payment.rule == "chosen":
        _must_ask(ctx, payment)


@payment_hooks.on_create_many
def are_offsets(ids: list[int], ctx: Context) -> None:
    """The system makes offsets in bulk, which were judged while they were reckoned; anything else is judged one by one."""
    others = ctx.query(
        select(Payment).where(Payment.id.in_(ids), Payment.channel != offsets.CHANNEL)
    )
    for payment in others:
        is_possible(payment, ctx)


@payment_hooks.on_update
def stays_as_it_was(payment: Payment, ctx: Context) -> None:
    """Once it is under way nobody rewrites it: close it and make another one."""
    changed = set(ctx.changes) - FREE_FIELDS
    if not ctx.by_person or not changed:
        return
    if payment.state != "created":
        raise RuleViolation(
            "已提交或已入账的收款单不能修改；有误请关闭重开，或走退款 / "
            "A payment under way is not changed: close it and make another, or give the money back.",
            field=sorted(changed)[0],
        )
    is_possible(payment, ctx)


def _must_have_number(payment: Payment) -> None:
    if payment.channel in WITH_NUMBER and not payment.channel_trade_no:
        raise RuleViolation(
            "请填写银行流水号或 POS 参考号 / Enter the bank's or the terminal's reference.",
            field="channel_trade_no",
        )


def _must_fit(ctx: Context, payment: Payment) -> None:
    """The account takes this channel, is in use and belongs to the project or to all."""
    if payment.account_id is None:
        return
    account = ctx.get(BankAccount, payment.account_id)
    fits = accounts.KIND.get(payment.channel) == account.kind and account.active is not False
    if not fits or account.project_id not in (None, payment.project_id):
        raise RuleViolation(
            f"账户 {account.name} 不收这个渠道或这个项目的款 / "
            f"{account.name} does not take this channel, or not for this project.",
            field="account",
        )


def _must_ask(ctx: Context, payment: Payment) -> None:
    if not payment.chosen:
        raise RuleViolation("请选择要缴的账单 / Choose the bills to be paid.", field="chosen")
    now = balance.owed(ctx, [bill.id for bill in payment.chosen])
    for one in now.values():
        _must_be_of(payment, one.bill)
        if not one.total:
            raise _asks_nothing(ctx, one.bill)


def _must_be_of(payment: Payment, bill: Bill) -> None:
    own = payment.channel != offsets.CHANNEL or bill.customer_id == payment.customer_id
    if bill.project_id != payment.project_id or not own:
        raise RuleViolation(
            f"账单 {bill.bill_no} 不属于这个项目或客户 / {bill.bill_no} is of another project or customer.",
            field="chosen",
        )


def _asks_nothing(ctx: Context, bill: Bill) -> RuleViolation:
    by = ctx.session.scalar(
        select(Payment.payment_no)
        .join(PaymentAllocation, PaymentAllocation.payment_id == Payment.id)
        .where(PaymentAllocation.bill_id == bill.id, PaymentAllocation.deleted_at.is_(None))
        .order_by(PaymentAllocation.id.desc())
        .limit(1)
    )
    zh, en = (f"（收款单 {by}）", f" (by {by})") if by else ("", "")
    return RuleViolation(
        f"账单 {bill.bill_no} 已结清{zh}，请先核对再收款 / {bill.bill_no} asks for nothing any more{en}: check before you take money.",
        field="chosen",
        code="not_open",
    )


# -- the money is there ----------------------------------------------------------------------------


@payment_hooks.on_transition("receive")
def take(payment: Payment, ctx: Context) -> None:
    """At the counter. Who was slower than a colleague is told, and nothing is taken twice."""
    payment.paid_at = ctx.now
    prepayment.hold(ctx, [payment.customer_id])
    if payment.channel == offsets.CHANNEL:
        offsets.by_hand(ctx, payment, on=ctx.today)
        return
    if payment.rule == "chosen":
        _must_ask(ctx, payment)
    else:
        _must_be_undisturbed(ctx, payment)
    book(ctx, payment, on=ctx.today)


@payment_hooks.on_transition("settle")
def arrived(payment: Payment, ctx: Context) -> None:
    """By a channel: late fees are those of the day on which it was paid."""
    payment.paid_at = payment.paid_at or ctx.now
    prepayment.hold(ctx, [payment.customer_id])
    book(ctx, payment, on=clock.local(payment.paid_at).date())


def _must_be_undisturbed(ctx: Context, payment: Payment) -> None:
    """Nobody settled bills of this customer since the payment was written down: the amount was meant for them."""
    by = ctx.session.scalar(
        select(Payment.payment_no)
        .join(PaymentAllocation, PaymentAllocation.payment_id == Payment.id)
        .where(
            PaymentAllocation.customer_id == payment.customer_id,
            PaymentAllocation.project_id == payment.project_id,
            PaymentAllocation.created_at > payment.created_at,
            PaymentAllocation.refund_id.is_(None),
            PaymentAllocation.deleted_at.is_(None),
        )
        .limit(1)
    )
    if by is not None:
        raise RuleViolation(
            f"建单之后收款单 {by} 已收了该客户的账单。请关闭本单，核对余额后重新收款 / "
            f"{by} settled bills of this customer after this payment was written down: close it, look at what is owed, and begin anew.",
            code="settled_meanwhile",
        )


def book(ctx: Context, payment: Payment, *, on: dt.date) -> None:
    """Bills, prepayment, receipt number and voucher, or nothing at all. Payment and customer are locked."""
    found, left = allocation.settle(ctx, payment, on=on)
    if left:
        prepayment.change(
            ctx, customer=payment.customer_id, project=payment.project_id, delta=left,
            payment=payment.id,
        )  # fmt: skip
    payment.allocated = payment.amount - left
    payment.prepaid = left
    payment.receipt_no = receipt_numbers.next_number(ctx, payment.project_id, on)
    voucher = post_event(
        ctx, "payment_settled", payment, on=on,
        amounts={**allocation.totals(found), "amount": payment.amount, "prepaid": left},
        aux={"customer": payment.customer_id, "project": payment.project_id},
        accounts={
            "received": accounts.ledger_of(
                ctx, payment.channel, payment.project_id, payment.account_id
            )
        },
        lines=[one.part() for one in found],
    )  # fmt: skip
    payment.voucher_id = voucher.id if voucher else None
