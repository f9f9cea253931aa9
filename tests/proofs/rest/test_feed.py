"""Many writers, several sealers and readers of the change feed at once, for long; and a set of a hundred thousand."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import clock, records
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.webhooks import deliver as deliver  # declares the job that is asked for
from app.runtime.webhooks import dispatch, settings
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.sample.models import Keyword, Store
from tests.support.followers import Follower
from tests.support.people import People

pytestmark = [pytest.mark.prove, pytest.mark.database]

WRITERS, TRANSACTIONS, READERS, SEALERS = 8, 250, 3, 2
LARGE = 100_000


def test_no_reader_misses_a_late_commit(database: Database, data: Any, proof: Any) -> None:
    """Transactions of one to four records that hold their rows for a moment, so that they end in another order."""
    done = threading.Event()
    followers = [Follower("store", limit=limit) for limit in (1, 7, 100)]

    def write(writer: int) -> None:
        chance = random.Random(writer)
        for number in range(TRANSACTIONS):
            with Context.system() as ctx, records.writing(ctx):
                for part in range(chance.randint(1, 4)):
                    code = f"{writer}-{number}-{part}"
                    records.create(ctx, Store, {"code": code, "name": "x"})
                done.wait(chance.random() / 50)

    def repeat(act: Any) -> None:
        while not done.is_set():
            act()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    others = [threading.Thread(target=repeat, args=(one.go_on,)) for one in followers]
    others += [threading.Thread(target=repeat, args=(seal.seal,)) for _ in range(SEALERS)]
    for thread in (*others, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    for thread in others:
        thread.join()
    seal.seal()
    with database.read_session() as session:
        ids = sorted(session.scalars(sa.select(Store.id)))
        late = session.scalar(
            sa.text(
                "SELECT count(*) FROM sys_audit_log a JOIN sys_audit_log b ON b.seq = a.seq + 1 WHERE b.id < a.id"
            )
        )
    for one in followers:
        one.go_on()
        counted = Counter(id for _, id, _ in one.told)
        assert sorted(counted) == ids
        assert set(counted.values()) == {1}
    proof.record(
        f"change feed on {'SQLite' if database.is_sqlite else 'PostgreSQL'}: every commit once",
        {
            "writers": WRITERS,
            "records": len(ids),
            "readers": READERS,
            "commits out of id order": late,
        },
    )


def test_a_large_set_is_told_record_by_record(
    database: Database, people: People, data: Any, proof: Any
) -> None:
    """Written, sealed, followed, and turned into deliveries of a webhook; what each of these takes."""
    owner = people.user("manager")
    with database.begin() as session:
        session.add(
            Webhook(
                user_id=owner, name="x", url="https://example.com", events=["keyword.*"], cursor="0",
                state="active", created_at=clock.now(),
            )
        )  # fmt: skip
    settings.use(settings.Settings())
    steps: dict[str, float] = {}

    def step(name: str, started: float) -> None:
        steps[name] = round(time.perf_counter() - started, 1)

    now = time.perf_counter()
    with Context.system() as ctx:
        rows = ({"name": f"w{number}"} for number in range(LARGE))
        records.write_set(ctx, Keyword, rows, action="create", audit="words")
    step("written, s", now)
    seal.seal()
    follower, now = Follower("keyword", limit=1000), time.perf_counter()
    follower.go_on()
    step("followed, s", now)
    assert len(follower.told) == len(set(follower.told)) == LARGE
    now = time.perf_counter()
    _dispatch_all()
    step("dispatched, s", now)
    with database.read_session() as session:
        made = session.scalar(sa.select(sa.func.count()).select_from(WebhookDelivery))
    assert made == LARGE
    proof.record(f"a set of {LARGE:,} on {'SQLite' if database.is_sqlite else 'PostgreSQL'}", steps)


def _dispatch_all() -> None:
    """Only the looking: nothing is sent."""
    more = True
    while more:
        with Context.system() as ctx, records.writing(ctx):
            before = ctx.session.scalar(sa.select(Webhook.cursor))
            dispatch.dispatch(ctx)
            ctx.session.flush()
            more = ctx.session.scalar(sa.select(Webhook.cursor)) != before
