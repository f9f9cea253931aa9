"""The steps of a refund: possible, worked out, approved, and paid with bills, prepayment and voucher in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from app.custom.finance.books.people import as_system
from app.custom.finance.books.posting import Part, post_event
from app.custom.finance.fees import balance
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.payment import Payment
from app.generated.refund import Refund, refund_hooks
from app.generated.voucher import Voucher
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import accounts, allocation, gateway, offsets, payments, prepayment
from . import notices, sending, unknown
from .plans import Plan, left_of, plan, too_much

NOTHING = Decimal(0)
WHERE_TO = {"original", "bank_account", "account_name"}
FREE_FIELDS = WHERE_TO | {"reason"}


@refund_hooks.on_create
def is_possible(refund: Refund, ctx: Context) -> None:
    """Of money that arrived; what a move-out comes to is worked out here. An unknown receipt waits from now on."""
    if unknown.is_of(refund):
        unknown.ask(ctx, refund)
    else:
        _reckon(ctx, refund)


@refund_hooks.on_update
def reckon_anew(refund: Refund, ctx: Context) -> None:
    """As long as nobody worked on it; later only where the money goes may be put right, and not that once it was approved."""
    changed = set(ctx.changes) - FREE_FIELDS
    if not ctx.by_person:
        return
    if refund.state not in ("requested", "calculated", "approved") or (
        changed and refund.state != "requested"
    ):
        raise RuleViolation(
            "已核算的退款不能修改，请驳回后重新申请 / A refund that was worked out is not changed: have it rejected and ask anew.",
            field=sorted(changed or ctx.changes)[0],
        )
    if refund.state == "approved" and WHERE_TO & set(ctx.changes):
        raise RuleViolation(
            "退款已批准，收款账户不能再改：请驳回后重新申请 / "
            "It was approved to go there: for another account have it rejected and ask anew.",
            field=sorted(WHERE_TO & set(ctx.changes))[0],
            code="approved",
        )
    if "receipt" in changed or unknown.KIND in ctx.changes.get("kind", ()):
        raise RuleViolation(
            "退暂收款不能改为其他退款，请驳回后重新申请 / A refund of an unknown receipt stays one of that receipt: have it rejected and ask anew.",
            field="receipt" if "receipt" in changed else "kind",
            code="other_receipt",
        )
    _judge(ctx, refund)


@refund_hooks.on_transition("calculate")
def work_out(refund: Refund, ctx: Context) -> None:
    """The amount that was typed must be there; that of a move-out is reckoned."""
    _judge(ctx, refund)


@refund_hooks.on_transition("approve")
def is_still_there(refund: Refund, ctx: Context) -> None:
    """Nobody approves what cannot be paid."""
    _judge(ctx, refund)


@refund_hooks.on_transition("approve_large")
def is_still_there_too(refund: Refund, ctx: Context) -> None:
    """The same for large ones."""
    _judge(ctx, refund)


@refund_hooks.on_transition("reject")
def tell_no(refund: Refund, ctx: Context) -> None:
    """Whoever asked for it hears why."""
    if unknown.is_of(refund):
        unknown.keep(ctx, refund)
    notices.rejected(ctx, refund, ctx.note)


def _judge(ctx: Context, refund: Refund) -> None:
    """Whether it may still go on, of a payment or of an unknown receipt."""
    if unknown.is_of(refund):
        unknown.reckon(ctx, refund)
    else:
        _reckon(ctx, refund)


def _payment(ctx: Context, refund: Refund) -> Payment:
    """Locked. The schema asks for one; a program may have sent an unknown receipt beside it."""
    if refund.payment_id is None or refund.receipt_id is not None:
        raise RuleViolation(
            "请选择原收款，不选暂收款；退暂收款请选该类型 / Choose the payment and no unknown receipt: those are of their own kind.",
            field="payment" if refund.payment_id is None else "receipt",
            code="not_both",
        )
    return payments.locked(ctx, refund.payment_id)


def _reckon(ctx: Context, refund: Refund) -> Plan:
    """What goes back as things stand now. A move-out gets its amount here, until somebody has worked it out."""
    payment = _payment(ctx, refund)
    if payment.state not in ("settled", "reconciled"):
        raise RuleViolation(
            f"收款单 {payment.payment_no} 没有可退的款 / Nothing of {payment.payment_no} can go back.",
            field="payment",
        )
    if payment.channel == offsets.CHANNEL and refund.kind not in ("move_out", "mistake"):
        raise RuleViolation(
            "预存抵扣单不能退现，请在原收款单上退 / This payment only used money paid ahead: give back the payment that brought it.",
            field="payment",
        )
    made = plan(ctx, refund, payment)
    if refund.kind == "move_out" and _is_worked_out(ctx):
        _must_be_as_worked_out(refund, made)
    elif refund.kind == "move_out":
        refund.amount, refund.calc = made.amount or None, made.calc
        if not made.amount and (refund.state != "requested" or refund.move_out_on is not None):
            raise RuleViolation(
                "按此退房日没有可退的费用 / With that last day nothing of this payment goes back.",
                field="move_out_on",
            )
    most = left_of(ctx, refund, payment)
    if (refund.amount or NOTHING) > most:
        raise too_much(most)
    _must_not_be_invoiced(ctx, made)
    return made


def _is_worked_out(ctx: Context) -> bool:
    """Whether this step stands on an amount that somebody has seen: it is not replaced behind his back."""
    return ctx.operation.transition in ("approve", "approve_large", "pay")


def _must_be_as_worked_out(refund: Refund, made: Plan) -> None:
    if made.amount != refund.amount:
        raise RuleViolation(
            f"核算后情况已变，现在应退 {made.amount} 元，请驳回后重新申请 / "
            f"It comes to {made.amount} CNY now: have it rejected and ask anew.",
            code="changed",
        )


def _must_not_be_invoiced(ctx: Context, made: Plan) -> None:
    numbers = ctx.session.scalars(
        select(Bill.bill_no).where(Bill.id.in_(list(made.bills)), Bill.invoiced > 0)
    ).all()
    if numbers:
        names = "、".join(str(one) for one in numbers)
        raise RuleViolation(
            f"账单 {names} 已开票，请先红冲发票再退款 / {names}: invoiced; reverse the invoice first.",
            field="payment",
            code="invoiced",
        )


# -- paying -------------------------------------------------------------------------------------------


@refund_hooks.on_transition("pay")
def pay(refund: Refund, ctx: Context) -> None:
    """Bills are open again (or reduced, at a move-out), what was paid ahead is less, and the books say so, or nothing at all."""
    if unknown.is_of(refund):
        unknown.pay(ctx, refund)
        sending.begin_unknown(ctx, refund)
        return
    payment = _payment(ctx, refund)
    prepayment.hold(ctx, [payment.customer_id])
    _must_have_a_way(refund, payment)
    made = _reckon(ctx, refund)
    _must_be_as_worked_out(refund, made)
    refund.paid_at = ctx.now
    found = _take_back(ctx, refund, payment, made)
    if payment.channel == offsets.CHANNEL:
        voucher = _to_prepayment(ctx, refund, payment, found)
    else:
        voucher = _out(ctx, refund, payment, made, found)
    refund.voucher_id = voucher.id if voucher else None
    refunded = (payment.refunded or NOTHING) + made.amount
    payment = ctx.update(payment, refunded=refunded)
    if refunded == payment.amount:
        ctx.transition(payment, "refund")
    sending.begin(ctx, refund, payment)
    notices.paid(ctx, refund)


def _must_have_a_way(refund: Refund, payment: Payment) -> None:
    if (
        refund.original
        and payment.channel in payments.ONLINE
        and not gateway.knows(payment.channel)
    ):
        raise RuleViolation(
            "这个支付渠道没有配置，请改为退到银行账户 / This channel is not set up: give it back to a bank account.",
            field="original",
            code="no_gateway",
        )


def _take_back(
    ctx: Context, refund: Refund, payment: Payment, made: Plan
) -> list[allocation.Settled]:
    """From the bills; negative shares, as they stood before."""
    if made.prepaid:
        prepayment.change(
            ctx, customer=payment.customer_id, project=payment.project_id, delta=-made.prepaid,
            refund=refund.id,
        )  # fmt: skip
    now = balance.owed(ctx, made.bills)
    # Asked for once more, now that they are locked: an invoice may have been quicker.
    _must_not_be_invoiced(ctx, made)
    found = []
    for id, parts in sorted(made.bills.items()):
        bill = now[id].bill
        share = allocation.settled(bill, -parts["principal"], -parts["late"])
        bill = balance.take_back(ctx, bill, parts["principal"], parts["late"], on=ctx.today)
        allocation.write(ctx, [(payment.id, share)], on=ctx.today, refund=refund.id)
        if refund.kind == "move_out":
            _reduce(ctx, refund, bill, parts["principal"])
        found.append(share)
    return found


def _reduce(ctx: Context, refund: Refund, bill: Bill, amount: Decimal) -> None:
    """What was not used is no longer owed. The refund was approved; its reduction needs nobody else."""
    system = as_system(ctx)
    asked = system.create(
        BillReduction, bill=bill.id, kind="correction", amount=amount, refund=refund.id,
        reason=f"退房结算 {refund.refund_no} / Move-out {refund.refund_no}",
    )  # fmt: skip
    system.transition(asked, "approve")


def _out(
    ctx: Context,
    refund: Refund,
    payment: Payment,
    made: Plan,
    found: list[allocation.Settled],
) -> Voucher | None:
    channel = payment.channel if refund.original else "bank"
    account = payment.account_id if refund.original else None
    return post_event(
        ctx, "refund_paid", refund, on=ctx.today,
        amounts={
            **_positive(allocation.totals(found)), "amount": made.amount,
            "prepaid": made.prepaid, "deposit": made.deposit,
        },
        aux={"customer": payment.customer_id, "project": payment.project_id},
        accounts={"paid_from": accounts.ledger_of(ctx, channel, payment.project_id, account)},
        lines=[Part(_positive(one.part().amounts), one.part().aux) for one in found],
    )  # fmt: skip


def _positive(amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: -amount for name, amount in amounts.items()}


def _to_prepayment(
    ctx: Context, refund: Refund, payment: Payment, found: list[allocation.Settled]
) -> Voucher | None:
    """What an offset settled is paid ahead again: its voucher in red."""
    amount = -sum((one.total for one in found), NOTHING)
    prepayment.change(
        ctx, customer=payment.customer_id, project=payment.project_id, delta=amount,
        refund=refund.id,
    )  # fmt: skip
    sums = allocation.totals(found)
    return post_event(
        ctx, "prepay_offset", refund, on=ctx.today,
        amounts={
            "amount": sums["principal"], "late": sums["late"], "late_vat": sums["late_vat"],
            "late_gross": sums["late"] + sums["late_vat"], "vat_due": sums["vat_due"],
        },
        aux={"customer": payment.customer_id, "project": payment.project_id},
    )  # fmt: skip
