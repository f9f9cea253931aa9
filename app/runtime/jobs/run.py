"""Runs what is due, in the calling thread: for the engine, `dougong tick` and tests alike."""

from __future__ import annotations

import datetime as dt
import logging
import random
import threading
import time
import traceback
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import select

from .. import clock, database, outage
from ..context import SYSTEM_ACTOR, Context
from ..system import Job
from ..telemetry import meters, scene
from ..writing.transaction import transaction
from . import claim, outbox
from .declare import MOST_MESSAGE, Declared, Progress, declared
from .ticks import plan_ticks

log = logging.getLogger("dougong.jobs")

ERROR_LENGTH = 4000
JITTER = 0.2
"""What failed together is not tried again together: each waits up to a fifth longer."""
TURN_SECONDS = 30.0
"""After so long a chunked job lets others go first, if there are any."""

Tell = Callable[[], dt.datetime]
_at_work: ContextVar[tuple[int, int] | None] = ContextVar("job at work", default=None)
"""The job and the claim under which this thread does leased work."""
stopping = threading.Event()
"""Set while the process ends: the chunk at work is finished, nothing new is begun."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a run knows of the job that it claimed."""

    token: int
    payload: dict[str, Any]
    at: Progress
    asked_in: str | None = None
    """The request that asked for it."""


class Outcome(Enum):
    DONE = "done"
    LEFT = "left"
    """Failed, cancelled, or somebody else has it."""
    PAUSED = "paused"
    """Back in the queue after its turn."""


def run_due(now: dt.datetime | None = None) -> int:
    """Run everything that is due at `now`, also what those jobs ask for; how many succeeded.

    A job that fails waits for its next attempt and does not stop the others. Without `now` the
    clock is asked anew for every job.
    """
    tell: Tell = (lambda: now) if now else clock.now
    if database.current().is_outdated():
        log.error("the database was migrated: this process must be started again to run jobs")
        return 0
    plan_ticks(tell())
    succeeded = 0
    # A job that succeeded is not due any more; only the others would be met again.
    left: set[int] = set()
    while not stopping.is_set() and (id := _next(tell(), left)) is not None:
        outcome = _run(id, tell)
        if outcome is Outcome.DONE:
            succeeded += 1
        elif outcome is Outcome.LEFT:
            left.add(id)
    return succeeded


def anything_due(now: dt.datetime) -> bool:
    """Whether a job waits that no thread of this process is at: one look at an index."""
    return _next(now, ()) is not None


def _next(moment: dt.datetime, left: Collection[int]) -> int | None:
    with database.current().read_session() as session:
        return session.scalar(
            select(Job.id)
            .where(*claim.due(moment), Job.id.not_in([*left, *claim.running_here()]))
            .order_by(Job.priority, Job.run_at, Job.id)
            .limit(1)
        )


def _run(id: int, tell: Tell) -> Outcome:
    with claim.reserved(id) as free, scene.at(scene.Scene(job_id=id)) as at:
        if not free:
            return Outcome.LEFT
        begun = time.monotonic()
        outcome = _attempt(id, tell)
        if at.job is not None:
            _tell_of(at, outcome, time.monotonic() - begun)
        return outcome


def _tell_of(at: scene.Scene, outcome: Outcome, seconds: float) -> None:
    """A line in the log and a count: of every run that was begun."""
    meters.ran(str(at.job), outcome.value, seconds=seconds)
    told = {"outcome": outcome.value, "ms": round(seconds * 1000, 1), "sql": at.statements}
    log.info("job %s: %s", at.job, outcome.value, extra=told)


def _attempt(id: int, tell: Tell) -> Outcome:
    with Context(SYSTEM_ACTOR, now=tell(), channel="job") as ctx:
        held: list[int] = []
        try:
            with database.current().read_session() as session:
                name = session.scalar(select(Job.name).where(Job.id == id))
            work = declared(str(name))
            mine = _claimed(ctx, id, work)
            if mine is None:
                return Outcome.LEFT
            held.append(mine.token)
            ctx.request_id = mine.asked_in
            if work.kind == "atomic":
                return _run_atomic(ctx, id, work, mine)
            if work.kind == "chunked":
                return _run_chunks(id, mine, work, tell, asked_by=ctx.asked_by)
            return _run_leased(ctx, id, work, mine, tell)
        except outage.Outdated:
            _give_back(id, held[0] if held else None, tell())
            return Outcome.LEFT
        except claim.LeaseLost as lost:
            log.warning("%s", lost)
            return Outcome.LEFT
        # The after-phase: whatever goes wrong in one job is written down and must not stop the
        # others.
        except Exception as problem:
            _record_failure(id, tell(), problem, held[0] if held else None)
            return Outcome.LEFT


def _claimed(ctx: Context, id: int, work: Declared) -> Claimed | None:
    """The job is ours from here, and everybody can see it; None: another's, done, cancelled or given up."""
    with transaction(ctx):
        row = claim.take(ctx, id)
        if row is None:
            return None
        if row.cancelling:
            _end(row, "cancelled", ctx.now)
            return None
        if not claim.lease(row, work, ctx.now):
            log.error("job %s (%s) is given up: %s", row.name, id, row.error)
            return None
        at = Progress(
            row.cursor, row.progress_done or 0, row.progress_total, row.progress_message or ""
        )
        ctx.asked_by = row.actor_id
        payload = dict(row.payload)
        mine = Claimed(row.token, payload, at, payload.pop(outbox.REQUEST, None))
    _enter(work, mine, row.attempts)
    return mine


