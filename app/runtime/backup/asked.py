"""What an administrator asks for on a page, as durable jobs: an archive now, a rehearsal of one; and what lies in the folder."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import checks, clock, database, folders, jobs
from ..errors import NotFound, message
from ..system import BackupRun
from ..writing.transaction import transaction
from .archive import read
from .errors import BackupDamaged, CannotBackUp
from .making import KEPT, PREFIX, make
from .rehearsal import rehearse
from .runs import note, note_rehearsal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

MAKE, REHEARSE = "backup.make", "backup.rehearse"
LEASE = dt.timedelta(hours=6)
LOCK = "backup"
"""One at a time: both want the disk for themselves."""
MOST = 200
DAILY = dt.timedelta(hours=26)
"""A backup is made every day; two hours for one that takes its time."""
TRIED = dt.timedelta(days=8)
_NAME = re.compile(rf"{re.escape(PREFIX)}[0-9TZ.]+-[a-z]+\.zip", re.ASCII)


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive: the file in the folder, what was written down when it was made, or both. Size in bytes."""

    file: str
    at: dt.datetime
    kind: str
    size: int
    rows: int | None
    sha256: str
    restored_ok: bool | None
    is_here: bool


def archives(session: Session) -> list[Archive]:
    """The newest first: those of the folder, and runs whose file has gone; one statement and a look at the folder."""
    runs = {
        run.file: run
        for run in session.scalars(select(BackupRun).order_by(BackupRun.id.desc()).limit(MOST))
    }
    # What bears another name, or has gone since it was listed, is no archive that could be opened.
    there = {
        file.name: file
        for file in folders.backups().glob(f"{PREFIX}*.zip")
        if _NAME.fullmatch(file.name) and file.is_file()
    }
    found = [
        Archive(
            file=run.file,
            at=run.at,
            kind=run.kind,
            size=run.size,
            rows=sum(run.row_counts.values()) if run.row_counts else None,
            sha256=run.sha256,
            restored_ok=run.restored_ok,
            is_here=run.file in there,
        )
        for run in runs.values()
    ]
    for name, file in there.items():
        if name not in runs:
            known = file.stat()
            made = dt.datetime.fromtimestamp(known.st_mtime, dt.UTC)
            kind = name.rpartition("-")[2].removesuffix(".zip")
            found.append(Archive(name, made, kind, known.st_size, None, "", None, True))
    return sorted(found, key=lambda one: (one.at, one.file), reverse=True)[:MOST]


def located(name: str) -> Path:
    """The archive of this name in the folder. Raises NotFound for every other name."""
    file = folders.backups() / name
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NotFound(
            message(zh="文件夹中没有这个备份", en="There is no such archive in the folder.")
        )
    return file


@jobs.job(
    MAKE,
    label=message(zh="立即备份", en="Make a backup now"),
    atomic=False,
    lease=LEASE,
    attempts=1,
    lock=LOCK,
)
def make_now(_ctx: Context, **_nothing: Any) -> None:
    """An archive of the kind `manual`, noted like those of the command."""
    jobs.say("", done=0)
    note(
        make(
            database.current().url,
            folders.files(),
            folders.backups(),
            kind="manual",
            keep=KEPT,
            tell=lambda done, total: jobs.say("", done=done, total=total),
        )
    )


@jobs.job(
    REHEARSE,
    label=message(zh="演练恢复", en="Rehearse a restore"),
    atomic=False,
    lease=LEASE,
    attempts=1,
    lock=LOCK,
)
def rehearse_now(ctx: Context, file: str, **_nothing: Any) -> None:
    """On a copy; the result is written down: tables, rows, seconds, or what differs."""
    began, started = clock.now(), time.monotonic()
    result: dict[str, Any] = {}
    try:
        path = located(file)
        jobs.say("", done=0)
        manifest = rehearse(path, database.current().url)
    except (CannotBackUp, NotFound) as refused:
        ok = False
        result["problem"] = (
            str(refused)
            if isinstance(refused, CannotBackUp)
            else f"{refused.message.in_language('zh')} / {refused.message.in_language('en')}"
        )
        if isinstance(refused, BackupDamaged):
            note_rehearsal(path, ok=False)
    else:
        ok = True
        result |= {
            "tables": len(manifest.tables),
            "rows": manifest.rows,
            "files": sum(name.startswith("files/") for name in manifest.members),
            "missing": len(manifest.missing),
            "revision": manifest.revision,
            "made_at": manifest.made_at,
        }
        note_rehearsal(path, ok=True)
    result["seconds"] = round(time.monotonic() - started, 1)
    with transaction(ctx):
        checks.note(ctx, "backup", began_at=began, ok=ok, result=result, subject=file)


def contents(name: str) -> dict[str, Any]:
    """What an archive says of itself. Raises NotFound, BackupDamaged."""
    manifest = read(located(name))
    return {
        "version": manifest.version,
        "database": manifest.database,
        "revision": manifest.revision,
        "made_at": dt.datetime.fromisoformat(manifest.made_at),
        "rows": manifest.rows,
        "tables": sorted(
            ((name, table.rows, table.sha256) for name, table in manifest.tables.items()),
            key=lambda one: (-one[1], one[0]),
        ),
        "files": sum(one.startswith("files/") for one in manifest.members),
        "missing": len(manifest.missing),
    }
