"""What the settings say about logging in; `use` at the start of a process, `current` everywhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

IDLE = dt.timedelta(minutes=30)
ABSOLUTE = dt.timedelta(hours=12)
PENDING = dt.timedelta(minutes=10)
"""How long one may take between the password and the code."""
SEEN_EVERY = dt.timedelta(minutes=1)
LOCKED_FOR = dt.timedelta(minutes=15)
FAILURES = 5
"""Of one name, before it is locked."""
FAILURES_OF_ADDRESS = 50
"""Of one address: a whole office may stand behind it."""
LINK_LIFE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """`secret` keys digests and the encryption of second factors; it is not in the database."""

    secret: str = field(default="", repr=False)
    demo: bool = False
    dengbao: bool = False
    """As 等保 asks: three of four kinds of characters, and a new password every 90 days."""
    words: tuple[str, ...] = ()
    """Words that no password may contain: names of the company."""
    second_factor: frozenset[str] = frozenset()
    """Roles that do not get in without a second factor."""
    refused_passwords: tuple[str, ...] = ()
    """Published ones (of the demo): never right, whoever has them."""


_active: list[Rules] = [Rules()]


def use(rules: Rules) -> None:
    """Make these the rules of this process."""
    _active[:] = [rules]


def current() -> Rules:
    return _active[0]
