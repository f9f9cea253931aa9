"""The migrations to come, tried where nothing can be lost: a copy of the SQLite file, or a PostgreSQL transaction undone."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from app.cli.planning.leftovers import sweep

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from migrations.run import Run

WAIT = "3s"
"""A rehearsal on PostgreSQL does not queue behind others for a lock, and nobody behind it for long."""


def rehearse(
    url: str, folder: Path, run: Run, finish: Callable[[Connection, Run], None] | None
) -> str | None:
    """Run what is to come; `run` says what was found. Text: the database itself stopped it; None: it went through.

    `finish`: what comes after the tables, when the code is generated already.
    """
    from app.cli import migrations
    from app.runtime.backfill import DoesNotFit
    from migrations.run import MigrationRefused

    run.is_rehearsal = True

    def started(connection: Connection, given: Run) -> None:
        if finish is not None and not given.refusals:
            finish(connection, given)

    try:
        with _stage(url) as place:
            migrations.upgrade(place, folder=folder, run=run, finish=started, lock_timeout=WAIT)
    except (MigrationRefused, DoesNotFit, migrations.CannotMigrate) as refused:
        return str(refused)
    except DBAPIError as error:
        # After a refusal the next statement often fails: the refusal says it better.
        return None if run.refusals else str(error.orig).strip()
    return None


@contextmanager
def folder_with(script: tuple[str, str] | None, folder: Path) -> Iterator[Path]:
    """The migrations, with one more (name, text) that is not written yet."""
    if script is None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="dougong-plan-") as made:
        copy = Path(made) / "migrations"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
        name, text = script
        (copy / "versions" / name).write_text(text, encoding="utf-8")
        yield copy


@contextmanager
def _stage(url: str) -> Iterator[str]:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        yield url
        return
    sweep()
    with tempfile.TemporaryDirectory(prefix="dougong-plan-") as made:
        copy = Path(made) / "copy.sqlite3"
        with (
            closing(sqlite3.connect(parsed.database or "")) as old,
            closing(sqlite3.connect(copy)) as new,
        ):
            old.backup(new)
        yield f"sqlite:///{copy}"
