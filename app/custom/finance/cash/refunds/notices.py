"""What people are told about refunds."""

from __future__ import annotations

from app.custom.crm import people
from app.generated.refund import Refund
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message

TEMPLATES = {
    "refund.paid": (
        "退款 {number}（{amount} 元）已付出，到账时间以银行或渠道为准。",
        "Refund {number} of {amount} CNY was paid; bank or channel say when it arrives.",
        "退款 {number} 已付出",
        "Refund {number} was paid",
    ),
    "refund.rejected": (
        "退款 {number} 未获批准：{reason}",
        "Refund {number} was not approved: {reason}",
        "退款 {number} 未获批准",
        "Refund {number} was not approved",
    ),
    "refund.refused": (
        "渠道拒绝了退款 {number}（{amount} 元）：{reason}。凭证已入账，请联系渠道或改由银行退款。",
        "The channel refused refund {number} of {amount} CNY: {reason}. It is in the books: settle it with the channel, or pay it by bank.",
        "渠道拒绝了退款 {number}",
        "The channel refused refund {number}",
    ),
}

notify.kind("refund", zh="退款", en="Refunds")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


def paid(ctx: Context, refund: Refund) -> None:
    """The customer, where he has a login."""
    _tell(
        ctx, people.login_of_customer(ctx, refund.customer_id), "refund.paid", refund,
        amount=str(refund.amount),
    )  # fmt: skip


def rejected(ctx: Context, refund: Refund, reason: str) -> None:
    """Whoever asked for it."""
    asked = [refund.created_by_id] if refund.created_by_id is not None else []
    _tell(ctx, asked, "refund.rejected", refund, reason=reason)


def refused(ctx: Context, refund: Refund, reason: str) -> None:
    """Cashiers of the project and the finance manager: somebody has to see to it."""
    told = people.holders(ctx, "cashier", refund.project_id)
    told += people.holders(ctx, "fin_mgr", refund.project_id)
    _tell(ctx, told, "refund.refused", refund, reason=reason, amount=str(refund.amount))


def _tell(ctx: Context, who: list[int], template: str, refund: Refund, **params: str) -> None:
    ctx.notify(
        who, template, dedup_key=f"{template} {refund.id}", record=refund,
        number=refund.refund_no, **params,
    )  # fmt: skip
