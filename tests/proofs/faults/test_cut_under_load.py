"""A real server under load while PostgreSQL cuts all connections, and is stopped and started again."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.faults.away import Away, away
from tests.faults.serving import Serving
from tests.sample.models import Sale
from tests.support.people import PASSWORD
from tests.support.proofs import Proof

CLIENTS, CUTS, STOPS = 6, 30, 5
BACK_WITHIN = 5.0
PATIENCE = 60.0
pytestmark = pytest.mark.prove


@pytest.fixture
def cut_off(tmp_path: Path) -> Iterator[Away]:
    with away(tmp_path) as made:
        yield made


@pytest.fixture
def served(cut_off: Away, tmp_path: Path) -> Iterator[Serving]:
    server = Serving(cut_off.url, tmp_path).start()
    yield server
    server.kill()


class Load:
    """Clients that sell and read without a break; every answer is counted."""

    def __init__(self, served: Serving, store: int) -> None:
        self.served, self.store = served, store
        self.token = served.login("manager", PASSWORD)
        self.writes: Counter[int] = Counter()
        self.reads: Counter[int] = Counter()
        self.acknowledged: set[str] = set()
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(n,)) for n in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _run(self, number: int) -> None:
        turn = 0
        while not self.stop.is_set():
            key = f"{number}-{turn}"
            answer = self.served.send(
                "POST", "/api/v1/sale", {"store": self.store, "summary": key},
                token=self.token, **{"Idempotency-Key": key},
            )  # fmt: skip
            self.writes[answer.status] += 1
            if answer.status == 201:
                self.acknowledged.add(key)
                turn += 1
            self.reads[self.served.send("GET", "/api/v1/sale", token=self.token).status] += 1


def test_cut_and_stopped(cut_off: Away, served: Serving, proof: Proof) -> None:
    load = Load(served, cut_off.store)
    cut, back = 0, []
    try:
        for _ in range(CUTS):
            time.sleep(0.3)
            cut += cut_off.cut()
        for _ in range(STOPS):
            time.sleep(0.5)
            cut_off.server.halt()
            time.sleep(0.5)
            cut_off.server.again()
            started = time.monotonic()
            while (status := served.send("GET", "/api/v1/sale", token=load.token).status) != 200:
                assert status == 503
                assert time.monotonic() - started < PATIENCE
                time.sleep(0.05)
            back.append(time.monotonic() - started)
    finally:
        load.end()
    cut_off.database.dispose()
    with cut_off.database.read_session() as session:
        stored = Counter(session.scalars(sa.select(Sale.summary)))
        numbers = sorted(int(text[-4:]) for text in session.scalars(sa.select(Sale.sale_no)))
    assert set(load.writes) <= {201, 503}
    assert set(load.reads) <= {200, 503}
    assert load.acknowledged <= set(stored)
    assert set(stored.values()) == {1}
    assert numbers == list(range(1, len(numbers) + 1))
    assert max(back) < BACK_WITHIN
    proof.record(
        "PostgreSQL cuts all connections, is stopped and started, under load",
        {
            "connections cut": cut,
            "stops": STOPS,
            "writes acknowledged": load.writes[201],
            "writes answered 503": load.writes[503],
            "reads": load.reads[200],
            "reads answered 503": load.reads[503],
            "lost": 0,
            "twice": 0,
            "gaps": 0,
            "longest time back (s)": round(max(back), 2),
        },
    )
