"""The wallet of the demo: stands for the page that WeChat or Alipay would show. In earnest there is no such address."""

from __future__ import annotations

import urllib.request
from typing import Any

from flask import redirect, request, url_for
from sqlalchemy import select

from app.custom.finance.cash.online.sandbox import gateways, trades
from app.custom.finance.cash.online.settings import ALIPAY, CHANNELS
from app.generated.payment import Payment
from app.portal import page, render, system_context
from app.runtime import jobs, records
from app.runtime.accounts import settings as accounts
from app.runtime.context import Context
from app.runtime.errors import NotFound, message
from app.runtime.field import label

NOTICE = "payments.sandbox_notice"
SECONDS = 10


@page(
    "/sandbox/alipay",
    name="sandbox_order",
    label=label(zh="模拟支付", en="Made-up payment"),
    login=False,
)
def sandbox_order(_visitor: Context) -> Any:
    """Alipay learns of an order by the signed address with which its page is opened."""
    _must_be_demo()
    trade = gateways.sandbox().alipay.opened(request.query_string.decode("ascii", "replace"))
    if trade is None:
        raise NotFound
    return redirect(url_for("portal.sandbox_pay", channel=ALIPAY, number=trade.out_trade_no))


@page(
    "/sandbox/<channel>/<number>",
    name="sandbox_pay",
    label=label(zh="模拟支付", en="Made-up payment"),
    login=False,
    methods=("GET", "POST"),
)
def sandbox_pay(visitor: Context, channel: str, number: str) -> Any:
    """Amount and a button; whoever presses it has paid, and the channel sends its notice."""
    _must_be_demo()
    at = gateways.sandbox()
    trade = at.trades.get(channel, number) if channel in CHANNELS else None
    if trade is None:
        raise NotFound
    if request.method == "POST":
        paid = at.trades.pay(channel, number)
        if paid is not None:
            with system_context() as ctx, records.writing(ctx):
                jobs.enqueue(ctx, NOTICE, channel=channel, number=number)
        return redirect(_back(number))
    return render("finance/portal/sandbox.html", trade=trade, amount=f"{trade.amount / 100:.2f}")


@jobs.job(
    NOTICE, atomic=False, label=message(zh="模拟支付渠道的通知", en="Notice of the made-up channel")
)
def send_notice(ctx: Context, *, channel: str, number: str) -> None:
    """What the channel sends is signed and travels as in earnest; tried again until it is taken."""
    at = gateways.sandbox()
    trade = at.trades.get(channel, number)
    if trade is None or trade.state != "paid":
        return
    post(trade, at)


def post(trade: trades.Trade, at: Any) -> None:
    """One notice. Raises OSError unless it is taken."""
    words = at.alipay if trade.channel == ALIPAY else at.wechat
    said = words.notice(trade)
    asked = urllib.request.Request(  # noqa: S310 - the address of this very demo
        trade.notify_url, data=said.body, headers=dict(said.headers)
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(asked, timeout=SECONDS) as answer:
        answer.read()


def _back(number: str) -> str:
    with system_context() as ctx:
        id = ctx.session.scalar(select(Payment.id).where(Payment.out_trade_no == number))
    return url_for("portal.payment", id=id) if id else url_for("portal.bills")


def _must_be_demo() -> None:
    """Raises NotFound in earnest."""
    if not accounts.current().demo:
        raise NotFound
