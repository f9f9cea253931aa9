"""The rows of `sys_backup_run`: which archives were made, and which were tried; and the daily one."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from pathlib import Path

from sqlalchemy import desc, insert, select, update

from .. import clock, database, folders
from ..context import Context
from ..errors import message
from ..jobs import schedule
from ..system import BackupRun
from .archive import BLOCK, Manifest
from .errors import BackupDamaged, CannotBackUp
from .making import KEPT, Made, make
from .rehearsal import rehearse

log = logging.getLogger("dougong.backup")

_daily = False


def every_day(wanted: bool) -> None:
    """Whether this process makes the daily backup: in production, not for a demo."""
    global _daily
    _daily = wanted


def note(made: Made, *, restored_ok: bool | None = None) -> None:
    """Write down an archive that was made."""
    with database.current().begin() as session:
        session.execute(
            insert(BackupRun).values(
                at=clock.now(),
                kind=made.manifest.kind[:12],
                file=made.file.name,
                size=made.file.stat().st_size,
                sha256=digest(made.file),
                restored_ok=restored_ok,
                row_counts=counts(made.manifest),
            )
        )


def note_rehearsal(file: Path, *, ok: bool) -> None:
    """Write down that the latest archive of this name was tried; an unknown one is left alone."""
    with database.current().begin() as session:
        latest = session.scalar(
            select(BackupRun.id)
            .where(BackupRun.file == file.name)
            .order_by(desc(BackupRun.id))
            .limit(1)
        )
        if latest is not None:
            session.execute(update(BackupRun).where(BackupRun.id == latest).values(restored_ok=ok))


def counts(manifest: Manifest) -> dict[str, int]:
    return {name: table.rows for name, table in manifest.tables.items()}


def digest(file: Path) -> str:
    """SHA-256 of a whole archive."""
    found = hashlib.sha256()
    with file.open("rb") as given:
        while block := given.read(BLOCK):
            found.update(block)
    return found.hexdigest()


@schedule(
    "backup.daily",
    label=message(zh="每日备份", en="Daily backup"),
    cron="0 23 2 * * *",
    atomic=False,
    lease=dt.timedelta(hours=6),
)
def daily(ctx: Context) -> None:
    """Every night: an archive, and a restore of it to see that it works."""
    if not _daily:
        return
    url = database.current().url
    made = make(url, folders.files(), folders.backups(), kind="daily", keep=KEPT)
    note(made)
    try:
        rehearse(made.file, url)
    except BackupDamaged:
        note_rehearsal(made.file, ok=False)
        raise
    except CannotBackUp as refused:
        # The archive is there all the same; making it again would not help.
        log.warning("the backup %s could not be rehearsed: %s", made.file.name, refused)
    else:
        note_rehearsal(made.file, ok=True)
