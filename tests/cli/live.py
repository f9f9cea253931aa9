"""`dougong run` and `dougong worker` of a project as processes of their own, and programs that write meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.config import DEMO_PASSWORD
from tests.cli.conftest import Project
from tests.faults.serving import START_SECONDS, Answer, Serving, _free_port


@dataclass
class Live(Serving):
    """A project's own server on the loopback."""

    project: Project | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> Live:
        self.port = self.port or _free_port()
        self.process = self.begin("run", "--port", str(self.port))
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if self.send("GET", "/health").status:
                return self
            time.sleep(0.05)
        raise AssertionError(self.said())

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """A command of the project that goes on; what it says is in the log."""
        assert self.project is not None
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-W", "ignore", "dougong_cli.py", *words],
                cwd=self.project.folder, stdout=log, stderr=log, start_new_session=True,
                env=self.project.clean() | self.project.environment | self.environment,
            )  # fmt: skip

    @property
    def log(self) -> Path:
        return self.data / "live.log"

    def said(self) -> str:
        return self.log.read_text()[-6000:]

    def stop(self) -> int:
        """SIGTERM, and how it ended."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=START_SECONDS)

    def token(self) -> str:
        return self.login("manager", DEMO_PASSWORD)


class Writers:
    """Threads that make tasks without a break, until they are told that the application was upgraded."""

    def __init__(self, live: Live, count: int) -> None:
        self.live, self.token = live, live.token()
        self.answers: Counter[tuple[int, str]] = Counter()
        self.acknowledged: set[str] = set()
        self.written = threading.Semaphore(0)
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def write(self, summary: str) -> Answer:
        return self.live.send(
            "POST", "/api/v1/task", {"topic": 1, "summary": summary}, token=self.token
        )

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _run(self, number: int) -> None:
        for turn in range(100_000):
            summary = f"live {number} {turn}"
            answer = self.write(summary)
            code = answer.body.get("code", "") if isinstance(answer.body, dict) else ""
            self.answers[answer.status, code] += 1
            if answer.status == 201:
                self.acknowledged.add(summary)
                self.written.release()
            elif answer.status != 503 or code == "upgraded":
                return


def until(live: Live, met: Callable[[], bool]) -> None:
    """Look again and again until it is so; what the processes said when it does not come."""
    end, pause = time.monotonic() + START_SECONDS, threading.Event()
    while not met():
        assert time.monotonic() < end, live.said()
        pause.wait(0.1)
