"""AES-GCM and HMAC over short texts: `name.base64` of nonce and ciphertext, bound to where the value belongs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import keys

NONCE = 12


class CannotDecrypt(Exception):
    """A stored value was changed, moved from another place, or belongs to a key that is not this one."""


def seal(plain: bytes, place: str) -> str:
    """Encrypt under the active key; `place` (table and column) must be the same for `unseal`."""
    ring = keys.current()
    return f"{ring.active}.{encrypt(ring.key(ring.active), plain, place)}"


def unseal(text: str, place: str) -> bytes:
    """The plain bytes. Raises CannotDecrypt, or KeyProblem when the key is not there."""
    name, _, value = text.partition(".")
    return decrypt(keys.current().key(name), value, place)


def key_name(text: str) -> str:
    """Under which key a stored value is."""
    return text.partition(".")[0]


def encrypt(key: bytes, plain: bytes, place: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + _aes(key).encrypt(nonce, plain, place.encode())
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def decrypt(key: bytes, text: str, place: str) -> bytes:
    try:
        sealed = base64.urlsafe_b64decode(text)
        return _aes(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise CannotDecrypt(
            f"{place}：保存的值无法解密（被改动、移动或密钥不对）"
            f" / {place}: a stored value cannot be decrypted (changed, moved, or another key)."
        ) from None


def blind(plain: bytes, place: str) -> str:
    """What stands for a value in an index: equal values of one column look alike, nothing else is told."""
    mark = hmac.new(keys.current().index, place.encode() + b"\0" + plain, hashlib.sha256)
    return base64.urlsafe_b64encode(mark.digest()[:24]).decode("ascii")


@lru_cache(maxsize=256)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)
