"""The sandbox on a loopback port: where the SDKs find it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from . import keys as sandbox_keys
from .keys import Keys
from .trades import Trades
from .words import Alipay, Said, WeChat

LARGEST = 100_000


class Sandbox:
    """Both channels over one folder. `cashier`: where a payer is sent, an address that ends in channel and number."""

    def __init__(self, folder: Path, *, cashier: str, keys: Keys | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.keys = keys or sandbox_keys.kept(folder)
        self.trades = Trades(folder / "trades")
        self.alipay = Alipay(self.trades, self.keys)
        self.wechat = WeChat(self.trades, self.keys, cashier)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def start(self) -> threading.Thread:
        """Listen until the process ends, or `stop`."""
        thread = threading.Thread(
            target=self.server.serve_forever, name="payment sandbox", daemon=True,
            kwargs={"poll_interval": 0.05},
        )  # fmt: skip
        thread.start()
        return thread

    @contextmanager
    def listening(self) -> Iterator[Sandbox]:
        """Listen inside."""
        thread = self.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Said:
        """Whoever is asked."""
        at = urlsplit(path)
        if at.path == "/gateway.do":
            return self.alipay.answer(at.query or body.decode())
        return self.wechat.answer(method, path, headers, body)


def _handler(sandbox: Sandbox) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
            said = sandbox.answer(self.command, self.path, self.headers, self.rfile.read(length))
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, format: str, *args: Any) -> None:
            """What the demo prints is not its log."""

    return Handler
