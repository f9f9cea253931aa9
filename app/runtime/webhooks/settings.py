"""Which networks of one's own messages may go to. None, unless the operator names some."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """WEBHOOKS_PRIVATE: in these networks a receiver may have a private address, and plain http."""

    private: tuple[Network, ...] = ()


_current: list[Settings] = [Settings()]


def use(settings: Settings) -> None:
    _current[:] = [settings]


def current() -> Settings:
    return _current[0]


def parse(text: str) -> tuple[Network, ...]:
    """`10.1.0.0/16 192.168.7.9`, with blanks or commas between them. Raises ValueError."""
    return tuple(ipaddress.ip_network(part) for part in text.replace(",", " ").split())
