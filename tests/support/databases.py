"""One migrated template per world, copied for every test: a file, or CREATE … TEMPLATE."""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg

from tests.support import postgresql

Build = Callable[[str], None]


@dataclass
class Databases:
    """Makes databases of one kind. `folder` is shared by all processes of a session."""

    kind: str
    folder: Path
    worker: str
    server: str = ""
    """Base address of the session's PostgreSQL; empty on SQLite."""
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def copy(
        self, template: str, build: Build, folder: Path, *, after: tuple[str, Build] | None = None
    ) -> str:
        """The URL of a fresh database that `build(url)` once filled for the whole session.

        `after`: the template, and who makes it, that `build` goes on from; else it begins with an empty database.
        """
        self._prepare(template, build, after)
        if self.kind == "sqlite":
            file = folder / "dougong.sqlite3"
            for source in self._files(template):
                shutil.copyfile(source, folder / source.name.replace(template, "dougong", 1))
            return f"sqlite:///{file}"
        name = f"test_{self.worker}_{os.getpid()}_{next(self._numbers)}"
        return self._make(name, f"template_{template}")

    def empty(self, folder: Path) -> str:
        """The URL of a database without a single table."""
        if self.kind == "sqlite":
            return f"sqlite:///{folder / f'empty{next(self._numbers)}.sqlite3'}"
        name = f"test_{self.worker}_{os.getpid()}_{next(self._numbers)}"
        return self._make(name)

    def drop(self, url: str) -> None:
        """Remove a PostgreSQL database; files go with the test's folder."""
        if self.kind == "postgresql":
            postgresql.remove(self._administrator, url.rsplit("/", 1)[-1])

    def close(self) -> None:
        """Hang up; the databases of PostgreSQL go with their server."""
        if "_administrator" in vars(self):
            self._administrator.close()

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One process of the session at a time: what all share is made once."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self, template: str, build: Build, after: tuple[str, Build] | None) -> None:
        if (self.folder / f"{template}.ready").exists():
            return
        if after is not None:
            self._prepare(*after, None)
        with self.locked(template):
            ready = self.folder / f"{template}.ready"
            if not ready.exists():
                build(self._begin_template(template, after[0] if after else None))
                self._settle(template)
                ready.touch()

    @cached_property
    def _administrator(self) -> psycopg.Connection:
        """One for all tests of this process: a server that answers a new caller has work before the first word."""
        return postgresql.administrator(self.server)

    def _make(self, name: str, template: str | None = None) -> str:
        postgresql.make(self._administrator, name, template)
        return f"{self.server}/{name}"

    def _files(self, template: str) -> list[Path]:
        """The database and the job engine's file beside it, with their logs."""
        patterns = (f"{template}.sqlite3*", f"{template}-jobs.sqlite3*")
        return [file for pattern in patterns for file in self.folder.glob(pattern)]

    def _begin_template(self, template: str, base: str | None) -> str:
        if self.kind == "sqlite":
            for leftover in self._files(template):
                leftover.unlink()
            for source in self._files(base) if base else ():
                shutil.copyfile(source, self.folder / source.name.replace(base or "", template, 1))
            return f"sqlite:///{self.folder / f'{template}.sqlite3'}"
        postgresql.remove(self._administrator, f"template_{template}")
        return self._make(f"template_{template}", f"template_{base}" if base else None)

    def _settle(self, template: str) -> None:
        """Move the write-ahead log into the file, so that copying the file copies everything."""
        if self.kind != "sqlite":
            return
        for file in self._files(template):
            if file.suffix != ".sqlite3":
                continue
            connection = sqlite3.connect(file)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
