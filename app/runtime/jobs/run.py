"""Runs what is due, in the calling thread: for the engine, `dougong tick` and tests alike."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import traceback
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .. import clock, database
from ..context import SYSTEM_ACTOR, Context
from ..system import Job, Schedule
from ..writing.transaction import transaction
from .declare import Declared, declared, schedule, schedules
from .outbox import put

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

log = logging.getLogger("dougong.jobs")

KEEP_DONE = dt.timedelta(days=30)
# A schedule that nobody has run yet starts with its next tick; one that passed just now still
# counts.
FIRST_SIGHT = dt.timedelta(minutes=15)
ERROR_LENGTH = 4000

# What threads of this process are at. Without it a second drain on SQLite would wait for the write
# lock of the first one's job only to learn that the job is done.
_mine = threading.Lock()
_running: set[int] = set()


def run_due(now: dt.datetime | None = None) -> int:
    """Run everything that is due at `now`, also what those jobs ask for; how many succeeded.

    A job that fails waits for its next attempt and does not stop the others.
    """
    moment = now or clock.now()
    plan_ticks(moment)
    succeeded = 0
    # A job that succeeded is not due any more; only the others would be met again.
    failed: set[int] = set()
    while (id := _next(moment, failed)) is not None:
        if _run(id, moment):
            succeeded += 1
        else:
            failed.add(id)
    return succeeded


def anything_due(now: dt.datetime) -> bool:
    """Whether a job waits that no thread of this process is at: one look at an index."""
    return _next(now, ()) is not None


def plan_ticks(moment: dt.datetime) -> None:
    """Turn the latest tick of every schedule into a job, once; mostly there is nothing new."""
    with database.current().read_session() as session:
        known = {
            row.name: row.last_at
            for row in session.execute(select(Schedule.name, Schedule.last_at))
        }
    for found in schedules():
        tick = found.last_tick(moment, clock.zone())
        if found.name not in known:
            record_tick(found.name, tick, run=moment - tick < FIRST_SIGHT)
        elif tick > known[found.name]:
            record_tick(found.name, tick)


def record_tick(name: str, tick: dt.datetime, *, run: bool = True) -> None:
    """Store the job of one tick, or only that it has passed. Many processes may: the first counts."""
    with database.current().begin() as session:
        if run:
            put(session, name, key=tick.isoformat(), run_at=tick, now=tick, payload={})
        known = session.get(Schedule, name, with_for_update=True)
        if known is not None:
            known.last_at = max(known.last_at, tick)
            return
        insert = (
            postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        )
        session.execute(insert(Schedule).values(name=name, last_at=tick).on_conflict_do_nothing())


def _due(moment: dt.datetime) -> list[ColumnElement[bool]]:
    return [
        Job.state == "waiting",
        Job.run_at <= moment,
        or_(Job.leased_until.is_(None), Job.leased_until <= moment),
    ]


def _next(moment: dt.datetime, tried: Collection[int]) -> int | None:
    with database.current().read_session() as session:
        return session.scalar(
            select(Job.id)
            .where(*_due(moment), Job.id.not_in([*tried, *_running]))
            .order_by(Job.run_at, Job.id)
            .limit(1)
        )


def _run(id: int, moment: dt.datetime) -> bool:
    """Run one job; False when it failed or somebody else has it."""
    with _mine:
        if id in _running:
            return False
        _running.add(id)
    try:
        return _attempt(id, moment)
    finally:
        with _mine:
            _running.discard(id)


def _attempt(id: int, moment: dt.datetime) -> bool:
    with Context(SYSTEM_ACTOR, now=moment, channel="job") as ctx:
        try:
            with database.current().read_session() as session:
                name = session.scalar(select(Job.name).where(Job.id == id))
            work = declared(str(name))
            return _run_atomic(ctx, id, work) if work.atomic else _run_leased(ctx, id, work)
        # The after-phase: whatever goes wrong in one job is written down and must not stop the
        # others.
        except Exception as problem:
            _record_failure(id, moment, problem)
            return False


def _run_atomic(ctx: Context, id: int, work: Declared) -> bool:
    with transaction(ctx):
        row = _claim(ctx, id)
        if row is None:
            return False
        work.function(ctx, **row.payload)
        _finish(ctx, id)
    return True


def _run_leased(ctx: Context, id: int, work: Declared) -> bool:
    with transaction(ctx):
        row = _claim(ctx, id)
        if row is None:
            return False
        payload = dict(row.payload)
        ctx.session.execute(
            update(Job).where(Job.id == id).values(leased_until=ctx.now + work.lease)
        )
    work.function(ctx, **payload)
    with transaction(ctx):
        _finish(ctx, id)
    return True


def _claim(ctx: Context, id: int) -> Job | None:
    """The row, locked until the commit; None when another process has it or is done with it.

    SQLite has no row locks and needs none: the transaction began with the one write lock.
    """
    return ctx.session.scalar(
        select(Job).where(Job.id == id, *_due(ctx.now)).with_for_update(skip_locked=True)
    )


def _finish(ctx: Context, id: int) -> None:
    ctx.session.execute(
        update(Job)
        .where(Job.id == id)
        .values(state="done", finished_at=ctx.now, leased_until=None, error=None)
    )


def _record_failure(id: int, moment: dt.datetime, problem: Exception) -> None:
    with database.current().begin() as session:
        row = session.get(Job, id)
        if row is None or row.state != "waiting":
            return
        try:
            work = declared(row.name)
        except LookupError:
            work = Declared(row.name, lambda: None)
        row.attempts += 1
        row.leased_until = None
        row.error = "".join(traceback.format_exception(problem))[-ERROR_LENGTH:]
        if row.attempts >= work.attempts:
            row.state, row.finished_at = "failed", moment
        else:
            row.run_at = moment + work.delay(row.attempts)
        log.error("job %s (%s) failed, attempt %s: %s", row.name, id, row.attempts, problem)


@schedule("jobs.purge", cron="0 17 3 * * *")
def _purge(ctx: Context) -> None:
    """Forget jobs done long ago."""
    ctx.session.execute(
        delete(Job).where(Job.state == "done", Job.finished_at < ctx.now - KEEP_DONE)
    )
