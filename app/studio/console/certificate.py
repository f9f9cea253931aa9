"""Until when the site's certificate is good. Asked in a thread of its own and kept for a while: no page waits for a network."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 3.0
"""Before a silent server counts as one that does not answer."""
KEPT = 3600.0


@dataclass(frozen=True, slots=True)
class Known:
    """`until` in UTC; None with a `problem`, or while it is being asked."""

    until: dt.datetime | None = None
    problem: str = ""


_lock = threading.Lock()
_known: dict[str, tuple[float, Known]] = {}
_asking: set[str] = set()


def known(url: str) -> Known | None:
    """What is known of the certificate behind an https address; None for other addresses. Returns at once."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    host, port = parts.hostname, parts.port or 443
    name = f"{host}:{port}"
    with _lock:
        at, found = _known.get(name, (-KEPT, Known()))
        stale = time.monotonic() - at >= KEPT
        if stale and name not in _asking:
            _asking.add(name)
            threading.Thread(target=_ask, args=(name, host, port), daemon=True).start()
    return found


def _ask(name: str, host: str, port: int) -> None:
    found = look(host, port)
    with _lock:
        _known[name] = (time.monotonic(), found)
        _asking.discard(name)


def look(host: str, port: int) -> Known:
    """Ask the server itself, as a browser would; at most SECONDS for each step."""
    try:
        with (
            socket.create_connection((host, port), timeout=SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
        ):
            told = secured.getpeercert() or {}
    except (OSError, ssl.SSLError) as problem:
        return Known(problem=str(problem)[:200])
    ends = ssl.cert_time_to_seconds(str(told["notAfter"]))
    return Known(until=dt.datetime.fromtimestamp(ends, dt.UTC))
