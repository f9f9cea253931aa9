"""Filled databases, kept in build/benchmarks: one for each kind and number of rows, and a copy for each contender."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import seed
from benchmarks.contender import WORK

Tell = Callable[[str], None]


class Data:
    """`copy(name)` hands a contender its facts: the address of its own copy among them."""

    def __init__(self, kind: str, rows: int, *, server: str = "", tell: Tell) -> None:
        self.kind, self.rows, self.server, self.tell = kind, rows, server, tell
        self.folder = WORK / f"{kind}-{rows}"
        self.made: list[str] = []

    def fill(self) -> None:
        """Make it where it is not there."""
        facts = self.folder / "facts.json"
        if facts.exists() and self._is_there():
            return
        self.tell(f"filling {self.kind} with {self.rows:,} work orders ...")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        url = self._empty()
        found = seed.fill(url, self.folder, self.rows)
        facts.write_text(json.dumps(found))

    def copy(self, name: str) -> dict[str, Any]:
        """The facts of a contender, on a fresh copy."""
        facts: dict[str, Any] = json.loads((self.folder / "facts.json").read_text())
        if self.kind == "sqlite":
            file = WORK / f"copy-{name}.sqlite3"
            for leftover in WORK.glob(f"copy-{name}*.sqlite3*"):
                leftover.unlink()
            shutil.copyfile(self.folder / "dougong.sqlite3", file)
            shutil.copyfile(
                self.folder / "dougong-jobs.sqlite3", WORK / f"copy-{name}-jobs.sqlite3"
            )
            url = f"sqlite:///{file}"
        else:
            from tests.support import postgresql

            copied = f"copy_{name}"
            postgresql.drop_database(self.server, copied)
            url = postgresql.create_database(self.server, copied, template=self._name)
        self.made.append(name)
        return {**facts, "database": url, "data": str(self.folder)}

    def clear(self) -> None:
        """Remove the copies."""
        for name in self.made:
            if self.kind == "sqlite":
                for file in WORK.glob(f"copy-{name}*.sqlite3*"):
                    file.unlink()
            else:
                from tests.support import postgresql

                postgresql.drop_database(self.server, f"copy_{name}")
        self.made.clear()

    @property
    def _name(self) -> str:
        return f"filled_{self.rows}"

    def _is_there(self) -> bool:
        if self.kind == "sqlite":
            return (self.folder / "dougong.sqlite3").exists()
        import psycopg

        with psycopg.connect(f"{self.server.replace('+psycopg', '')}/postgres") as connection:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(asked, (self._name,)).fetchone() is not None

    def _empty(self) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder / 'dougong.sqlite3'}"
        from tests.support import postgresql

        postgresql.drop_database(self.server, self._name)
        return postgresql.create_database(self.server, self._name)


def is_filled(folder: Path) -> bool:
    """Whether a fill has come to its end there."""
    return (folder / "facts.json").exists()
