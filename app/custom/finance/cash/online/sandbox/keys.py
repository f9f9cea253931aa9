"""Keys of the sandbox, made at its first use and readable by their owner alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ..settings import AlipayAccount, WeChatAccount

APPID, MCHID, PUBLIC_KEY_ID, SERIAL = (
    "wxsandbox00000001",
    "1900000001",
    "PUB_KEY_ID_SANDBOX",
    "5A5A5A5A",
)
APP_ID, SELLER_ID = "2021000000000001", "2088000000000001"
BITS = 2048


@dataclass(frozen=True, slots=True)
class Keys:
    """PEM: ours, and the channel's; `apiv3_key`: 32 characters that both know."""

    ours: str
    channel: str
    apiv3_key: str

    def wechat(self, url: str) -> WeChatAccount:
        """The merchant at the sandbox that listens at `url`."""
        return WeChatAccount(
            APPID, MCHID, SERIAL, self.ours, self.apiv3_key, PUBLIC_KEY_ID, public(self.channel),
            gateway=url,
        )  # fmt: skip

    def alipay(self, url: str) -> AlipayAccount:
        return AlipayAccount(
            APP_ID, SELLER_ID, self.ours, public(self.channel), gateway=f"{url}/gateway.do"
        )


def made() -> Keys:
    """New ones."""
    return Keys(_private(), _private(), secrets.token_hex(16))


def kept(folder: Path) -> Keys:
    """Those of the folder; two processes that begin together agree on one set."""
    file = folder / "keys.pem"
    if not file.exists():
        new = made()
        draft = folder / f"keys.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text("\n\n".join((new.ours, new.channel, new.apiv3_key)), encoding="ascii")
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    ours, channel, apiv3_key = file.read_text(encoding="ascii").split("\n\n")
    return Keys(ours, channel, apiv3_key)


def _private() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii").strip()  # fmt: skip


def public(private: str) -> str:
    """The public half, PEM."""
    key = serialization.load_pem_private_key(private.encode("ascii"), password=None)
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode("ascii").strip()  # fmt: skip
