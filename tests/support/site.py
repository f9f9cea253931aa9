"""The application on a free loopback port, for a browser or a client that speaks real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class Handler(WSGIRequestHandler):
    """Does not wait for ever on a connection that the browser opened in advance."""

    timeout = 2.0


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Its address without a path; at the end every answer under way is finished."""

    def whole(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # A browser that leaves a page breaks off what it was loading, and this server then forgets
        # to close the answer: read to its end before it is sent, a file never stays open.
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()

    server = make_server("127.0.0.1", 0, whole, threaded=True, request_handler=Handler)
    # Closing waits for answers under way: each holds a connection of the test's database.
    server.daemon_threads = False  # type: ignore[attr-defined]
    # It is told to stop for every test: it looks for that twenty times as often as it would.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.025})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
