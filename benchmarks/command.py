"""A command as a process of its own, and what it took."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contender import ROOT


@dataclass(frozen=True, slots=True)
class Spent:
    """`cpu`: seconds of user and system time. `told`: the JSON of its last line, None without one."""

    cpu: float
    told: Any


def run(command: Sequence[str | Path], **environment: str) -> Spent:
    """Raises RuntimeError with its words when it fails."""
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    out, words = process.stdout, process.stderr
    assert out is not None
    assert words is not None
    told = out.read()
    failed = words.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    out.close()
    words.close()
    if process.returncode:
        raise RuntimeError(f"{command}: {failed[-3000:]}")
    lines = told.strip().splitlines()
    is_json = bool(lines) and lines[-1].startswith("{")
    return Spent(used.ru_utime + used.ru_stime, json.loads(lines[-1]) if is_json else None)
