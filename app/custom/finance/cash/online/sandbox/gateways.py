"""The two gateways of the demo: those of earnest, with accounts at the sandbox of this process."""

from __future__ import annotations

import urllib.request
from functools import lru_cache
from typing import Any

from app.runtime import folders
from app.runtime.accounts import settings as accounts

from ...gateway import Order, Presented
from ..alipay import SECONDS, Alipay, Sdk
from ..settings import ALIPAY
from ..wechat import WeChat
from .listener import Sandbox

FOLDER = "payment-sandbox"
CASHIER = "/portal/sandbox"


class NoSandbox(RuntimeError):
    """Somebody asked for made-up payments outside the demo."""


@lru_cache(maxsize=1)
def _started(folder: str) -> Sandbox:
    made = Sandbox(folders.data() / FOLDER, cashier=CASHIER)
    made.start()
    return made


def sandbox() -> Sandbox:
    """That of this process, listening. Raises NoSandbox outside the demo: nobody pays with made-up money in earnest."""
    if not accounts.current().demo:
        raise NoSandbox("The payment sandbox belongs to the demo.")
    return _started(str(folders.data()))


def stop() -> None:
    """Nobody listens any more; the trades stay."""
    if _started.cache_info().currsize:
        at = _started(str(folders.data()))
        at.server.shutdown()
        at.server.server_close()
        _started.cache_clear()


class _Direct(Sdk):
    """Speaks to this machine whatever proxy the environment names."""

    def verified_sync_response(self, data: Any, response_type: str) -> Any:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self._gateway}?{self.sign_data(data)}", timeout=SECONDS) as told:
            return self._verify_and_return_sync_response(told.read().decode(), response_type)


class SandboxAlipay(Alipay):
    """Sends the payer to a page of ours instead of one of theirs; the signed order goes along."""

    sdk = _Direct

    def pay(self, order: Order) -> Presented:
        to = super().pay(order).target
        return Presented("open", f"{CASHIER}/{ALIPAY}?{to.partition('?')[2]}")


def alipay(at: Sandbox, *, notify_url: str, return_url: str) -> Alipay:
    return SandboxAlipay(at.keys.alipay(at.url), notify_url=notify_url, return_url=return_url)


def wechat(at: Sandbox, *, notify_url: str) -> WeChat:
    return WeChat(at.keys.wechat(at.url), notify_url=notify_url, proxy={"no_proxy": "127.0.0.1"})
