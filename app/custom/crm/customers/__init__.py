"""Customers: who somebody is, what he lives in, how he registers and is verified (1.1)."""

from . import (
    accounts,
    consents,
    decisions,
    following,
    matching,
    merging,
    occupancies,
    profiles,
    registration,
)

__all__ = [
    "accounts",
    "consents",
    "decisions",
    "following",
    "matching",
    "merging",
    "occupancies",
    "profiles",
    "registration",
]
