"""Where messages end up in tests: a web server and a mail server on loopback that keep what they get."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 20.0


@dataclass
class Request:
    """One POST that arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class HttpSink:
    """Answers every POST with `status` and `answer`; `requests` holds what came, in order."""

    url: str = ""
    status: int = 200
    answer: dict[str, Any] = field(default_factory=lambda: {"errcode": 0, "code": 0})
    requests: list[Request] = field(default_factory=list)


@contextmanager
def http_sink() -> Iterator[HttpSink]:
    """A web server on a free loopback port."""
    sink = HttpSink()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
            sink.requests.append(Request(self.path, dict(self.headers), json.loads(raw)))
            body = json.dumps(sink.answer).encode()
            self.send_response(sink.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """The suite's output is not its log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class MailSink:
    """Keeps mails; `refuse` is what it answers instead, like `451 Try again`."""

    def __init__(self) -> None:
        self.refuse = ""
        self.mails: queue.Queue[EmailMessage] = queue.Queue()
        self.port = 0

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.refuse:
            return self.refuse
        self.mails.put(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def next(self) -> EmailMessage:
        """The next mail; fails when none comes."""
        return self.mails.get(timeout=PATIENCE)


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    """A mail server on a free loopback port."""
    sink = MailSink()
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
