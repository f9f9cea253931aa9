"""What is no report of the schema and yet comes by itself: a page of the application offers it under a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import AppError, Message
from ..reports.span import Span

if TYPE_CHECKING:
    from ..context import Context

Pairs = Sequence[tuple[str, str]]
"""What narrows it, as in the address of its page."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one subscriber gets now: `span` is over; `key` tells him once; `channels` as in `notify.send`."""

    user: int
    span: Span
    pairs: Pairs
    key: str
    channels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """`url`: its page. `judge` raises Forbidden, NotFound or BadRequest where the reader may not open it so.

    `tell(ctx, reader, due)` sends one message; `reader` has the rights that the subscriber has now.
    """

    name: str
    label: Message
    url: str
    judge: Callable[[Context, Pairs], None]
    tell: Callable[[Context, Context, Due], None]


_offers: dict[str, Offer] = {}


def offer(new: Offer) -> None:
    """Declare it. No report of the schema may have its name."""
    _offers[new.name] = new


def known(name: str) -> Offer | None:
    return _offers.get(name)


def listed(ctx: Context) -> list[Offer]:
    """Those that are open to whoever asks."""
    return [one for _, one in sorted(_offers.items()) if _opens(ctx, one)]


def _opens(ctx: Context, one: Offer) -> bool:
    try:
        one.judge(ctx, ())
    except AppError:
        return False
    return True
