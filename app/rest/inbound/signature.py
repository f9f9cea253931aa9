"""Proves who sent an event: the HMAC of Standard Webhooks over `id.timestamp.body`, fresh, compared in constant time."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping

from app.config import webhook_key_bytes
from app.runtime.errors import AppError, BadRequest, FieldError, message

TOLERANCE = dt.timedelta(minutes=5)
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
LONGEST_ID = 100

# Printable ASCII without the full stop, which separates what is signed.
_ID = re.compile(rf"[!-\-/-~]{{1,{LONGEST_ID}}}")
_SECONDS = re.compile(r"[0-9]{1,11}")


class NotTheSender(AppError):
    """401: no signature of a key that is good now, or one of another time."""

    def __init__(self, *, header: str, code: str, zh: str, en: str) -> None:
        told = message(zh=zh, en=en)
        super().__init__(told, [FieldError(header, code, told)], 401, code)


def event_id(headers: Mapping[str, str]) -> str:
    """The id of the event. Raises BadRequest."""
    given = _header(headers, ID)
    if not _ID.fullmatch(given):
        raise BadRequest(
            f"{ID} 须为 1 至 {LONGEST_ID} 个可打印 ASCII 字符，不含空格和句点 / "
            f"{ID} must be 1 to {LONGEST_ID} printable ASCII characters without blanks and full stops.",
            field=ID,
            code="bad_header",
        )
    return given


def sent_at(headers: Mapping[str, str], now: dt.datetime) -> dt.datetime:
    """When the event was sent. Raises BadRequest, or NotTheSender when that is not within five minutes of now."""
    given = _header(headers, TIMESTAMP)
    if not _SECONDS.fullmatch(given):
        raise BadRequest(
            f"{TIMESTAMP} 须为 Unix 秒数 / {TIMESTAMP} must be seconds since 1970.",
            field=TIMESTAMP,
            code="bad_header",
        )
    moment = dt.datetime.fromtimestamp(int(given), dt.UTC)
    if abs(moment - now) > TOLERANCE:
        raise NotTheSender(
            header=TIMESTAMP,
            code="stale_timestamp",
            zh=f"{TIMESTAMP} 与服务器时间相差超过 5 分钟，请校时后重新签名发送",
            en=f"{TIMESTAMP} is more than 5 minutes away from the server's clock; set the clock, sign and send again.",
        )
    return moment


def verify(headers: Mapping[str, str], body: bytes, keys: Iterable[str]) -> None:
    """Raise NotTheSender unless one of the signatures is that of one of `keys` over exactly these bytes."""
    given = _header(headers, SIGNATURE)
    signed = b".".join((headers[ID].encode(), headers[TIMESTAMP].encode(), body))
    good = False
    for key in keys:
        wanted = sign(key, signed).encode()
        for signature in given.split():
            good |= hmac.compare_digest(wanted, signature.encode("utf-8", "replace"))
    if not good:
        raise NotTheSender(
            header=SIGNATURE,
            code="bad_signature",
            zh="签名不正确：请用约定的密钥对 id.timestamp.body 的原始字节签名",
            en="The signature is not right: sign the very bytes of id.timestamp.body with the agreed key.",
        )


def sign(key: str, signed: bytes) -> str:
    """`v1,` and the Base64 of the HMAC-SHA256 of `id.timestamp.body`."""
    digest = hmac.new(webhook_key_bytes(key), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def _header(headers: Mapping[str, str], name: str) -> str:
    given = headers.get(name, "")
    if not given:
        raise BadRequest(
            f"缺少请求头 {name} / The header {name} is missing.", field=name, code="missing_header"
        )
    return given
