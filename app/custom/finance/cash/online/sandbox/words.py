"""What the sandbox says and understands: the protocols of Alipay and of WeChat Pay, as far as we ask for them. Signed with its key."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from alipay import AliPay
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from wechatpayv3.utils import load_private_key, load_public_key, rsa_sign, rsa_verify

from app.runtime import clock

from ..notice import CHINA, fen, in_fen, yuan
from ..settings import ALIPAY, WECHAT
from .keys import APP_ID, APPID, MCHID, PUBLIC_KEY_ID, SELLER_ID, Keys, public
from .trades import Trade, Trades

AUTHORIZATION = re.compile(
    r'WECHATPAY2-SHA256-RSA2048 mchid="([^"]*)",nonce_str="([^"]*)",signature="([^"]*)",timestamp="([^"]*)",serial_no="[^"]*"'
)
SHOWN = {"waiting": "NOTPAY", "paid": "SUCCESS", "closed": "CLOSED"}
SHOWN_BY_ALIPAY = {"waiting": "WAIT_BUYER_PAY", "paid": "TRADE_SUCCESS", "closed": "TRADE_CLOSED"}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer or a notice."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Alipay:
    """Asked by GET or POST of /gateway.do."""

    def __init__(self, trades: Trades, keys: Keys) -> None:
        self._trades = trades
        # Seen from the other side: it signs with the channel's key and verifies with ours.
        self._sdk = AliPay(
            appid=APP_ID,
            app_private_key_string=keys.channel,
            alipay_public_key_string=public(keys.ours),
            sign_type="RSA2",
        )

    def answer(self, query: str) -> Said:
        """A method of the API; an order that a page brings along is `opened` instead."""
        asked = dict(parse_qsl(query, keep_blank_values=True))
        method, content = asked.get("method", ""), self._content(asked)
        node = method.replace(".", "_") + "_response"
        if content is None:
            told: dict[str, Any] = _refused("isv.invalid-signature", code="40002")
        elif method == "alipay.trade.query":
            told = self._query(content)
        elif method == "alipay.trade.close":
            told = self._close(content)
        elif method == "alipay.trade.refund":
            told = self._refund(content)
        else:
            told = _refused("isv.invalid-method", code="40002")
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        body = f'{{"{node}":{text},"sign":"{self._sdk._sign(text)}"}}'
        return Said(200, {"Content-Type": "application/json"}, body.encode())

    def opened(self, query: str) -> Trade | None:
        """The order that a browser brings along in the address of the payment page; None when it is not signed by us."""
        asked = dict(parse_qsl(query, keep_blank_values=True))
        content = self._content(asked)
        if content is None:
            return None
        expires = dt.datetime.fromisoformat(content["time_expire"]).replace(tzinfo=CHINA)
        return self._trades.order(
            Trade(
                ALIPAY, content["out_trade_no"], in_fen(yuan(content["total_amount"])),
                content["subject"], asked.get("notify_url", ""),
                expires.astimezone(dt.UTC).isoformat(),
            )
        )  # fmt: skip

    def notice(self, trade: Trade) -> Said:
        """What it posts once the trade is paid."""
        now = f"{clock.now().astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
        told = {
            "notify_id": secrets.token_hex(16), "notify_type": "trade_status_sync",
            "notify_time": now, "charset": "utf-8", "version": "1.0", "app_id": APP_ID,
            "seller_id": SELLER_ID, "out_trade_no": trade.out_trade_no, "trade_no": trade.trade_no,
            "trade_status": SHOWN_BY_ALIPAY[trade.state], "total_amount": _yuan(trade.amount),
            "subject": trade.subject, "gmt_payment": _local(trade.paid_at),
        }  # fmt: skip
        return self.signed(told)

    def signed(self, told: Mapping[str, str]) -> Said:
        """These values as a form, signed."""
        raw = "&".join(f"{name}={value}" for name, value in sorted(told.items()) if value != "")
        body = urlencode({**told, "sign": self._sdk._sign(raw), "sign_type": "RSA2"})
        return Said(0, {"Content-Type": "application/x-www-form-urlencoded"}, body.encode())

    def _content(self, asked: dict[str, str]) -> dict[str, Any] | None:
        signature = asked.pop("sign", "")
        raw = "&".join(f"{name}={value}" for name, value in sorted(asked.items()))
        if not self._sdk._verify(raw, signature):
            return None
        return dict(json.loads(asked.get("biz_content", "{}")))

    def _query(self, content: Mapping[str, Any]) -> dict[str, Any]:
        trade = self._trades.get(ALIPAY, content.get("out_trade_no", ""))
        if trade is None:
            return _refused("ACQ.TRADE_NOT_EXIST")
        told = {
            "code": "10000", "msg": "Success", "out_trade_no": trade.out_trade_no,
            "trade_no": trade.trade_no, "trade_status": SHOWN_BY_ALIPAY[trade.state],
            "total_amount": _yuan(trade.amount),
        }  # fmt: skip
        return told | ({"send_pay_date": _local(trade.paid_at)} if trade.paid_at else {})

    def _close(self, content: Mapping[str, Any]) -> dict[str, Any]:
        trade = self._trades.close(ALIPAY, content.get("out_trade_no", ""))
        if trade is None:
            return _refused("ACQ.TRADE_NOT_EXIST")
        if trade.state == "paid":
            return _refused("ACQ.TRADE_STATUS_ERROR")
        return {"code": "10000", "msg": "Success", "out_trade_no": trade.out_trade_no}

    def _refund(self, content: Mapping[str, Any]) -> dict[str, Any]:
        number, amount = content["out_request_no"], in_fen(yuan(content["refund_amount"]))
        trade = self._trades.refund(ALIPAY, content.get("out_trade_no", ""), number, amount)
        if trade is None:
            return _refused("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")
        return {
            "code": "10000", "msg": "Success", "trade_no": trade.trade_no, "fund_change": "Y",
            "out_trade_no": trade.out_trade_no, "refund_fee": _yuan(trade.refunded),
        }  # fmt: skip


class WeChat:
    """Asked below /v3."""

    def __init__(self, trades: Trades, keys: Keys, cashier: str) -> None:
        self._trades, self._cashier = trades, cashier
        self._apiv3_key = keys.apiv3_key
        self._private, self._ours = (
            load_private_key(keys.channel),
            load_public_key(public(keys.ours)),
        )

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Said:
        if not self._is_ours(method, path, headers.get("Authorization", ""), body):
            return self._said(401, {"code": "SIGN_ERROR", "message": "签名错误"})
        asked = json.loads(body) if body else {}
        parts = urlsplit(path).path.strip("/").split("/")[1:]
        if method == "POST" and parts == ["pay", "transactions", "native"]:
            return self._order(asked)
        if parts[:3] == ["pay", "transactions", "out-trade-no"]:
            if method == "POST" and parts[4:] == ["close"]:
                return self._close(parts[3])
            return self._query(parts[3])
        if method == "POST" and parts == ["refund", "domestic", "refunds"]:
            return self._refund(asked)
        return self._said(404, {"code": "RESOURCE_NOT_EXISTS", "message": path})

    def notice(self, trade: Trade) -> Said:
        """What it posts once the trade is paid."""
        return self.signed(self._shown(trade))

    def signed(self, resource: Mapping[str, Any]) -> Said:
        """A notice with this resource, encrypted and signed."""
        nonce = secrets.token_hex(6)
        sealed = AESGCM(self._apiv3_key.encode()).encrypt(
            nonce.encode(), json.dumps(resource).encode(), b"transaction"
        )
        return self._said(
            0,
            {
                "id": secrets.token_hex(16), "event_type": "TRANSACTION.SUCCESS",
                "create_time": clock.now().astimezone(CHINA).isoformat(timespec="seconds"),
                "resource_type": "encrypt-resource", "summary": "支付成功",
                "resource": {
                    "original_type": "transaction", "algorithm": "AEAD_AES_256_GCM", "nonce": nonce,
                    "ciphertext": b64encode(sealed).decode(), "associated_data": "transaction",
                },
            },
        )  # fmt: skip

    def _said(self, status: int, told: Mapping[str, Any] | None) -> Said:
        body = json.dumps(told, ensure_ascii=False) if told is not None else ""
        stamp, nonce = str(int(clock.now().timestamp())), secrets.token_hex(16)
        signature = rsa_sign(self._private, f"{stamp}\n{nonce}\n{body}\n")
        return Said(
            status,
            {
                "Content-Type": "application/json", "Wechatpay-Serial": PUBLIC_KEY_ID,
                "Wechatpay-Timestamp": stamp, "Wechatpay-Nonce": nonce,
                "Wechatpay-Signature": signature,
                "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
            },
            body.encode(),
        )  # fmt: skip

    def _is_ours(self, method: str, path: str, authorization: str, body: bytes) -> bool:
        found = AUTHORIZATION.fullmatch(authorization)
        if found is None:
            return False
        _, nonce, signature, stamp = found.groups()
        # The SDK's `rsa_verify` joins three parts with line feeds: the first ones are given as one.
        return bool(
            rsa_verify(f"{method}\n{path}\n{stamp}", nonce, body.decode(), signature, self._ours)
        )

    def _order(self, asked: Mapping[str, Any]) -> Said:
        amount = in_fen(fen(asked["amount"]["total"]))
        expires = dt.datetime.fromisoformat(asked["time_expire"]).astimezone(dt.UTC)
        trade = self._trades.order(
            Trade(
                WECHAT, asked["out_trade_no"], amount, asked["description"], asked["notify_url"],
                expires.isoformat(),
            )
        )  # fmt: skip
        if trade is None or trade.state != "waiting":
            return self._said(400, {"code": "ORDERPAID", "message": "订单已支付或已关闭"})
        return self._said(200, {"code_url": f"{self._cashier}/{WECHAT}/{trade.out_trade_no}"})

    def _query(self, out_trade_no: str) -> Said:
        trade = self._trades.get(WECHAT, out_trade_no)
        if trade is None:
            return self._said(404, {"code": "ORDER_NOT_EXIST", "message": "订单不存在"})
        return self._said(200, self._shown(trade))

    def _close(self, out_trade_no: str) -> Said:
        trade = self._trades.close(WECHAT, out_trade_no)
        if trade is None:
            return self._said(404, {"code": "ORDER_NOT_EXIST", "message": "订单不存在"})
        if trade.state == "paid":
            return self._said(400, {"code": "ORDERPAID", "message": "订单已支付"})
        return self._said(204, None)

    def _refund(self, asked: Mapping[str, Any]) -> Said:
        number, amount = asked["out_refund_no"], asked["amount"]["refund"]
        trade = self._trades.refund(WECHAT, asked.get("out_trade_no", ""), number, amount)
        if trade is None:
            return self._said(400, {"code": "INVALID_REQUEST", "message": "退款金额超过可退金额"})
        told = {"refund_id": trade.refunds[number]["id"], "out_refund_no": number}
        return self._said(200, {**told, "status": "SUCCESS"})

    def _shown(self, trade: Trade) -> dict[str, Any]:
        told: dict[str, Any] = {
            "appid": APPID, "mchid": MCHID, "out_trade_no": trade.out_trade_no,
            "trade_state": "REFUND" if trade.refunds else SHOWN[trade.state], "trade_type": "NATIVE",
            "amount": {"total": trade.amount, "currency": "CNY"},
        }  # fmt: skip
        if trade.paid_at:
            at = dt.datetime.fromisoformat(trade.paid_at).astimezone(CHINA)
            told |= {"transaction_id": trade.trade_no, "success_time": at.isoformat()}
        return told


def _refused(sub_code: str, code: str = "40004") -> dict[str, Any]:
    return {"code": code, "msg": "Business Failed", "sub_code": sub_code, "sub_msg": sub_code}


def _yuan(amount: int) -> str:
    return f"{Decimal(amount) / 100:.2f}"


def _local(moment: str) -> str:
    return f"{dt.datetime.fromisoformat(moment).astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
