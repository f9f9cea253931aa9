"""Worker processes that a test starts, kills and counts after: `python -m tests.support.crew URL` is one of them.

Whatever a worker does it says in a line, so that a test waits for things that happened, not for time.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.jobs import Progress

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""How long nobody may say anything new. Not how long something may take: that depends on the machine."""
NO_NEWS = ("tick", "ready")
"""What is said also when nothing goes on."""
LEASE_SECONDS = 2.0
ROWS_A_CHUNK = 500
DEATHS = 3


# What the workers do --------------------------------------------------------------------------


def declare() -> None:
    """The jobs of the crew. Every effect has a key of its own, so that a second one would be counted."""
    from app.runtime import jobs

    jobs.job("crew.effect", attempts=1000)(effect)
    jobs.job("crew.deadly", attempts=DEATHS)(deadly)
    jobs.chunked("crew.long", attempts=1000)(long)
    jobs.schedule("crew.tick", cron="*/5 * * * * *", attempts=1000)(tick)


def effect(ctx: Context, *, number: int) -> None:
    _leave(ctx, f"effect {number}")
    say(f"effect {number}")


def deadly(ctx: Context) -> None:
    """What the machine does to a job that eats all memory."""
    _leave(ctx, "deadly")
    ctx.session.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def tick(ctx: Context) -> None:
    _leave(ctx, "tick")
    say("tick")


def long(ctx: Context, at: Progress, *, of: int) -> Progress:
    """`of` rows, a chunk at a time."""
    from app.runtime.system import Sequence

    start = at.cursor or 0
    end = min(start + ROWS_A_CHUNK, of)
    ctx.session.bulk_insert_mappings(
        Sequence,  # type: ignore[arg-type]
        [{"key": f"row {number} {uuid.uuid4()}", "value": number} for number in range(start, end)],
    )
    say(f"chunk {end}")
    if end == of:
        return at.end(done=end - start)
    return at.on(end, done=end - start, total=of)


def _leave(ctx: Context, what: str) -> None:
    from app.runtime.system import Sequence

    ctx.session.add(Sequence(key=f"{what} {uuid.uuid4()}", value=1))


def say(line: str) -> None:
    print(line, flush=True)


def work(url: str) -> None:
    """One worker, until SIGTERM."""
    import datetime as dt

    from sqlalchemy import event

    from app.runtime import database, jobs
    from app.runtime.jobs import engine
    from tests.support.worlds import BARE

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    BARE.activate()
    declare()
    made = database.Database(url)
    if made.is_sqlite:
        for one in made.engines:
            # A killed process loses nothing that it has handed to the system.
            event.listen(one, "connect", lambda c, _r: c.execute("PRAGMA synchronous=OFF"))
    database.activate(made)
    engine.LEASE = dt.timedelta(seconds=LEASE_SECONDS)
    engine.IDLE_SECONDS = 0.5
    jobs.start()
    say("ready")
    ended.wait()
    jobs.stop()
    made.dispose()
    say("stopped")


# What a test does with them -------------------------------------------------------------------


@dataclass
class Crew:
    """Some workers on one database. `heard` counts the lines of all of them."""

    url: str
    heard: dict[str, int] = field(default_factory=dict)
    log: Path | None = None
    _workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _ready: set[int] = field(default_factory=set)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def start(self) -> subprocess.Popen[bytes]:
        """One more; it is at work when `ready` was heard."""
        errors = self.log.open("ab") if self.log else subprocess.DEVNULL
        worker = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.support.crew", self.url],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        if self.log:
            errors.close()  # type: ignore[union-attr]
        assert worker.stdout is not None
        os.set_blocking(worker.stdout.fileno(), False)
        self._selector.register(worker.stdout, selectors.EVENT_READ)
        self._workers.append(worker)
        return worker

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        return list(self._workers)

    def wait_until_ready(self) -> None:
        """Until everybody who lives is at work."""
        outs = {worker.stdout.fileno() for worker in self._workers if worker.stdout is not None}
        self.listen_while(lambda: not outs <= self._ready)

    def is_ready(self, worker: subprocess.Popen[bytes]) -> bool:
        """Whether it said that it is at work."""
        return worker.stdout is not None and worker.stdout.fileno() in self._ready

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As the machine does it when memory is short: no word of farewell."""
        worker.kill()
        worker.wait()
        self._forget(worker)

    def stop(self) -> list[int]:
        """Ask all to end, and how they ended."""
        for worker in self._workers:
            worker.terminate()
        codes = [worker.wait(timeout=PATIENCE) for worker in self._workers]
        for worker in self.workers:
            self._forget(worker)
        return codes

    def close(self) -> None:
        """Leave nobody behind, whatever happened."""
        for worker in self.workers:
            self.kill(worker)
        self._selector.close()

    def listen(self, until: Callable[[str], Any]) -> None:
        """Hear lines until `until(line)` is true for one; AssertionError when nothing new comes for long."""
        heard = False

        def met(line: str) -> bool:
            nonlocal heard
            heard = heard or bool(until(line))
            return heard

        self.listen_while(lambda: not heard, met)

    def listen_while(
        self, pending: Callable[[], bool], hear: Callable[[str], Any] = lambda line: None
    ) -> None:
        """Hear lines as long as `pending()`; AssertionError when nothing new comes for long."""
        quiet_since = time.monotonic()
        while pending():
            assert time.monotonic() < quiet_since + PATIENCE, (
                f"Nothing new for {PATIENCE} s; heard {self.heard}"
            )
            for line in self._lines(0.2):
                hear(line)
                if line.partition(" ")[0] not in NO_NEWS:
                    quiet_since = time.monotonic()

    def _lines(self, seconds: float) -> list[str]:
        found: list[str] = []
        for key, _ in self._selector.select(seconds):
            text = os.read(key.fd, 65536).decode()
            if not text:
                self._selector.unregister(key.fileobj)
            lines = text.split("\n")
            if "ready" in lines:
                self._ready.add(key.fd)
            found += lines
        lines = [line for line in found if line]
        for line in lines:
            kind = line.partition(" ")[0]
            self.heard[kind] = self.heard.get(kind, 0) + 1
        return lines

    def _forget(self, worker: subprocess.Popen[bytes]) -> None:
        assert worker.stdout is not None
        self._ready.discard(worker.stdout.fileno())
        if worker.stdout.fileno() in self._selector.get_map():
            self._selector.unregister(worker.stdout)
        worker.stdout.close()
        self._workers.remove(worker)


if __name__ == "__main__":
    work(sys.argv[1])
