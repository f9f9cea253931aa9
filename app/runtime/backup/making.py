"""Makes an archive: one state of the database, then the attachments that this state names."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL, make_url

from .. import clock
from ..version import VERSION
from . import archive, postgresql, sqlite
from .archive import FILES, Manifest
from .errors import CannotBackUp

PREFIX = "dougong-"
KEPT = 14
TOLD_EVERY = 200
"""Members between two words about how far it is."""
STALE = dt.timedelta(days=1)
VERSIONS, UPLOADS = "alembic_version", "sys_attachment"
REVISION = "SELECT version_num FROM alembic_version"
ATTACHMENTS = "SELECT DISTINCT sha256 FROM sys_attachment ORDER BY sha256"


@dataclass(frozen=True, slots=True)
class Made:
    """An archive on the disk, and the older ones that went for it."""

    file: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def make(
    url: str | URL,
    files: Path,
    folder: Path,
    *,
    kind: str = "manual",
    keep: int = KEPT,
    now: dt.datetime | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Made:
    """A new archive in `folder`; the newest `keep` of its kind stay. `files`: where attachments lie.

    `tell` hears now and then how many of the members are in it.

    CannotBackUp, or OSError when the disk is full: no archive is left behind, older ones stay.
    """
    parsed = make_url(url)
    moment = now or clock.now()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder, moment)
    target = _free_name(folder, moment, kind)
    # Beside the archive, as only there may be enough space.
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as scratch:
        copy = Path(scratch) / "database"
        manifest, digests = _copy(parsed, copy, kind=kind, moment=moment)
        with archive.writing(target) as out:
            out.add(manifest.dump, copy, pack=True)
            copy.unlink()
            missing = _add_files(out, files, digests, tell)
            manifest = replace(manifest, members=out.members, missing=missing)
            out.close(manifest)
    return Made(target, manifest, _forget(folder, kind, keep))


def _copy(url: URL, target: Path, *, kind: str, moment: dt.datetime) -> tuple[Manifest, list[str]]:
    """The database's member, what is in it, and the attachments that it names."""
    if url.get_backend_name() == "sqlite":
        source = Path(url.database or "")
        if not source.is_file():
            raise CannotBackUp(f"没有数据库 {source}", f"there is no database {source}")
        sqlite.dump(source, target)
        tables, schema = sqlite.tables(target), ""
        revision = sqlite.column(target, REVISION) if VERSIONS in tables else []
        digests = sqlite.column(target, ATTACHMENTS) if UPLOADS in tables else []
    else:
        with postgresql.snapshot(url) as (connection, name):
            schema = postgresql.schema(connection)
            tables = postgresql.tables(connection)
            revision = postgresql.column(connection, REVISION) if VERSIONS in tables else []
            digests = postgresql.column(connection, ATTACHMENTS) if UPLOADS in tables else []
            postgresql.dump(url, target, snapshot=name, schema=schema)
    manifest = Manifest(
        version=VERSION,
        database=url.get_backend_name(),
        schema=schema,
        revision=revision[0] if revision else None,
        kind=kind,
        made_at=moment.isoformat(timespec="seconds"),
        tables=tables,
    )
    return manifest, digests


def _add_files(
    out: archive.Writer,
    files: Path,
    digests: list[str],
    tell: Callable[[int, int], None] | None,
) -> list[str]:
    """Content never changes, so copying it after the snapshot is copying it at the snapshot."""
    missing = []
    for number, digest in enumerate(digests, start=1):
        if tell is not None and number % TOLD_EVERY == 1:
            tell(number, len(digests) + 1)
        path = files / digest[:2] / digest[2:]
        try:
            out.add(f"{FILES}{digest[:2]}/{digest[2:]}", path, pack=False)
        except FileNotFoundError:
            missing.append(digest)
    return missing


def _free_name(folder: Path, moment: dt.datetime, kind: str) -> Path:
    stamp = f"{PREFIX}{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    names = [f"{stamp}-{kind}.zip", *(f"{stamp}.{n}-{kind}.zip" for n in range(2, 100))]
    return next(
        folder / name
        for name in names
        # A backup that was killed in this very second, or one that is under way, holds its name.
        if not (folder / name).exists() and not archive.part_of(folder / name).exists()
    )


def _forget(folder: Path, kind: str, keep: int) -> tuple[Path, ...]:
    """Archives of one kind only push out their own: ten migrations a day leave the daily ones alone."""
    older = sorted(folder.glob(f"{PREFIX}*-{kind}.zip"))[: -max(keep, 1)]
    for file in older:
        file.unlink()
    return tuple(older)


def _sweep(folder: Path, moment: dt.datetime) -> None:
    """What a killed backup left behind."""
    import shutil

    before = (moment - STALE).timestamp()
    for path in [*folder.glob(".backup-*"), *folder.glob(f".{PREFIX}*.part")]:
        if path.stat().st_mtime < before:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
