"""Short messages go out through one gateway: a POST of JSON to the address in SMS_GATEWAY_URL."""

from __future__ import annotations

import json
import os
import urllib.request
from dataclasses import dataclass

SECONDS = 5
"""So long a visitor waits for the gateway at most."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where messages are handed over. The token goes along as `Authorization: Bearer …`."""

    url: str
    token: str

    def send(self, phone: str, text: str, *, key: str) -> None:
        """POST `{"phone", "text", "key"}`; the same key is the same message. Raises OSError when not taken."""
        asked = urllib.request.Request(  # noqa: S310 - the address is a setting, http or https
            self.url,
            data=json.dumps({"phone": phone, "text": text, "key": key}).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(asked, timeout=SECONDS):  # noqa: S310
            return


def gateway() -> Gateway | None:
    """The gateway of the settings; None when there is none."""
    url = os.environ.get("SMS_GATEWAY_URL", "").strip()
    if not url.startswith(("http://", "https://")):
        return None
    return Gateway(url, os.environ.get("SMS_GATEWAY_TOKEN", ""))
