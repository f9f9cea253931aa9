"""Money that a channel took and nobody named (暂收款): owed at the settlement, a customer's payment once the cashier assigns it (3.1).

at the settlement   Dr channel    Cr 224105 unknown receipts      one voucher for all of a settlement
when assigned       Dr 224105     Cr channel                      and the payment as any other: Dr channel  Cr 1122, 2203

What nobody names may go back to whoever paid it: `refunds.unknown`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.custom.finance.books.people import as_system
from app.custom.finance.books.posting import post_event
from app.forms.suggested import Suggestion, suggests
from app.generated.bank_account import BankAccount
from app.generated.bill import Bill
from app.generated.channel_settlement import ChannelSettlement
from app.generated.channel_trade import ChannelTrade
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.open_receipt import OpenReceipt, open_receipt_hooks
from app.generated.payment import Payment
from app.generated.project import Project
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from .. import payments

NOTHING = Decimal(0)
MOST = 10


def keep(ctx: Context, settlement: ChannelSettlement, account: BankAccount) -> None:
    """A receipt for each trade of the settlement whose payer is unknown, and their voucher. The settlement is settled right now."""
    trades = ctx.session.scalars(
        select(ChannelTrade)
        .where(
            ChannelTrade.settlement_id == settlement.id,
            ChannelTrade.status == "unknown",
            ChannelTrade.deleted_at.is_(None),
        )
        .order_by(ChannelTrade.id)
    ).all()
    system = as_system(ctx)
    for trade in trades:
        system.create(
            OpenReceipt, settlement=settlement.id, trade=trade.id, channel=settlement.channel,
            trade_no=trade.trade_no, paid_at=trade.at, amount=trade.amount,
            project=account.project_id,
        )  # fmt: skip
    total = sum((trade.amount or NOTHING for trade in trades), NOTHING)
    if total:
        post_event(
            ctx, "receipt_held", settlement, on=settlement.on, amounts={"amount": total},
            aux={"project": account.project_id}, accounts={"channel": account.account_id},
        )  # fmt: skip


@open_receipt_hooks.on_transition("assign")
def becomes_a_payment(receipt: OpenReceipt, ctx: Context) -> None:
    """Of the customer: his oldest bills first, the rest is paid ahead; late fees are those of the day of payment."""
    if receipt.customer_id is None:
        raise RuleViolation("请选择客户 / Choose a customer.", field="customer")
    customer = ctx.get(Customer, receipt.customer_id)
    if customer.state == "merged":
        raise RuleViolation(
            "该客户档案已合并，请选择合并后的客户 / This profile was merged: choose the one that it became.",
            field="customer",
        )
    _must_be_of_the_project(ctx, receipt, customer)
    project = receipt.project_id or customer.project_id
    settlement = ctx.get(ChannelSettlement, receipt.settlement_id)
    account = ctx.get(BankAccount, settlement.account_id)
    trade = ctx.get(ChannelTrade, receipt.trade_id)
    # In the month of the payment, not in that of the press: else the channel would hold the money twice at its end.
    paid_on = clock.local(receipt.paid_at or ctx.now).date()
    voucher = post_event(
        ctx, "receipt_assigned", receipt, on=max(paid_on, settlement.on), amounts={"amount": receipt.amount},
        aux={"project": receipt.project_id, "customer": customer.id},
        accounts={"channel": account.account_id},
    )  # fmt: skip
    receipt.voucher_id = voucher.id if voucher else None
    system = as_system(ctx)
    payment = system.create(
        Payment, channel=receipt.channel, customer=customer.id, project=project,
        amount=receipt.amount, account=account.id, note=f"暂收款 {receipt.receipt_no} 认领",
    )  # fmt: skip
    payment = payments.settle(
        system, payment, channel_trade_no=receipt.trade_no, fee=trade.fee,
        at=receipt.paid_at or ctx.now,
    )  # fmt: skip
    payment = system.update(payment, settlement=settlement.id)
    system.transition(payment, "reconcile")
    system.update(trade, payment=payment.id, status="matched")
    receipt.payment_id = payment.id


def _must_be_of_the_project(ctx: Context, receipt: OpenReceipt, customer: Customer) -> None:
    """Money of one project's merchant pays no debt of another: its books would hold what is the other's.

    Whoever is kept, lives or owes there belongs to it.
    """
    project = receipt.project_id
    if project is None or customer.project_id == project:
        return
    there = (
        select(of.id)
        .where(of.customer_id == customer.id, of.project_id == project, of.deleted_at.is_(None))
        .exists()
        for of in (Occupancy, Bill)
    )
    if not ctx.session.scalar(select(or_(*there))):
        raise RuleViolation(
            f"这笔款进了项目“{_name(ctx, project)}”的商户，不能认领给其他项目的客户：请选该项目的客户，或申请退回付款人 / "
            f"This money came to the merchant of {_name(ctx, project)} and is not assigned to a customer of another project:"
            " choose a customer of that one, or ask for it to be given back.",
            field="customer",
            code="other_project",
        )


def _name(ctx: Context, project: int) -> str:
    return str(ctx.get(Project, project).name)


def likely(ctx: Context, record: Mapping[str, Any]) -> list[Suggestion]:
    """Customers who owe a bill of the very amount, the oldest due day first. One statement; the dialog asks whom the reader may see."""
    receipt = ctx.session.execute(
        select(OpenReceipt.amount, OpenReceipt.project_id).where(OpenReceipt.id == record["id"])
    ).one()
    rows = ctx.session.execute(
        select(Bill.customer_id, Bill.bill_no)
        .where(
            Bill.balance == receipt.amount,
            Bill.state.in_(("open", "partial")),
            *([Bill.project_id == receipt.project_id] if receipt.project_id else []),
            Bill.deleted_at.is_(None),
        )
        .order_by(Bill.due_on, Bill.id)
        .limit(MOST)
    )
    return [
        Suggestion(
            customer,
            message(zh=f"账单 {number} 未收正好 {receipt.amount} 元", en=f"Owes {receipt.amount} CNY for {number}"),
        )
        for customer, number in rows
    ]  # fmt: skip


suggests(OpenReceipt, "assign", "customer", likely)
