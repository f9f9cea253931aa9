"""The rows of `sys_job`: asked for inside a transaction, looked at, tried again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .. import clock, database
from ..system import Job
from .declare import declared

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

_wake: Callable[[], None] | None = None


def enqueue(
    ctx: Context,
    name: str,
    *,
    key: str | None = None,
    run_at: dt.datetime | None = None,
    **payload: Any,
) -> None:
    """Store work that runs after the open transaction of `ctx` is committed, or not at all.

    `key`: asking again under the same name and key changes nothing. `payload` must be plain JSON.
    """
    declared(name)
    if not ctx.session.in_transaction():
        raise RuntimeError(
            f"Job {name!r} was asked for outside a transaction; use records.writing(ctx)."
        )
    try:
        plain = json.loads(json.dumps(payload))
    except TypeError as problem:
        raise TypeError(f"Job {name!r}: give ids, texts and numbers only ({problem}).") from None
    put(
        ctx.session, name, key=key, run_at=run_at or ctx.now, now=ctx.now, payload=plain,
        actor_id=ctx.actor.id,
    )  # fmt: skip


def put(
    session: Session,
    name: str,
    *,
    key: str | None,
    run_at: dt.datetime,
    now: dt.datetime,
    payload: dict[str, Any],
    actor_id: int | None = None,
) -> None:
    """Insert the row, unless one of this name and key is there."""
    values = {
        "name": name, "key": key, "payload": payload, "actor_id": actor_id, "state": "waiting",
        "run_at": run_at, "attempts": 0, "created_at": now,
    }  # fmt: skip
    if key is None:
        session.execute(insert(Job).values(**values))
    elif session.get_bind().dialect.name == "postgresql":
        session.execute(
            postgresql.insert(Job)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["name", "key"])
        )
    else:
        session.execute(
            sqlite.insert(Job)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["name", "key"])
        )
    if _wake is not None:
        wake = _wake
        event.listen(session, "after_commit", lambda _: wake(), once=True)


def on_commit(wake: Callable[[], None] | None) -> None:
    """Whom to tell that a transaction with new jobs was committed: the engine of this process."""
    global _wake
    _wake = wake


def overview() -> dict[str, int]:
    """How many jobs wait and how many were given up: for /health and `dougong doctor`."""
    with database.current().read_session() as session:
        counted = session.execute(
            select(Job.state, func.count()).where(Job.state != "done").group_by(Job.state)
        )
        return {"waiting": 0, "failed": 0} | {state: int(count) for state, count in counted}


def retry(id: int) -> bool:
    """Let a job that was given up wait again; False when there is no such job."""
    with database.current().begin() as session:
        changed = session.scalar(
            update(Job)
            .where(Job.id == id, Job.state == "failed")
            .values(state="waiting", attempts=0, run_at=clock.now(), finished_at=None)
            .returning(Job.id)
        )
        return changed is not None
