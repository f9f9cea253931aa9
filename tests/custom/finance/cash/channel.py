"""The two channels of the tests: the sandbox on a loopback port, with keys that are made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.custom.finance.cash.online import channels, hooks, paying
from app.custom.finance.cash.online.sandbox import gateways, keys
from app.custom.finance.cash.online.sandbox.listener import Sandbox
from app.custom.finance.cash.online.sandbox.words import Said
from app.generated.payment import Payment
from app.rest.inbound import Answer
from app.runtime.context import SYSTEM_ACTOR, Context
from tests.custom.finance.cash.till import Till

HOOKS = {"wechat": hooks.from_wechat, "alipay": hooks.from_alipay}
DONE = {"wechat": b'{"code":"SUCCESS","message":""}', "alipay": b"success"}


MAKE = keys.made


@lru_cache(maxsize=1)
def made_once() -> keys.Keys:
    return MAKE()


@dataclass
class Channel:
    """One of them, and what the tests do with it."""

    name: str
    at: Sandbox
    till: Till

    @property
    def words(self) -> Any:
        return getattr(self.at, self.name)

    def started(self, payment: Payment) -> Payment:
        """Ordered at the channel, as the page with the way to pay does."""
        way = paying.way(payment, "物业费")
        if way.how == "open":
            self.at.alipay.opened(urlsplit(way.target).query)
        return payment

    def paid(self, payment: Payment) -> Said:
        """The payer pays; the notice that the channel sends."""
        trade = self.at.trades.pay(self.name, payment.out_trade_no or "")
        assert trade is not None
        return self.words.notice(trade)  # type: ignore[no-any-return]

    def tell(self, said: Said) -> Answer:
        """The notice arrives."""
        return tell(self.name, said.headers, said.body)

    def forged(self, payment: Payment, **changed: Any) -> Said:
        """A notice that the channel signs though it says something else: {"amount": 1, "merchant": …}."""
        said = self.paid(payment)
        if self.name == "alipay":
            told = {**dict(parse_qsl(said.body.decode())), **_words(changed, ALIPAY)}
            return self.at.alipay.signed(
                {k: v for k, v in told.items() if k not in ("sign", "sign_type")}
            )
        trade = self.at.trades.get(self.name, payment.out_trade_no or "")
        assert trade is not None
        resource = self.at.wechat._shown(trade)
        told = _words(changed, WECHAT)
        resource["amount"] |= told.pop("amount", {})
        return self.at.wechat.signed({**resource, **told})


ALIPAY = {
    "amount": lambda fen: {"total_amount": f"{fen / 100:.2f}"},
    "merchant": lambda id: {"seller_id": id},
    "app": lambda id: {"app_id": id},
    "currency": lambda code: {"trans_currency": code},
    "order": lambda number: {"out_trade_no": number},
    "trade": lambda number: {"trade_no": number},
}
WECHAT = {
    "amount": lambda fen: {"amount": {"total": fen}},
    "merchant": lambda id: {"mchid": id},
    "app": lambda id: {"appid": id},
    "currency": lambda code: {"amount": {"currency": code}},
    "order": lambda number: {"out_trade_no": number},
    "trade": lambda number: {"transaction_id": number},
}


def _words(changed: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in changed.items():
        found |= words[name](value)
    return found


def tell(channel: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """POST /hooks/<channel>, without the web."""
    with Context(SYSTEM_ACTOR, channel="rest", ip="203.0.113.9") as ctx:
        return HOOKS[channel](ctx, {name.lower(): value for name, value in headers.items()}, body)


@contextmanager
def open_channels(till: Till, folder: Path) -> Iterator[dict[str, Channel]]:
    """Both, listening and offered."""
    with Sandbox(folder, cashier="/portal/sandbox", keys=made_once()).listening() as at:
        channels.use(
            {
                "wechat": gateways.wechat(at, notify_url="http://x/hooks/wechat"),
                "alipay": gateways.alipay(
                    at,
                    notify_url="http://x/hooks/alipay",
                    return_url="http://x/portal/payments/back",
                ),
            }
        )
        try:
            yield {name: Channel(name, at, till) for name in ("wechat", "alipay")}
        finally:
            channels.use({})
