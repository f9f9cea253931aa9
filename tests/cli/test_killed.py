"""kill -9 at any statement of a migration leaves the old database or the new one, and going on is enough."""

from __future__ import annotations

import hashlib
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Project

MIGRATE = """
import os, signal, sqlalchemy as sa
from app.cli import main
left = {statements}

def note(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

sa.event.listen(sa.Engine, "before_cursor_execute", note)
sa.event.listen(sa.Engine, "commit", note)
try:
    main(["migrate", "--no-backup"])
finally:
    print("statements", {statements} - left)
"""
CHANGES = (
    (
        "      due_on:   {type: date,",
        "      length:   {type: int, formula: len(summary), label: {zh: 长度, en: Length}}\n"
        "      effort:   {type: duration, required: true, default: 30, label: {zh: 耗时, en: Effort}}\n"
        "      due_on:   {type: date,",
    ),
    ("priority: {type: enum, of", "urgency:  {type: enum, was: priority, of"),
    ("topic, state, priority, due_on]", "topic, state, urgency, due_on]"),
    ("[state, topic, priority]", "[state, topic, urgency]"),
    ("summary, priority, due_on", "summary, urgency, due_on"),
    ("max: 60, required: true, unique", "max: 90, required: true, unique"),
    ("      delete: {manager: all}\n      export", "      delete: {member: own}\n      export"),
)


SHAPE = {
    "table_info": 'name, type, "notnull"',
    "foreign_key_list": '"table", "from", "to"',
    "index_list": "name",
}


def change(project: Project) -> None:
    for old, new in CHANGES:
        project.change(old, new)
    project.succeed("generate")


def state(file: Path) -> str:
    """A digest of everything but when it happened and what the job engine keeps."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        )
        for (name,) in tables.fetchall():
            # Alembic writes the keys of a table that it copies in any order.
            for about, columns in SHAPE.items():
                shape = connection.execute(f"SELECT {columns} FROM pragma_{about}(?)", (name,))
                digest.update(repr((name, sorted(map(repr, shape)))).encode())
            if name not in ("sys_publication", "sys_audit_log", "sys_job") and "fts" not in name:
                rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                digest.update(repr(sorted(map(repr, rows))).encode())
    return digest.hexdigest()


def killed(project: Project, statements: int) -> subprocess.CompletedProcess[str]:
    return project.process("-c", MIGRATE.format(statements=statements))


class Killing:
    """A project whose migration is waiting, and the digests of its database before and after."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.file = project.folder / "data" / "dougong.sqlite3"
        self.kept = project.folder / "before"
        change(project)
        shutil.copytree(self.file.parent, self.kept)
        self.old = state(self.file)
        done = killed(project, 10**6)
        assert done.returncode == 0, done.stdout + done.stderr
        self.statements = int(done.stdout.split()[-1])
        self.new = state(self.file)
        assert self.old != self.new

    def kill(self, at: int) -> str:
        """Kill at that statement; which database is left, and whether going on ends with the new one."""
        shutil.rmtree(self.file.parent)
        shutil.copytree(self.kept, self.file.parent)
        done = killed(self.project, at)
        assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
        found = state(self.file)
        assert found in (self.old, self.new), f"half a database after statement {at}"
        self.project.succeed("migrate", "--no-backup")
        assert state(self.file) == self.new
        return "old" if found == self.old else "new"


@pytest.fixture
def killing(project: Project) -> Killing:
    project.succeed("migrate")
    project.succeed("demo")
    return Killing(project)


def test_a_killed_migration_leaves_the_old_database_or_the_new_one(killing: Killing) -> None:
    places = [killing.statements * part // 6 for part in (1, 3, 5)] + [killing.statements]
    found = [killing.kill(place) for place in places]
    assert found[0] == "old"
    assert set(found) <= {"old", "new"}
