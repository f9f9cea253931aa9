"""`python -m tests.support.system`: what the suite needs of the machine, installed or named.

Run by `make test`. Installs Debian packages when it may (root, apt-get); else it says what
to install and fails. PostgreSQL comes from a wheel where the machine has none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.browser import chromium
from tests.support.deployed import haproxy
from tests.support.postgresql import PostgresqlMissing, binaries

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Need:
    """Something of the machine: how to see that it is there, and the packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    used_by: tuple[str, ...] = ()
    """Folders of tests/; without any of them (in a project that `dougong new` made) it is not needed."""

    @property
    def is_used(self) -> bool:
        return not self.used_by or any((TESTS / name).is_dir() for name in self.used_by)


def _has_postgresql() -> bool:
    try:
        return binaries().is_dir()
    except PostgresqlMissing:
        return False


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


BROWSER = ("web", "browser", "portal")
NEEDS = (
    Need("PostgreSQL", _has_postgresql, ("postgresql",)),
    Need("Chromium", lambda: chromium() is not None, ("chromium",), BROWSER),
    Need("a Chinese font", _has_chinese_font, ("fontconfig", "fonts-noto-cjk"), BROWSER),
    Need("HAProxy", lambda: haproxy() is not None, ("haproxy",), ("production",)),
    Need(
        "systemd-analyze",
        lambda: bool(shutil.which("systemd-analyze")),
        ("systemd",),
        ("production",),
    ),
)


def missing() -> list[Need]:
    """What the tests that are here use and the machine lacks."""
    return [need for need in NEEDS if need.is_used and not need.is_there()]


def main() -> int:
    """Install what is missing, or say how; 0 when all is there."""
    wanted = missing()
    if not wanted:
        return 0
    packages = [package for need in wanted for package in need.packages]
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    names = ", ".join(need.name for need in wanted)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"The suite needs {names}; installing {' '.join(packages)} ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-qq"], command):
            done = subprocess.run(step, env=quiet, capture_output=True, text=True, check=False)
            if done.returncode:
                print(done.stdout[-2000:] + done.stderr[-2000:], file=sys.stderr)
                break
        wanted = missing()
    if wanted:
        print(
            f"The suite needs {', '.join(need.name for need in wanted)}. "
            f"On Debian or Ubuntu: sudo {' '.join(command)}",
            file=sys.stderr,
        )
    return 1 if wanted else 0


if __name__ == "__main__":
    sys.exit(main())
