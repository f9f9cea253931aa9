"""kill -9 at many seeded points of writes, backups, restores and migrations."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import close_all_sessions

from app.cli import migrations
from app.runtime import backup, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.faults import killing
from tests.faults.conftest import contents, served, store, token
from tests.faults.serving import Serving
from tests.sample.models import Sale
from tests.support.databases import Databases
from tests.support.proofs import Proof

__all__ = ["served", "store", "token"]  # fixtures

ROUNDS = 30
pytestmark = pytest.mark.prove


@pytest.fixture
def chance() -> random.Random:
    return random.Random(7)


def test_writes(
    served: Serving,
    token: str,
    store: int,
    database: Database,
    chance: random.Random,
    proof: Proof,
) -> None:
    everybody: list[killing.Client] = []
    unanswered = 0
    for _ in range(ROUNDS):
        clients = killing.sell_until_killed(served, token, store, chance)
        everybody += clients
        killing.check_sales(database, everybody)
        unanswered += sum(len(client.unanswered) for client in clients)
        served.start()
        killing.send_again(clients)
        killing.check_sales(database, everybody)
    proof.record(
        "Server killed with -9 while 6 clients write",
        {
            "kills": ROUNDS,
            "acknowledged": sum(len(client.acknowledged) for client in everybody),
            "sent again": unanswered,
            "lost": 0,
            "half": 0,
            "gaps": 0,
        },
    )


def test_backups(
    store: int, database_url: str, data: Path, chance: random.Random, proof: Proof
) -> None:
    done = 0
    for _ in range(ROUNDS):
        done += killing.run_and_kill(killing.backup_code(database_url, data), chance, longest=0.4)
        for file in (data / "backups").glob("*.zip"):
            backup.rehearse(file, database_url)
            file.unlink()
    backup.make(database_url, data / "files", data / "backups")
    proof.record("Backup killed with -9", {"kills": ROUNDS - done, "half archives": 0})


def test_restores(
    store: int,
    database: Database,
    database_url: str,
    data: Path,
    chance: random.Random,
    proof: Proof,
) -> None:
    close_all_sessions()
    made = backup.make(database_url, data / "files", data / "backups")
    done = 0
    for number in range(ROUNDS):
        with Context.system() as ctx:
            records.create(ctx, Sale, {"store": store, "summary": f"later {number}"})
        database.dispose()
        later = contents(database_url, data)
        code = killing.restore_code(made.file, database_url, data)
        done += killing.run_and_kill(code, chance, longest=0.8)
        assert contents(database_url, data) in (later, made.manifest.tables)
    proof.record("Restore killed with -9", {"kills": ROUNDS - done, "half restores": 0})


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Iterator[str]:
    url = databases.empty(tmp_path)
    yield url
    databases.drop(url)


def test_migrations(empty: str, chance: random.Random, proof: Proof) -> None:
    done = 0
    for _ in range(ROUNDS):
        done += killing.run_and_kill(killing.migrate_code(empty), chance, longest=2.5)
        assert migrations.current(empty) in (None, migrations.head())
        migrations.upgrade(empty)
        assert migrations.current(empty) == migrations.head()
        migrations.downgrade(empty, "base")
    proof.record("Migration killed with -9", {"kills": ROUNDS - done, "half migrations": 0})