def _enter(work: Declared, mine: Claimed, attempts: int) -> None:
    """What the lines of this run carry."""
    at = scene.current()
    if at is not None:
        at.job, at.attempt, at.request_id = work.name, attempts + 1, mine.asked_in


def _run_atomic(ctx: Context, id: int, work: Declared, mine: Claimed) -> Outcome:
    with transaction(ctx) as session:
        if claim.hold(session, id, mine.token):
            claim.put(
                session, id, mine.token, state="cancelled", finished_at=ctx.now, leased_until=None
            )
            return Outcome.LEFT
        work.function(ctx, **mine.payload)
        session.flush()
        claim.put(
            session, id, mine.token, state="done", finished_at=ctx.now, leased_until=None,
            error=None,
        )  # fmt: skip
    return Outcome.DONE


def _run_leased(ctx: Context, id: int, work: Declared, mine: Claimed, tell: Tell) -> Outcome:
    # Every transaction of its own ends with a look whether the job is still ours.
    ctx.sessions.before_commit = claim.fence(id, mine.token)
    before = _at_work.set((id, mine.token))
    try:
        work.function(ctx, **mine.payload)
    finally:
        _at_work.reset(before)
    ctx.sessions.before_commit = None
    with transaction(ctx) as session:
        claim.put(
            session, id, mine.token, state="done", finished_at=tell(), leased_until=None, error=None
        )
    return Outcome.DONE


def say(text: str, *, done: int, total: int | None = None) -> None:
    """How far leased work is, for whoever looks at it; in a transaction of its own. Nothing outside of such a job.

    Raises LeaseLost: another process is at it.
    """
    held = _at_work.get()
    if held is None:
        return
    with database.current().begin() as session:
        claim.put(
            session, *held, progress_done=done, progress_total=total,
            progress_message=text[:MOST_MESSAGE] or None,
        )  # fmt: skip


def _run_chunks(
    id: int,
    mine: Claimed,
    work: Declared,
    tell: Tell,
    *,
    asked_by: int | None,
) -> Outcome:
    """One transaction a chunk, with the mark how far it is; until the end, a cancel, a stop, or its turn is over."""
    until = time.monotonic() + TURN_SECONDS
    at, token = mine.at, mine.token
    while True:
        # A context of its own: the clock goes on, and what the chunk has read is let go.
        with (
            Context(SYSTEM_ACTOR, now=tell(), channel="job", request_id=mine.asked_in) as ctx,
            transaction(ctx) as session,
        ):
            ctx.asked_by = asked_by
            at = work.function(ctx, at, **mine.payload)
            if not isinstance(at, Progress):
                raise TypeError(f"{work.name} returned {at!r}; a chunk returns a Progress.")
            session.flush()
            outcome, values = _after_chunk(at, ctx.now, time.monotonic() >= until)
            if claim.put(session, id, token, **values) and outcome is not Outcome.DONE:
                claim.put(
                    session, id, token, state="cancelled", finished_at=ctx.now, leased_until=None
                )
                outcome = Outcome.LEFT
        if outcome is not None:
            return outcome


def _after_chunk(
    at: Progress, now: dt.datetime, turn_over: bool
) -> tuple[Outcome | None, dict[str, Any]]:
    """What becomes of the job, and what its row says; None: the next chunk at once."""
    values: dict[str, Any] = {
        "cursor": at.cursor, "progress_done": at.done, "progress_total": at.total,
        "progress_message": at.message[:MOST_MESSAGE] or None, "attempts": 0, "error": None,
    }  # fmt: skip
    if at.finished:
        values |= {"state": "done", "finished_at": now, "leased_until": None}
        return Outcome.DONE, values
    if stopping.is_set() or turn_over:
        values |= {"state": "waiting", "leased_until": None, "run_at": now}
        return Outcome.PAUSED, values
    return None, values


def _end(row: Job, state: str, now: dt.datetime) -> None:
    row.state, row.finished_at, row.leased_until = state, now, None


def _record_failure(id: int, moment: dt.datetime, problem: Exception, token: int | None) -> None:
    """Write it down and plan the next attempt; nothing when the job is another's by now."""
    with database.current().begin() as session:
        row = session.get(Job, id, with_for_update=True)
        if row is None or not _still_ours(row, token, moment):
            return
        try:
            work = declared(row.name)
        except LookupError:
            work = Declared(row.name, lambda: None)
        row.attempts += 1
        row.leased_until = None
        row.error = "".join(traceback.format_exception(problem))[-ERROR_LENGTH:]
        if row.cancelling:
            _end(row, "cancelled", moment)
        elif row.attempts >= work.attempts:
            _end(row, "failed", moment)
        else:
            row.state = "waiting"
            row.run_at = moment + work.delay(row.attempts) * (1 + JITTER * random.random())  # noqa: S311 - spreads load
        meters.JOB_FAILURES.labels(work.name).inc()
        log.error("job %s (%s) failed, attempt %s: %s", row.name, id, row.attempts, problem)


def _give_back(id: int, token: int | None, moment: dt.datetime) -> None:
    """The database was migrated under us: no attempt, and the next process that fits it goes on."""
    with database.current().begin() as session:
        row = session.get(Job, id, with_for_update=True)
        if row is not None and row.state == "running" and row.token == token:
            row.state, row.leased_until, row.run_at = "waiting", None, moment


def _still_ours(row: Job, token: int | None, moment: dt.datetime) -> bool:
    if token is not None:
        return row.state == "running" and row.token == token
    return row.state == "waiting" or (
        row.state == "running" and row.leased_until is not None and row.leased_until <= moment
    )
