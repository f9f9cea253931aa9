"""Kill workers at seeded random points of their work, and count what came of it."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import Job, Sequence
from app.runtime.writing.transaction import transaction
from tests.support.crew import Crew

EFFECTS_A_KILL = 20


@dataclass
class Outcome:
    """What stands in the database at the end."""

    asked: int
    effects: int
    twice: int
    phantoms: int
    rows: int
    ticks_run: int
    tick_jobs: int
    ticks_missed: int
    """Moments of the schedule that nobody acted on: only when nobody was at work."""
    unfinished: int
    failed: int
    codes: list[int]


def survive(
    database: Database, crew: Crew, *, workers: int, kills: int, rows: int, seed: int
) -> Outcome:
    """`workers` at a time; after each kill a new one takes the place. Ends when everything is done."""
    chance = random.Random(seed)
    for _ in range(workers):
        crew.start()
    crew.wait_until_ready()
    with Context.system() as ctx, transaction(ctx):
        ctx.enqueue("crew.long", of=rows)
    asked = 0
    for _ in range(kills):
        asked += _ask(asked)
        _ask_and_undo()
        left = chance.randint(1, EFFECTS_A_KILL)

        def enough(line: str) -> bool:
            nonlocal left
            left -= not line.startswith(("ready", "tick"))
            return left <= 0

        crew.listen(enough)
        victim = chance.choice(crew.workers)
        if workers > 1:
            # Kills come faster than processes start: without this the last one at work would go, too.
            crew.listen_while(lambda gone=victim: not _another_is_at_work(crew, gone))
        crew.kill(victim)
        crew.start()
    crew.listen_while(lambda: _pending(database) > 0)
    crew.wait_until_ready()
    codes = crew.stop()
    jobs.run_due()
    return _count(database, asked, codes)


def _another_is_at_work(crew: Crew, victim: subprocess.Popen[bytes]) -> bool:
    return any(crew.is_ready(worker) for worker in crew.workers if worker is not victim)


def _ask(first: int) -> int:
    with Context.system() as ctx:
        for number in range(first, first + EFFECTS_A_KILL):
            with transaction(ctx):
                ctx.enqueue("crew.effect", number=number)
    return EFFECTS_A_KILL


def _ask_and_undo() -> None:
    """A job of a transaction that came to nothing."""
    with Context.system() as ctx, transaction(ctx, keep=False):
        ctx.enqueue("crew.effect", number=-1)


def _pending(database: Database) -> int:
    with database.read_session() as session:
        return int(
            session.scalar(
                sa.select(sa.func.count())
                .select_from(Job)
                .where(Job.name.in_(["crew.effect", "crew.long"]), Job.state != "done")
            )
            or 0
        )


def _count(database: Database, asked: int, codes: list[int]) -> Outcome:
    with database.read_session() as session:

        def keys(pattern: str) -> list[str]:
            return list(session.scalars(sa.select(Sequence.key).where(Sequence.key.like(pattern))))

        def tally(*where: sa.ColumnElement[bool]) -> int:
            return int(session.scalar(sa.select(sa.func.count(Job.id)).where(*where)) or 0)

        done = ["effect", "row"]
        things = [key.rpartition(" ")[0] for what in done for key in keys(f"{what} %")]
        rows = [key for key in things if key.startswith("row ")]
        effects = [key for key in things if key.startswith("effect ")]
        return Outcome(
            asked=asked,
            effects=len(set(effects)),
            twice=len(things) - len(set(things)),
            phantoms=sum(key.startswith("effect -1") for key in effects),
            rows=len(set(rows)),
            ticks_run=len(keys("tick %")),
            tick_jobs=tally(Job.name == "crew.tick", Job.state == "done"),
            ticks_missed=_missed(session),
            unfinished=tally(Job.state.in_(["waiting", "running"])),
            failed=tally(Job.state.in_(["failed", "cancelled"])),
            codes=codes,
        )


def _missed(session: Session) -> int:
    moments = session.scalars(sa.select(Job.run_at).where(Job.name == "crew.tick")).all()
    return int((max(moments) - min(moments)).total_seconds()) // 5 + 1 - len(set(moments))


def flawless(outcome: Outcome, *, rows: int) -> bool:
    """Every effect once, every tick once, nothing lost, nothing that was undone."""
    return (
        outcome.effects == outcome.asked
        and outcome.twice == 0
        and outcome.phantoms == 0
        and outcome.rows == rows
        and outcome.ticks_run == outcome.tick_jobs > 0
        and outcome.unfinished == 0
        and outcome.failed == 0
        and set(outcome.codes) == {0}
    )
