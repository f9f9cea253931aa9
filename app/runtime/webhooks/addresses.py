"""Where messages may go: https to public addresses, as they are resolved at the moment of sending.

What a name resolves to is judged and then connected to: a name that answers differently the next time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..errors import Message, message
from . import settings

LONGEST = 500
PORTS = {"https": 443, "http": 80}
# Addresses that carry an IPv4 address inside: NAT64, 6to4, and the deprecated compatible form.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
# All that is given out for public use; of the rest Python takes some for global (fec0::/10, once "site-local").
_UNICAST = ipaddress.ip_network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """Nothing may be sent there; the text, in both languages, says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that was taken apart. `host` goes into the Host header and into the check of the certificate."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_secure(self) -> bool:
        return self.scheme == "https"

    @property
    def name(self) -> str:
        """As a Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def problem(url: str) -> Message | None:
    """Why a URL cannot be subscribed; None when it can. What its name resolves to is judged with every message."""
    if len(url) > LONGEST:
        return message(zh=f"最长 {LONGEST} 个字符", en=f"At most {LONGEST} characters.")
    try:
        target = parse(url)
    except ValueError:
        return message(
            zh="应为完整地址，例如 https://example.com/hooks，不含用户名、密码与 #",
            en="Write a whole address such as https://example.com/hooks, without user, password or #.",
        )
    if not target.is_secure and not settings.current().private:
        return message(
            zh="只能使用 https（内网地址须由管理员在 WEBHOOKS_PRIVATE 中允许）",
            en="Only https (a network of your own is named by the operator in WEBHOOKS_PRIVATE).",
        )
    if target.host == "localhost" or target.host.endswith(".localhost"):
        literal: list[Address] = [ipaddress.IPv4Address("127.0.0.1")]
    else:
        literal = _literal(target.host)
    if any(not may_be(address, secure=target.is_secure) for address in literal):
        return message(
            zh="不能发送到内网、本机或保留地址（管理员可在 WEBHOOKS_PRIVATE 中允许内网网段）",
            en="Not to private, local or reserved addresses; the operator may name networks in WEBHOOKS_PRIVATE.",
        )
    return None


def parse(url: str) -> Target:
    """Raises ValueError for what is no plain http(s) URL."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError(url)
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or parts.username is not None or "#" in url:
        raise ValueError(url)
    if parts.port == 0 or "%" in host or len(host) > 253:
        raise ValueError(url)
    path = parts.path or "/"
    return Target(
        parts.scheme, host, parts.port or PORTS[parts.scheme],
        f"{path}?{parts.query}" if parts.query else path,
    )  # fmt: skip


def resolve(target: Target) -> list[str]:
    """Addresses to connect to, those that are allowed. Raises Refused."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("找不到接收方的主机名 / The name of the receiver is not known.") from None
    texts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [
        text
        for text in texts
        if may_be(ipaddress.ip_address(text.partition("%")[0]), secure=target.is_secure)
    ]
    if not allowed:
        raise Refused(
            "接收方是内网、本机或保留地址 / The receiver has a private, local or reserved address."
        )
    return allowed


def may_be(address: Address, *, secure: bool) -> bool:
    """Whether messages may go there. Plain http only into networks that the operator has named."""
    bare = _bare(address)
    if any(bare in network for network in settings.current().private):
        return True
    if isinstance(bare, ipaddress.IPv6Address) and bare not in _UNICAST:
        return False
    return secure and bare.is_global and not (bare.is_multicast or bare.is_reserved)


def _bare(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inside = address.ipv4_mapped or address.sixtofour
    if inside is not None:
        return inside
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _literal(host: str) -> list[Address]:
    """What a host means without asking anybody: also `2130706433`, `127.1` and `0x7f.1`."""
    try:
        found = socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
