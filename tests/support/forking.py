"""Starts Python programs quickly: a process that has imported the packages forks for each of them.

Most of a command's time goes into importing Flask, AppBuilder, SQLAlchemy and their kin. `Forker` does that
once; a program is then a process of its own as before: its folder, environment, arguments, output, exit code.
Nothing of `app` or `generator` is imported before the fork, so each program gets those of its own folder.

Run as a program, this file is that process: one JSON line of a program on stdin, one of its exit code on stdout.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

PACKAGES = (
    "alembic.autogenerate", "alembic.command", "apispec", "argon2", "babel", "click", "croniter", "cryptography.fernet",
    "flask", "flask_admin.contrib.sqla", "flask_appbuilder", "flask_babel", "flask_jwt_extended", "flask_limiter",
    "flask_login", "flask_wtf", "marshmallow_sqlalchemy", "openpyxl", "orjson", "prometheus_client", "psycopg", "pyotp",
    "ruamel.yaml", "sqlalchemy.orm", "wtforms", "xlsxwriter",
)  # fmt: skip


class Forker:
    """The process that forks. `run` is `subprocess.run` of Python, one program at a time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, *arguments: str, cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """`python -W ignore <arguments>`: a script with its arguments, or `-c` and code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            told = {name: str(Path(folder) / name) for name in ("stdout", "stderr")}
            order = {"arguments": arguments, "cwd": str(cwd), "env": dict(env), **told}
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            out, err = (Path(file).read_text(encoding="utf-8") for file in told.values())
        return subprocess.CompletedProcess(list(arguments), code, out, err)

    def close(self) -> None:
        """The process ends when nobody can tell it anything any more."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.wait(timeout=60)


def serve() -> list[str] | None:
    """Fork for every line. None in the process that forks, at its end; in a fork, the program's arguments."""
    for name in PACKAGES:
        importlib.import_module(name)
    # The collector of a fork has nothing to look for here.
    gc.freeze()
    assert threading.active_count() == 1, "a fork has no other threads, and their locks stay locked"
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become(order)
            arguments: list[str] = order["arguments"]
            return arguments
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)
    return None


def _become(order: Mapping[str, object]) -> None:
    """Folder, environment and files of the program, instead of those of the process that forked."""
    files = (os.devnull, str(order["stdout"]), str(order["stderr"]))
    for number, (name, mode) in enumerate(zip(files, ("r", "w", "w"), strict=True)):
        flags = os.O_RDONLY if mode == "r" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        opened = os.open(name, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(str(order["cwd"]))
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[call-overload]


def _run(arguments: Sequence[str]) -> None:
    """What `python <arguments>` does."""
    first, *others = arguments
    if first == "-c":
        sys.argv, sys.path[0] = ["-c", *others[1:]], ""
        exec(compile(others[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv, sys.path[0] = [first, *others], str(Path(first).parent)
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    program = serve()
    if program is not None:
        _run(program)
