"""kill -9 in the middle: of writes, of a backup, of a restore, of a migration. `make prove` does it more often."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import migrations
from app.runtime import backup, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.faults import killing
from tests.faults.conftest import contents
from tests.faults.serving import Serving
from tests.sample.models import Sale
from tests.support.databases import Databases


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20260314)


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Iterator[str]:
    url = databases.empty(tmp_path)
    yield url
    databases.drop(url)


def test_what_was_acknowledged_before_the_kill_is_there_after_it(
    served: Serving, token: str, store: int, database: Database, chance: random.Random
) -> None:
    clients = killing.sell_until_killed(served, token, store, chance)
    assert sum(len(client.acknowledged) for client in clients) > 0
    killing.check_sales(database, clients)
    served.start()
    killing.send_again(clients)
    killing.check_sales(database, clients)


def test_a_killed_backup_leaves_whole_archives_only(
    store: int, database_url: str, data: Path, chance: random.Random
) -> None:
    killing.run_and_kill(killing.backup_code(database_url, data), chance, longest=0.1)
    backup.make(database_url, data / "files", data / "backups")
    archives = list((data / "backups").glob("*.zip"))
    assert archives != []
    for file in archives:
        backup.rehearse(file, database_url)


def test_a_killed_restore_leaves_the_old_content_or_the_new(
    store: int,
    database: Database,
    database_url: str,
    data: Path,
    ctx: Context,
    chance: random.Random,
) -> None:
    made = backup.make(database_url, data / "files", data / "backups")
    records.create(ctx, Sale, {"store": store, "summary": "later"})
    ctx.close()
    database.dispose()
    later = contents(database_url, data)
    code = killing.restore_code(made.file, database_url, data)
    killing.run_and_kill(code, chance, longest=0.1)
    assert contents(database_url, data) in (later, made.manifest.tables)


def test_a_killed_migration_is_done_or_never_began(empty: str, chance: random.Random) -> None:
    killing.run_and_kill(killing.migrate_code(empty), chance, longest=1.0)
    assert migrations.current(empty) in (None, migrations.head())
    migrations.upgrade(empty)
    assert migrations.current(empty) == migrations.head()
