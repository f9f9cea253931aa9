"""One contender while it runs: a process of its own, in its own Python, on its own copy of the data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "benchmarks"


class Failed(Exception):
    """A contender ended, or answered something else; the text is the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who takes part. `peer`: the folder in peers/ whose requirements make its environment; empty: ours."""

    name: str
    module: str
    peer: str = ""

    @property
    def python(self) -> Path:
        """The Python that has what it needs; for a peer it is made once, again when its requirements change."""
        if not self.peer:
            return Path(sys.executable)
        folder, wanted = (
            WORK / self.peer,
            ROOT / "benchmarks" / "peers" / self.peer / "requirements.txt",
        )
        python, ready = folder / ".venv" / "bin" / "python", folder / "requirements.txt"
        if not ready.exists() or ready.read_text() != wanted.read_text():
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder / ".venv"], check=True)
            install = [
                python,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                wanted,
            ]
            subprocess.run(install, check=True)
            ready.write_text(wanted.read_text())
        return python


ENTRIES = [
    Entry("dougong", "benchmarks.contenders.dougong"),
    Entry("raw", "benchmarks.contenders.raw"),
    Entry("django", "benchmarks.peers.django.contender", peer="django"),
    Entry("fab", "benchmarks.peers.fab.contender", peer="fab"),
    Entry("flask_admin", "benchmarks.peers.flask_admin.contender", peer="flask_admin"),
]


class Contender:
    """`ask(do=…)` sends one line to the driver and waits for its answer."""

    def __init__(self, entry: Entry, facts: Mapping[str, Any], log: Path) -> None:
        self.name = entry.name
        self._log = log
        command = [entry.python, "-m", "benchmarks.driver", entry.module, json.dumps(facts)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
        with log.open("w") as words:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words,
                text=True, cwd=ROOT, env=environment,
            )  # fmt: skip
        self._answer()
        self.cases: list[str] = self.ask(do="cases")

    def ask(self, **line: Any) -> Any:
        """Raises Failed when the contender could not answer."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(line) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failed(f"{self.name}: {self._end_of_log()}") from None
        return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise Failed(f"{self.name}: {self._end_of_log()}")
        return json.loads(line)

    def _end_of_log(self) -> str:
        return self._log.read_text(errors="replace")[-3000:]

    def close(self) -> None:
        """End it: its input ends, and it goes."""
        assert self.process.stdin is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
