"""The body of a request as the server hands it over: one that breaks off or is malformed is the sender's mistake, not ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest


class Sent:
    """Wraps `wsgi.input`. Raises BadRequest where gunicorn raises errors of its own or of the socket."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        with _told():
            return bytes(self._inner.read(*(() if size < 0 else (size,))))

    def readline(self, size: int = -1) -> bytes:
        with _told():
            return bytes(self._inner.readline(*(() if size < 0 else (size,))))

    def readlines(self, hint: int = -1) -> list[bytes]:
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (ParseException, OSError):
        raise BadRequest from None
