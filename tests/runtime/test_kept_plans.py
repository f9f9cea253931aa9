"""PostgreSQL plans a statement that is asked again once, and anew only where the values decide how it is best read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, literal_column, select, text

from app.runtime.database import PLAN_ANEW, Database
from tests.support.postgresql import Server, create_database

OFTEN = 12
"""Five times the driver sends the text, five times the server looks at the values; then the plan is kept."""
ASKED = select(literal_column("relname")).select_from(text("pg_class")).where(text("oid = :oid"))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = Server().start()
    yield create_database(server.base, "plans")
    server.stop()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url)
    yield made
    made.dispose()


def kept(database: Database) -> list[tuple[str, int]]:
    """(text, how often a kept plan was used) of what the one free connection has prepared."""
    with database.read_session() as session:
        rows = session.execute(text("SELECT statement, generic_plans FROM pg_prepared_statements"))
        return [(row.statement, row.generic_plans) for row in rows if "pg_class" in row.statement]


def test_requests_that_only_read_share_their_plans(database: Database) -> None:
    for oid in range(OFTEN):
        with database.read_session() as session:
            session.scalar(ASKED, {"oid": oid})
    [(_, used)] = kept(database)
    assert used > 0


def test_a_request_that_was_given_up_leaves_those_of_readers_to_be_made_anew(
    database: Database,
) -> None:
    for oid in range(OFTEN):
        with database.read_session() as session:
            session.scalar(ASKED, {"oid": oid})
    with database.write_session() as session:
        session.scalar(select(func.now()))
        session.rollback()
    assert kept(database) == []


def test_what_hangs_on_its_values_is_planned_each_time(database: Database) -> None:
    for oid in range(OFTEN):
        with database.read_session() as session:
            session.scalar(ASKED.execution_options(**{PLAN_ANEW: True}), {"oid": oid})
    assert kept(database) == []


def test_a_snapshot_stays_as_it_was_while_others_write(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS thing (id integer)"))
        session.execute(text("DELETE FROM thing"))
    count = text("SELECT count(*) FROM thing")
    with database.snapshot_session() as still, database.read_session() as reader:
        assert still.scalar(count) == reader.scalar(count) == 0
        with database.begin() as session:
            session.execute(text("INSERT INTO thing VALUES (1)"))
        assert (still.scalar(count), reader.scalar(count)) == (0, 1)
