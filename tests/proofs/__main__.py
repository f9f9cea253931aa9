"""`make prove`: every proof on every database, going on where it stopped, then docs/proof.md.

`make prove ONLY=jobs` runs the files with `jobs` in their path. What is finished at this commit is
kept under build/proofs/<commit>/ and not run again; what failed or was interrupted is, without those
tests of the file that passed already.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from tests.proofs import report

ROOT = Path(__file__).parents[2]
DATABASES = ("sqlite", "postgresql")
STOPS = (signal.SIGINT, signal.SIGTERM)
NARROWED_BY = ("ROLES", "ROUTES")
"""Environment of `pytest --prove` by hand; see tests/proofs/budgets/conftest.py."""
NOTHING_TO_DO = 5
"""pytest's exit code when a file has no test for this database."""


@dataclass(frozen=True)
class Run:
    """One file on one database."""

    file: Path
    database: str
    store: Path
    """The folder of the commit."""

    @property
    def name(self) -> str:
        place = self.file.relative_to(self.proofs).with_suffix("").as_posix()
        return f"{place.replace('/', '.')}@{self.database}"

    @property
    def proofs(self) -> Path:
        return next(parent for parent in self.file.parents if parent.name == "proofs")

    @property
    def result(self) -> Path:
        return self.store / f"{self.name}.json"

    @property
    def log(self) -> Path:
        return self.store / f"{self.name}.log"

    def is_finished(self) -> bool:
        return self.result.exists() and json.loads(self.result.read_text())["outcome"] != "failed"

    @property
    def kept(self) -> Path:
        """What goes on later: the tests of the file that passed, and how far the others are."""
        return self.store / "kept" / self.name

    def carry_out(self) -> str:
        """Run it; the result is there only when pytest came to its end."""
        lines = self.store / f"{self.name}.lines"
        lines.unlink(missing_ok=True)
        command = [
            sys.executable, "-m", "pytest", str(self.file), "--prove", "-p", "no:xdist",
            f"--database={self.database}", f"--proof-lines={lines}",
            f"--proof-folder={self.kept}",
        ]  # fmt: skip
        if self.database != DATABASES[0]:
            command += ["-m", "database"]
        started = time.monotonic()
        with self.log.open("w") as out:
            code = _finish(
                subprocess.Popen(
                    command, cwd=self.proofs.parents[1], env=_environment(), stdout=out, stderr=out
                )
            )
        outcome = {0: "passed", NOTHING_TO_DO: "none"}.get(code, "failed")
        found: dict[str, Any] = {
            "file": self.file.relative_to(self.proofs).as_posix(),
            "database": self.database,
            "outcome": outcome,
            "seconds": round(time.monotonic() - started, 1),
            "at": time.time(),
            "commit": self.store.name,
            "lines": [json.loads(line) for line in lines.read_text().splitlines()]
            if lines.exists()
            else [],
        }
        written = self.result.with_suffix(".part")
        written.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(self.result)
        return outcome


def _environment() -> dict[str, str]:
    """Without the words that narrow a proof down: what is kept as proven is proven whole."""
    return {name: value for name, value in os.environ.items() if name not in NARROWED_BY}


def _finish(process: subprocess.Popen[bytes]) -> int:
    """Wait; when we are interrupted the child is told too, so that it stops what it started."""
    try:
        return process.wait()
    except BaseException:
        # A second Ctrl+C while it cleans up must not leave it behind.
        for name in STOPS:
            signal.signal(name, signal.SIG_IGN)
        process.send_signal(signal.SIGINT)
        process.wait()
        raise


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _heed_signals() -> None:
    """Ctrl+C, `kill`, and both also in the background, where a shell lets its children ignore Ctrl+C."""
    for name in STOPS:
        signal.signal(name, _interrupted)


def commit(root: Path) -> str:
    """The commit that is measured; `-changed` when files differ from it."""

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    head = git("rev-parse", "--short=12", "HEAD")
    if not head:
        return "uncommitted"
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/proof.md")
    return f"{head}-changed" if changed else head


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """0 when every proof that was asked for holds."""
    parser = argparse.ArgumentParser(prog="make prove")
    parser.add_argument("--only", default="", help="part of a path below tests/proofs")
    parser.add_argument("--again", action="store_true", help="run finished ones too")
    given = parser.parse_args(arguments)
    proofs, builds = root / "tests" / "proofs", root / "build" / "proofs"
    store = builds / commit(root)
    store.mkdir(parents=True, exist_ok=True)
    files = [
        file
        for file in sorted(proofs.rglob("test_*.py"))
        if given.only in file.relative_to(proofs).as_posix()
    ]
    if not files:
        print(f"No proof has {given.only!r} in its path.", file=sys.stderr)
        return 2
    runs = [Run(file, database, store) for file in files for database in DATABASES]
    failed = 0
    for number, run in enumerate(runs, start=1):
        place = f"{number}/{len(runs)} {run.name}"
        if run.is_finished() and not given.again:
            print(f"{place}: finished before", flush=True)
            continue
        if given.again:
            shutil.rmtree(run.kept, ignore_errors=True)
        print(f"{place} ...", end=" ", flush=True)
        started = time.monotonic()
        outcome = run.carry_out()
        failed += outcome == "failed"
        told = {"none": "nothing to do here", "failed": f"FAILED, see {run.log}"}
        print(f"{told.get(outcome, outcome)} ({time.monotonic() - started:.0f} s)", flush=True)
        # After every file: whoever stops it has the table so far.
        report.write(root / "docs" / "proof.md", builds, current=store.name)
    report.write(root / "docs" / "proof.md", builds, current=store.name)
    return 1 if failed else 0


if __name__ == "__main__":
    _heed_signals()
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped; `make prove` goes on here.")
