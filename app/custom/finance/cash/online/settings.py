"""With which merchant accounts residents pay online: read from a file of settings that only the service may read.

DOUGONG_PAYMENTS names it; nothing of it is stored in the database, shown or logged:

{"wechat": {"appid": "wx…", "mchid": "1900…", "cert_serial_no": "…", "private_key": "apiclient_key.pem",
            "apiv3_key": "32 characters", "public_key_id": "PUB_KEY_ID_…", "public_key": "pub_key.pem"},
 "alipay": {"app_id": "2021…", "seller_id": "2088…", "private_key": "app_private_key.pem", "public_key": "alipay_public_key.pem"}}

Keys are names of PEM files beside this one. Both channels send their notices to PUBLIC_URL/hooks/<channel>.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.runtime.notify import channels

WECHAT, ALIPAY = "wechat", "alipay"
CHANNELS = (WECHAT, ALIPAY)
KEYS = {
    WECHAT: ("appid", "mchid", "cert_serial_no", "private_key", "apiv3_key", "public_key_id", "public_key"),
    ALIPAY: ("app_id", "seller_id", "private_key", "public_key"),
}  # fmt: skip
ALIPAY_GATEWAY = "https://openapi.alipay.com/gateway.do"
WECHAT_GATEWAY = "https://api.mch.weixin.qq.com"


class BadPayments(Exception):
    """The file of merchant accounts cannot be used; the text says what to write. Bilingual."""


@dataclass(frozen=True, slots=True)
class WeChatAccount:
    """A merchant of WeChat Pay, API v3, in its mode with a platform public key. Keys are PEM text."""

    appid: str
    mchid: str
    cert_serial_no: str
    private_key: str = field(repr=False)
    apiv3_key: str = field(repr=False)
    public_key_id: str
    public_key: str = field(repr=False)
    gateway: str = WECHAT_GATEWAY

    @property
    def merchant(self) -> str:
        return f"{self.mchid}/{self.appid}"


@dataclass(frozen=True, slots=True)
class AlipayAccount:
    """An application of Alipay, and the merchant who is paid. Keys are PEM text."""

    app_id: str
    seller_id: str
    private_key: str = field(repr=False)
    public_key: str = field(repr=False)
    gateway: str = ALIPAY_GATEWAY

    @property
    def merchant(self) -> str:
        return f"{self.seller_id}/{self.app_id}"


@dataclass(frozen=True, slots=True)
class Accounts:
    """What is set up; None where a channel is not."""

    wechat: WeChatAccount | None = None
    alipay: AlipayAccount | None = None


def read(file: Path | None = None) -> Accounts:
    """The accounts of the file that DOUGONG_PAYMENTS names; none without one. Raises BadPayments."""
    named = os.environ.get("DOUGONG_PAYMENTS", "").strip()
    file = file or (Path(named) if named else None)
    if file is None:
        return Accounts()
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadPayments(
            f"支付渠道文件 {file} 无法读取：{problem} / The file of payment channels {file} cannot be read: {problem}"
        ) from None
    if not isinstance(given, Mapping) or set(given) - set(CHANNELS):
        raise BadPayments(
            f"支付渠道文件 {file} 只能有 wechat 与 alipay 两项 / The file of payment channels {file} holds wechat and alipay alone."
        )
    if given and not channels.settings().public_url.startswith("https://"):
        raise BadPayments(
            "线上支付须设置以 https:// 开头的 PUBLIC_URL：渠道按它发送支付通知"
            " / Online payments need a PUBLIC_URL that begins with https://: the channels send their notices there."
        )
    wechat, alipay = (_values(file, name, given.get(name)) for name in CHANNELS)
    if wechat and len(wechat["apiv3_key"].encode()) != 32:
        raise BadPayments(
            "wechat.apiv3_key 须为 32 个字符 / wechat.apiv3_key must have 32 characters."
        )
    return Accounts(
        WeChatAccount(**wechat) if wechat else None, AlipayAccount(**alipay) if alipay else None
    )


def _values(file: Path, channel: str, given: Any) -> dict[str, str] | None:
    if given is None:
        return None
    if not isinstance(given, Mapping) or set(given) != set(KEYS[channel]):
        names = ", ".join(KEYS[channel])
        raise BadPayments(
            f"支付渠道文件的 {channel} 须恰好有：{names} / {channel} in the file of payment channels has exactly: {names}."
        )
    found = {}
    for name, value in given.items():
        if not isinstance(value, str) or not value.strip():
            raise BadPayments(f"{channel}.{name} 须为文本 / {channel}.{name} must be text.")
        found[name] = value.strip()
        if name in ("private_key", "public_key"):
            found[name] = _pem(file.parent / value.strip(), f"{channel}.{name}")
    return found


def _pem(file: Path, place: str) -> str:
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as problem:
        raise BadPayments(
            f"{place}：密钥文件 {file} 无法读取：{problem} / {place}: the key file {file} cannot be read: {problem}"
        ) from None
    if not text.startswith("-----BEGIN "):
        raise BadPayments(f"{place}：{file} 须为 PEM 文件 / {place}: {file} must be a PEM file.")
    return text
