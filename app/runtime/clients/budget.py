"""Requests a minute, shared by all processes without a write for each request.

A process leases a block of the minute's budget by one statement on one row and spends it in memory: first a fiftieth of
what is left, then more, a tenth at most, at least one. So the sum of all blocks, and with it of all requests, never
exceeds the limit, and a process that is asked once holds little back from the others.

SQLite has one writer, who may be at work for half a minute (a bulk call, an import). Reading waits for nobody there, so
counting may not either: a process that cannot lease lends itself a block and pays it back with the next lease.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, literal
from sqlalchemy.dialects import postgresql, sqlite

from .. import clock, database
from .brief import Busy, writing
from .tables import RateBudget

WINDOW = 60
PARTS = (50, 25, 10)
"""The first block of a minute is a fiftieth of what is left, the second a 25th, each further one a tenth."""
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """What one request finds: `left` of `limit` in this minute as far as this process knows, `reset` seconds to go."""

    limit: int
    left: int
    reset: int
    allowed: bool


@dataclass(slots=True)
class _Hand:
    """What this process holds of one key's minute."""

    minute: int
    block: int = 0
    taken: int = 0
    lent: int = 0
    leases: int = 0
    is_spent: bool = False


_hands: dict[tuple[str, str], _Hand] = {}
_lock = threading.Lock()
_turn = threading.Lock()
"""One thread leases for all of the process: two would find each other at the database and lend for nothing."""


def spend(key: str, limit: int) -> Rate:
    """Take one request of the budget of `key` (`client 17`, `user 4`), `limit` a minute."""
    now = int(clock.now().timestamp())
    minute, reset = now // WINDOW, WINDOW - now % WINDOW
    mine = (str(database.current().url), key)
    while True:
        with _lock:
            hand = _hands.get(mine)
            if hand is None or hand.minute < minute:
                _make_room(minute)
                hand = _hands[mine] = _Hand(minute)
            if hand.block > 0:
                hand.block -= 1
                left = max(0, limit - hand.taken - hand.lent) + hand.block
                return Rate(limit, left, reset, True)
            if hand.is_spent or hand.lent >= limit:
                return Rate(limit, 0, reset, False)
        with _turn:
            # A block that was lent and is paid back may leave less than nothing.
            if hand.block <= 0 and not hand.is_spent and hand.lent < limit:
                _take_a_block(hand, key, limit)


def _take_a_block(hand: _Hand, key: str, limit: int) -> None:
    """Lease; while somebody else writes for long, lend."""
    part = PARTS[min(hand.leases, len(PARTS) - 1)]
    try:
        leased = _lease(key, hand.minute, limit, part)
    except Busy:
        with _lock:
            block = min(1 + limit // part, limit - hand.lent)
            hand.lent += block
            hand.block += block
        return
    with _lock:
        if leased is None:
            hand.is_spent = True
        else:
            hand.leases += 1
            hand.taken = leased[0]
            hand.block += leased[1] - hand.lent
            hand.lent = 0


def _lease(key: str, minute: int, limit: int, part: int) -> tuple[int, int] | None:
    """(taken by all, size of the new block); None when the minute's budget is used up."""
    with writing() as session:
        dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        first = min(limit, 1 + limit // part)
        # A process whose clock is behind takes of the minute that the others are in already.
        is_new = RateBudget.minute < minute
        next_one = case((is_new, literal(first)), else_=1 + (limit - RateBudget.taken) // part)
        statement = (
            dialect.insert(RateBudget)
            .values(key=key, minute=minute, taken=first, leased=first)
            .on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "minute": case((is_new, literal(minute)), else_=RateBudget.minute),
                    "leased": next_one,
                    "taken": case((is_new, literal(0)), else_=RateBudget.taken) + next_one,
                },
                where=is_new | (RateBudget.taken < limit),
            )
            .returning(RateBudget.taken, RateBudget.leased)
        )
        row = session.execute(statement).first()
    return None if row is None else (int(row.taken), int(row.leased))


def _make_room(minute: int) -> None:
    """Minutes that are over are forgotten before the memory fills with keys."""
    if len(_hands) >= MOST_KEYS:
        for known in [one for one, hand in _hands.items() if hand.minute < minute]:
            del _hands[known]


def forget() -> None:
    """Hold nothing any more: a process that was forked must not spend its parent's blocks."""
    global _lock, _turn
    _lock, _turn = threading.Lock(), threading.Lock()
    _hands.clear()


os.register_at_fork(after_in_child=forget)
