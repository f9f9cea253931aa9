"""Another system that sends signed events, as Standard Webhooks says."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.rest.inbound.signature import sign
from app.runtime import clock

KEY = "whsec_" + base64.b64encode(b"only-for-tests-only-for-tests-12").decode()
OTHER_KEY = "whsec_" + base64.b64encode(b"another-one-another-one-another-1").decode()


@dataclass
class Sender:
    """`send("e-1", {...})` posts one event to `/hooks/<provider>`; headers may be put wrong on purpose."""

    client: FlaskClient
    provider: str
    key: str = KEY

    def send(
        self, id: str, body: Any, *, at: int | None = None, key: str | None = None, **more: Any
    ) -> TestResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        seconds = str(int(clock.now().timestamp()) if at is None else at)
        signed = b".".join((id.encode("utf-8"), seconds.encode(), raw))
        headers = {
            "webhook-id": id,
            "webhook-timestamp": seconds,
            "webhook-signature": sign(key or self.key, signed),
            "Content-Type": "application/json",
            "Accept-Language": "en",
            **more.pop("headers", {}),
        }
        return self.client.open(
            f"/hooks/{self.provider}",
            method="POST",
            data=raw,
            headers={name: value for name, value in headers.items() if value is not None},
            **more,
        )
