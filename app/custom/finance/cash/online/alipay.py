"""Alipay through python-alipay-sdk: RSA2 signatures both ways. https://opendocs.alipay.com/open/203"""

from __future__ import annotations

import binascii
import http.client
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from alipay import AliPay
from alipay.exceptions import AliPayException, AliPayValidationError
from alipay.utils import AliPayConfig

from app.runtime import clock

from ..gateway import BadNotice, Order, Presented, RefundTrade, Trade, TradeState, Unreachable
from .notice import CHINA, moment, yuan
from .settings import AlipayAccount

SECONDS = 10
STATES: Mapping[str, TradeState] = {
    "WAIT_BUYER_PAY": "waiting",
    "TRADE_CLOSED": "closed",
    "TRADE_SUCCESS": "paid",
    "TRADE_FINISHED": "paid",
}
DONE = "10000"
UNKNOWN = ("ACQ.TRADE_NOT_EXIST",)
LONGEST_SUBJECT = 128


class Sdk(AliPay):  # type: ignore[misc]
    """The SDK takes the clock of the machine for China's."""

    def build_body(self, *args: Any, **kwargs: Any) -> Any:
        now = clock.now().astimezone(CHINA)
        return {**super().build_body(*args, **kwargs), "timestamp": f"{now:%Y-%m-%d %H:%M:%S}"}


class Alipay:
    """One application of Alipay; see `gateway.Gateway`."""

    sdk = Sdk

    def __init__(self, account: AlipayAccount, *, notify_url: str, return_url: str) -> None:
        self.merchant = account.merchant
        self._account = account
        self._notify_url, self._return_url = notify_url, return_url
        self._sdk = self.sdk(
            appid=account.app_id,
            app_notify_url=notify_url,
            app_private_key_string=account.private_key,
            alipay_public_key_string=account.public_key,
            sign_type="RSA2",
            config=AliPayConfig(timeout=SECONDS),
        )
        self._sdk._gateway = account.gateway

    def pay(self, order: Order) -> Presented:
        """The page of Alipay; telephones open the application. Nothing is sent from here."""
        query = self._sdk.api_alipay_trade_wap_pay(
            subject=order.subject[:LONGEST_SUBJECT],
            out_trade_no=order.out_trade_no,
            total_amount=f"{order.amount:.2f}",
            return_url=self._return_url,
            notify_url=self._notify_url,
            time_expire=f"{order.expires_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
        )
        return Presented("open", f"{self._account.gateway}?{query}")

    def query(self, out_trade_no: str) -> Trade | None:
        """`alipay.trade.query`; what nobody has opened yet does not exist there."""
        told = self._ask("api_alipay_trade_query", out_trade_no=out_trade_no)
        if told.get("sub_code") in UNKNOWN:
            return None
        _must_be_done(told)
        state = STATES.get(str(told.get("trade_status")))
        if state is None:
            raise Unreachable(f"trade_status {told.get('trade_status')!r}")
        return self._trade(told, state, moment(told.get("send_pay_date")))

    def close(self, out_trade_no: str) -> None:
        """`alipay.trade.close`; a trade that is paid, closed or was never opened stays as it is."""
        told = self._ask("api_alipay_trade_close", out_trade_no=out_trade_no)
        if told.get("code") != DONE and not str(told.get("sub_code", "")).startswith("ACQ.TRADE_"):
            _must_be_done(told)

    def refund(
        self, refund_no: str, out_trade_no: str, amount: Decimal, total: Decimal, reason: str
    ) -> RefundTrade:
        """`alipay.trade.refund`: the same `out_request_no` is the same refund."""
        told = self._ask(
            "api_alipay_trade_refund",
            refund_amount=f"{amount:.2f}",
            out_trade_no=out_trade_no,
            out_request_no=refund_no,
            refund_reason=reason[:128],
        )
        if told.get("code") == DONE:
            return RefundTrade(refund_no, str(told.get("trade_no", "")), "done")
        why = str(told.get("sub_msg") or told.get("sub_code") or told.get("msg"))
        # 20000: their system failed, which says nothing about the refund.
        if told.get("code") == "20000" or told.get("sub_code") in (
            "ACQ.SYSTEM_ERROR",
            "aop.ACQ.SYSTEM_ERROR",
        ):
            raise Unreachable(why)
        return RefundTrade(refund_no, "", "refused", why)

    def verify_notice(self, headers: Mapping[str, str], body: bytes) -> Trade:
        """The form of `notify`, signed over all its values but sign and sign_type."""
        try:
            pairs = parse_qsl(
                body.decode("utf-8"),
                keep_blank_values=True,
                strict_parsing=True,
                max_num_fields=100,
            )
        except ValueError:
            raise BadNotice("no form") from None
        told: dict[str, Any] = dict(pairs)
        if len(told) != len(pairs):
            raise BadNotice("a value came twice")
        if told.get("charset", "utf-8").lower() != "utf-8":
            raise BadNotice("charset")
        signature = told.pop("sign", "")
        # Values that are empty are not signed.
        signed = {name: value for name, value in told.items() if value != ""}
        try:
            good = bool(signature) and self._sdk.verify(signed, signature)
        except (AliPayException, ValueError, binascii.Error):
            good = False
        if not good:
            raise BadNotice("signature")
        state = STATES.get(told.get("trade_status", ""))
        if state is None:
            raise BadNotice("trade_status")
        if state == "closed" and told.get("refund_fee"):
            state = "refunded"
        merchant = f"{told.get('seller_id', '')}/{told.get('app_id', '')}"
        return self._trade(told, state, moment(told.get("gmt_payment")), merchant)

    def _trade(
        self, told: Mapping[str, Any], state: TradeState, paid_at: Any, merchant: str | None = None
    ) -> Trade:
        return Trade(
            out_trade_no=str(told.get("out_trade_no", "")),
            trade_no=str(told.get("trade_no", "")),
            state=state,
            amount=yuan(told.get("total_amount")),
            merchant=self.merchant if merchant is None else merchant,
            currency=str(told.get("trans_currency") or "CNY"),
            paid_at=paid_at,
        )

    def _ask(self, method: str, **values: str) -> dict[str, Any]:
        try:
            told: dict[str, Any] = getattr(self._sdk, method)(**values)
        except (AliPayException, AliPayValidationError, ValueError, OSError) as problem:
            raise Unreachable(type(problem).__name__) from problem
        except http.client.HTTPException as problem:
            raise Unreachable(type(problem).__name__) from problem
        return told


def _must_be_done(told: Mapping[str, Any]) -> None:
    if told.get("code") != DONE:
        raise Unreachable(str(told.get("sub_code") or told.get("msg")))
