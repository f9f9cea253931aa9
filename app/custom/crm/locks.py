"""One after the other: advisory locks of PostgreSQL, kept until the transaction ends."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import text

from app.runtime.context import Context

ORDERS = 0x574F  # "WO": each kind of lock has a number space of its own
CODES = 0x5043  # "PC"


def hold(ctx: Context, space: int, what: int | str) -> None:
    """Nobody else holds the same (space, what) until this transaction ends."""
    if ctx.session.get_bind().dialect.name == "postgresql":
        number = what if isinstance(what, int) else _number(what)
        ctx.session.execute(
            text("SELECT pg_advisory_xact_lock(:space, :number)"),
            {"space": space, "number": number},
        )
    # SQLite has one writer at a time already (BEGIN IMMEDIATE).


def _number(what: str) -> int:
    return int.from_bytes(sha256(what.encode()).digest()[:4], "big", signed=True)
