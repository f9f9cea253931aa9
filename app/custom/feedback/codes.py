"""Tracking codes: twelve characters that somebody without an account keeps; here only their fingerprint is (五)."""

from __future__ import annotations

import secrets
import unicodedata
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, 1, I, L, O or U: they are read over the telephone."""
LENGTH, GROUP = 12, 4
# 30^12 are 59 bits: at twenty tries a minute nobody finds one.


def make() -> str:
    """A new code, `7K3M-QW9P-XT4N`."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def fingerprint(typed: str) -> str | None:
    """What is stored of a code, however it was typed; None for what can be none."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(one for one in plain if one.isalnum())
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return sha256(f"feedback:{code}".encode()).hexdigest()
