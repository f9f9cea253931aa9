"""Alembic behind plain functions: where the database is, where it should be, going there, and any difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    MetaData,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from app.cli.console import say
from migrations.run import Run

FOLDER = Path(__file__).parents[2] / "migrations"
DBOS_SCHEMA = "dbos"


class CannotMigrate(Exception):
    """The migrations themselves are in disorder, or rows break a foreign key. Bilingual."""


def config(folder: Path = FOLDER) -> Config:
    """What other projects write into alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(folder).replace("%", "%%"))
    settings.set_main_option("path_separator", "newline")
    return settings


def head(folder: Path = FOLDER) -> str | None:
    """The newest revision. CannotMigrate: there are two, as after a merge of branches."""
    heads = ScriptDirectory.from_config(config(folder)).get_heads()
    if len(heads) > 1:
        names = ", ".join(sorted(heads))
        raise CannotMigrate(
            f"migrations/versions 有多个末端（{names}）：保留一个，另一个删除后重新 dougong generate"
            f" / migrations/versions has several heads ({names}): keep one, delete the other and"
            " run dougong generate again."
        )
    return heads[0] if heads else None


def current(url: str | URL) -> str | None:
    """The revision of a database; None: nothing was migrated yet. Makes no file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return None
    with _connect(parsed) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def pending(url: str | URL, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """(revision, title) of what `upgrade` would apply, oldest first."""
    return [(step.revision, step.doc.rstrip(".")) for step in _steps(url, folder)]


def scripts(url: str | URL, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """(file name, text) of what `upgrade` would apply, oldest first."""
    files = [Path(step.path) for step in _steps(url, folder)]
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


def _steps(url: str | URL, folder: Path) -> list[Script]:
    """Raises CannotMigrate where the files do not hold what the database has already."""
    now, newest = current(url), head(folder)
    if now != newest and not is_known(now, folder):
        raise CannotMigrate(unknown(now, newest))
    script = ScriptDirectory.from_config(config(folder))
    return list(reversed(list(script.iterate_revisions(newest or "base", now or "base"))))


def is_known(revision: str | None, folder: Path = FOLDER) -> bool:
    """Whether migrations/versions holds this revision; a database that has another one is newer than the files."""
    script = ScriptDirectory.from_config(config(folder))
    return revision is None or revision in {step.revision for step in script.walk_revisions()}


def unknown(now: str | None, newest: str | None) -> str:
    """What to say, in both languages, when the files were taken back and the database was not."""
    return (
        f"数据库在 {now}，migrations/versions 里没有这个版本（最新 {newest or '空'}）：取回那次提交的迁移文件，"
        "或恢复升级前的备份（data/backups 里的 …-migrate.zip，dougong restore）"
        f" / the database is at {now}, which migrations/versions does not hold (newest: {newest or 'none'}):"
        " bring back the migrations of that commit, or put back the backup that was made before"
        " (…-migrate.zip in data/backups, dougong restore)"
    )


def upgrade(
    url: str | URL,
    revision: str = "head",
    *,
    folder: Path = FOLDER,
    run: Run | None = None,
    finish: Callable[[Connection, Run], None] | None = None,
    lock_timeout: str | None = None,
) -> None:
    """Apply migrations in one transaction: all of them, or none.

    `finish` is called inside it, when the tables are as they shall be. A rehearsal undoes everything.
    `lock_timeout`: how long PostgreSQL waits for each lock (`3s`); None: as long as it takes.
    Where something is to be applied, writers who have begun end first and new ones wait until the end; an
    OperationalError of `is_busy` means that they did not, and that trying again is enough.
    """
    run = run or Run()
    with _changing(make_url(url)) as connection:
        if lock_timeout is not None and connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": lock_timeout}
            )
        if not run.is_rehearsal:
            _let_writers_wait(connection, folder)
        settings = config(folder)
        settings.attributes.update(connection=connection, run=run)
        command.upgrade(settings, revision)
        if finish is not None:
            finish(connection, run)
        if run.is_rehearsal:
            connection.rollback()


def is_busy(error: OperationalError) -> bool:
    """Whether others were at work for too long: a lock that did not come, a deadlock, SQLite's one writer."""
    state = getattr(error.orig, "sqlstate", None)
    return state in ("55P03", "40P01") or getattr(error.orig, "sqlite_errorname", "") in (
        "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"
    )  # fmt: skip


