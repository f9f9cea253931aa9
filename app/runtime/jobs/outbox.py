"""Asking for work: a row of `sys_job` inside the transaction of the act."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from ..system import Job
from .declare import declared

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

CHANNEL = "dougong_jobs"
"""PostgreSQL: whom NOTIFY reaches when the process that asks runs no jobs itself."""

WOKEN = "jobs asked for"
"""Under this name a session's note that its commit wakes the engine."""
REQUEST = "_request"
"""In a payload: the id of the request that asked, for the log and the audit log. No argument of the job."""

_wake: Callable[[], None] | None = None


def enqueue(
    ctx: Context,
    name: str,
    *,
    key: str | None = None,
    run_at: dt.datetime | None = None,
    **payload: Any,
) -> int:
    """Store work that runs after the open transaction of `ctx` is committed, or not at all; its id.

    `key`: asking again under the same name and key changes nothing. `payload` must be plain JSON.
    """
    work = declared(name)
    if not ctx.session.in_transaction():
        raise RuntimeError(
            f"Job {name!r} was asked for outside a transaction; use records.writing(ctx)."
        )
    try:
        plain = json.loads(json.dumps(payload))
    except TypeError as problem:
        raise TypeError(f"Job {name!r}: give ids, texts and numbers only ({problem}).") from None
    return put(
        ctx.session, name, key=key, run_at=run_at or ctx.now, now=ctx.now,
        payload=_asked_in(ctx, plain),
        actor_id=ctx.person_id, priority=work.priority, lock=work.lock_for(plain),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One of many jobs of a name, asked for at once."""

    key: str
    payload: dict[str, Any]
    run_at: dt.datetime | None = None


def enqueue_many(ctx: Context, name: str, jobs: Sequence[Asked]) -> None:
    """What `enqueue` does, for many keyed jobs of one name, by one statement for a thousand."""
    work = declared(name)
    if not jobs:
        return
    rows = [
        _values(
            name, key=one.key, run_at=one.run_at or ctx.now, now=ctx.now,
            payload=_asked_in(ctx, one.payload),
            priority=work.priority, lock=work.lock_for(one.payload), actor_id=ctx.actor.id,
        )
        for one in jobs
    ]  # fmt: skip
    dialect = postgresql if _is_postgresql(ctx.session) else sqlite
    ctx.session.execute(
        dialect.insert(Job)
        .on_conflict_do_nothing(index_elements=["name", "key"])
        .returning(Job.id),
        rows,
    )
    _tell(ctx.session)


def ask_again(ctx: Context, name: str, *, key: str) -> None:
    """Work that is asked for time and again: one row, which waits anew after it was done; without a payload.

    While it waits already, or runs, nothing changes: what runs must look at what there is when it begins.
    """
    work = declared(name)
    values = _values(
        name, key=key, run_at=ctx.now, now=ctx.now, payload={}, priority=work.priority,
        lock=work.lock_for({}), actor_id=None,
    )  # fmt: skip
    dialect = postgresql if _is_postgresql(ctx.session) else sqlite
    anew = {
        "state": "waiting", "run_at": ctx.now, "attempts": 0, "error": None, "cancelling": False,
        "started_at": None, "finished_at": None,
    }  # fmt: skip
    ctx.session.execute(
        dialect.insert(Job)
        .values(**values)
        .on_conflict_do_update(
            index_elements=["name", "key"],
            set_=anew,
            where=Job.state.in_(["done", "failed", "cancelled"]),
        )
    )
    _tell(ctx.session)


def _asked_in(ctx: Context, payload: dict[str, Any]) -> dict[str, Any]:
    return payload | {REQUEST: ctx.request_id} if ctx.request_id else payload


def put(
    session: Session,
    name: str,
    *,
    key: str | None,
    run_at: dt.datetime,
    now: dt.datetime,
    payload: dict[str, Any],
    priority: int,
    lock: str | None = None,
    actor_id: int | None = None,
) -> int:
    """Insert the row, unless one of this name and key is there; returns the id of the one that is there now."""
    values = _values(
        name, key=key, run_at=run_at, now=now, payload=payload, priority=priority, lock=lock,
        actor_id=actor_id,
    )  # fmt: skip
    if key is None:
        id = session.scalar(insert(Job).values(**values).returning(Job.id))
    else:
        dialect = postgresql if _is_postgresql(session) else sqlite
        id = session.scalar(
            dialect.insert(Job)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["name", "key"])
            .returning(Job.id)
        )
        if id is None:
            known = select(Job.id).where(Job.name == name, Job.key == key)
            return int(session.scalar(known) or 0)
    _tell(session)
    return int(id or 0)


def _values(name: str, **given: Any) -> dict[str, Any]:
    moment = given.pop("now")
    return {
        "name": name, "state": "waiting", "token": 0, "cancelling": False, "attempts": 0,
        "created_at": moment, **given,
    }  # fmt: skip


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _tell(session: Session) -> None:
    """After the commit: the engine of this process, else, on PostgreSQL, whoever listens."""
    if _wake is not None:
        if not session.info.get(WOKEN):
            session.info[WOKEN] = True
            event.listen(session, "after_commit", _wake_up)
    elif _is_postgresql(session):
        session.execute(select(func.pg_notify(CHANNEL, "")))


def _wake_up(session: Session) -> None:
    """The end of a savepoint is not yet the commit."""
    if _wake is not None and not session.in_nested_transaction():
        _wake()


def on_commit(wake: Callable[[], None] | None) -> None:
    """Whom to tell that a transaction with new jobs was committed: the engine of this process."""
    global _wake
    _wake = wake
