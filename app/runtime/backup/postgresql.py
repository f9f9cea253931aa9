"""PostgreSQL: pg_dump on an exported snapshot; back by pg_restore's script in one transaction."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import URL

from .archive import Table
from .errors import BackupDamaged, CannotBackUp

if TYPE_CHECKING:
    from psycopg import Connection

LOCK_SECONDS = 30
_COPY = re.compile(rb"COPY .* FROM stdin;\n")
# The schema is there already and is not ours to describe; what begins with a backslash is psql's.
_SKIPPED = (b"\\", b"CREATE SCHEMA ", b"ALTER SCHEMA ", b"COMMENT ON SCHEMA ")


@contextmanager
def snapshot(url: URL) -> Iterator[tuple[Connection[Any], str]]:
    """A connection that sees one state of the database, and the name under which pg_dump sees it too."""
    with psycopg.connect(conninfo(url)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _plain(connection)
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield connection, str(row[0]) if row else ""


def dump(url: URL, target: Path, *, snapshot: str, schema: str) -> None:
    """Our schema in pg_dump's custom format; the job engine's own is made anew by `dougong migrate`."""
    _run(
        program("pg_dump"), "--format=custom", "--compress=0", "--no-owner", "--no-privileges",
        f"--schema={_pattern(schema)}", f"--snapshot={snapshot}", f"--file={target}",
        f"--dbname={_without_password(url)}", url=url,
    )  # fmt: skip
    target.chmod(0o600)


def load(connection: Connection[Any], file: Path, *, replace: bool) -> None:
    """Everything of an archive into the connection's open transaction, its old content gone.

    The caller compares and commits; until then nobody else sees anything but locks.
    """
    if replace:
        _drop_everything(connection)
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
    with subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, our own arguments
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=1024 * 1024
    ) as running:
        if running.stdout is None or running.stderr is None:
            raise RuntimeError("pg_restore has no output.")
        _play(connection, running.stdout)
        trouble = running.stderr.read().decode(errors="replace").strip()
    if running.returncode:
        raise BackupDamaged(f"pg_restore：{trouble}", f"pg_restore: {trouble}")
    # The script emptied the search path, and switched off what guards us.
    connection.execute("RESET ALL")
    _plain(connection)


def _play(connection: Connection[Any], script: IO[bytes]) -> None:
    """Run pg_restore's script: statements as they are, `COPY … FROM stdin` with the rows that follow."""
    waiting: list[bytes] = []

    def flush() -> None:
        text = b"".join(waiting).strip()
        waiting.clear()
        if text:
            connection.execute(text)

    for line in script:
        if _COPY.fullmatch(line):
            flush()
            with connection.cursor().copy(line) as rows:
                for row in script:
                    if row == b"\\.\n":
                        break
                    rows.write(row)
        elif not line.startswith(_SKIPPED):
            waiting.append(line)
    flush()


def _drop_everything(connection: Connection[Any]) -> None:
    """All tables, views, counters and functions of our schema, but for those of extensions."""
    connection.execute(
        sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(f"{LOCK_SECONDS}s"))
    )
    kinds = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}
    relations = connection.execute(
        "SELECT c.relkind::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
        " ORDER BY c.relkind = 'S', c.relname"
    ).fetchall()
    functions = connection.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
        " WHERE p.pronamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    ).fetchall()
    try:
        # Names come quoted from the catalogue.
        for kind, name in relations:
            connection.execute(f"DROP {kinds[kind]} IF EXISTS {name} CASCADE".encode())
        for (name,) in functions:
            connection.execute(f"DROP ROUTINE IF EXISTS {name} CASCADE".encode())
    except psycopg.errors.LockNotAvailable as busy:
        raise CannotBackUp(
            "数据库正在使用：请停止所有服务进程后再试；数据未改动",
            "the database is in use: stop all server processes and try again; nothing was changed",
        ) from busy


