"""Who handles the events of which sender. Absent means that there is no such address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.runtime.context import Context


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was sent: its id, when it was sent (UTC), and the JSON object of the body."""

    id: str
    sent_at: dt.datetime
    body: Mapping[str, Any]


Handler = Callable[[Context, Event], Mapping[str, Any]]
"""Gets the system's context inside the open transaction and returns what the sender is answered."""

_handlers: dict[str, Handler] = {}


def provider(name: str) -> Callable[[Handler], Handler]:
    """Declare the handler of `POST /hooks/<name>`. It may meet events in any order; an error undoes all it did."""

    def declare(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return declare


def handler_of(name: str) -> Handler | None:
    """The handler of a sender, if there is one."""
    return _handlers.get(name)


def names() -> list[str]:
    """Every sender that is listened to."""
    return sorted(_handlers)
