"""Schedules: each tick becomes one job, however many processes look."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from .. import clock, database
from ..system import Schedule
from .declare import declared, schedules
from .outbox import put

# A schedule that nobody has run yet starts with its next tick; one that passed just now still
# counts.
FIRST_SIGHT = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Planned:
    """One schedule, for people: when it last became a job, and when it will next."""

    name: str
    cron: str
    last_at: dt.datetime | None
    next_at: dt.datetime


def plan_ticks(moment: dt.datetime) -> None:
    """Turn the latest tick of every schedule into a job, once; mostly there is nothing new."""
    known = _known()
    new = []
    for found in schedules():
        tick = found.last_tick(moment, clock.zone())
        if found.name not in known:
            new.append((found.name, tick, moment - tick < FIRST_SIGHT))
        elif tick > known[found.name]:
            new.append((found.name, tick, True))
    if new:
        # At midnight many come round at once, on the first day all of them: one transaction, not one each.
        with database.current().begin() as session:
            for name, tick, run in new:
                _record(session, name, tick, run=run)


def record_tick(name: str, tick: dt.datetime) -> None:
    """Store the job of one tick. Many processes may: the first counts."""
    with database.current().begin() as session:
        _record(session, name, tick, run=True)


def _record(session: Session, name: str, tick: dt.datetime, *, run: bool) -> None:
    """The job of a tick, or only that it has passed. Callers go by name: nobody waits for who waits for him."""
    known = session.get(Schedule, name, with_for_update=True)
    if run:
        put(
            session, name, key=tick.isoformat(), run_at=tick, now=tick, payload={},
            priority=declared(name).priority,
        )  # fmt: skip
    if known is not None:
        known.last_at = max(known.last_at, tick)
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Schedule).values(name=name, last_at=tick).on_conflict_do_nothing())


def planned(now: dt.datetime) -> list[Planned]:
    """Every schedule with its last and its next tick."""
    known = _known()
    return [
        Planned(
            found.name,
            str(found.cron),
            known.get(found.name),
            found.next_tick(now, clock.zone()),
        )
        for found in schedules()
    ]


def _known() -> dict[str, dt.datetime]:
    with database.current().read_session() as session:
        rows = session.execute(select(Schedule.name, Schedule.last_at))
        return {row.name: row.last_at for row in rows}
