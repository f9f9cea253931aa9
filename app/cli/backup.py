"""A copy of the SQLite file before a migration, while other processes go on working."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

KEPT = 10
"""Older copies are removed."""


def copy(url: str, folder: Path) -> Path:
    """The new copy; SQLite's own backup sees one state of the database, whoever writes."""
    folder.mkdir(parents=True, exist_ok=True)
    source = Path(make_url(url).database or "")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = folder / f"{source.stem}-{stamp}.sqlite3"
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    target.chmod(0o600)
    for file in sorted(folder.glob(f"{source.stem}-*.sqlite3"))[:-KEPT]:
        file.unlink()
    return target
