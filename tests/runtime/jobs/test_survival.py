"""Workers are killed in the middle of their work: nothing is lost, nothing happens twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.runtime.database import Database
from tests.runtime.jobs.survival import flawless, survive
from tests.support import crew as crew_module
from tests.support.crew import Crew

ROWS = 5_000


@pytest.fixture
def crew(nothing_declared: None, database: Database) -> Iterator[Crew]:
    crew_module.declare()
    made = Crew(database.url.render_as_string(hide_password=False))
    yield made
    made.close()


def test_three_kills_lose_nothing_and_repeat_nothing(crew: Crew, database: Database) -> None:
    workers = 1 if database.is_sqlite else 3
    outcome = survive(database, crew, workers=workers, kills=3, rows=ROWS, seed=1)
    assert flawless(outcome, rows=ROWS), outcome
    # Alone, the process that is killed misses ticks; they become one. Of three there is always one.
    assert outcome.ticks_missed == 0 or workers == 1, outcome


def test_a_worker_that_is_asked_to_stop_finishes_its_chunk_and_leaves_the_rest(
    crew: Crew, database: Database
) -> None:
    import sqlalchemy as sa

    from app.runtime.context import Context
    from app.runtime.system import Job
    from app.runtime.writing.transaction import transaction

    with Context.system() as ctx, transaction(ctx):
        id = ctx.enqueue("crew.long", of=10_000_000)
    crew.start()
    crew.listen(lambda line: line.startswith("chunk"))
    assert crew.stop() == [0]
    with database.read_session() as session:
        job = session.scalars(sa.select(Job).where(Job.id == id)).one()
    assert (job.state, job.leased_until, job.error) == ("waiting", None, None)
    assert job.cursor == job.progress_done > 0
