"""The addresses for machines: /metrics, /health/live, /health/ready. Answered under any host name, never logged or counted."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import orjson

from app.runtime.telemetry import meters
from app.runtime.telemetry.gauges import State
from app.serving.readiness import Readiness

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

METRICS = "/metrics"
LIVE = "/health/live"
READY = "/health/ready"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")

Answer = tuple[str, str, bytes]


class Probes:
    """Answers them before `inner` is asked. `token`: METRICS_TOKEN; empty: /metrics is for this machine alone."""

    def __init__(
        self,
        inner: WSGIApplication,
        *,
        token: str,
        readiness: Readiness,
        revision: Callable[[], str | None],
    ) -> None:
        self._inner, self._token, self._readiness = inner, token, readiness
        self._revision = revision
        self._state: State | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = self._answer(environ)
        if found is None:
            return self._inner(environ, start_response)
        status, kind, body = found
        headers = [
            ("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]  # fmt: skip
        start_response(status, headers)
        return [b"" if environ.get("REQUEST_METHOD") == "HEAD" else body]

    def _answer(self, environ: WSGIEnvironment) -> Answer | None:
        path = environ.get("PATH_INFO", "")
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return None
        if path == LIVE:
            return _json("200 OK", "alive")
        if path == READY:
            reason = self._readiness.reason()
            status = "200 OK" if reason is None else "503 Service Unavailable"
            return _json(status, reason or "ready")
        if path == METRICS and self._may_read(environ):
            if self._state is None:
                self._state = State(self._revision())
            return "200 OK", TEXT, meters.text() + self._state.text()
        # Whoever may not read it is told what is told of any address that is not there.
        return None

    def _may_read(self, environ: WSGIEnvironment) -> bool:
        if self._token:
            given = environ.get("HTTP_AUTHORIZATION", "").encode()
            return hmac.compare_digest(given, f"Bearer {self._token}".encode())
        return _is_local(environ)


def _is_local(environ: WSGIEnvironment) -> bool:
    """Somebody on this machine, and not one whom a proxy on this machine stands for."""
    if any(name in environ for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _json(status: str, told: str) -> Answer:
    return status, "application/json", orjson.dumps({"status": told})
