"""The packages that make the TypeScript client. `python -m tests.clients.node` installs them.

Nothing of it is committed but names, versions and digests.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from app.cli import node

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def run(script: str, *arguments: str | Path, **settings: str) -> str:
    """What a program of a package, or a file of ours, prints. AssertionError with what it says when it fails."""
    program = node.program("node")
    if program is None or not MODULES.is_dir():
        raise RuntimeError("The packages of the clients are missing: python -m tests.clients.node")
    environment = {**os.environ, **settings}
    command = [program, script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{script}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    node.install(HERE)
