"""The embedded engine runs what is committed, in threads of a serving process."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import declare
from app.runtime.jobs import engine as engine_module
from app.runtime.jobs.engine import engine_url
from app.runtime.system import Job, Sequence
from app.runtime.writing.transaction import transaction

PATIENCE = 20.0
done = threading.Event()
ticked = threading.Event()


def signal(ctx: Context, *, number: int) -> None:
    ctx.session.add(Sequence(key=f"test {number}", value=number))
    if number == 19:
        done.set()


def every_second(ctx: Context) -> None:
    ticked.set()


@pytest.fixture(autouse=True)
def _declared(nothing_declared: None) -> None:
    done.clear()
    ticked.clear()
    jobs.job("test.signal")(signal)
    jobs.schedule("test.every_second", cron="* * * * * *")(every_second)


def _attempts(database: Database) -> int:
    with database.read_session() as session:
        return int(session.scalar(sa.select(sa.func.sum(Job.attempts))) or 0)


@pytest.fixture
def engine(database: Database) -> Iterator[None]:
    jobs.start()
    yield
    jobs.stop()


def _values(database: Database) -> int:
    with database.read_session() as session:
        return int(session.scalar(sa.select(sa.func.count()).select_from(Sequence)) or 0)


def test_committed_jobs_run_by_themselves_once_each(engine: None, database: Database) -> None:
    with Context.system() as ctx:
        for number in range(20):
            with transaction(ctx):
                ctx.enqueue("test.signal", number=number)
    assert done.wait(PATIENCE)
    jobs.stop()
    # What the stop left, and ticks of the schedule: the last number need not have run last.
    jobs.run_due()
    # Each adds a row under its own key: a second run would have failed and been written down.
    assert _values(database) == 20
    assert jobs.overview()["failed"] == 0
    assert _attempts(database) == 0


def test_a_schedule_ticks(engine: None) -> None:
    assert ticked.wait(PATIENCE)


def test_every_start_is_an_executor_of_its_own_and_stop_leaves_no_thread(
    database: Database,
) -> None:
    before = set(threading.enumerate())
    names = set()
    for _ in range(2):
        jobs.start()
        assert engine_module._engine is not None
        names.add(engine_module._engine.executor)
        jobs.stop()
    assert len(names) == 2
    assert {t for t in threading.enumerate() if t.is_alive()} <= before


def test_jobs_that_were_committed_while_nobody_ran_are_run_at_start(database: Database) -> None:
    with Context.system() as ctx, transaction(ctx):
        ctx.enqueue("test.signal", number=19)
    jobs.start()
    try:
        assert done.wait(PATIENCE)
    finally:
        jobs.stop()


def test_the_engine_keeps_its_tables_out_of_the_business_tables(database: Database) -> None:
    tables = sa.inspect(database.reader).get_table_names()
    assert "sys_job" in tables
    assert not {"queues", "workflow_status", "notifications"} & set(tables)


def test_migrating_twice_changes_nothing(database: Database) -> None:
    jobs.migrate(database.url)


def test_on_sqlite_the_engine_has_a_file_beside_the_data(tmp_path: Path) -> None:
    assert engine_url("sqlite:////srv/data/desk.sqlite3") == "sqlite:////srv/data/desk-jobs.sqlite3"
    assert engine_url("sqlite:///data/desk") == "sqlite:///data/desk-jobs"


def test_on_postgresql_the_password_reaches_the_engine() -> None:
    url = engine_url(sa.make_url("postgresql+psycopg://desk:secret@db/desk"))
    assert url == "postgresql://desk:secret@db/desk"


def test_a_job_row_says_who_asked(database: Database) -> None:
    with Context.system() as ctx, transaction(ctx):
        ctx.enqueue("test.signal", number=1)
    with database.read_session() as session:
        assert session.scalar(sa.select(Job.actor_id)) is None


def test_a_schedule_that_the_code_no_longer_has_ticks_no_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dbos import DBOS

    jobs.start()
    jobs.stop()
    monkeypatch.setattr(declare, "_declared", {})
    jobs.start()
    try:
        assert DBOS.list_schedules() == []
    finally:
        jobs.stop()


def test_what_ran_long_ago_is_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dbos import DBOS

    monkeypatch.setattr(engine_module, "KEEP_WORKFLOWS", dt.timedelta(seconds=-60))
    jobs.start()
    try:
        assert ticked.wait(PATIENCE)
        engine = engine_module._engine
        assert engine is not None
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while not DBOS.list_workflows(status="SUCCESS") and time.monotonic() < end:
            pause.wait(0.05)
        DBOS.delete_schedule("test.every_second")
        old = {workflow.workflow_id for workflow in DBOS.list_workflows(status="SUCCESS")}
        assert old
        engine._purge()
        assert not old & {workflow.workflow_id for workflow in DBOS.list_workflows()}
    finally:
        jobs.stop()
