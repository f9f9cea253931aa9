"""Puts an archive back, all or nothing: checked and brought to the code first, taken over in one transaction."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import URL, create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from .. import folders
from . import archive, postgresql, sqlite
from .archive import FILES, Manifest
from .errors import CannotBackUp
from .rehearsal import compare, same_kind

if TYPE_CHECKING:
    from sqlalchemy import Connection

Upgrade = Callable[["URL | Connection"], None]


def name_of(url: str | URL) -> str:
    """What `--replace` must say: the file's name, or the database's."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Path(parsed.database or "").name
    return str(parsed.database)


def is_empty(url: str | URL) -> bool:
    """No table of anybody's: nothing can be lost. Makes no file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return True
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, poolclass=NullPool)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def restore(
    file: Path, url: str | URL, files: Path, *, known: Collection[str], upgrade: Upgrade
) -> Manifest:
    """The database and the attachments as the archive has them, brought to the newest revision.

    `known`: the revisions that the code can start from; `upgrade` brings a URL, or a connection inside its
    transaction, to the newest. BackupDamaged, CannotBackUp, or what `upgrade` raises: the database is as it was.
    """
    parsed = make_url(url)
    manifest = archive.read(file)
    same_kind(manifest, parsed)
    if manifest.revision is not None and manifest.revision not in known:
        raise CannotBackUp(
            f"备份来自更新的版本（数据库版本 {manifest.revision}，程序 {manifest.version}）：请先升级程序",
            f"the backup is of a newer application (revision {manifest.revision}, version"
            f" {manifest.version}): upgrade the code first",
        )
    archive.check_members(file, manifest)
    base = Path(parsed.database or "").absolute().parent if manifest.database == "sqlite" else files
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=base) as scratch:
        copy = Path(scratch) / "database.sqlite3"
        archive.extract(file, manifest, manifest.dump, copy)
        # Content that no row names does no harm, a row without its content would.
        _restore_files(file, manifest, files)
        if manifest.database == "sqlite":
            compare(manifest, sqlite.tables(copy))
            upgrade(make_url(f"sqlite:///{copy}"))
            sqlite.check(copy)
            sqlite.load(copy, Path(parsed.database or ""))
        else:
            _into_postgresql(parsed, copy, manifest, upgrade)
    return manifest


def _into_postgresql(url: URL, copy: Path, manifest: Manifest, upgrade: Upgrade) -> None:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            raw = connection.connection.driver_connection
            if not isinstance(raw, psycopg.Connection):
                raise TypeError(f"A PostgreSQL connection was expected, not {type(raw)}.")
            here = postgresql.schema(raw)
            if here != manifest.schema:
                raise CannotBackUp(
                    f"备份的表在 {manifest.schema}，此数据库在 {here}",
                    f"the tables of the backup lie in {manifest.schema}, those of this database in"
                    f" {here}",
                )
            postgresql.load(raw, copy, replace=True)
            compare(manifest, postgresql.tables(raw))
            upgrade(connection)
    finally:
        engine.dispose()


def _restore_files(file: Path, manifest: Manifest, files: Path) -> None:
    """What is there already stays: content is named by its hash."""
    for name in manifest.members:
        if not name.startswith(FILES):
            continue
        path = files / name.removeprefix(FILES)
        size, _ = manifest.members[name]
        if path.is_file() and path.stat().st_size == size:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"incoming-{os.getpid()}-{path.name}")
        try:
            archive.extract(file, manifest, name, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        folders.sync(path.parent)
