"""A serving process that is started before the migration: it waits, says so, and serves from the moment on when it may."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import orjson
from sqlalchemy.exc import SQLAlchemyError

from app.runtime import database
from app.runtime.telemetry import scene
from app.serving.observed import Observed
from app.serving.probes import Probes
from app.serving.readiness import Readiness

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("dougong.web")

STARTING = "starting"
RETRY_SECONDS = "2"
TEXT = (
    "系统正在升级，尚未保存任何内容，请稍后重试。",
    "The application is being upgraded; nothing was saved, try again shortly.",
)


class _Waiting(Readiness):
    """Ready once the gate is open; every look is a try to open it."""

    def __init__(self, head: Callable[[], str | None], opened: Callable[[], bool]) -> None:
        super().__init__(head)
        self._opened = opened

    def reason(self) -> str | None:
        return super().reason() or (None if self._opened() else STARTING)


class Gate:
    """A WSGI application around the one that `build` makes. The database is active already.

    `build` is called at once, so that no time is lost later, and again at the migration when the old database
    did not let it come to an end. `begin` is called once, when the gate opens.
    """

    def __init__(
        self,
        build: Callable[[], WSGIApplication],
        *,
        head: Callable[[], str | None],
        begin: Callable[[WSGIApplication], None],
        token: str,
    ) -> None:
        self._build, self._begin = build, begin
        self._lock = threading.Lock()
        self._made: WSGIApplication | None = None
        self._serving: WSGIApplication | None = None
        self._readiness = _Waiting(head, self.open)
        self._refusal = Observed(self._refuse)
        self._outer = Probes(
            self._inner, token=token, readiness=self._readiness, revision=self._readiness.head
        )
        try:
            self._made = build()
        except SQLAlchemyError as problem:
            log.warning("built again after the migration: %s", type(problem).__name__)
        if not self.open():
            log.warning("waiting for dougong migrate: the database is not at %s", head())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._outer(environ, start_response)

    def open(self) -> bool:
        """Whether it serves, from now on if it could not before. It never closes again."""
        if self._serving is not None:
            return True
        with self._lock:
            if self._serving is None and self._fits():
                made = self._made or self._build()
                database.current().note_revision()
                self._begin(made)
                self._serving = made
                log.info("serving at revision %s", self._readiness.head())
        return self._serving is not None

    def _fits(self) -> bool:
        try:
            return self._readiness.fits()
        except SQLAlchemyError:
            return False

    def _inner(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        serving = self._serving
        if serving is None and self.open():
            serving = self._serving
        return (serving or self._refusal)(environ, start_response)

    def _refuse(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        scene.note_refused()
        kind, body = "text/plain; charset=utf-8", "\n".join((*TEXT, "")).encode()
        if environ.get("PATH_INFO", "").startswith(("/api/", "/hooks/")):
            kind, body = "application/problem+json", _problem(environ)
        headers = [
            ("Content-Type", kind), ("Content-Length", str(len(body))), ("Retry-After", RETRY_SECONDS),
            ("Cache-Control", "no-store"),
        ]  # fmt: skip
        start_response("503 Service Unavailable", headers)
        return [body]


def _problem(environ: WSGIEnvironment) -> bytes:
    """The form of app/rest/protocol/problem.py, from a process that has no application yet."""
    is_chinese = environ.get("HTTP_ACCEPT_LANGUAGE", "zh").lower().startswith("zh")
    return orjson.dumps(
        {
            "type": "urn:dougong:problem:not_migrated",
            "title": "服务暂不可用" if is_chinese else "Service unavailable",
            "status": 503,
            "code": "not_migrated",
            "detail": TEXT[0] if is_chinese else TEXT[1],
            "instance": environ.get("PATH_INFO", ""),
            "errors": [],
            "request_id": environ.get("HTTP_X_REQUEST_ID"),
        }
    )
