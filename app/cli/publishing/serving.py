"""The processes of `dougong run` while something is published: a new one beside the old one, then alone.

The supervisor has none of the application's code, so a process that it starts reads the files as they are then.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.exc import SQLAlchemyError

from app.runtime.publication import journal
from app.runtime.publication.journal import SERVING, WAITING

log = logging.getLogger("dougong.web")

FAILED = "failed: "
LOOK_SECONDS = 0.05
START_SECONDS = 90.0
AGAIN_SECONDS = 60.0
"""What broke off is not mended by two at once; and asked for again where the first one was killed, too."""
DRAIN_SECONDS = 20.0
"""As long as gunicorn lets requests that have begun come to their end."""


class NotStarted(Exception):
    """The new code does not start; the text says what stopped it."""


@dataclass(frozen=True, slots=True)
class Server:
    """Seen from the process that publishes."""

    supervisor: int
    data: Path

    def processes(self, said: str) -> set[int]:
        return {
            process
            for (owner, process), text in journal.marks(self.data).items()
            if owner == self.supervisor and text.startswith(said)
        }

    @property
    def is_alive(self) -> bool:
        """It has processes that say so: its number alone may be another program's by now."""
        return journal.is_alive(self.supervisor) and bool(self.processes(""))

    def one_more(self) -> None:
        """Ask for a process with the new code, which then waits."""
        os.kill(self.supervisor, signal.SIGTTIN)

    def wait_for(self, said: str, *, without: Collection[int] = ()) -> set[int]:
        """Until a process other than those says so. NotStarted: it failed, or it takes too long."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.is_alive:
            found = self.processes(said).difference(without)
            if found:
                return found
            for failed in self.processes(FAILED):
                raise NotStarted(self.said(failed))
            time.sleep(LOOK_SECONDS)
        raise NotStarted("timeout")

    def said(self, process: int) -> str:
        return journal.marks(self.data).get((self.supervisor, process), "").removeprefix(FAILED)

    def one_less(self) -> None:
        """The oldest one takes no more requests, ends what it has begun, and goes."""
        os.kill(self.supervisor, signal.SIGTTOU)

    def gone(self, processes: set[int]) -> bool:
        """Whether they went, within the time that requests are given."""
        end = time.monotonic() + DRAIN_SECONDS
        while any(map(journal.is_alive, processes)):
            if time.monotonic() > end:
                return False
            time.sleep(LOOK_SECONDS)
        return True


def started(
    data: Path,
    build: Callable[[], Any],
    begin: Callable[[Any], None],
    beat: Callable[[], None] = lambda: None,
) -> Any:
    """What a serving process does first: the application, at once or when the publication under way lets it.

    Requests wait in the socket meanwhile: a process that has not begun takes none. `beat` tells the supervisor that
    it is well, which ends whoever says nothing for two minutes: a migration may take longer.
    """
    supervisor = os.getppid()
    is_quiet = journal.read(data) is None
    made = build() if is_quiet else _made_meanwhile(data, supervisor, build, beat)
    begin(made)
    journal.mark(data, SERVING, supervisor)
    return made


def _made_meanwhile(
    data: Path, supervisor: int, build: Callable[[], Any], beat: Callable[[], None]
) -> Any:
    made = None
    try:
        made = build()
    except SQLAlchemyError as problem:
        log.warning("built again after the migration: %s", type(problem).__name__)
    # Whatever the new code raises, SystemExit too: the supervisor would end everything, the old process with it.
    except BaseException as problem:
        journal.mark(data, f"{FAILED}{type(problem).__name__}: {problem}", supervisor)
        _until_over(data, beat)
        _again()
    journal.mark(data, WAITING, supervisor)
    if _until_over(data, beat) != "open":
        _again()
    threading.Thread(target=_until_told, args=(data,), name="publication", daemon=True).start()
    return made or build()


def _until_told(data: Path) -> None:
    """Beside the first requests: that everything is written down, by whoever publishes, or by another when he was killed."""
    while journal.read(data) is not None:
        if not journal.is_locked(data):
            _mend()
            time.sleep(AGAIN_SECONDS)
        time.sleep(1)


def _until_over(data: Path, beat: Callable[[], None]) -> str | None:
    """The phase in which it may go on; None: the publication is over. What broke off is mended by another process."""
    asked = 0.0
    while (now := journal.read(data)) is not None and now.phase != "open":
        if not journal.is_locked(data) and time.monotonic() - asked > AGAIN_SECONDS:
            asked = time.monotonic()
            _mend()
        beat()
        time.sleep(LOOK_SECONDS)
    return now.phase if now else None


def _mend() -> None:
    """Not waited for: it waits for this process to make room."""
    import subprocess
    import sys

    command = [sys.executable, "dougong_cli.py", "publish", "mend"]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own command


def _again() -> NoReturn:
    """Another process takes this one's place and reads the files as they are now."""
    os._exit(0)
