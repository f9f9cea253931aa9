"""Which channels residents pay by: those of the settings, in the demo the sandbox. Offers them as gateways."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask import has_request_context, request

from app.runtime.accounts import settings as process
from app.runtime.errors import RuleViolation
from app.runtime.notify import channels as ways

from .. import gateway
from ..gateway import Gateway
from .alipay import Alipay
from .sandbox import gateways as sandbox
from .settings import ALIPAY, CHANNELS, WECHAT, Accounts, read
from .wechat import WeChat

_replaced: dict[str, Gateway] = {}
"""What tests talk to instead."""


@lru_cache(maxsize=1)
def _accounts() -> Accounts:
    return read()


def check() -> None:
    """Raises BadPayments when the settings cannot be used: said at the start, not to the first payer."""
    _accounts()


def use(given: Mapping[str, Gateway]) -> None:
    """Talk to these from now on; an empty mapping goes back to the settings."""
    _replaced.clear()
    _replaced.update(given)


def offered() -> list[str]:
    """The channels that a resident may choose."""
    if _replaced or process.current().demo:
        return [name for name in CHANNELS if not _replaced or name in _replaced]
    return [name for name in CHANNELS if getattr(_accounts(), name) is not None]


def merchant_of(channel: str) -> str | None:
    """The number that the channel's statements name us by, where it is known: WeChat's mchid."""
    if channel != WECHAT or channel not in offered():
        return None
    return gateway.of(channel).merchant.partition("/")[0]


def wechat() -> Gateway:
    if WECHAT in _replaced:
        return _replaced[WECHAT]
    account = _accounts().wechat
    if account is not None:
        return WeChat(account, notify_url=_notify_url(WECHAT))
    if process.current().demo:
        return sandbox.wechat(sandbox.sandbox(), notify_url=_notify_url(WECHAT))
    raise _not_set_up()


def alipay() -> Gateway:
    if ALIPAY in _replaced:
        return _replaced[ALIPAY]
    account = _accounts().alipay
    addresses = {"notify_url": _notify_url(ALIPAY), "return_url": f"{_base()}/portal/payments/back"}
    if account is not None:
        return Alipay(account, **addresses)
    if process.current().demo:
        return sandbox.alipay(sandbox.sandbox(), **addresses)
    raise _not_set_up()


def _notify_url(channel: str) -> str:
    return f"{_base()}/hooks/{channel}"


def _base() -> str:
    """How this application is reached. Outside a request a demo has no address: nothing is ordered there."""
    known = ways.settings().public_url
    return known or (request.host_url.rstrip("/") if has_request_context() else "")


def _not_set_up() -> RuleViolation:
    return RuleViolation(
        "这个支付渠道没有配置，请联系系统管理员 / This channel is not set up: ask the administrator.",
        code="no_gateway",
    )


gateway.register(WECHAT, wechat)
gateway.register(ALIPAY, alipay)
