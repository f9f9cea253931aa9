"""Processes killed at points that a seed chooses, and what must hold afterwards."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.runtime.database import Database
from app.runtime.system import AuditLog, SlaClock, TransitionLog
from tests.faults.serving import ROOT, Answer, Serving
from tests.sample.models import Sale, SaleLine

CLIENTS = 6
KILLED = "to be killed"


@dataclass
class Client:
    """Sells until the server is gone, and writes down what it was told."""

    server: Serving
    token: str
    name: str
    store: int
    acknowledged: dict[int, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)

    def sell(self, key: str) -> Answer:
        body = {
            "store": self.store,
            "summary": key,
            "lines": [{"article": 1, "count": "2", "price": "2.50"}],
        }
        return self.server.send(
            "POST", "/api/v1/sale", body, token=self.token, **{"Idempotency-Key": key}
        )

    def run(self) -> None:
        for number in range(10_000):
            key = f"{self.name}-{number}"
            answer = self.sell(key)
            if answer.status == 0:
                self.unanswered.append(key)
                return
            if answer.status != 201:
                self.refused.append(answer)
                return
            self.acknowledged[answer.body["id"]] = key


def sell_until_killed(
    server: Serving, token: str, store: int, chance: random.Random
) -> list[Client]:
    """One round: clients write, the server is killed, what they were told is in the clients."""
    name = f"{chance.getrandbits(32):08x}"
    clients = [Client(server, token, f"{name}-{number}", store) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(0.05, 1.5))
    server.kill()
    for thread in threads:
        thread.join()
    return clients


def check_sales(database: Database, clients: list[Client]) -> None:
    """Nothing acknowledged is lost, no half sale, no gap in the numbers, everything is in the audit log."""
    assert [client.refused for client in clients if client.refused] == []
    with database.read_session() as session:

        def counted(statement: Any) -> dict[int, int]:
            return {row[0]: int(row[1]) for row in session.execute(statement)}

        stored = {
            row.id: row
            for row in session.execute(sa.select(Sale.id, Sale.summary, Sale.sale_no, Sale.goods))
        }
        lines = counted(sa.select(SaleLine.sale_id, sa.func.count()).group_by(SaleLine.sale_id))
        for log, extra in (
            (AuditLog, AuditLog.action == "create"),
            (TransitionLog, TransitionLog.transition == "create"),
            (SlaClock, SlaClock.clock == "pack"),
        ):
            per_sale = counted(
                sa.select(log.record_id, sa.func.count())
                .where(log.entity == "sale", extra)
                .group_by(log.record_id)
            )
            assert per_sale == dict.fromkeys(stored, 1), log
    for client in clients:
        for id, key in client.acknowledged.items():
            assert stored[id].summary == key
    assert lines == dict.fromkeys(stored, 1)
    assert {row.goods for row in stored.values()} <= {5}
    given = sorted(int(row.sale_no[-4:]) for row in stored.values())
    assert given == list(range(1, len(stored) + 1))


def send_again(clients: list[Client]) -> None:
    """What got no answer, with the same key: it is stored once, whether or not it was before."""
    for client in clients:
        for key in client.unanswered:
            answer = client.sell(key)
            assert answer.status == 201, answer
            client.acknowledged[answer.body["id"]] = key
        client.unanswered.clear()


def run_and_kill(code: str, chance: random.Random, *, longest: float) -> bool:
    """Run Python in a process of its own that says `go` before it acts, and kill it; True: it was done before."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "go\n"
        try:
            process.wait(chance.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.kill()
    assert process.returncode in (0, -signal.SIGKILL), "it failed before it was killed"
    return process.returncode == 0


def named(url: str) -> str:
    """The same database, with a name for the sessions of whoever is to be killed."""
    made = sa.make_url(url)
    if made.get_backend_name() != "postgresql":
        return url
    told = made.update_query_dict({"application_name": KILLED})
    return told.render_as_string(hide_password=False)


def let_go(url: str) -> None:
    """The server ends what the killed process had begun; of itself it would only notice at its next word to it."""
    made = sa.make_url(url)
    if made.get_backend_name() != "postgresql":
        return
    engine = sa.create_engine(made, poolclass=sa.NullPool)
    with engine.connect() as connection:
        ended = connection.scalars(
            sa.text(
                "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = :name"
            ),
            {"name": KILLED},
        ).all()
    assert all(ended)


def backup_code(url: str, data: Path) -> str:
    return f"""
from pathlib import Path
from app.runtime import backup
print("go", flush=True)
backup.make({url!r}, Path({str(data)!r}) / "files", Path({str(data)!r}) / "backups")
"""


def restore_code(file: Path, url: str, data: Path) -> str:
    return f"""
from pathlib import Path
from app.runtime import backup
print("go", flush=True)
backup.restore(Path({str(file)!r}), {url!r}, Path({str(data)!r}) / "files", known=(), upgrade=lambda where: None)
"""


def migrate_code(url: str) -> str:
    return f"""
from app.cli import migrations
migrations.head()
print("go", flush=True)
migrations.upgrade({url!r})
"""
