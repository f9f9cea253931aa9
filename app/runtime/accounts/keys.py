"""Digests and encryption keyed by the application's secret key: what a copy of the database alone does not give away."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import settings


def new_key() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is stored of such a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def keyed(*parts: str) -> str:
    """A digest that nobody can guess backwards without the secret: for names and addresses."""
    text = "\0".join(parts).encode()
    return hmac.new(_derived(settings.current().secret, "attempts"), text, "sha256").hexdigest()


def encrypt(text: str, *, purpose: str) -> str:
    """AES-256-GCM; `purpose` (kind and owner) is bound to it, so that a value cannot be moved to another row."""
    nonce = os.urandom(12)
    sealed = AESGCM(_derived(settings.current().secret, "values")).encrypt(
        nonce, text.encode(), purpose.encode()
    )
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(stored: str, *, purpose: str) -> str | None:
    """The text; None when it was made under another key, for another purpose, or changed."""
    try:
        raw = base64.urlsafe_b64decode(stored.encode())
        cipher = AESGCM(_derived(settings.current().secret, "values"))
        return cipher.decrypt(raw[:12], raw[12:], purpose.encode()).decode()
    except (ValueError, InvalidTag):
        return None


@lru_cache(maxsize=8)
def _derived(secret: str, use: str) -> bytes:
    info = f"dougong accounts {use}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
