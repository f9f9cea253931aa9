"""Two engines that never say "locked", and columns that give back exactly what they were given."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, func, literal, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from app.runtime import database as databases
from app.runtime.database import Database
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime
from tests.sample.models import Article, Store

MOMENT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ABOUT = {"created_at": MOMENT, "updated_at": MOMENT, "version": 1}


def store(database: Database) -> int:
    with database.begin() as session:
        made = Store(code="N", name="North", **ABOUT)
        session.add(made)
        session.flush()
        return made.id


def together(number: int, work: Callable[[int], None]) -> list[BaseException]:
    """Run `work` in threads that start at once; returns what went wrong."""
    failed: list[BaseException] = []
    start = threading.Barrier(number)

    def run(index: int) -> None:
        start.wait()
        try:
            work(index)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_eight_writers_wait_for_each_other_and_lose_nothing(database: Database) -> None:
    one = store(database)

    def work(_index: int) -> None:
        for _ in range(10):
            with database.begin() as session:
                record = session.get_one(Store, one, with_for_update=True)
                record.version += 1

    assert together(8, work) == []
    with database.read_session() as session:
        assert session.get_one(Store, one).version == 81


def test_a_reader_never_waits_for_a_writer_and_sees_only_what_is_committed(
    database: Database,
) -> None:
    one = store(database)
    with database.write_session() as writer:
        writer.execute(update(Store).where(Store.id == one).values(name="South"))
        with database.read_session() as reader:
            assert reader.get_one(Store, one).name == "North"
        writer.commit()
    with database.read_session() as reader:
        assert reader.get_one(Store, one).name == "South"


def test_a_short_write_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.begin() as session:
            session.add(Store(code="N", name="North", **ABOUT))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read_session() as session:
        assert session.scalar(select(func.count()).select_from(Store)) == 0


def test_a_reference_to_nothing_is_refused_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError), database.begin() as session:
        session.add(Store(code="N", name="North", above_id=999, **ABOUT))


def test_the_active_database_is_the_one_that_was_activated(database: Database) -> None:
    assert databases.current() is database
    assert databases.fab_session().get_bind() is database.reader
    databases.fab_session.remove()


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_with_the_driver_that_we_ship(name: str) -> None:
    made = Database(f"{name}://somebody@127.0.0.1:1/nothing")
    assert made.url.drivername == "postgresql+psycopg"
    assert made.engines == (made.writer,)
    made.dispose()


exact = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@exact
@given(st.decimals(-(10**14), 10**14, places=2), st.decimals(-(10**14), 10**14, places=3))
def test_amounts_come_back_to_the_last_digit(
    database: Database, price: Decimal, weight: Decimal
) -> None:
    with database.begin() as session:
        made = Article(name="x", price=price, weight=weight, **ABOUT)
        session.add(made)
        session.flush()
        session.expire(made)
        assert (made.price, made.weight) == (price, weight)
        total = session.scalar(select(func.sum(Article.price)).where(Article.id == made.id))
        assert Decimal(total) == price
        found = session.scalars(select(Article.id).where(Article.price == price)).all()
        assert made.id in found
        session.rollback()


@exact
@given(st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2200, 1, 1)), st.integers(-14, 14))
def test_a_moment_comes_back_as_the_same_moment_in_utc(
    database: Database, local: dt.datetime, hours: int
) -> None:
    moment = local.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    with database.snapshot_session() as session:
        if not database.is_sqlite:
            session.execute(text("SET LOCAL TIME ZONE 'America/New_York'"))
        found = session.scalar(select(literal(moment, UtcDateTime())))
    assert found == moment
    assert found.utcoffset() == dt.timedelta(0)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(dt.datetime(2026, 1, 1), None)


def test_a_moment_without_a_zone_never_reaches_the_database(database: Database) -> None:
    with pytest.raises(StatementError), database.begin() as session:
        session.add(
            Store(code="N", name="North", **(ABOUT | {"created_at": dt.datetime(2026, 1, 1)}))
        )


@pytest.mark.parametrize(("given_", "stored"), [("1.005", 101), ("-1.005", -101), ("1.004", 100)])
def test_a_digit_too_many_is_rounded_half_up_once(given_: str, stored: int) -> None:
    assert MoneyType().process_bind_param(Decimal(given_), None) == stored
    assert ScaledDecimal(2).process_bind_param(Decimal(given_), None) == stored


def test_two_threads_that_need_a_number_at_once_make_one_engine_aside(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one's connections would stay open until the collector finds them."""
    made: list[object] = []
    meeting = threading.Barrier(2)

    def slow(url: Any, **pool: int) -> Any:
        # Broken: nobody else is making one, as it should be.
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=0.2)
        made.append(create_engine(url, **pool))
        return made[-1]

    def ask() -> None:
        with database.aside() as session:
            session.execute(text("SELECT 1"))

    monkeypatch.setattr(databases, "_postgresql", slow)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_a_connection_that_is_still_held_is_closed_when_it_comes_back(database: Database) -> None:
    """Also by a server's thread that ends its request while the database is put away."""
    held = database.reader.connect()
    closed: list[Any] = []
    event.listen(database.reader.pool, "close", lambda connection, _: closed.append(connection))
    raw = held.connection.dbapi_connection
    database.dispose()
    assert raw not in closed
    held.close()
    assert raw in closed


def test_a_database_that_was_put_away_keeps_its_new_connections(database: Database) -> None:
    database.dispose()
    with database.reader.connect() as connection:
        first = connection.connection.dbapi_connection
    with database.reader.connect() as connection:
        assert connection.connection.dbapi_connection is first
