"""Secrets and signatures of Standard Webhooks: `whsec_…`, `v1,<base64 of HMAC-SHA256>`."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..privacy import cipher

if TYPE_CHECKING:
    from .tables import Webhook

PREFIX = "whsec_"
SIZE = 32
BOTH = dt.timedelta(hours=24)
"""So long the old secret signs beside the new one."""


def new_secret() -> str:
    """What the subscriber is shown once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SIZE)).decode("ascii")


def place(webhook_id: int) -> str:
    """What a stored secret is bound to."""
    return f"sys_webhook.secret.{webhook_id}"


def store(secret: str, webhook_id: int) -> str:
    return cipher.seal(secret.encode(), place(webhook_id))


def headers(row: Webhook, message_id: str, now: dt.datetime, body: bytes) -> Mapping[str, str]:
    """The three headers; while a secret is being replaced, a signature of each."""
    stored = [row.secret]
    if row.old_secret is not None and row.old_until is not None and now < row.old_until:
        stored.append(row.old_secret)
    seconds = str(int(now.timestamp()))
    signatures = [
        sign(cipher.unseal(text, place(row.id)).decode(), message_id, seconds, body)
        for text in stored
        if text is not None
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(signatures),
    }


def sign(secret: str, message_id: str, seconds: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    told = f"{message_id}.{seconds}.".encode() + body
    mark = hmac.new(key, told, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mark).decode('ascii')}"
