"""A backup is one state of everything, and restoring it gives that state back, or changes nothing."""

from __future__ import annotations

import datetime as dt
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import close_all_sessions

from app.runtime import backup, jobs, records
from app.runtime.backup import BackupDamaged, CannotBackUp, Made
from app.runtime.backup.archive import part_of
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog, BackupRun, Job
from tests.runtime.backup.conftest import PNG
from tests.sample.models import Buyer

Maker = Callable[..., Made]


def _names(database: Database) -> list[str]:
    with database.read_session() as session:
        return list(session.scalars(sa.select(Buyer.name).order_by(Buyer.id)))


def _restore(made: Made, database: Database, data: Path, upgrade: object = None) -> None:
    close_all_sessions()
    database.dispose()
    backup.restore(
        made.file,
        database.url,
        data / "files",
        known={"0001"},
        upgrade=upgrade or (lambda where: None),  # type: ignore[arg-type]
    )


def _spoil(file: Path, member: str, content: bytes) -> None:
    """The archive with another content of one member, as no checksum of the ZIP would notice."""
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members[member] = content
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)


def test_a_rehearsal_finds_every_row_and_every_file_as_it_was(
    shop: Path, backed_up: Maker, database: Database
) -> None:
    made = backed_up()
    manifest = backup.rehearse(made.file, database.url)
    assert manifest.tables["buyer"].rows == 3
    assert [name for name in manifest.members if name.startswith("files/")] != []
    assert manifest.missing == []


def test_what_a_killed_rehearsal_left_behind_is_cleared_away_by_the_next_one(
    shop: Path, backed_up: Maker, database: Database
) -> None:
    made = backed_up()
    left = f"{str(database.url.database)[:40]}_rehearsal_{os.getpid()}"
    outside = database.writer.execution_options(isolation_level="AUTOCOMMIT")
    if not database.is_sqlite:
        with outside.connect() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "{left}" TEMPLATE template0'))
    assert backup.rehearse(made.file, database.url).tables["buyer"].rows == 3
    if not database.is_sqlite:
        with outside.connect() as connection:
            there = connection.scalars(sa.text("SELECT datname FROM pg_database")).all()
        assert [name for name in there if name.startswith(left.rpartition("_")[0])] == []
    assert _names(database) == ["顾客0", "顾客1", "顾客2"]


