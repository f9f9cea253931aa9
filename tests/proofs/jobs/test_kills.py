"""Fifty kills: three workers on PostgreSQL, one process on SQLite."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import declare
from app.runtime.system import Job, Sequence
from app.runtime.writing.transaction import transaction
from tests.runtime.jobs.survival import flawless, survive
from tests.support import crew as crew_module
from tests.support.crew import DEATHS, Crew
from tests.support.worlds import BARE, World

pytestmark = pytest.mark.prove
ROWS = 400_000
KILLS = 50


@pytest.fixture
def world() -> World:
    return BARE


@pytest.fixture
def crew(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    monkeypatch.setattr(declare, "_declared", {})
    crew_module.declare()
    made = Crew(database.url.render_as_string(hide_password=False))
    yield made
    made.close()


def test_a_job_that_kills_its_process_ends_and_the_others_are_done(
    crew: Crew, database: Database, proof: Any
) -> None:
    with Context.system() as ctx, transaction(ctx):
        id = ctx.enqueue("crew.deadly")
        for number in range(5):
            ctx.enqueue("crew.effect", number=number)
    died = 0
    while died < DEATHS:
        worker = crew.start()
        crew.listen_while(lambda gone=worker: gone.poll() is None)
        crew.kill(worker)
        died += worker.returncode == -signal.SIGKILL
    last = crew.start()
    crew.listen_while(lambda: _state(database, id)[0] != "failed" or _done(database) < 5)
    assert last.poll() is None
    assert crew.stop() == [0]
    _, error = _state(database, id)
    assert f"attempt {DEATHS} of {DEATHS}" in str(error)
    with database.read_session() as session:
        assert session.scalars(sa.select(Sequence).where(Sequence.key.like("deadly %"))).all() == []
    proof.record(
        "a job that kills its process with -9 each time is given up",
        {"processes killed": died, "other jobs done": 5, "effects of it": 0},
    )


def _state(database: Database, id: int) -> tuple[str, str | None]:
    with database.read_session() as session:
        job = session.get(Job, id)
        assert job is not None
        return job.state, job.error


def _done(database: Database) -> int:
    with database.read_session() as session:
        count = sa.select(sa.func.count(Job.id))
        return int(session.scalar(count.where(Job.name == "crew.effect", Job.state == "done")) or 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_kills(crew: Crew, database: Database, proof: Any, seed: int) -> None:
    workers = 1 if database.is_sqlite else 3
    outcome = survive(database, crew, workers=workers, kills=KILLS, rows=ROWS, seed=seed)
    figures = asdict(outcome) | {"workers": workers, "kills": KILLS}
    del figures["codes"]
    proof.record(f"kill -9 of workers at random points, seed {seed}", figures)
    assert flawless(outcome, rows=ROWS), outcome
    assert outcome.ticks_missed == 0 or workers == 1, outcome
