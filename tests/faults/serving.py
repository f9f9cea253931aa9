"""A real server of the sample in a process of its own, that can be killed; and who talks to it.

`python -m tests.faults.serving URL DATA PORT [LARGEST_FILE]` serves until it is stopped.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.worlds import SAMPLE, settings

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0


@dataclass
class Answer:
    """What came back: `status` 0 when nothing did."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Serving:
    """gunicorn with the settings of `dougong run`, on `port` of the loopback."""

    url: str
    data: Path
    largest_file: int = 0
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Serving:
        self.port = self.port or _free_port()
        words = [self.url, str(self.data), str(self.port), str(self.largest_file)]
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "tests.faults.serving", *words],
                cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if self.send("GET", "/health").status:
                return self
            time.sleep(0.05)
        raise AssertionError((self.data / "server.log").read_text()[-4000:])

    def kill(self) -> None:
        """As a power cut would: master and worker at once, nobody told."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def send(
        self, method: str, path: str, body: Any = None, *, token: str = "", **headers: str
    ) -> Answer:
        """One request on a connection of its own; an answer that was cut off is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {"Accept-Language": "en", **headers}
        if token:
            given["Authorization"] = f"Bearer {token}"
        if body is not None and not isinstance(body, bytes):
            body, given["Content-Type"] = json.dumps(body).encode(), "application/json"
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()
        kind = response.headers.get("Content-Type", "")
        told = json.loads(text) if "json" in kind else text.decode(errors="replace")
        return Answer(response.status, told, dict(response.headers))

    def login(self, username: str, password: str) -> str:
        answer = self.send("POST", "/api/v1/login", {"username": username, "password": password})
        assert answer.status == 200, answer
        return str(answer.body["access_token"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(url: str, data: Path, port: int, largest_file: int) -> None:
    """What `dougong run` does, with the sample as the application."""
    import resource

    from app.factory import create_app
    from app.serving import server

    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
    SAMPLE.activate()

    def load() -> Any:
        return create_app(settings(url, data), package=SAMPLE.package)

    server.serve(server.settings(f"127.0.0.1:{port}", server.THREADS), load)


if __name__ == "__main__":
    address, folder, number, largest = sys.argv[1:]
    sys.argv[1:] = []
    serve(address, Path(folder), int(number), int(largest))
