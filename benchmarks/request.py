"""One request of a case, and the WSGI environ that carries it. Standard library only: every contender loads this."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """`path` with its query string, percent-encoded."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def json(cls, method: str, path: str, headers: Mapping[str, str], body: Any) -> Request:
        """A request with a JSON body."""
        written = json.dumps(body, ensure_ascii=False).encode()
        return cls(method, path, {**headers, "Content-Type": "application/json"}, written)

    def environ(self) -> dict[str, Any]:
        """A fresh environ, as a server hands it out."""
        path, _, query = self.path.partition("?")
        found: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "CONTENT_LENGTH": str(len(self.body)),
        }
        for name, value in self.headers.items():
            key = name.upper().replace("-", "_")
            found[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status code, the headers in lower case (of several with one name the last), the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Site(Protocol):
    """What a contender's module makes with `site(facts)`."""

    wsgi: Any

    def cases(self) -> list[str]:
        """Names of the cases (cases.py) that this contender can answer."""

    def requests(self, case: str) -> Iterator[Request]:
        """Requests of the case, one after the other, without end. What it asks itself on the way is not timed."""

    def plain(self, case: str, answer: Answer) -> Any:
        """The answer in the form that all contenders share, to be compared before anything is timed."""

    def statements(self, case: str) -> int | None:
        """SQL statements of one request; None: not counted."""

    # `enter(case)`, where a contender has it, is called before each case.


def call(wsgi: Any, request: Request) -> Answer:
    """Put the request to the application and read its answer to the end."""
    told: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        told[:] = [status, headers]
        return lambda _data: None

    pieces = wsgi(request.environ(), start_response)
    try:
        body = b"".join(pieces)
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
    status, headers = told
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)
