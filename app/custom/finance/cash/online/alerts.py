"""What accountants are told about payments by channels."""

from __future__ import annotations

from app.custom.crm import people
from app.generated import enums
from app.generated.payment import Payment
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message

from ..gateway import Trade

REASONS = {
    "unknown_order": ("没有这个商户订单号", "no such order"),
    "wrong_merchant": ("收款商户不是我方", "another merchant was paid"),
    "wrong_currency": ("币种不是人民币", "not in CNY"),
    "wrong_amount": ("金额与收款单不一致", "another amount than ours"),
    "paid_twice": ("同一收款单有两笔渠道流水", "a second trade of the same payment"),
    "refunded_there": ("渠道侧已退款而我方未入账", "refunded at the channel, never booked here"),
    "not_booked": ("入账失败", "it could not be booked"),
}

TEMPLATES = {
    "payment.refused": (
        "{channel}通知有问题，未入账：商户订单号 {order}，渠道流水号 {trade}，金额 {amount} 元，原因：{why}{told}。请核对渠道后台。",
        "{channel_en}: a notice was not booked: order {order}, trade {trade}, {amount} CNY: {why_en}{told}. Look it up at the channel.",
        "渠道支付通知未入账",
        "A channel's notice was not booked",
    ),
    "payment.forged": (
        "今天收到签名不正确的{channel}支付通知（来源 {ip}），均未入账。若渠道的公钥刚更换，请更新支付渠道文件。",
        "{channel_en}: notices with a wrong signature came today (from {ip}); none was booked. If the channel has a new public key, update the file of payment channels.",
        "收到签名不正确的支付通知",
        "Payment notices with a wrong signature",
    ),
    "payment.late": (
        "收款单 {number} 超时关闭后到账，已按 {amount} 元入账；若账单已由其他收款结清，余款在预存款中。",
        "{number} was paid after it had been closed; {amount} CNY are booked. Where its bills were settled otherwise the rest is in the prepayments.",
        "收款单 {number} 超时后到账",
        "{number} was paid late",
    ),
}

notify.kind("payment", zh="收款", en="Payments")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


def refused(
    ctx: Context, channel: str, trade: Trade, why: str, told: str, *, payment: int | None
) -> None:
    """Once for each order and reason: a channel says everything ten times."""
    zh, en = REASONS[why]
    ctx.notify(
        people.holders(ctx, "accountant", None),
        "payment.refused",
        dedup_key=f"{channel} {trade.out_trade_no[:64]} {trade.trade_no[:64]} {why}",
        record=ctx.session.get(Payment, payment) if payment else None,
        **_named(channel), order=trade.out_trade_no[:64], trade=trade.trade_no[:64],
        amount=str(trade.amount), why=zh, why_en=en, told=f"（{told}）" if told else "",
    )  # fmt: skip


def forged(ctx: Context, channel: str) -> None:
    """Once a day and channel: whoever sends rubbish fills nobody's list."""
    ctx.notify(
        people.holders(ctx, "accountant", None),
        "payment.forged",
        dedup_key=f"forged {channel} {ctx.today}",
        record=None, **_named(channel), ip=ctx.ip or "",
    )  # fmt: skip


def late(ctx: Context, payment: Payment) -> None:
    ctx.notify(
        people.holders(ctx, "accountant", payment.project_id),
        "payment.late",
        dedup_key=f"late {payment.id}",
        record=payment, number=payment.payment_no, amount=str(payment.amount),
    )  # fmt: skip


def _named(channel: str) -> dict[str, str]:
    value = enums.pay_channel.get(channel)
    if value is None:
        raise ValueError(f"There is no channel {channel!r}.")
    label = value.label
    return {"channel": label.in_language("zh"), "channel_en": label.in_language("en")}
