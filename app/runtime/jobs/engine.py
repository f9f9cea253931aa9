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
from . import claim, outbox, run
from .declare import schedules
from .ticks import plan_ticks, record_tick

log = logging.getLogger("dougong.jobs")

NAME = "dougong"
QUEUE = "dougong"
SCHEMA = "dbos"
SLOTS = 2
"""Drains at a time in one process, so that one slow job does not hold up the others."""
BUSY_SECONDS = 1.0
IDLE_SECONDS = 5.0
"""How often a process looks: after it found something, and when it did not. What this process or, on
PostgreSQL, any other one commits is told at once, so an idle look finds only what waited for its time."""
LEASE = dt.timedelta(seconds=60)
"""After so long without a sign of life the jobs of a process are another's."""
BEATS = 4
"""Signs of life in one lease."""
STOP_SECONDS = 30
HEAR_SECONDS = 1.0
"""How soon the listening thread sees that it shall stop."""
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
        self._ended = threading.Event()
        self._work = threading.Event()
        run.stopping.clear()
        claim.renewing(LEASE, self.executor)
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
                return run.run_due()

        @DBOS.workflow(name="dougong.tick")
        def tick(scheduled_at: dt.datetime, name: str) -> None:
            """Turn one tick of one schedule into a job."""
            record_tick(name, scheduled_at.astimezone(dt.UTC))
            self._work.set()

        self._drain = drain
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=SLOTS, polling_interval_sec=BUSY_SECONDS)
        self._apply_schedules(tick)
        outbox.on_commit(self._work.set)
        self._work.set()
        self._threads = [
            threading.Thread(target=target, name=f"dougong-jobs-{name}", daemon=True)
            for name, target in (("look", self._look), ("beat", self._beat), ("hear", self._hear))
        ]
        for thread in self._threads:
            thread.start()

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
        """Finish the jobs and chunks at work, begin nothing new, and leave the rest to others."""
        outbox.on_commit(None)
        run.stopping.set()
        self._stopping.set()
        self._work.set()
        look, beat, hear = self._threads
        look.join()
        self.dbos.destroy(destroy_registry=True, workflow_completion_timeout_sec=STOP_SECONDS)
        # Signs of life are given to the last: what still works is not taken over.
        self._ended.set()
        beat.join()
        hear.join()
        claim.renewing(None, None)
        run.stopping.clear()

    def _look(self) -> None:
        """Ask for drains: at once for what was committed, else now and then."""
        next_purge, wait = 0.0, BUSY_SECONDS
        while not self._stopping.is_set():
            self._work.wait(wait)
            self._work.clear()
            wait = IDLE_SECONDS
            try:
                if time.monotonic() >= next_purge:
                    self._purge()
                    next_purge = time.monotonic() + PURGE_SECONDS
                # DBOS tells each tick to one process; when that one dies with it, others still see it here.
                plan_ticks(clock.now())
                if database.current().is_outdated():
                    continue
                if not self._stopping.is_set() and run.anything_due(clock.now()):
                    wait = BUSY_SECONDS
                    for slot in range(SLOTS):
                        self._ask(slot)
            except OperationalError as problem:
                # A database that is away for a while comes back; the thread must be there then.
                log.warning("cannot look for jobs: %s", problem)

    def _beat(self) -> None:
        """Renew the leases of what this process is at."""
        while not self._ended.wait(LEASE.total_seconds() / BEATS):
            try:
                claim.renew(clock.now())
            except OperationalError as problem:
                log.warning("cannot renew leases: %s", problem)

    def _hear(self) -> None:
        """PostgreSQL: be told what a process without jobs of its own has asked for."""
        url = database.current().url
        if url.get_backend_name() != "postgresql":
            return
        import psycopg

        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._stopping.is_set():
            try:
                with psycopg.connect(address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {outbox.CHANNEL}")
                    while not self._stopping.is_set():
                        for _ in connection.notifies(timeout=HEAR_SECONDS, stop_after=1):
                            self._work.set()
            except psycopg.OperationalError as problem:
                log.warning("cannot listen for jobs: %s", problem)
                self._stopping.wait(IDLE_SECONDS)

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