def tables(connection: Connection[Any]) -> dict[str, Table]:
    """Count and content of every table of our schema, in the order of its key."""
    found = connection.execute(
        "SELECT c.relname, ARRAY(SELECT quote_ident(a.attname)"
        # Numbers by their index; texts in the order that is the same on every server.
        "   || CASE WHEN a.atttypid IN (20, 21, 23) THEN '' ELSE '::text COLLATE \"C\"' END"
        "   FROM pg_index i"
        "   JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place) ON true"
        "   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number"
        "   WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY c.relname"
    ).fetchall()
    return {name: _digest(connection, name, keys) for name, keys in found}


def column(connection: Connection[Any], statement: LiteralString) -> list[str]:
    """The first column of an answer, as texts."""
    return [str(row[0]) for row in connection.execute(statement)]


def _digest(connection: Connection[Any], name: str, keys: list[str]) -> Table:
    # Without a key the whole row is the order.
    order = ", ".join(keys) or 't::text COLLATE "C"'
    statement = sql.SQL("COPY (SELECT t.* FROM {} t ORDER BY {}) TO STDOUT").format(
        sql.Identifier(name),
        sql.SQL(order),
    )
    digest, rows = hashlib.sha256(), 0
    with connection.cursor().copy(statement) as copy:
        for block in copy:
            digest.update(block)
            rows += bytes(block).count(b"\n")
    return Table(rows, digest.hexdigest())


@contextmanager
def scratch(url: URL) -> Iterator[URL]:
    """An empty database beside that of `url`, gone afterwards; what a killed rehearsal left of it goes too."""
    # Cut before what tells it apart: it never bears the name of the one that is in use.
    begins = f"{str(url.database)[:40]}_rehearsal_"
    name = f"{begins}{secrets.token_hex(6)}"
    with psycopg.connect(conninfo(url), autocommit=True) as outside:
        _sweep(outside, begins, str(url.database))
        try:
            outside.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege as refused:
            raise CannotBackUp(
                f"演练需要建库权限：ALTER ROLE {url.username} CREATEDB",
                f"a rehearsal needs a database of its own: ALTER ROLE {url.username} CREATEDB",
            ) from refused
        try:
            yield url.set(database=name)
        finally:
            outside.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _sweep(outside: Connection[Any], begins: str, used: str) -> None:
    """Drop scratch databases that nobody is at: as long as one is used, its rehearsal holds the lock of this connection."""
    held = outside.execute(
        "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (begins,)
    ).fetchone()
    if held is None or not held[0]:
        # Somebody rehearses just now; whoever comes after him sweeps.
        return
    for (name,) in outside.execute("SELECT datname FROM pg_database").fetchall():
        if name != used and re.fullmatch(rf"{re.escape(begins)}[0-9a-f]{{1,12}}", name):
            with suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                outside.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def program(name: str) -> str:
    """pg_dump or pg_restore: the newest that is installed, as it must be no older than the server."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda file: int(file.parts[-3]) if file.parts[-3].isdigit() else 0,
    )
    found = str(installed[-1]) if installed else shutil.which(name)
    if not found:
        raise CannotBackUp(
            f"没有 {name}：Debian/Ubuntu 请安装 postgresql-client（版本不低于服务器）",
            f"{name} is not here: on Debian or Ubuntu install postgresql-client (no older than the"
            " server)",
        )
    return found


def conninfo(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def schema(connection: Connection[Any]) -> str:
    """The schema that our tables lie in."""
    row = connection.execute("SELECT current_schema()").fetchone()
    return str(row[0]) if row else "public"


def _plain(connection: Connection[Any]) -> None:
    """Values look alike whatever the server's settings."""
    connection.execute("SET LOCAL timezone = 'UTC'")
    connection.execute("SET LOCAL datestyle = 'ISO'")
    connection.execute("SET LOCAL extra_float_digits = 1")


def _without_password(url: URL) -> str:
    """For a command line, which everybody on the machine can read."""
    return url.set(drivername="postgresql", password=None).render_as_string()


def _pattern(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _run(*command: str, url: URL) -> None:
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(  # noqa: S603 - as above
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        trouble = done.stderr.strip()
        raise CannotBackUp(f"pg_dump 失败：{trouble}", f"pg_dump failed: {trouble}")