def test_what_came_after_the_backup_is_gone_and_the_rest_is_back(
    shop: Path, backed_up: Maker, database: Database, ctx: Context
) -> None:
    made = backed_up()
    records.create(ctx, Buyer, {"name": "后来"})
    records.update(ctx, Buyer, 1, {"name": "改了"})
    for file in (shop / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    _restore(made, database, shop)
    assert _names(database) == ["顾客0", "顾客1", "顾客2"]
    assert [file.read_bytes() for file in (shop / "files").rglob("*") if file.is_file()] == [PNG]


def test_numbers_go_on_after_a_restore(
    shop: Path, backed_up: Maker, database: Database, ctx: Context
) -> None:
    made = backed_up()
    records.create(ctx, Buyer, {"name": "后来"})
    _restore(made, database, shop)
    made_now = records.create(ctx, Buyer, {"name": "新的"})
    assert (made_now.id, made_now.number) == (4, "B000004")


def test_a_backup_made_while_others_write_is_one_state(
    shop: Path, backed_up: Maker, database: Database
) -> None:
    """A record and its audit row are one transaction: an archive has both of each, or neither."""
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        with Context.system() as own:
            while not stop.is_set():
                records.create(own, Buyer, {"name": "并行"})
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(30)
        made = backed_up()
    finally:
        stop.set()
        writer.join()
    _restore(made, database, shop)
    with database.read_session() as session:
        buyers = session.scalar(sa.select(sa.func.count()).select_from(Buyer))
        told = session.scalar(
            sa.select(sa.func.count()).where(
                AuditLog.entity == "buyer", AuditLog.action == "create"
            )
        )
    assert buyers == told == made.manifest.tables["buyer"].rows


@pytest.mark.parametrize("what", ["database", "attachment"])
def test_a_changed_archive_is_refused_before_anything_is_touched(
    shop: Path, backed_up: Maker, database: Database, what: str
) -> None:
    made = backed_up()
    attachment = next(name for name in made.manifest.members if name.startswith("files/"))
    _spoil(made.file, made.manifest.dump if what == "database" else attachment, b"other")
    with pytest.raises(BackupDamaged, match="已损坏"):
        _restore(made, database, shop)
    assert len(_names(database)) == 3


def test_rows_that_differ_from_the_manifest_are_found(
    shop: Path, backed_up: Maker, database: Database
) -> None:
    made = backed_up()
    with zipfile.ZipFile(made.file) as packed:
        told = packed.read("manifest.json").decode()
    _spoil(
        made.file,
        "manifest.json",
        told.replace(made.manifest.tables["buyer"].sha256, "0" * 64).encode(),
    )
    with pytest.raises(BackupDamaged, match="buyer"):
        backup.rehearse(made.file, database.url)
    with pytest.raises(BackupDamaged, match="buyer"):
        _restore(made, database, shop)
    assert len(_names(database)) == 3


def test_a_file_that_is_no_archive_is_refused(
    database: Database, data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK nothing")
    with pytest.raises(BackupDamaged, match="no whole backup"):
        backup.rehearse(other, database.url)


def test_a_restore_that_cannot_be_brought_to_the_code_changes_nothing(
    shop: Path, backed_up: Maker, database: Database, ctx: Context
) -> None:
    made = backed_up()
    records.create(ctx, Buyer, {"name": "后来"})

    def refuse(_where: object) -> None:
        raise CannotBackUp("不行", "no")

    with pytest.raises(CannotBackUp):
        _restore(made, database, shop, refuse)
    assert _names(database)[-1] == "后来"


def test_a_backup_in_the_second_of_a_killed_one_takes_the_next_name(
    shop: Path, backed_up: Maker
) -> None:
    moment = dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC)
    first = backed_up(now=moment).file
    killed = part_of(first)
    first.rename(killed)
    assert backed_up(now=moment).file.name != first.name
    assert killed.exists()


def test_an_archive_of_a_newer_application_is_refused(
    shop: Path, backed_up: Maker, database: Database
) -> None:
    with database.begin() as session:
        session.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        session.execute(sa.text("INSERT INTO alembic_version VALUES ('9999')"))
    made = backed_up()
    assert made.manifest.revision == "9999"
    with pytest.raises(CannotBackUp, match="upgrade the code first"):
        _restore(made, database, shop)


def test_the_newest_of_each_kind_are_kept(shop: Path, backed_up: Maker) -> None:
    start = dt.datetime(2026, 3, 1, 2, tzinfo=dt.UTC)
    for day in range(4):
        backed_up(kind="daily", keep=2, now=start + dt.timedelta(days=day))
    backed_up(kind="manual", keep=2, now=start)
    names = sorted(file.name for file in (shop / "backups").iterdir())
    assert names == [
        "dougong-20260301T020000Z-manual.zip",
        "dougong-20260303T020000Z-daily.zip",
        "dougong-20260304T020000Z-daily.zip",
    ]


def test_an_attachment_without_content_is_told_not_fatal(shop: Path, backed_up: Maker) -> None:
    for file in (shop / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    assert len(backed_up().manifest.missing) == 1


def test_an_archive_is_for_its_owner_only(shop: Path, backed_up: Maker) -> None:
    assert backed_up().file.stat().st_mode & 0o777 == 0o600


def test_the_night_makes_an_archive_and_tries_it(
    shop: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.backup.runs._daily", True)
    with database.begin() as session:
        session.execute(sa.delete(BackupRun))
    jobs.run_due(dt.datetime(2027, 3, 1, 18, 24, tzinfo=dt.UTC))
    with database.read_session() as session:
        row = session.scalars(sa.select(BackupRun)).one()
        assert (row.kind, row.restored_ok) == ("daily", True)
        assert row.row_counts is not None
        assert row.row_counts["buyer"] == 3
    assert [file.name for file in (shop / "backups").glob("*.zip")] == [row.file]


@pytest.mark.parametrize(
    ("trouble", "state", "restored_ok"),
    [
        (CannotBackUp("不行", "no"), "done", None),
        (BackupDamaged("坏了", "broken"), "waiting", False),
    ],
)
def test_a_night_without_a_rehearsal_keeps_its_archive_and_a_damaged_one_is_a_failure(
    shop: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    state: str,
    restored_ok: bool | None,
) -> None:
    def refuse(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("app.runtime.backup.runs._daily", True)
    monkeypatch.setattr("app.runtime.backup.runs.rehearse", refuse)
    jobs.run_due(dt.datetime(2027, 3, 1, 18, 24, tzinfo=dt.UTC))
    with database.read_session() as session:
        assert session.scalars(sa.select(BackupRun)).one().restored_ok is restored_ok
        assert session.scalar(sa.select(Job.state).where(Job.name == "backup.daily")) == state


def test_a_demo_makes_no_nightly_archive(shop: Path, database: Database) -> None:
    jobs.run_due(dt.datetime(2027, 3, 1, 18, 24, tzinfo=dt.UTC))
    assert not (shop / "backups").exists()
