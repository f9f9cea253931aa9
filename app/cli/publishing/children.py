"""Commands of the staged or the new project, whose code this process must not load; they answer with a line of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.publishing.telling import Failed

if TYPE_CHECKING:
    from app.config import Config

READY = "ready"
WHOLE_SECONDS = 4 * 3600
SHOWN = 1500
"""Of what a command said when it broke off: its end."""


class Child:
    """One command in `folder`, with the settings of this process and paths that hold in another folder, too.

    `keeps`: the file of the lock, which stays held until this command has ended, whatever becomes of who started it.
    """

    def __init__(self, config: Config, folder: Path, *words: str, keeps: int | None = None) -> None:
        environment = dict(os.environ)
        environment["DOUGONG_DATA"] = str(config.data.resolve())
        environment["DATABASE_URL"] = _absolute(config.database_url)
        if config.channels:
            environment["DOUGONG_CHANNELS"] = str(config.channels.resolve())
        self._running = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, str(folder / "dougong_cli.py"), "publish", *words],
            cwd=folder, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            pass_fds=() if keeps is None else (keeps,),
        )  # fmt: skip
        self._said: list[str] = []

    def wait_ready(self) -> None:
        """Until it has loaded the code. Failed: it could not."""
        assert self._running.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in self._running.stdout:
            if line.strip() == READY:
                return
            self._said.append(line)
        self._running.wait()
        raise self._failed()

    def answer(self, order: str = "") -> dict[str, Any]:
        """What it says at its end. Failed: it said nothing, or that it was refused."""
        out, _ = self._running.communicate(order, timeout=WHOLE_SECONDS)
        self._said += out.splitlines(keepends=True)
        if self._running.returncode == 0:
            for line in reversed(self._said):
                if line.startswith("{"):
                    found: dict[str, Any] = json.loads(line)
                    return found
        raise self._failed()

    def stop(self) -> None:
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe is not None:
                pipe.close()

    def _failed(self) -> Failed:
        text = "".join(self._said).strip()[-SHOWN:] or f"exit {self._running.returncode}"
        return Failed(text, text)


def _absolute(url: str) -> str:
    from sqlalchemy import make_url

    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return url
    return parsed.set(database=str(Path(parsed.database).resolve())).render_as_string(
        hide_password=False
    )
