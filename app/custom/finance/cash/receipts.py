"""The receipt of a payment (收款收据): what was paid for what, in figures and in words, on half a sheet (3.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated import enums
from app.generated.bill import Bill
from app.generated.company import Company
from app.generated.customer import Customer
from app.generated.fee_item import FeeItem
from app.generated.parking_space import ParkingSpace
from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.generated.project import Project
from app.generated.unit import Unit
from app.runtime import clock, pdf
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from ..in_words import written_out

WORDS = {
    "title": ("收款收据", "Receipt"), "number": ("收据号", "Receipt no."), "date": ("日期", "Date"),
    "payer": ("交款人", "Received from"), "project": ("项目", "Project"), "item": ("收费项目", "For"),
    "where": ("房号/车位", "Unit or space"), "period": ("账期", "Period"), "principal": ("本金", "Principal"),
    "late": ("违约金", "Late fee"), "amount": ("金额（元）", "Amount (CNY)"), "prepaid": ("预存款", "Paid ahead"),
    "total": ("合计", "Total"), "in_words": ("人民币（大写）", "In words"), "channel": ("收款方式", "Paid by"),
    "trade": ("流水号", "Reference"), "cashier": ("收款人", "Received by"), "refunded": ("已退款", "Given back"),
    "note": ("本收据不是发票，开票请在缴费后申请。", "This is no invoice; ask for one after payment."),
    "seal": ("（收款单位盖章）", "(seal)"),
}  # fmt: skip


def printed(ctx: Context, payment: int, language: str = "zh", app: str = "") -> bytes:
    """PDF. The caller has asked whether this person may read the payment. Raises RuleViolation without a receipt, `pdf.NoEngine`."""
    return pdf.made("receipt", drawn(ctx, payment, language, app))


def drawn(ctx: Context, payment: int, language: str, app: str = "") -> dict[str, Any]:
    """What stands on the receipt, as texts. Five statements, whatever it settles."""
    of = ctx.session.get(Payment, payment)
    if of is None or not of.receipt_no:
        raise RuleViolation(
            "这笔款没有收据：还没有到账，或只是预存抵扣 / There is no receipt: nothing arrived yet, or money paid ahead was used.",
            code="no_receipt",
        )
    place = 0 if language == "zh" else 1
    rows = _rows(ctx, of, place)
    if of.prepaid:
        rows.append([WORDS["prepaid"][place], "", "", f"{of.prepaid:,.2f}"])
    company = ctx.session.scalar(select(Company.name).order_by(Company.id).limit(1)) or app
    day = clock.local(of.paid_at).date().isoformat() if of.paid_at else ""
    about = [
        ("number", of.receipt_no), ("date", day),
        ("payer", of.payer_name or _name(ctx, Customer.name, Customer.id, of.customer_id)),
        ("project", _name(ctx, Project.name, Project.id, of.project_id)),
        ("channel", _channel(of, language)), ("trade", of.channel_trade_no or ""),
    ]  # fmt: skip
    return {
        "language": language,
        "app": app or company,
        "title": WORDS["title"][place],
        "company": company,
        "about": [[WORDS[name][place], text] for name, text in about if text],
        "heads": [WORDS[name][place] for name in ("item", "where", "period", "amount")],
        "rows": rows,
        "total": [WORDS["total"][place], f"¥{of.amount:,.2f}"],
        "words": [WORDS["in_words"][place], written_out(of.amount)],
        "refunded": [WORDS["refunded"][place], f"¥{of.refunded:,.2f}"] if of.refunded else None,
        "cashier": [WORDS["cashier"][place], _cashier(ctx, of)],
        "seal": WORDS["seal"][place],
        "foot": WORDS["note"][place],
    }


def _rows(ctx: Context, payment: Payment, place: int) -> list[list[str]]:
    """A line for every bill and part, as it was received; what went back later stands below."""
    row = PaymentAllocation
    found = ctx.session.execute(
        select(FeeItem.name, Unit.full_no, ParkingSpace.code, Bill.period, row.part, row.amount)
        .join(Bill, Bill.id == row.bill_id)
        .join(FeeItem, FeeItem.id == Bill.fee_item_id)
        .outerjoin(Unit, Unit.id == Bill.unit_id)
        .outerjoin(ParkingSpace, ParkingSpace.id == Bill.parking_id)
        .where(row.payment_id == payment.id, row.refund_id.is_(None), row.deleted_at.is_(None))
        .order_by(row.id)
    )
    lines = []
    for item, unit, space, period, part, amount in found:
        name = item if part == "principal" else f"{item} · {WORDS['late'][place]}"
        lines.append([name, unit or space or "", period, f"{Decimal(amount):,.2f}"])
    return lines


def _name(ctx: Context, column: Any, key: Any, id: int) -> str:
    return str(ctx.session.scalar(select(column).where(key == id)) or "")


def _channel(payment: Payment, language: str) -> str:
    found = enums.pay_channel.get(payment.channel)
    return found.label.in_language(language) if found else payment.channel


def _cashier(ctx: Context, payment: Payment) -> str:
    """Who wrote it down; nobody for what a channel brought."""
    if payment.channel in ("wechat", "alipay", "auto") or payment.created_by_id is None:
        return ""
    user = ctx.session.get(User, payment.created_by_id)
    return str(user.get_full_name()) if user is not None else ""
