"""Statements of WeChat Pay and Alipay of the last days: settled with their fees, one trade of an unknown payer, one that differs."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.bank_account import BankAccount
from app.generated.channel_settlement import ChannelSettlement
from app.generated.payment import Payment
from app.runtime import clock, files

from ..cash.online.channels import merchant_of
from . import scale
from .people import acting

WECHAT = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
WECHAT_SUM = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)
ALIPAY = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
    "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
    "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)
RATE = Decimal("0.006")


@dataclass(frozen=True)
class Trade:
    """One payment as the channel states it, in yuan."""

    at: str
    trade_no: str
    out_trade_no: str
    amount: Decimal
    fee: Decimal


def build(company: Company) -> None:
    """Imported, compared and, where everything agrees, settled by the accountant."""
    session = company.bulk.ctx.session
    matched = scale.of(company.size, company.today).matched
    for channel in WRITERS:
        account = session.scalars(select(BankAccount).where(BankAccount.kind == channel)).first()
        if account is None:
            continue
        days = _days(company, channel, matched)
        for place, (day, payments) in enumerate(days):
            trades = [_trade(one) for one in payments]
            if channel == "wechat" and place == max(len(days) - 2, 0):
                trades.append(_gate(day))
            differs = channel == "alipay" and place == len(days) - 1
            if differs:
                # Ours says one yuan more than the channel.
                trades[0] = replace(trades[0], amount=trades[0].amount - 1)
            _state(company, account, day, trades, settle=not differs)


def _days(
    company: Company, channel: str, matched: dt.date
) -> list[tuple[dt.date, Sequence[Payment]]]:
    """The whole days since then on which somebody paid that way, the earliest first."""
    rows = company.bulk.ctx.session.scalars(
        select(Payment)
        .where(
            Payment.channel == channel, Payment.state == "settled",
            Payment.paid_at >= company.at(matched, 0),
            Payment.paid_at < company.at(company.today, 0) - dt.timedelta(days=1),
        )
        .order_by(Payment.paid_at, Payment.id)
    ).all()  # fmt: skip
    days: dict[dt.date, list[Payment]] = {}
    for one in rows:
        days.setdefault(clock.local(one.paid_at or one.created_at).date(), []).append(one)
    return [(day, days[day]) for day in sorted(days)]


def _trade(payment: Payment) -> Trade:
    return Trade(
        f"{clock.local(payment.paid_at or payment.created_at):%Y-%m-%d %H:%M:%S}", payment.channel_trade_no or "",
        payment.out_trade_no or "", payment.amount, payment.channel_fee or Decimal(0),
    )  # fmt: skip


def _gate(day: dt.date) -> Trade:
    """Somebody scanned the code at the gate."""
    amount = Decimal("300.00")
    return Trade(
        f"{day} 17:42:10", f"42000{day:%Y%m%d}900001", f"19000001{day:%Y%m%d}0001", amount,
        (amount * RATE).quantize(Decimal("0.01")),
    )  # fmt: skip


def _state(
    company: Company, account: BankAccount, day: dt.date, trades: Sequence[Trade], *, settle: bool
) -> None:
    person = acting(company, "accountant", company.at(day + dt.timedelta(days=1), 9))
    content = WRITERS[account.kind](trades, merchant_of(account.kind) or "1900000001")
    paper = files.store(person.ctx, io.BytesIO(content), f"{account.name}{day}.csv")
    made = person.create(
        ChannelSettlement, channel=account.kind, account=account.id, on=day, document=paper.id
    )
    for step in ("match", "settle") if settle else ("match",):
        person.step(ChannelSettlement, made, step)


def wechat(trades: Sequence[Trade], merchant: str) -> bytes:
    """交易账单, as it is downloaded: UTF-8, a backtick before each value."""
    lines = [WECHAT]
    for one in trades:
        cells = [
            one.at, "wx0000000000000001", merchant, "0", "", one.trade_no, one.out_trade_no, "oUpF8", "NATIVE",
            "SUCCESS", "OTHERS", "CNY", f"{one.amount:.2f}", "0.00", "0", "0", "0.00", "0.00", "", "", "物业缴费",
            "", f"{one.fee:.5f}", "0.60%", f"{one.amount:.2f}", "0.00", "",
        ]  # fmt: skip
        lines.append(",".join(f"`{cell}" for cell in cells))
    pay = f"{sum((one.amount for one in trades), Decimal(0)):.2f}"
    fee = f"{sum((one.fee for one in trades), Decimal(0)):.5f}"
    sums = (str(len(trades)), pay, "0.00", "0.00", fee, pay, "0.00")
    lines += [WECHAT_SUM, ",".join(f"`{one}" for one in sums)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8")


def alipay(trades: Sequence[Trade], merchant: str) -> bytes:
    """业务明细, as it is downloaded: GBK, a tab behind each value, comments above and below."""
    day = dt.date.fromisoformat(trades[0].at[:10])
    begin, end = "业务明细列表", "业务明细列表结束"
    lines = [
        "#支付宝业务明细查询", f"#账号：[{merchant}]",
        f"#起始日期：[{day:%Y年%m月%d日} 00:00:00]   终止日期：[{day + dt.timedelta(1):%Y年%m月%d日} 00:00:00]",
        f"#{'-' * 41}{begin}{'-' * 40}", ALIPAY,
    ]  # fmt: skip
    for one in trades:
        cells = [
            one.trade_no, one.out_trade_no, "交易", "物业缴费", one.at, one.at, "", "", "", "", "*明(138****0000)",
            f"{one.amount:.2f}", f"{one.amount:.2f}", *["0.00"] * 5, "", "0.00", "0.00", "", f"{-one.fee:.2f}", "0.00",
            "",
        ]  # fmt: skip
        lines.append(",".join(f"{cell}\t" for cell in cells))
    total = sum((one.amount for one in trades), Decimal(0))
    lines += [
        f"#{'-' * 41}{end}{'-' * 36}",
        f"#交易合计：{len(trades)}笔，商家实收共{total}元，商家优惠共0.00元",
        "#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


WRITERS: dict[str, Callable[[Sequence[Trade], str], bytes]] = {"wechat": wechat, "alipay": alipay}
