"""DBOS, embedded: decides when `run_due` runs in a serving process; named in this file only.

DBOS ticks schedules once for all processes and runs the drains on its queue. Its own tables hold
no work that only they know: the rows of `sys_job` are the truth, so losing them loses nothing. On
SQLite they live in a file beside the business data, so that the engine never waits for a business
write or makes one wait, and its unprefixed tables (`queues`, `notifications`, …) meet no entity.
On PostgreSQL they have the schema `dbos`.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from sqlalchemy import URL, make_url
from sqlalchemy.exc import OperationalError

from .. import clock, database
from . import outbox
from .declare import schedules
from .run import anything_due, record_tick, run_due

log = logging.getLogger("dougong.jobs")

NAME = "dougong"
QUEUE = "dougong"
SCHEMA = "dbos"
SLOTS = 2
"""Drains at a time in one process, so that one slow job does not hold up the others."""
LOOK_SECONDS = 1.0
PURGE_SECONDS = 3600.0
PURGE_CHUNK = 500
KEEP_WORKFLOWS = dt.timedelta(days=1)


class HasContext(Protocol):
    """A Flask application, as far as jobs need it."""

    def app_context(self) -> AbstractContextManager[Any]: ...


def engine_url(url: str | URL) -> str:
    """Where the engine keeps its own tables for the business database `url`."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    file = str(parsed.database)
    stem, dot, ending = file.rpartition(".")
    beside = f"{stem}-jobs.{ending}" if dot and "/" not in ending else f"{file}-jobs"
    return f"sqlite:///{beside}"


def migrate(url: str | URL) -> None:
    """Create or upgrade the engine's tables; does nothing when they are in order."""
    from dbos import DBOS

    DBOS.migrate(engine_url(url), schema=SCHEMA)


def start(app: HasContext | None = None) -> None:
    """Run jobs and schedules in threads of this process until `stop`."""
    global _engine
    if _engine is None:
        _engine = Engine(app)


def stop() -> None:
    """Let running jobs end, then stop; does nothing when not started."""
    global _engine
    if _engine is not None:
        _engine.close()
        _engine = None


class Engine:
    """One started DBOS and the thread that tells it when there is work."""

    def __init__(self, app: HasContext | None) -> None:
        from dbos import DBOS, DBOSPortableJSONSerializer

        self.dbos = DBOS
        self.executor = uuid.uuid4().hex
        """New with every start: two processes that share one would run each other's work twice."""
        self._stopping = threading.Event()
        self._work = threading.Event()
        DBOS(
            config={
                "name": NAME,
                "system_database_url": engine_url(database.current().url),
                "dbos_system_schema": SCHEMA,
                "executor_id": self.executor,
                # A drain carries no code of ours, so drains of all versions are alike.
                "application_version": "1",
                "serializer": DBOSPortableJSONSerializer(),
                "run_migrations": False,
                "log_level": "WARNING",
                "sys_db_pool_size": 4,
                "use_listen_notify": False,
            }
        )

        @DBOS.workflow(name="dougong.drain")
        def drain(slot: int) -> int:
            """Run what is due."""
            with app.app_context() if app else nullcontext():
                return run_due()

        @DBOS.workflow(name="dougong.tick")
        def tick(scheduled_at: dt.datetime, name: str) -> None:
            """Turn one tick of one schedule into a job."""
            record_tick(name, scheduled_at.astimezone(dt.UTC))
            self._work.set()

        self._drain = drain
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=SLOTS, polling_interval_sec=LOOK_SECONDS)
        self._apply_schedules(tick)
        outbox.on_commit(self._work.set)
        self._work.set()
        self._thread = threading.Thread(target=self._look, name="dougong-jobs", daemon=True)
        self._thread.start()

    def _apply_schedules(self, tick: Callable[[dt.datetime, str], None]) -> None:
        """Make the engine's schedules those that the code declares now."""
        wanted = schedules()
        names = {found.name for found in wanted}
        for old in self.dbos.list_schedules():
            if old["schedule_name"] not in names:
                self.dbos.delete_schedule(old["schedule_name"])
        self.dbos.apply_schedules(
            [
                {
                    "schedule_name": found.name,
                    "workflow_fn": tick,
                    "schedule": str(found.cron),
                    "context": found.name,
                    "cron_timezone": str(clock.zone()),
                }
                for found in wanted
            ]
        )

    def close(self) -> None:
        outbox.on_commit(None)
        self._stopping.set()
        self._work.set()
        self._thread.join()
        self.dbos.destroy(destroy_registry=True, workflow_completion_timeout_sec=30)

    def _look(self) -> None:
        """Ask for drains: at once for what was committed here, else every second."""
        next_purge = 0.0
        while not self._stopping.is_set():
            self._work.wait(LOOK_SECONDS)
            self._work.clear()
            try:
                if time.monotonic() >= next_purge:
                    self._purge()
                    next_purge = time.monotonic() + PURGE_SECONDS
                if not self._stopping.is_set() and anything_due(clock.now()):
                    for slot in range(SLOTS):
                        self._ask(slot)
            except OperationalError as problem:
                # A database that is away for a while comes back; the thread must be there then.
                log.warning("cannot look for jobs: %s", problem)

    def _purge(self) -> None:
        """Delete what ran long ago: a tick a minute is half a million rows a year."""
        before = (clock.now() - KEEP_WORKFLOWS).isoformat()
        while True:
            old = self.dbos.list_workflows(
                end_time=before, limit=PURGE_CHUNK, load_input=False, load_output=False
            )
            self.dbos.delete_workflows([workflow.workflow_id for workflow in old])
            if len(old) < PURGE_CHUNK or self._stopping.is_set():
                return

    def _ask(self, slot: int) -> None:
        from dbos import SetEnqueueOptions, error

        with SetEnqueueOptions(deduplication_id=f"{self.executor}-{slot}"):
            try:
                self.dbos.enqueue_workflow(QUEUE, self._drain, slot)
            except error.DBOSQueueDeduplicatedError:
                return  # this slot is still at work


_engine: Engine | None = None
