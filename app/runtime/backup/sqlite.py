"""SQLite: its own online backup, in both directions. A restore is one transaction of the target file."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from .archive import Table
from .errors import BackupDamaged, CannotBackUp

BUSY_SECONDS = 30.0


def dump(source: Path, target: Path) -> None:
    """One state of the database, whoever writes meanwhile; the copy is one file without a log."""
    with (
        closing(_open(source, read_only=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        try:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as refused:
            raise CannotBackUp(
                f"无法写入备份（{refused}）：请检查磁盘空间",
                f"the backup cannot be written ({refused}): look at the free space",
            ) from refused
    target.chmod(0o600)


def load(source: Path, target: Path) -> None:
    """The content of `target` becomes that of `source`: readers see all of it, or still the old one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(_open(source, read_only=True)) as new,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as old,
    ):
        try:
            new.backup(old)
        except sqlite3.OperationalError as refused:
            raise CannotBackUp(
                f"无法写入 {target}（{refused}）：请停止服务后再试；数据未改动",
                f"{target} cannot be written ({refused}): stop the server and try again; nothing was"
                " changed",
            ) from refused
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.chmod(0o600)


def check(file: Path) -> None:
    """The pages are whole and every key points to a row."""
    with closing(_open(file, read_only=True)) as connection:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        problems = [] if problems == ["ok"] else problems
        problems += [
            f"{row[0]} {row[1]} → {row[2]}"
            for row in connection.execute("PRAGMA foreign_key_check").fetchmany(5)
        ]
    if problems:
        told = "; ".join(map(str, problems))
        raise BackupDamaged(f"数据库不完好：{told}", f"the database is not whole: {told}")


def tables(file: Path) -> dict[str, Table]:
    """Count and content of every table. The full-text index is left out: it follows from the rows."""
    with closing(_open(file, read_only=True)) as connection:
        return {name: _digest(connection, name) for name in names(connection)}


def names(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " ORDER BY name"
    ).fetchall()
    virtual = [name for name, text in found if text.upper().startswith("CREATE VIRTUAL")]
    return [
        name
        for name, _ in found
        if not any(name == one or name.startswith(f"{one}_") for one in virtual)
    ]


def column(file: Path, sql: str) -> list[str]:
    """The first column of an answer, as texts."""
    with closing(_open(file, read_only=True)) as connection:
        return [str(row[0]) for row in connection.execute(sql)]


def _digest(connection: sqlite3.Connection, name: str) -> Table:
    quoted = '"' + name.replace('"', '""') + '"'
    keys = [
        (row[5], row[1]) for row in connection.execute(f"PRAGMA table_info({quoted})") if row[5]
    ]
    order = ", ".join('"' + key.replace('"', '""') + '"' for _, key in sorted(keys)) or "rowid"
    digest, rows = hashlib.sha256(), 0
    for row in connection.execute(f"SELECT * FROM {quoted} ORDER BY {order}"):  # noqa: S608 - names of the catalogue, quoted
        rows += 1
        digest.update(repr(row).encode("utf-8", "surrogatepass") + b"\n")
    return Table(rows, digest.hexdigest())


def _open(file: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS
    )
