"""Statements as the channels write them: WeChat's with backticks in UTF-8, Alipay's with tabs and comments in GBK. Made-up trades."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

D = Decimal
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


@dataclass(frozen=True)
class Traded:
    """A trade; `refund_no`: it is a refund of `amount`, with the number of the channel for it."""

    trade_no: str
    out_trade_no: str
    amount: str
    fee: str = "0.00"
    at: str = "2026-03-04 09:30:00"
    refund_no: str = ""
    refund_id: str = ""


def wechat(trades: Sequence[Traded], *, mchid: str = "1900000001", cut: int = 0) -> bytes:
    """`cut`: so many trades are lost on the way."""
    lines = [WECHAT]
    for one in trades[: len(trades) - cut]:
        back = bool(one.refund_no)
        cells = [
            one.at, "wxsandbox00000001", mchid, "0", "", one.trade_no, one.out_trade_no, "oAbc", "NATIVE",
            "REFUND" if back else "SUCCESS", "OTHERS", "CNY", "0.00" if back else one.amount, "0.00",
            one.refund_id if back else "0", one.refund_no if back else "0",
            one.amount if back else "0.00", "0.00", "ORIGINAL" if back else "", "SUCCESS" if back else "",
            "物业缴费", "", f"{D(one.fee):.5f}", "0.60%", "0.00" if back else one.amount,
            one.amount if back else "0.00", "",
        ]  # fmt: skip
        lines.append(",".join(f"`{cell}" for cell in cells))
    pay = sum((D(one.amount) for one in trades if not one.refund_no), D(0))
    back = sum((D(one.amount) for one in trades if one.refund_no), D(0))
    fee = sum((D(one.fee) for one in trades), D(0))
    sums = [
        f"{len(trades)}",
        f"{pay:.2f}",
        f"{back:.2f}",
        "0.00",
        f"{fee:.5f}",
        f"{pay:.2f}",
        f"{back:.2f}",
    ]
    lines += [WECHAT_SUM, ",".join(f"`{one}" for one in sums)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8")


def alipay(trades: Sequence[Traded], *, cut: int = 0) -> bytes:
    day = dt.date.fromisoformat(trades[0].at[:10])
    lines = [
        "#支付宝业务明细查询", "#账号：[20880000000000010156]",
        f"#起始日期：[{day:%Y年%m月%d日} 00:00:00]   终止日期：[{day + dt.timedelta(1):%Y年%m月%d日} 00:00:00]",
        "#-----------------------------------------业务明细列表----------------------------------------", ALIPAY,
    ]  # fmt: skip
    for one in trades[: len(trades) - cut]:
        back = bool(one.refund_no)
        sign = "-" if back else ""
        fee = D(one.fee)
        cells = [
            one.trade_no, one.out_trade_no, "退款" if back else "交易", "物业缴费", one.at, one.at, "", "", "",
            "", "*明(138****0000)", f"{sign}{one.amount}", f"{sign}{one.amount}", "0.00", "0.00", "0.00", "0.00",
            "0.00", "", "0.00", "0.00", one.refund_no, f"{-fee:.2f}", "0.00", "",
        ]  # fmt: skip
        lines.append(",".join(f"{cell}\t" for cell in cells))
    pays, backs = (
        [one for one in trades if not one.refund_no],
        [one for one in trades if one.refund_no],
    )
    lines += [
        "#-----------------------------------------业务明细列表结束------------------------------------",
        f"#交易合计：{len(pays)}笔，商家实收共{sum((D(one.amount) for one in pays), D(0))}元，商家优惠共0.00元",
        f"#退款合计：{len(backs)}笔，商家实收退款共-{sum((D(one.amount) for one in backs), D(0))}元，商家优惠退款共0.00元",
        "#导出时间：[2026年03月05日 09:00:00]",
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


def as_workbook(content: bytes, encoding: str) -> bytes:
    """The same table, saved from Excel."""
    book = Workbook()
    for line in content.decode(encoding).lstrip("\ufeff").splitlines():
        book.active.append([cell.strip() for cell in line.split(",")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
