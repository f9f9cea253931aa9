"""Who runs a job: the claim, the lease that must be renewed, and the token that fences off who lost it.

Every job is claimed in a transaction of its own: the state becomes `running`, the token counts up, and
the lease says until when nobody else may take it. Every later commit of that run checks the token in
its own transaction: whoever was taken over commits nothing. So it is known of every job how often the
process that ran it died.

A job that is one transaction holds its row until the commit, and a process that dies gives the row
back. Its lease is never renewed and only covers the moment between the claim and that transaction.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import aliased

from .. import database
from ..system import Job
from .declare import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from ..context import Context

Other = aliased(Job)
HOLD = dt.timedelta(seconds=10)
"""The lease of a job that is one transaction. Who needs longer to begin it may lose it, and then does nothing."""
DIED = (
    "The process {worker} that ran it stopped without a word: killed, out of memory, or crashed. "
    "That was attempt {attempt} of {attempts}."
)


class LeaseLost(Exception):
    """Another process has taken this job over: what is not committed yet must not be."""


# What threads of this process are at, by job id, with the token when it is leased. Without it a second
# drain on SQLite would wait for the write lock of the first one's job only to learn that the job is done.
_mine = threading.Lock()
_running: dict[int, int | None] = {}
_short_lease: dt.timedelta | None = None
_worker: str | None = None


def renewing(lease: dt.timedelta | None, worker: str | None) -> None:
    """While a thread calls `renew`, leases are short: a dead process is noticed after `lease`."""
    global _short_lease, _worker
    _short_lease, _worker = lease, worker


@contextmanager
def reserved(id: int) -> Iterator[bool]:
    """False when a thread of this process is at this job already."""
    with _mine:
        free = id not in _running
        if free:
            _running[id] = None
    try:
        yield free
    finally:
        if free:
            with _mine:
                _running.pop(id, None)


def running_here() -> list[int]:
    """The jobs that threads of this process are at."""
    with _mine:
        return list(_running)


def due(moment: dt.datetime) -> list[ColumnElement[bool]]:
    """Waiting and its time has come, or running and its lease ran out; nobody runs under its lock."""
    locked = exists().where(Other.lock == Job.lock, Other.state == "running", Other.id != Job.id)
    return [
        Job.state.in_(["waiting", "running"]),
        Job.run_at <= moment,
        or_(Job.state == "waiting", Job.leased_until <= moment),
        or_(Job.lock.is_(None), not_(locked)),
    ]


def take(ctx: Context, id: int) -> Job | None:
    """The row, locked until the commit; None when another process has it or is done with it.

    SQLite has no row locks and needs none: the transaction began with the one write lock.
    """
    session = ctx.session
    row = session.scalar(
        select(Job).where(Job.id == id, *due(ctx.now)).with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    if row.lock is not None and not _alone(session, row):
        return None
    if row.started_at is None:
        row.started_at = ctx.now
    return row


def _alone(session: Session, row: Job) -> bool:
    """Whether no other job with this lock runs, and none can begin before this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        number = func.hashtextextended(f"sys_job {row.lock}", 0)
        if not session.scalar(select(func.pg_try_advisory_xact_lock(number))):
            return False
    other = select(Job.id).where(Job.lock == row.lock, Job.state == "running", Job.id != row.id)
    return session.scalar(other.limit(1)) is None


def lease(row: Job, work: Declared, now: dt.datetime) -> bool:
    """Hold the row beyond this transaction. False: whoever held it before died once too often."""
    single = work.kind == "atomic"
    if row.state == "running":
        # The one who held it gave no sign of life any more. Work that kills its process must end, too.
        row.attempts += 1
        row.error = DIED.format(worker=row.worker, attempt=row.attempts, attempts=work.attempts)
        if row.attempts >= work.attempts:
            row.state, row.finished_at, row.leased_until = "failed", now, None
            return False
    row.state = "running"
    row.token += 1
    row.worker = _worker
    lasts = _short_lease or work.lease
    row.leased_until = now + (min(lasts, HOLD) if single else lasts)
    with _mine:
        # Renewing one that is a single transaction would wait for that transaction.
        if row.id in _running and not single:
            _running[row.id] = row.token
    return True


def fence(id: int, token: int) -> Callable[[Session], None]:
    """What a transaction of that run does last: nothing, but raises LeaseLost when the job is another's now."""

    def check(session: Session) -> None:
        put(session, id, token)

    return check


def hold(session: Session, id: int, token: int) -> bool:
    """Lock the row until the commit, as the first act of a job that is one transaction; whether it shall be cancelled.

    Raises LeaseLost.
    """
    cancelling = session.scalar(
        select(Job.cancelling)
        .where(Job.id == id, Job.token == token, Job.state == "running")
        .with_for_update()
    )
    if cancelling is None:
        raise LeaseLost(f"Job {id} was taken over by another process.")
    return bool(cancelling)


def put(session: Session, id: int, token: int, **values: Any) -> bool:
    """Write to the row, if the run with this token still holds it; whether it shall be cancelled.

    Raises LeaseLost. The row is locked from here to the commit, so nobody takes it over in between.
    """
    cancelling = session.scalar(
        update(Job)
        .where(Job.id == id, Job.token == token, Job.state == "running")
        .values(values or {"token": token})
        .returning(Job.cancelling)
        .execution_options(synchronize_session=False)
    )
    if cancelling is None:
        raise LeaseLost(f"Job {id} was taken over by another process.")
    return bool(cancelling)


def renew(now: dt.datetime) -> None:
    """Tell that this process lives and is at its leased jobs: the thread of the engine does, regularly."""
    with _mine:
        held = {id: token for id, token in _running.items() if token is not None}
    if not held or _short_lease is None:
        return
    ours = or_(*(and_(Job.id == id, Job.token == token) for id, token in held.items()))
    with database.current().begin() as session:
        session.execute(
            update(Job)
            .where(ours, Job.state == "running")
            .values(leased_until=now + _short_lease)
            .execution_options(synchronize_session=False)
        )
