"""docs/tutorial.md does what it says: its blocks are run as they stand, one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.new import ROOT
from tests.cli.conftest import Project
from tests.examples.test_examples import blocks_of_the_tutorial
from tests.faults.serving import START_SECONDS, _free_port
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
SHIM = '#!/bin/sh\nexec "{python}" -W ignore "{program}" "$@"\n'


@dataclass
class Reader:
    """Somebody who does what a page says: in his folder, with an environment that is installed already."""

    here: Path
    port: int
    server: subprocess.Popen[bytes] | None = None

    def installed(self, program: str) -> None:
        """What `make .venv/.installed` would fetch: two commands that run this suite's packages."""
        target = self.here / ".venv" / "bin"
        target.mkdir(parents=True)
        for name, runs in (("dougong", program), ("python", "")):
            text = SHIM.format(python=sys.executable, program=runs).replace(' ""', "")
            (target / name).write_text(text)
            (target / name).chmod(0o755)
        for mark in (".python", ".installed"):
            (target.parent / mark).touch()

    def shell(self, text: str) -> str:
        """Run a block; where it ends is where the next one begins."""
        script = f"set -e\n{text}\npwd > {self.here.parent / 'where'}"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.here,
            env=self.environment(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self.here = Path((self.here.parent / "where").read_text().strip())
        if (self.here / "Makefile").exists() and not (self.here / ".venv").exists():
            self.installed("dougong_cli.py")
        return done.stdout

    def serve(self, text: str) -> None:
        """Run a block that goes on, until it answers."""
        log = self.here.parent / "server.log"
        with log.open("wb") as out:
            self.server = subprocess.Popen(
                ["bash", "-c", text], cwd=self.here, env=self.environment(), stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + 4 * START_SECONDS
        while time.monotonic() < end and self.server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(log.read_text()[-4000:])

    def environment(self) -> dict[str, str]:
        return Project.clean() | {"PORT": str(self.port)}


def test_the_tutorial_does_what_it_says(tmp_path: Path, proof: Proof) -> None:
    reader = Reader(tmp_path / "checkout", _free_port())
    reader.here.mkdir()
    reader.installed(str(ROOT / "dougong_cli.py"))
    blocks = blocks_of_the_tutorial()
    try:
        for language, place, text in blocks:
            if (language, place) == ("sh", "server"):
                reader.serve(text)
            elif language == "sh":
                reader.shell(text)
            elif language == "text":
                assert text.strip() in (reader.here / place).read_text(encoding="utf-8")
            else:
                (reader.here / place).write_text(text, encoding="utf-8")
    finally:
        if reader.server is not None and reader.server.poll() is None:
            os.killpg(reader.server.pid, signal.SIGTERM)
            reader.server.wait(timeout=START_SECONDS)
    proof.record("tutorial", {"blocks run": len(blocks)})