def _let_writers_wait(connection: Connection, folder: Path) -> None:
    """PostgreSQL: nobody writes to a table whose values are read here, or that changes only at the end.

    SQLite's transaction is the only writer anyway. Readers wait for the tables that change, and only for these.
    """
    if connection.dialect.name != "postgresql":
        return
    if MigrationContext.configure(connection).get_current_revision() == head(folder):
        return
    quote = connection.dialect.identifier_preparer.quote
    names = [quote(name) for name in sorted(inspect(connection).get_table_names())]
    if names:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")


def upgrade_within(
    connection: Connection,
    *,
    run: Run,
    finish: Callable[[Connection, Run], None],
    folder: Path = FOLDER,
) -> None:
    """The same inside a transaction that is open: what a restore brings back, brought to the code."""
    settings = config(folder)
    settings.attributes.update(connection=connection, run=run)
    command.upgrade(settings, "head")
    finish(connection, run)


def revisions(folder: Path = FOLDER) -> set[str]:
    """Every revision that the code knows a way from."""
    script = ScriptDirectory.from_config(config(folder))
    return {step.revision for step in script.walk_revisions()}


def downgrade(url: str | URL, revision: str, *, folder: Path = FOLDER) -> None:
    """Go back to a revision, or to `base`."""
    with _changing(make_url(url)) as connection:
        settings = config(folder)
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)


def differences(url: str | URL, metadata: MetaData) -> list[str]:
    """How the database differs from the models, in Alembic's words; empty: in step."""
    with _connect(make_url(url)) as connection:
        return differing(connection, metadata)


def differing(connection: Connection, metadata: MetaData) -> list[str]:
    """The same on an open connection."""
    from app.runtime import search

    def ours(item: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
        if name is not None and (name == "alembic_version" or name.startswith("_trash_")):
            return False
        return not search.owns(name)

    context = MigrationContext.configure(
        connection, opts={"include_object": ours, "compare_type": True}
    )
    return [_shown(item) for item in compare_metadata(context, metadata)]


def _shown(item: Any) -> str:
    if isinstance(item, list):
        return "; ".join(_shown(each) for each in item)
    return re.sub(r"\s+", " ", " ".join(str(part) for part in item if part is not None))


def tables(url: str | URL) -> set[str]:
    """The names of all tables."""
    with _connect(make_url(url)) as connection:
        return set(inspect(connection).get_table_names())


# The framework's own ---------------------------------------------------------------------------


def of_framework(folder: Path = FOLDER) -> list[Path]:
    """The migrations of the framework's tables, oldest first: 0001 and those that say `framework = True`."""
    return [
        file
        for file in sorted((folder / "versions").glob("[0-9]*.py"))
        if file.name.startswith("0001_")
        or "\nframework = True\n" in file.read_text(encoding="utf-8")
    ]


def renumbered(file: Path, *, after: int) -> tuple[str, str]:
    """(file name, text) of a migration of the framework as it follows revision `after` of another chain."""
    text = file.read_text(encoding="utf-8")
    for name, number in (("revision", after + 1), ("down_revision", after)):
        text = re.sub(rf'^{name} = "\d+"$', f'{name} = "{number:04}"', text, flags=re.MULTILINE)
    return f"{after + 1:04}{file.name[4:]}", text


# Connections ------------------------------------------------------------------------------------


def _engine(url: URL, *, begin: str) -> Engine:
    if url.get_backend_name() != "sqlite":
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, poolclass=NullPool)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # Transactions are ours: the driver would commit before DDL. Keys are off while tables are
        # rebuilt: dropping the old table would count as deleting the rows that others point to.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _connect(url: URL) -> Iterator[Connection]:
    engine = _engine(url, begin="BEGIN")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _changing(url: URL) -> Iterator[Connection]:
    """One transaction around everything; on SQLite the foreign keys are checked at its end."""
    engine = _engine(url, begin="BEGIN IMMEDIATE")
    try:
        with engine.begin() as connection:
            if url.get_backend_name() == "postgresql":
                # Two servers that start at once migrate one after the other.
                free = connection.exec_driver_sql("SELECT pg_try_advisory_xact_lock(7265411)")
                if not free.scalar():
                    say(
                        "另一个升级正在进行，等待中", "another migration is at work; waiting for it"
                    )
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7265411)")
            yield connection
            if url.get_backend_name() == "sqlite" and connection.in_transaction():
                _check_keys(connection)
    finally:
        engine.dispose()


def _check_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    if broken:
        rows = ", ".join(f"{row[0]} {row[1]} → {row[2]}" for row in broken)
        raise CannotMigrate(f"外键失效：{rows} / Foreign keys are broken: {rows}.")
