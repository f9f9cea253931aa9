"""WeChat Pay through wechatpayv3: API v3, native payment (a code to scan). https://pay.weixin.qq.com/doc/v3/merchant/4012791874"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import requests
from wechatpayv3 import WeChatPay, WeChatPayType

from app.runtime import clock

from ..gateway import BadNotice, Order, Presented, RefundTrade, Trade, TradeState, Unreachable
from .notice import CHINA, fen, in_fen, moment
from .settings import WeChatAccount

SECONDS = 10
TOLERANCE = 300
"""Seconds that a notice may be away from our clock, as WeChat says: an older one is a replay."""
STATES: Mapping[str, TradeState] = {
    "NOTPAY": "waiting",
    "USERPAYING": "waiting",
    "SUCCESS": "paid",
    "REFUND": "refunded",
    "CLOSED": "closed",
    "REVOKED": "closed",
    "PAYERROR": "closed",
}
LONGEST_SUBJECT = 127
SIGNED_BY = "WECHATPAY2-SHA256-RSA2048"
HEADERS = (
    "Wechatpay-Signature", "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial",
    "Wechatpay-Signature-Type",
)  # fmt: skip


class WeChat:
    """One merchant of WeChat Pay; see `gateway.Gateway`."""

    def __init__(
        self, account: WeChatAccount, *, notify_url: str, proxy: Mapping[str, str] | None = None
    ) -> None:
        self.merchant = account.merchant
        self._account = account
        self._sdk = WeChatPay(
            wechatpay_type=WeChatPayType.NATIVE,
            mchid=account.mchid,
            private_key=account.private_key,
            cert_serial_no=account.cert_serial_no,
            appid=account.appid,
            apiv3_key=account.apiv3_key,
            notify_url=notify_url,
            public_key=account.public_key,
            public_key_id=account.public_key_id,
            timeout=SECONDS,
            proxy=dict(proxy) if proxy else None,
        )
        self._sdk._core._gate_way = account.gateway

    def pay(self, order: Order) -> Presented:
        """A code to scan, good for two hours; the same order again gives another code of the same order."""
        status, told = self._ask(
            "pay",
            description=order.subject[:LONGEST_SUBJECT],
            out_trade_no=order.out_trade_no,
            amount={"total": in_fen(order.amount), "currency": "CNY"},
            time_expire=order.expires_at.astimezone(CHINA).isoformat(timespec="seconds"),
        )
        if status != 200 or not told.get("code_url"):
            raise Unreachable(str(told.get("code") or status))
        return Presented("scan", str(told["code_url"]))

    def query(self, out_trade_no: str) -> Trade | None:
        status, told = self._ask("query", out_trade_no=out_trade_no)
        if status == 404:
            return None
        if status != 200:
            raise Unreachable(str(told.get("code") or status))
        try:
            return _trade(told)
        except BadNotice as problem:
            raise Unreachable(str(problem)) from problem

    def close(self, out_trade_no: str) -> None:
        status, told = self._ask("close", out_trade_no=out_trade_no)
        # 400: it is paid, or closed already; 404: nobody ordered it.
        if status not in (200, 204, 400, 404):
            raise Unreachable(str(told.get("code") or status))

    def refund(
        self, refund_no: str, out_trade_no: str, amount: Decimal, total: Decimal, reason: str
    ) -> RefundTrade:
        """`out_refund_no` is the key: asked again it is the same refund."""
        status, told = self._ask(
            "refund",
            out_refund_no=refund_no,
            out_trade_no=out_trade_no,
            reason=reason[:80] or None,
            amount={"refund": in_fen(amount), "total": in_fen(total), "currency": "CNY"},
        )
        if status == 200:
            became = str(told.get("status"))
            state = {"SUCCESS": "done", "PROCESSING": "waiting"}.get(became, "refused")
            return RefundTrade(refund_no, str(told.get("refund_id", "")), state, became)  # type: ignore[arg-type]
        why = str(told.get("message") or told.get("code") or status)
        if status in (400, 403, 404) and told.get("code") not in (
            "SYSTEM_ERROR",
            "FREQUENCY_LIMITED",
        ):
            return RefundTrade(refund_no, "", "refused", why)
        raise Unreachable(why)

    def verify_notice(self, headers: Mapping[str, str], body: bytes) -> Trade:
        """Signature, age, then AES-256-GCM of the trade within."""
        signed = {name: headers.get(name.lower(), "") for name in HEADERS}
        # Any other serial would make the SDK fetch certificates: what is unsigned may not make us call out.
        if signed["Wechatpay-Serial"] != self._account.public_key_id:
            raise BadNotice("serial")
        stamp = signed["Wechatpay-Timestamp"]
        if not re.fullmatch(r"[0-9]{1,11}", stamp):
            raise BadNotice("timestamp")
        if abs(int(stamp) - clock.now().timestamp()) > TOLERANCE:
            raise BadNotice("too old")
        if signed["Wechatpay-Signature-Type"] != SIGNED_BY or not _is_sealed(body):
            raise BadNotice("form")
        try:
            told = self._sdk.callback(signed, body)
        except ValueError as problem:
            # What is within is no text, or no JSON.
            raise BadNotice(type(problem).__name__) from problem
        if not told or not isinstance(told.get("resource"), dict):
            raise BadNotice("signature")
        return _trade(told["resource"])

    def _ask(self, method: str, **values: Any) -> tuple[int, dict[str, Any]]:
        try:
            status, text = getattr(self._sdk, method)(**values)
            told = json.loads(text) if text else {}
        except (requests.RequestException, ValueError) as problem:
            raise Unreachable(type(problem).__name__) from problem
        except Exception as problem:
            # The SDK has no exception of its own: an answer whose signature does not hold is a bare Exception.
            if type(problem) is not Exception:
                raise
            raise Unreachable(str(problem)) from problem
        return status, told if isinstance(told, dict) else {}


def _is_sealed(body: bytes) -> bool:
    """Whether it has the form that the SDK takes for granted."""
    try:
        told = json.loads(body)
    except ValueError:
        return False
    resource = told.get("resource") if isinstance(told, dict) else None
    return (
        isinstance(resource, dict)
        and resource.get("algorithm") == "AEAD_AES_256_GCM"
        and all(isinstance(resource.get(name), str) for name in ("nonce", "ciphertext"))
        and isinstance(resource.get("associated_data", ""), str)
    )


def _trade(told: Mapping[str, Any]) -> Trade:
    state = STATES.get(str(told.get("trade_state")))
    amount = told.get("amount")
    if state is None or not isinstance(amount, dict):
        raise BadNotice("trade_state")
    return Trade(
        out_trade_no=str(told.get("out_trade_no", "")),
        trade_no=str(told.get("transaction_id", "")),
        state=state,
        amount=fen(amount.get("total")),
        merchant=f"{told.get('mchid', '')}/{told.get('appid', '')}",
        currency=str(amount.get("currency") or "CNY"),
        paid_at=moment(told.get("success_time")),
    )
