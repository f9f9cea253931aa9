"""What this system asks of a payment channel, and the only place where it is looked up.

    gateway.register("wechat", WeChat)      who can talk to a channel says so, once, when it is loaded
    gateway.of("wechat").refund(…)          who needs it asks here

Amounts in yuan, Decimal; times aware UTC. A gateway keeps no state of its own and writes nothing to the database: asking
the same again under the same number changes nothing at the channel. It is never called inside a transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from app.runtime.errors import RuleViolation

TradeState = Literal["waiting", "paid", "closed", "refunded"]
RefundState = Literal["waiting", "done", "refused"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid: our number, yuan, a line for the payer, and until when."""

    out_trade_no: str
    amount: Decimal
    subject: str
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Presented:
    """How the payer goes on: `scan` a code with this text, or `open` this address."""

    how: Literal["scan", "open"]
    target: str


@dataclass(frozen=True, slots=True)
class Trade:
    """What the channel says of an order. `merchant` and `currency` are compared by whoever books it."""

    out_trade_no: str
    trade_no: str
    state: TradeState
    amount: Decimal
    merchant: str
    currency: str = "CNY"
    paid_at: dt.datetime | None = None
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RefundTrade:
    """What became of a refund. `channel_no`: the channel's number; `why`: its reason when it refused."""

    refund_no: str
    channel_no: str
    state: RefundState
    why: str = ""


class Unreachable(Exception):
    """The channel did not answer, or not sensibly: ask again later. Nothing is known about the order."""


class BadNotice(Exception):
    """A notice whose signature, certificate or time does not hold; it says nothing about any order."""


class Gateway(Protocol):
    """One channel. Every method raises Unreachable when there is no answer."""

    @property
    def merchant(self) -> str:
        """Who is paid through it: what `Trade.merchant` must say."""

    def pay(self, order: Order) -> Presented:
        """Tell the channel of an order; the same order again gives a way to pay that one."""

    def query(self, out_trade_no: str) -> Trade | None:
        """What became of an order; None when the channel does not know it."""

    def close(self, out_trade_no: str) -> None:
        """Nobody can pay it any more. One that is paid stays paid: ask `query` afterwards."""

    def refund(
        self, refund_no: str, out_trade_no: str, amount: Decimal, total: Decimal, reason: str
    ) -> RefundTrade:
        """Give back so much of the `total` that was paid. Asked again under the same number it tells what became of it."""

    def verify_notice(self, headers: Mapping[str, str], body: bytes) -> Trade:
        """The trade that a notice tells of. Raises BadNotice unless the channel signed it lately."""


Factory = Callable[[], Gateway]
_factories: dict[str, Factory] = {}


def register(channel: str, factory: Factory) -> None:
    """Whoever can talk to `channel` (a PayChannel) offers itself; the later one counts, so that a demo may replace it."""
    _factories[channel] = factory


def knows(channel: str) -> bool:
    """Whether anybody can talk to it."""
    return channel in _factories


def of(channel: str) -> Gateway:
    """Raises RuleViolation where the channel is not set up."""
    factory = _factories.get(channel)
    if factory is None:
        raise RuleViolation(
            "这个支付渠道没有配置，请联系系统管理员 / This channel is not set up: ask the administrator.",
            code="no_gateway",
        )
    return factory()
