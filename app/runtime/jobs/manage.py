"""What an administrator does with jobs: look, try again, cancel; and what is forgotten after a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select, update

from .. import audit, clock, context, database
from ..errors import message
from ..system import Job
from ..writing.transaction import transaction
from .declare import declared, names, schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from ..context import Context

KEY = Job.__tablename__
"""Under this name jobs stand in the audit log."""
STATES = ("waiting", "running", "failed", "done", "cancelled")
AGAIN = ("failed", "cancelled")
PAGE = 50
KEEP = {
    "done": dt.timedelta(days=30),
    "cancelled": dt.timedelta(days=30),
    "failed": dt.timedelta(days=180),
}
PURGE_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Page:
    """Some jobs, the newest first; `after` is the id that the next page begins below, None on the last."""

    jobs: Sequence[Job]
    after: int | None


def listed(
    session: Session,
    *,
    state: str | None = None,
    name: str | None = None,
    below: int | None = None,
    limit: int = PAGE,
) -> Page:
    """Jobs by state and name, the newest first, from below an id; a look at an index."""
    statement = select(Job).order_by(Job.id.desc()).limit(limit + 1)
    if state is not None:
        statement = statement.where(Job.state == state)
    if name is not None:
        statement = statement.where(Job.name == name)
    if below is not None:
        statement = statement.where(Job.id < below)
    found = session.scalars(statement).all()
    return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)


def find(session: Session, id: int, *, actor_id: int | None = None) -> Job | None:
    """One job; with `actor_id` only when that person started it."""
    row = session.get(Job, id)
    if row is None or (actor_id is not None and row.actor_id != actor_id):
        return None
    return row


def under_way(session: Session, name: str) -> Job | None:
    """The latest job of this name that waits or runs: whoever asks for the same once more is shown this one."""
    active = Job.state.in_(["waiting", "running"])
    return session.scalar(
        select(Job).where(Job.name == name, active).order_by(Job.id.desc()).limit(1)
    )


def eta(row: Job, now: dt.datetime) -> dt.datetime | None:
    """When a running job will be done, if it goes on as it went; None when nobody can say."""
    done, total, begun = row.progress_done, row.progress_total, row.started_at
    if row.state != "running" or not done or not total or begun is None or now <= begun:
        return None
    return now + (now - begun) * (max(total - done, 0) / done)


def overview() -> dict[str, int]:
    """How many jobs wait, run and were given up: for /health and `dougong doctor`."""
    with database.current().read_session() as session:
        counted = session.execute(
            select(Job.state, func.count())
            .where(Job.state.in_(["waiting", "running", "failed"]))
            .group_by(Job.state)
        )
        return {"waiting": 0, "running": 0, "failed": 0} | {
            state: int(count) for state, count in counted
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """`overdue`: waiting though due for longer than asked; `at_work`: running under a lease that holds."""

    overdue: int
    at_work: int
    failed: int


def standing(since: dt.timedelta) -> Standing:
    """Whether anybody does the work that is due: for `dougong doctor`."""
    now = clock.now()

    def count(session: Session, *which: Any) -> int:
        return session.scalar(select(func.count()).select_from(Job).where(*which)) or 0

    with database.current().read_session() as session:
        return Standing(
            overdue=count(session, Job.state == "waiting", Job.run_at < now - since),
            at_work=count(session, Job.state == "running", Job.leased_until > now),
            failed=count(session, Job.state == "failed"),
        )


def retry(id: int, *, by: Context | None = None) -> bool:
    """Let a job that was given up or cancelled wait again, from its last chunk; False when there is no such job.

    `by`: the person who asks, for the audit log; None: a command.
    """
    return bool(_again(by, Job.id == id, Job.state.in_(AGAIN)))


def retry_all(name: str | None = None, *, by: Context | None = None) -> int:
    """Let every job that was given up (of that name) wait again; how many."""
    which = [Job.state == "failed"]
    if name is not None:
        which.append(Job.name == name)
    return len(_again(by, *which))


def _again(by: Context | None, *which: Any) -> list[int]:
    with _writing(by) as ctx:
        changed = ctx.session.scalars(
            update(Job)
            .where(*which)
            .values(
                state="waiting", attempts=0, run_at=ctx.now, finished_at=None, cancelling=False,
                leased_until=None,
            )
            .returning(Job.id)
        ).all()  # fmt: skip
        for id in changed:
            audit.log(ctx, "retry", KEY, id)
    return list(changed)


def cancel(id: int, *, by: Context | None = None) -> bool:
    """A waiting job is cancelled at once, a running one after its chunk; False when it is neither.

    One that is a single transaction and has begun ends as it will: nobody waits here for that.
    """
    with _writing(by) as ctx:
        if not _lock(ctx.session, id):
            return False
        states: list[tuple[str, dict[str, Any]]] = [
            ("waiting", {"state": "cancelled", "finished_at": ctx.now, "cancelling": True}),
            ("running", {"cancelling": True}),
        ]
        for state, values in states:
            statement = (
                update(Job).where(Job.id == id, Job.state == state).values(**values)
            ).returning(Job.id)
            if ctx.session.scalar(statement) is not None:
                audit.log(ctx, "cancel", KEY, id)
                return True
    return False


def _lock(session: Session, id: int) -> bool:
    """Whether the row is there and nobody's; the transactions of other kinds of jobs hold it for a moment only."""
    name = session.scalar(select(Job.name).where(Job.id == id))
    if name is None:
        return False
    single = name in names() and declared(name).kind == "atomic"
    statement = select(Job.id).where(Job.id == id).with_for_update(skip_locked=single)
    return session.scalar(statement) is not None


@contextmanager
def _writing(by: Context | None) -> Iterator[Context]:
    if by is not None:
        with transaction(by):
            yield by
        return
    with context.system("cli") as ctx, transaction(ctx):
        yield ctx


@schedule(
    "jobs.purge",
    label=message(zh="清理已完成的任务", en="Forget jobs that are done"),
    cron="0 17 3 * * *",
)
def purge(ctx: Context) -> None:
    """Forget jobs that ended long ago; what was given up is kept longer. Some thousands a night at a time."""
    old = or_(
        *((Job.state == state) & (Job.finished_at < ctx.now - age) for state, age in KEEP.items())
    )
    while True:
        ids = ctx.session.scalars(
            select(Job.id).where(old).order_by(Job.finished_at).limit(PURGE_CHUNK)
        ).all()
        ctx.session.execute(delete(Job).where(Job.id.in_(ids)))
        if len(ids) < PURGE_CHUNK:
            return
