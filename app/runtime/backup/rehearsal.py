"""Restores an archive into a scratch database and compares: a backup that nobody tried is a hope."""

from __future__ import annotations

import tempfile
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from . import archive, postgresql, sqlite
from .archive import Manifest, Table
from .errors import BackupDamaged, CannotBackUp


def rehearse(file: Path, url: str | URL) -> Manifest:
    """Every member, every count and every content hash. BackupDamaged: names the first that differ.

    `url`: the database that is in use; PostgreSQL restores into a new one beside it.
    """
    parsed = make_url(url)
    manifest = archive.read(file)
    same_kind(manifest, parsed)
    archive.check_members(file, manifest)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as scratch:
        copy = Path(scratch) / "database"
        archive.extract(file, manifest, manifest.dump, copy)
        if manifest.database == "sqlite":
            compare(manifest, _through_sqlite(copy, Path(scratch) / "restored"))
        else:
            with postgresql.scratch(parsed) as beside:
                compare(manifest, _through_postgresql(copy, beside))
    return manifest


def _through_sqlite(copy: Path, target: Path) -> dict[str, Table]:
    sqlite.load(copy, target)
    sqlite.check(target)
    return sqlite.tables(target)


def _through_postgresql(copy: Path, url: URL) -> dict[str, Table]:
    with psycopg.connect(postgresql.conninfo(url)) as connection:
        postgresql.load(connection, copy, replace=True)
        found = postgresql.tables(connection)
        connection.rollback()
    return found


def same_kind(manifest: Manifest, url: URL) -> None:
    """An archive goes back to the kind of database that it came from."""
    if manifest.database != url.get_backend_name():
        raise CannotBackUp(
            f"备份来自 {manifest.database}，而 DATABASE_URL 是 {url.get_backend_name()}",
            f"the backup is of {manifest.database}, DATABASE_URL is {url.get_backend_name()}",
        )


def compare(manifest: Manifest, found: dict[str, Table]) -> None:
    """The same tables with the same rows."""
    wanted = manifest.tables
    differing = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )
    if differing:
        shown = ", ".join(differing[:5]) + (" …" if len(differing) > 5 else "")
        raise BackupDamaged(f"恢复后内容不同：{shown}", f"the restored content differs: {shown}")
