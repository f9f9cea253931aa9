"""Passwords: argon2id, one cost for everybody, known and unknown."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's second setting


def hash_password(text: str) -> str:
    """The argon2id hash to store."""
    return _hasher.hash(text)


def is_correct(stored: str | None, text: str) -> bool:
    """Whether `text` is the password behind `stored`; an empty or foreign hash never is, at the same cost."""
    try:
        return _hasher.verify(stored or _nobody(), text) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that no password opens, so that an unknown name takes as long as a known one."""
    return _hasher.hash("\0nobody\0")
