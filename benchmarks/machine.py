"""On what the figures were taken: machine, versions, commit."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.contender import ENTRIES, ROOT

OURS = ("Flask", "SQLAlchemy", "Flask-AppBuilder", "psycopg", "orjson")


def describe() -> dict[str, str]:
    """What docs/benchmarks.md says above its tables."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    ).stdout.strip()  # fmt: skip
    return {
        "commit": commit or "unknown",
        "machine": f"{os.cpu_count()} cores, {_memory()} GB memory, {platform.system()} {platform.machine()}",
        "versions": ", ".join(
            [
                f"Python {platform.python_version()}",
                f"SQLite {sqlite3.sqlite_version}",
                *(f"{name} {version(name)}" for name in OURS),
            ]
        ),
        "peers": "; ".join(
            f"{peer}: {', '.join(_pins(peer))}"
            for peer in dict.fromkeys(entry.peer for entry in ENTRIES if entry.peer)
        ),
    }


def _memory() -> int:
    try:
        kilobytes = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    except FileNotFoundError:
        return 0
    return round(int(kilobytes[1]) / 1024**2) if kilobytes else 0


def _pins(peer: str) -> list[str]:
    file = ROOT / "benchmarks" / "peers" / peer / "requirements.txt"
    return [line.replace("==", " ") for line in file.read_text().split()]
