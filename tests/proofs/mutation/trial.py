"""A child process for one mutant: the changed module in place of the real one, and pytest on some tests."""

from __future__ import annotations

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
# Loaded once, before the forks: what is big and is not ours.
LIBRARIES = (
    "sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite", "flask",
    "flask_appbuilder", "psycopg", "bs4", "croniter", "flask_babel",
)  # fmt: skip
OPTIONS = (
    "-p", "no:xdist", "-x", "--tb=no", "--no-header", "--assert=plain",
    # The plugins of the suite are loaded before pytest is.
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip


class Changed(importlib.abc.MetaPathFinder):
    """Finds one module with a source of its own: for what runs once, when the module is read."""

    def __init__(self, file: Path, source: bytes) -> None:
        place = file.relative_to(ROOT).with_suffix("")
        self.name = ".".join(place.parts)
        self.loader = _Loader(self.name, str(file))
        self.loader.source = source

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self.loader.path, loader=self.loader
        )


class _Loader(importlib.machinery.SourceFileLoader):
    source = b""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec", dont_inherit=True)


def transplant(file: Path, source: bytes) -> None:
    """Give the functions of a module that is loaded the code of `source`: whoever holds one holds the new one."""
    before, wanted = (
        _by_name(_codes(compile(text, str(file), "exec", dont_inherit=True)))
        for text in (file.read_bytes(), source)
    )
    # Not every function is reachable by a name: decorated ones, closures, lambdas.
    living = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(file)
    ]
    for function in living:
        name = function.__code__.co_qualname
        place = before[name].index(function.__code__)
        if place < len(wanted.get(name, ())):
            function.__code__ = wanted[name][place]


def _codes(code: CodeType) -> set[CodeType]:
    inner = {each for each in code.co_consts if isinstance(each, CodeType)}
    return inner.union(*(_codes(each) for each in inner))


def _by_name(codes: set[CodeType]) -> dict[str, list[CodeType]]:
    """Functions of one name (lambdas, a property and its setter) in the order of the text."""
    found: dict[str, list[CodeType]] = {}
    for code in sorted(codes, key=lambda each: each.co_firstlineno):
        found.setdefault(code.co_qualname, []).append(code)
    return found


class Shared:
    """Makes the child use the one folder of templates and the one server, as a worker of xdist does."""

    def __init__(self, folder: Path, server: str = "") -> None:
        self.folder = folder
        self.server = server

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: Any) -> None:
        config.workerinput = {
            "folder": str(self.folder), "server": self.server, "workerid": f"m{os.getpid()}",
        }  # fmt: skip


class Lines:
    """Which lines of the files under test each test comes by, and the seconds of CPU that it takes, watched."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.wanted = {str(file) for file in files}
        self.found: dict[str, dict[str, list[int]]] = {}
        self.seconds: dict[str, float] = {}
        self.seen: set[tuple[str, int]] = set()
        self.ok: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Any:
        import threading

        self.seen = set()
        started = time.process_time()
        threading.settrace(self._trace)
        sys.settrace(self._trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            self.seconds[item.nodeid] = time.process_time() - started
            lines: dict[str, list[int]] = {}
            for file, line in sorted(self.seen):
                lines.setdefault(file, []).append(line)
            self.found[item.nodeid] = lines

    def _trace(self, frame: Any, _event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename in self.wanted:
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
            return self._line
        return None

    def _line(self, frame: Any, event: str, _argument: Any) -> Any:
        if event == "line":
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


def preload() -> None:
    for name in LIBRARIES:
        importlib.import_module(name)


def preload_application(folder: Path) -> None:
    """The sample with its Flask application, so that a child begins with its first test."""
    from app.runtime import database
    from tests.support.worlds import SAMPLE, settings

    url = f"sqlite:///{folder / 'preloaded.sqlite3'}"
    database.activate(database.Database(url))
    SAMPLE.activate()
    SAMPLE.flask(settings(url, folder / "data"))
    database.current().dispose()


def fork(work: Any, log: Path, *, seconds: float = 0) -> int:
    """Run `work()` in a child whose output goes to `log`; its exit code is what `work` returns.

    `seconds`: of CPU; after them it is ended, however much else the machine does.
    """
    child = os.fork()
    if child:
        return child
    code = 3
    try:
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.setpgid(0, 0)
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        os.chdir(ROOT)
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run(tests: Sequence[str], shared: Shared, *plugins: object) -> int:
    kind = ["--database=postgresql", "-m", "database"] if shared.server else []
    return int(pytest.main([*OPTIONS, *kind, *tests], [shared, *plugins]))
