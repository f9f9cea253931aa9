"""The addresses that a client may come from: `10.0.0.0/8 2001:db8::/32`."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from ..errors import FieldError, ValidationFailed, message

MOST = 50


def parse(texts: Iterable[str], *, field: str = "addresses") -> list[str]:
    """Networks in their one spelling; an address alone is a network of one. Raises ValidationFailed."""
    found: dict[str, None] = {}
    errors = []
    for text in (one.strip() for one in texts):
        if not text:
            continue
        try:
            found[str(ipaddress.ip_network(text, strict=False))] = None
        except ValueError:
            told = message(
                zh=f"“{text[:60]}”不是网络地址；写法：10.0.0.0/8、203.0.113.7、2001:db8::/32",
                en=f'"{text[:60]}" is no network; write 10.0.0.0/8, 203.0.113.7 or 2001:db8::/32.',
            )
            errors.append(FieldError(field, "choice", told))
    if len(found) > MOST:
        told = message(zh=f"最多 {MOST} 个网络", en=f"At most {MOST} networks.")
        errors.append(FieldError(field, "too_many", told))
    if errors:
        raise ValidationFailed(errors)
    return list(found)


def hold(networks: str, address: str | None) -> bool:
    """Whether an address is in one of the stored networks; none stored: every address is."""
    if not networks:
        return True
    try:
        here = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return False
    # A server that listens on IPv6 sees IPv4 callers as ::ffff:203.0.113.7.
    if isinstance(here, ipaddress.IPv6Address) and here.ipv4_mapped is not None:
        here = here.ipv4_mapped
    return any(here in ipaddress.ip_network(one) for one in networks.split())
