"""A migration killed at any of its statements: one process loads the code once, and a child of it dies each time."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.cli.conftest import Project
from tests.migrations.road import driven
from tests.support.databases import Databases

DRIVER = """
import json, os, signal, sys
import sqlalchemy as sa
from app.cli import main
from app.cli.application import configuration, load_code

configuration()
load_code()
import app.cli.finishing, app.cli.migrate, app.runtime.backfill, app.runtime.jobs, dbos, migrations.run

def migrate(statements, out):
    left = statements

    def note(*_):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    sa.event.listen(sa.Engine, "commit", note)
    said = open(out, "w")
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    code = 0
    try:
        main(["migrate", "--no-backup"])
    except SystemExit as left_with:
        code = left_with.code or 0
    print("statements", statements - left, flush=True)
    return code

for line in sys.stdin:
    statements, out = json.loads(line)
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = migrate(statements, out)
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
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
LEFT_OUT = ("sys_publication", "sys_audit_log", "sys_job")
"""What says when it happened."""
LINKS = {"ab_permission_view_role": "permission_view_id, role_id"}
"""Tables whose ids are nobody's: what was undone has used up some of PostgreSQL's numbers."""
WHOLE = 10**6
"""More statements than any migration has."""


class Killing:
    """A project whose migration is waiting, and the digests of its database before and after."""

    def __init__(self, project: Project, databases: Databases, folder: Path) -> None:
        self.project, self.databases, self.folder = project, databases, folder
        self.home = project.folder / "data"
        self.kept = folder / "before"
        for old, new in CHANGES:
            project.change(old, new)
        project.succeed("generate")
        shutil.copytree(self.home, self.kept)
        self.url = project.url
        self._fresh()
        self.driver = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", DRIVER],
            cwd=project.folder,
            env=project.clean() | project.environment | {"DATABASE_URL": self.url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.old = self.state()
        code, told = self.migrate()
        assert code == 0, told
        self.statements = int(told.split()[-1])
        self.new = self.state()
        assert self.old != self.new

    def kill(self, at: int, *, go_on: bool = True) -> str:
        """Kill at that statement; which database is left, and (`go_on`) whether migrating again ends with the new one."""
        self._fresh()
        code, told = self.migrate(at)
        assert code == -signal.SIGKILL, told
        found = self.state()
        assert found in (self.old, self.new), (
            f"half a database after statement {at}: "
            f"{_differing(found, self.old)} are new, {_differing(found, self.new)} are old"
        )
        if go_on or found == self.new:
            code, told = self.migrate()
            assert code == 0, told
            reached = self.state()
            assert reached == self.new, _differing(reached, self.new)
        return "old" if found == self.old else "new"

    def migrate(self, statements: int = WHOLE) -> tuple[int, str]:
        """The exit code (negative: the signal) and what was said."""
        out = self.folder / "said"
        assert self.driver.stdin is not None
        assert self.driver.stdout is not None
        print(json.dumps([statements, str(out)]), file=self.driver.stdin, flush=True)
        return int(self.driver.stdout.readline()), out.read_text()

    def state(self) -> dict[str, str]:
        """A digest of every table but for when it happened and what the job engine keeps."""
        if self.databases.kind == "sqlite":
            return _state_of_file(self.home / "dougong.sqlite3")
        return _state_of_server(self.url)

    def close(self) -> None:
        with self.driver:
            assert self.driver.stdin is not None
            self.driver.stdin.close()
        if self.url != self.project.url:
            self.databases.drop(self.url)

    def _fresh(self) -> None:
        """The database as it was before the migration."""
        shutil.rmtree(self.home)
        shutil.copytree(self.kept, self.home)
        if self.databases.kind == "postgresql":
            from tests.support import postgresql

            name = self.project.url.rsplit("/", 1)[-1]
            postgresql.drop_database(self.databases.server, f"{name}_killed")
            self.url = postgresql.create_database(
                self.databases.server, f"{name}_killed", template=name
            )


def _differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one | other if one.get(name) != other.get(name))


@contextmanager
def killed(project: Project, databases: Databases, folder: Path) -> Iterator[Killing]:
    made = Killing(project, databases, folder)
    try:
        yield made
    finally:
        made.close()


SHAPE = {
    "table_info": 'name, type, "notnull"',
    "foreign_key_list": '"table", "from", "to"',
    "index_list": "name",
}


def _state_of_file(file: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        )
        for (name,) in tables.fetchall():
            # Alembic writes the keys of a table that it copies in any order.
            shape = [
                sorted(
                    map(
                        repr,
                        connection.execute(f"SELECT {columns} FROM pragma_{about}(?)", (name,)),
                    )
                )
                for about, columns in SHAPE.items()
            ]
            rows = []
            if name not in LEFT_OUT and "fts" not in name:
                rows = sorted(map(repr, connection.execute(_rows(name)).fetchall()))
            found[name] = _digest((shape, rows))
    return found


CATALOG = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default,"
    " character_maximum_length FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT event_object_table, trigger_name, action_statement FROM information_schema.triggers"
    " WHERE trigger_schema = 'public'",
)


def _state_of_server(url: str) -> dict[str, str]:
    found: dict[str, str] = {}
    engine = sa.create_engine(driven(url), poolclass=sa.NullPool)
    with engine.connect() as connection:

        def rows(sql: str) -> list[Any]:
            return sorted(map(repr, connection.execute(sa.text(sql))))

        found["structure"] = _digest([rows(question) for question in CATALOG])
        for name in sorted(sa.inspect(connection).get_table_names()):
            if name not in LEFT_OUT:
                found[name] = _digest(rows(_rows(name)))
    return found


def _rows(table: str) -> str:
    return f'SELECT {LINKS.get(table, "*")} FROM "{table}"'


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
