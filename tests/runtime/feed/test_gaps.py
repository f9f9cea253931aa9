"""A reader of the feed misses nothing, however late a transaction ends."""

from __future__ import annotations

import threading

import sqlalchemy as sa

from app.runtime import records
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from tests.sample.models import Store
from tests.support.followers import Follower

PATIENCE = 60


def test_a_transaction_that_ends_late_is_told_when_it_has_ended(database: Database) -> None:
    """On PostgreSQL the late one has the smaller id in the log; on SQLite it simply waits its turn."""
    follower = Follower("store")
    begun, others_ended = threading.Event(), threading.Event()

    def late() -> None:
        with Context.system() as ctx, records.writing(ctx):
            records.create(ctx, Store, {"code": "LATE", "name": "Late"})
            begun.set()
            if not database.is_sqlite:
                assert others_ended.wait(PATIENCE)

    thread = threading.Thread(target=late)
    thread.start()
    assert begun.wait(PATIENCE)
    with Context.system() as ctx:
        records.create(ctx, Store, {"code": "EARLY", "name": "Early"})
    seal.seal()
    follower.go_on()
    others_ended.set()
    thread.join()
    seal.seal()
    follower.go_on()
    assert sorted(id for _, id, _ in follower.told) == [1, 2]


def test_writers_a_sealer_and_a_reader_at_once(database: Database) -> None:
    follower, done = Follower("store", limit=7), threading.Event()
    count, writers = 12, 4

    def write(writer: int) -> None:
        for number in range(count):
            with Context.system() as ctx, records.writing(ctx):
                for part in "ab":
                    records.create(ctx, Store, {"code": f"{writer}-{number}{part}", "name": "x"})

    def follow() -> None:
        while not done.is_set():
            seal.seal()
            follower.go_on()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    reader = threading.Thread(target=follow)
    for thread in (reader, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reader.join()
    seal.seal()
    follower.go_on()
    with database.read_session() as session:
        ids = list(session.scalars(sa.select(Store.id)))
    assert len(ids) == count * writers * 2
    assert sorted(id for _, id, _ in follower.told) == sorted(ids)
