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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sender with words of its own is told, byte for byte."""

    status: int
    body: bytes
    content_type: str


Door = Callable[[Context, Mapping[str, str], bytes], Answer]
"""Gets the system's context, the headers by their names in small letters, and the raw body. It verifies the sender's own
signature, and that alone says who sent it. It opens its transactions itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a machine asked: the parameters of its address (of one that is given twice the last), its body, where it is."""

    method: str
    given: Mapping[str, str]
    body: bytes
    address: str


Machine = Callable[[Context, Asked], Answer]
"""Gets the system's context; it finds out by itself who asks, and opens its transactions itself."""

_addresses: dict[str, Machine] = {}
_handlers: dict[str, Handler] = {}
_doors: dict[str, Door] = {}


def provider(name: str) -> Callable[[Handler], Handler]:
    """Declare the handler of `POST /hooks/<name>`. It may meet events in any order; an error undoes all it did."""

    def declare(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return declare


def door(name: str) -> Callable[[Door], Door]:
    """Declare who takes `POST /hooks/<name>` from a sender that signs and wants to be answered in its own way."""

    def declare(taker: Door) -> Door:
        _doors[name] = taker
        return taker

    return declare


def address(rule: str) -> Callable[[Machine], Machine]:
    """Declare who answers `GET` and `POST` of a path that machines of some maker dictate (`/iclock/cdata`)."""

    def declare(taker: Machine) -> Machine:
        _addresses[rule] = taker
        return taker

    return declare


def addresses() -> Mapping[str, Machine]:
    """Path → who answers it."""
    return _addresses


def door_of(name: str) -> Door | None:
    """The door of such a sender, if there is one."""
    return _doors.get(name)


def handler_of(name: str) -> Handler | None:
    """The handler of a sender, if there is one."""
    return _handlers.get(name)


def names() -> list[str]:
    """Every sender that is listened to and signs as Standard Webhooks says."""
    return sorted(_handlers)
