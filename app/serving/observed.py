"""The outermost layer of WSGI: every request has an id, a log line and its counts, whatever becomes of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request

from app.runtime import registry
from app.runtime.telemetry import meters, scene
from app.serving import carried
from app.serving.sent import Sent

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("dougong.access")

HEADER = "X-Request-Id"
UNMATCHED = "unmatched"
"""The route of what no address of ours matches: whatever people try has one name."""


def install(app: Flask) -> None:
    """Around everything else of `app`; call it last."""
    app.before_request_funcs.setdefault(None, []).insert(0, _named)
    app.after_request(_routed)
    app.wsgi_app = Observed(app.wsgi_app)  # type: ignore[method-assign]


def _named() -> None:
    at = scene.current()
    if at is not None:
        g.request_id = at.request_id


def _routed(response: Response) -> Response:
    """Also of what an error page answers."""
    at = scene.current()
    if at is not None:
        at.route = _template(request.url_rule.rule) if request.url_rule else UNMATCHED
    return response


def _template(rule: str) -> str:
    """Pages of entities have one name for all: `/<entity>/show/<int:pk>`, however many entities there are."""
    first, slash, rest = rule.lstrip("/").partition("/")
    known = registry.active()
    if slash and known is not None and first in _tables(known):
        return f"/<entity>/{rest}"
    return rule


def _tables(known: registry.Registry) -> frozenset[str]:
    found = _known.get(id(known))
    if found is None:
        _known.clear()
        found = frozenset(entry.entity.__tablename__ for entry in known.entities())
        _known[id(known)] = found
    return found


_known: dict[int, frozenset[str]] = {}


class Observed:
    """Wraps a WSGI application."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        at = scene.Scene(scene.request_id(environ.get("HTTP_X_REQUEST_ID", "")))
        # Whoever reads the header behind this reads a plain one.
        environ["HTTP_X_REQUEST_ID"] = at.request_id
        environ["wsgi.input"] = Sent(environ["wsgi.input"])
        visit = _Visit(at, environ, start_response)
        before = scene.enter(at)
        meters.IN_FLIGHT.inc()
        try:
            body = self._inner(environ, visit.start)
        except BaseException:
            visit.end(before)
            raise
        return _Body(body, lambda: visit.end(before))


class _Visit:
    """One request from its first byte to the last one of its answer."""

    def __init__(
        self, at: scene.Scene, environ: WSGIEnvironment, start_response: StartResponse
    ) -> None:
        self._at, self._environ, self._start = at, environ, start_response
        self._begun = time.perf_counter()
        self._status = 500

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        if not any(name.lower() == "x-request-id" for name, _ in headers):
            headers = [*headers, (HEADER, str(self._at.request_id))]
        status = carried.status(status, self._at, self._environ)
        self._status = int(status[:3])
        return self._start(status, headers, exc_info)

    def end(self, before: scene.Scene | None) -> None:
        seconds = time.perf_counter() - self._begun
        at, method = self._at, str(self._environ.get("REQUEST_METHOD", ""))
        route = at.route or UNMATCHED
        meters.IN_FLIGHT.dec()
        meters.answered(method, route, self._status, seconds=seconds, statements=at.statements)
        told = {"method": method[:16], "status": self._status, "ms": round(seconds * 1000, 1)}
        log.info("%s %s", method[:16], route, extra={**told, "sql": at.statements})
        scene.enter(before)


class _Body:
    """An answer that says when it was sent, or given up."""

    def __init__(self, inner: Iterable[bytes], ended: Callable[[], None]) -> None:
        self._inner, self._ended = inner, ended

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._inner)

    def close(self) -> None:
        try:
            close = getattr(self._inner, "close", None)
            if close is not None:
                close()
        finally:
            self._ended()
