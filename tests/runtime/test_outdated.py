"""A process whose database was migrated under it writes nothing any more, and says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.runtime import jobs, outage, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import declare
from app.runtime.system import Job
from tests.sample.models import Store

ran: list[str] = []


def note(ctx: Context) -> None:
    ran.append("ran")
    ctx.session.execute(sa.text("UPDATE alembic_version SET version_num = '0002'"))


def migrate(database: Database) -> None:
    """What `dougong migrate` in another process leaves behind, as far as this one can see."""
    with database.begin() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '0002'"))


@pytest.fixture
def serving(database: Database) -> Iterator[Database]:
    """The database as a serving process found it."""
    with database.begin() as session:
        session.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        session.execute(sa.text("INSERT INTO alembic_version VALUES ('0001')"))
    database.note_revision()
    ran.clear()
    yield database
    database.revision = None


def _stores(database: Database) -> int:
    with database.read_session() as session:
        return int(session.scalar(sa.select(sa.func.count()).select_from(Store)) or 0)


def test_a_write_goes_through_while_the_revision_is_the_same(
    serving: Database, ctx: Context
) -> None:
    records.create(ctx, Store, {"code": "a", "name": "A"})
    assert not serving.is_outdated()
    assert _stores(serving) == 1


def test_nothing_is_written_once_the_database_was_migrated(serving: Database, ctx: Context) -> None:
    migrate(serving)
    with pytest.raises(outage.Outdated) as told:
        records.create(ctx, Store, {"code": "a", "name": "A"})
    assert (told.value.status, told.value.code) == (503, "upgraded")
    assert _stores(serving) == 0


def test_a_migration_during_the_write_refuses_it_at_its_end(
    serving: Database, ctx: Context
) -> None:
    def write() -> None:
        with records.writing(ctx):
            ctx.create(Store, code="a", name="A")
            # On SQLite nobody else could: the write itself stands for the migration that came in between.
            ctx.session.execute(sa.text("UPDATE alembic_version SET version_num = '0002'"))

    with pytest.raises(outage.Outdated):
        write()
    assert _stores(serving) == 0


def test_what_the_old_code_makes_of_new_tables_is_nobodys_mistake(
    serving: Database, ctx: Context
) -> None:
    migrate(serving)
    with pytest.raises(outage.Outdated), records.writing(ctx):
        ctx.session.execute(sa.text("UPDATE store SET name = NULL, no_such_column = 1"))


def test_a_column_that_is_gone_is_told_as_an_upgrade_to_readers_too(serving: Database) -> None:
    with serving.read_session() as session, pytest.raises(sa.exc.DBAPIError) as failed:
        session.execute(sa.text("SELECT no_such_column FROM store"))
    assert outage.explained(failed.value, writing=False) is None
    migrate(serving)
    assert isinstance(outage.explained(failed.value, writing=False), outage.Outdated)


def test_a_job_is_left_to_the_next_process_and_no_attempt_is_counted(
    serving: Database, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declare, "_declared", {})
    jobs.job("test.note")(note)
    with records.writing(ctx):
        ctx.enqueue("test.note")
    assert jobs.run_due() == 0
    with serving.read_session() as session:
        row = session.scalars(sa.select(Job)).one()
    assert (ran, row.state, row.attempts, row.error) == (["ran"], "waiting", 0, None)
    migrate(serving)
    assert jobs.run_due() == 0
    assert ran == ["ran"]
    serving.note_revision()
    assert jobs.run_due() == 1
