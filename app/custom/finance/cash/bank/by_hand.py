"""A person says what a line is, or that it was not: the amounts must agree, nothing counts twice, and a match can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false, func, or_, select

from app.forms.suggested import Suggestion, suggests
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine, bank_line_hooks
from app.generated.bank_refusal import BankRefusal
from app.generated.channel_settlement import ChannelSettlement
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import RuleViolation, message

from .. import refunds
from . import claims
from .matching import candidates

NOTHING = Decimal(0)
E = TypeVar("E", bound=Entity)
IN_BOOKS = ("settled", "reconciled", "refunded")


@bank_line_hooks.on_transition("match")
def is_what_he_says(line: BankLine, ctx: Context) -> None:
    """Payments, a settlement, a refund and a voucher together come to the amount of the line, and are booked on its account."""
    payments = _held(ctx, Payment, [one.id for one in line.payments])
    settlement = _one(ctx, ChannelSettlement, line.settlement_id)
    refund = _one(ctx, Refund, line.refund_id)
    voucher = _one(ctx, Voucher, line.voucher_id)
    behind = [one for one in (*payments, settlement, refund) if one is not None]
    parts = [
        *(_payment(ctx, line, one) for one in payments),
        _settlement(ctx, line, settlement),
        _refund(ctx, line, refund),
        _voucher(ctx, line, voucher, {one.voucher_id for one in behind}),
    ]
    _must_be_on_the_account(
        ctx, line, {
            **{one.voucher_id: ("payments", one.payment_no) for one in payments},
            **({settlement.voucher_id: ("settlement", "")} if settlement else {}),
            **({refund.voucher_id: ("refund", refund.refund_no)} if refund else {}),
            **({voucher.id: ("voucher", voucher.voucher_no)} if voucher else {}),
        },
    )  # fmt: skip
    if all(part is None for part in parts):
        raise RuleViolation(
            "请选择收款单、渠道结算、退款或凭证 / Choose payments, a settlement, a refund or a voucher.",
            field="payments",
        )
    total = sum((part for part in parts if part is not None), NOTHING)
    if total != line.amount:
        raise RuleViolation(
            f"所选合计 {total} 元，与流水 {line.amount} 元不符 / "
            f"What you chose comes to {total} CNY, the line to {line.amount} CNY.",
            field="payments",
            code="differs",
        )
    for one in payments:
        if one.state == "settled":
            ctx.transition(one, "reconcile")
    if refund is not None:
        refunds.done(ctx, refund)
    line.matched_by = "manual"


def _held(ctx: Context, entity: type[E], ids: Sequence[int]) -> list[E]:
    """As they are now: nobody else matches them, or gives them back, until the transaction ends."""
    if not ids:
        return []
    ctx.session.flush()
    return list(
        ctx.query(
            select(entity)
            .where(entity.id.in_(ids))
            .order_by(entity.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )


def _one(ctx: Context, entity: type[E], id: int | None) -> E | None:
    return _held(ctx, entity, [id])[0] if id is not None else None


def _must_be_on_the_account(
    ctx: Context, line: BankLine, vouchers: Mapping[int | None, tuple[str, str | None]]
) -> None:
    """What was booked on another account explains nothing of this one: both would be wrong. `vouchers`: → field and number."""
    ids = [id for id in vouchers if id is not None]
    account = ctx.get(BankAccount, line.account_id)
    there = ctx.session.scalars(
        select(VoucherLine.voucher_id).where(
            VoucherLine.voucher_id.in_(ids),
            VoucherLine.account_id == account.account_id,
            VoucherLine.deleted_at.is_(None),
        )
    ).all()
    for id in set(ids) - set(there):
        field, number = vouchers[id]
        raise RuleViolation(
            f"{number or '所选'} 没有记到账户 {account.name} 的科目，请选其他账户的流水，或先更正凭证 / "
            f"{number or 'What you chose'} is booked on another account than {account.name}: choose a line of that one, or have it corrected first.",
            field=field,
            code="other_account",
        )


def _payment(ctx: Context, line: BankLine, payment: Payment) -> Decimal:
    if payment.state not in IN_BOOKS:
        raise RuleViolation(
            f"收款单 {payment.payment_no} 尚未入账 / {payment.payment_no} is not booked yet.",
            field="payments",
        )
    other = ctx.session.scalar(
        select(BankLine.ref_no)
        .where(
            or_(BankLine.payments.any(Payment.id == payment.id), _is_voucher(payment.voucher_id)),
            BankLine.id != line.id,
            BankLine.deleted_at.is_(None),
        )
        .limit(1)
    )
    if other is not None or payment.settlement_id is not None:
        raise RuleViolation(
            f"收款单 {payment.payment_no} 已与{f'流水 {other}' if other else '渠道结算'}对账 / "
            f"{payment.payment_no} is matched to {other or 'a settlement'} already.",
            field="payments",
            code="matched",
        )
    return payment.amount


def _settlement(ctx: Context, line: BankLine, found: ChannelSettlement | None) -> Decimal | None:
    if found is None:
        return None
    if found.state != "settled":
        raise RuleViolation("该渠道结算尚未入账 / It is not settled yet.", field="settlement")
    same = or_(BankLine.settlement_id == found.id, _is_voucher(found.voucher_id))
    _must_be_free(ctx, line, same, "settlement")
    return found.net or NOTHING


def _refund(ctx: Context, line: BankLine, found: Refund | None) -> Decimal | None:
    if found is None:
        return None
    if found.state not in ("paid", "closed"):
        raise RuleViolation("该退款尚未付款 / It is not paid yet.", field="refund")
    same = or_(BankLine.refund_id == found.id, _is_voucher(found.voucher_id))
    _must_be_free(ctx, line, same, "refund")
    return -(found.amount or NOTHING)


def _is_voucher(voucher: int | None) -> ColumnElement[bool]:
    """Lines that this very voucher stands behind."""
    return BankLine.voucher_id == voucher if voucher is not None else false()


def _voucher(
    ctx: Context, line: BankLine, voucher: Voucher | None, chosen: Collection[int | None]
) -> Decimal | None:
    """What the voucher moves on the account's ledger account: wages, expenses, interest, money between accounts.

    `chosen`: the vouchers of what stands beside it. A payment and its voucher are the same money.
    """
    if voucher is None:
        return None
    if voucher.id in chosen:
        raise RuleViolation(
            f"凭证 {voucher.voucher_no or voucher.id} 就是所选单据的凭证，只选其一 / "
            f"You chose a document and its voucher ({voucher.voucher_no or voucher.id}): choose one of both.",
            field="voucher",
            code="matched",
        )
    same = or_(
        BankLine.voucher_id == voucher.id,
        BankLine.payments.any(Payment.voucher_id == voucher.id),
        *(
            column.in_(select(of.id).where(of.voucher_id == voucher.id))
            for column, of in ((BankLine.settlement_id, ChannelSettlement), (BankLine.refund_id, Refund))
        ),
    )  # fmt: skip
    _must_be_free(ctx, line, same, "voucher")
    account = ctx.get(BankAccount, line.account_id)
    debit, credit = ctx.session.execute(
        select(func.sum(VoucherLine.debit), func.sum(VoucherLine.credit)).where(
            VoucherLine.voucher_id == voucher.id,
            VoucherLine.account_id == account.account_id,
            VoucherLine.deleted_at.is_(None),
        )
    ).one()
    return Decimal((debit or NOTHING) - (credit or NOTHING))


def _must_be_free(ctx: Context, line: BankLine, same: Any, field: str) -> None:
    other = ctx.session.scalar(
        select(BankLine.ref_no)
        .where(
            same, BankLine.id != line.id, BankLine.state == "matched", BankLine.deleted_at.is_(None)
        )
        .limit(1)
    )
    if other is not None:
        raise RuleViolation(
            f"已与流水 {other} 对账 / It is matched to line {other} already.",
            field=field,
            code="matched",
        )


@bank_line_hooks.on_transition("unmatch")
def was_not(line: BankLine, ctx: Context) -> None:
    """Everything is as it was before the match; by itself the same is not matched again."""
    was: list[tuple[str, int | None]] = [
        *(("payment", one.id) for one in line.payments), ("settlement", line.settlement_id),
        ("refund", line.refund_id),
    ]  # fmt: skip
    for kind, id in was:
        if id is not None:
            ctx.create(BankRefusal, line=line.id, **{kind: id})
    for one in list(line.payments):
        if one.state == "reconciled" and one.settlement_id is None:
            ctx.transition(one, "reopen")
    line.payments = []
    line.settlement_id = line.refund_id = line.voucher_id = line.matched_by = None
    line.age_days = max((ctx.today - line.on).days, 0)


def best(ctx: Context, record: Mapping[str, Any]) -> list[Suggestion]:
    """Payments that a line may be, the likeliest first, each with why."""
    # Names and numbers of payments are not all his to read; whose title he may see, the dialog asks the policy.
    system = Context.system(ctx.session)
    system.sessions = ctx.sessions
    line = system.get(BankLine, record["id"])
    row = claims.row_of(line)
    found = candidates(row, claims.of(system, system.get(BankAccount, line.account_id)))
    return [
        Suggestion(
            one.id,
            message(zh=f"{one.amount} 元，{one.on}", en=f"{one.amount} CNY, {one.on}"),
        )
        for one in found
        if one.kind == "payment"
    ]


suggests(BankLine, "match", "payments", best)
