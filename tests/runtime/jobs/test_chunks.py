"""Long work in chunks: each commits with how far it came; it goes on from there, and can be stopped in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import Progress, claim, declare, run
from app.runtime.system import AuditLog, Job, Sequence
from app.runtime.writing.transaction import transaction

NOW = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
TOTAL = 5
seen: list[object] = []
broken: set[int] = set()


def fill(ctx: Context, at: Progress, *, of: int) -> Progress:
    """One row a chunk."""
    number = at.cursor or 0
    ctx.session.add(Sequence(key=f"test {number}", value=number))
    ctx.session.flush()
    seen.append(number)
    if number in broken:
        raise ValueError(f"no paper for {number}")
    if number + 1 == of:
        return at.end(done=1)
    return at.on(number + 1, done=1, total=of, message=f"row {number}")


@pytest.fixture(autouse=True)
def _declared(nothing_declared: None) -> Iterator[None]:
    seen.clear()
    broken.clear()
    jobs.chunked("test.fill", attempts=3)(fill)
    yield
    claim.renewing(None, None)


@pytest.fixture
def job(database: Database) -> int:
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        return ctx.enqueue("test.fill", of=TOTAL)


def row(database: Database, id: int) -> Job:
    with database.read_session() as session:
        found = session.get(Job, id)
        assert found is not None
        return found


def filled(database: Database) -> int:
    with database.read_session() as session:
        return int(session.scalar(sa.select(sa.func.count()).select_from(Sequence)) or 0)


def test_it_runs_to_its_end_and_says_so(job: int, database: Database) -> None:
    assert jobs.run_due(NOW) == 1
    done = row(database, job)
    assert (done.state, done.progress_done, done.progress_total) == ("done", TOTAL, TOTAL)
    assert filled(database) == TOTAL


def test_a_failed_chunk_leaves_the_ones_before_and_is_done_again_alone(
    job: int, database: Database
) -> None:
    broken.add(3)
    assert jobs.run_due(NOW) == 0
    stopped = row(database, job)
    assert (stopped.state, stopped.cursor, stopped.progress_done) == ("waiting", 3, 3)
    assert stopped.progress_message == "row 2"
    assert filled(database) == 3
    broken.clear()
    assert jobs.run_due(LATER) == 1
    assert seen == [0, 1, 2, 3, 3, 4]


def test_attempts_count_failures_of_one_chunk(job: int, database: Database) -> None:
    broken.update({0, 2})
    jobs.run_due(NOW)
    broken.discard(0)
    jobs.run_due(LATER)
    assert (row(database, job).cursor, row(database, job).attempts) == (2, 1)
    for hours in range(2, 5):
        jobs.run_due(NOW + dt.timedelta(hours=hours))
    assert row(database, job).state == "failed"


def test_what_was_given_up_goes_on_where_it_stood(job: int, database: Database) -> None:
    broken.add(3)
    for hours in range(5):
        jobs.run_due(NOW + dt.timedelta(hours=hours))
    broken.clear()
    assert jobs.retry(job)
    jobs.run_due()
    assert row(database, job).state == "done"
    assert seen.count(0) == 1


def test_a_waiting_job_is_cancelled_at_once(job: int, database: Database) -> None:
    assert jobs.cancel(job)
    jobs.run_due(NOW)
    assert (row(database, job).state, seen) == ("cancelled", [])
    assert not jobs.cancel(job)


def test_a_running_job_is_cancelled_after_its_chunk(
    job: int, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_and_cancel(ctx: Context, at: Progress, *, of: int) -> Progress:
        if at.cursor == 2:
            ctx.session.execute(sa.update(Job).where(Job.id == job).values(cancelling=True))
        return fill(ctx, at, of=of)

    monkeypatch.setitem(
        declare._declared, "test.fill", jobs.Declared("test.fill", fill_and_cancel, kind="chunked")
    )
    jobs.run_due(NOW)
    assert (row(database, job).state, filled(database)) == ("cancelled", 3)
    # It can be taken up again, from where it stood.
    assert jobs.retry(job)
    assert row(database, job).cursor == 3


def test_a_process_that_ends_leaves_the_rest_to_the_next_one(
    job: int, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_and_stop(ctx: Context, at: Progress, *, of: int) -> Progress:
        if at.cursor == 1 and not seen.count(1):
            run.stopping.set()
        return fill(ctx, at, of=of)

    monkeypatch.setitem(
        declare._declared, "test.fill", jobs.Declared("test.fill", fill_and_stop, kind="chunked")
    )
    try:
        assert jobs.run_due(NOW) == 0
    finally:
        run.stopping.clear()
    left = row(database, job)
    assert (left.state, left.cursor, left.leased_until) == ("waiting", 2, None)
    assert jobs.run_due(NOW) == 1
    assert filled(database) == TOTAL


def _taken_over(database: Database, id: int) -> None:
    """What another process does once the lease ran out."""
    with database.begin() as session:
        session.execute(sa.update(Job).where(Job.id == id).values(token=Job.token + 1))


def test_who_lost_the_lease_commits_nothing(job: int, database: Database) -> None:
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        taken = claim.take(ctx, job)
        assert taken is not None
        assert claim.lease(taken, jobs.declared("test.fill"), NOW)
        token = taken.token
    _taken_over(database, job)

    def write_late() -> None:
        with Context(Context.system().actor, now=NOW) as ctx:
            ctx.sessions.before_commit = claim.fence(job, token)
            with transaction(ctx) as session:
                session.add(Sequence(key="late", value=1))

    with pytest.raises(claim.LeaseLost):
        write_late()
    assert filled(database) == 0


def test_a_job_whose_process_died_is_taken_over_when_its_lease_ran_out(
    job: int, database: Database
) -> None:
    claim.renewing(dt.timedelta(seconds=60), "the first one")
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        taken = claim.take(ctx, job)
        assert taken is not None
        claim.lease(taken, jobs.declared("test.fill"), NOW)
    assert jobs.run_due(NOW + dt.timedelta(seconds=59)) == 0
    assert jobs.run_due(NOW + dt.timedelta(seconds=60)) == 1
    assert (row(database, job).token, row(database, job).state) == (2, "done")


def test_a_job_that_kills_its_process_every_time_is_given_up(job: int, database: Database) -> None:
    claim.renewing(dt.timedelta(seconds=60), "poisoned")
    for minutes in range(4):
        now = NOW + dt.timedelta(minutes=minutes)
        with Context(Context.system().actor, now=now) as ctx, transaction(ctx):
            taken = claim.take(ctx, job)
            if taken is not None:
                claim.lease(taken, jobs.declared("test.fill"), now)
    dead = row(database, job)
    assert (dead.state, dead.attempts) == ("failed", 3)
    assert "poisoned" in str(dead.error)


def test_a_lease_is_renewed_while_the_process_lives(job: int, database: Database) -> None:
    claim.renewing(dt.timedelta(seconds=60), "alive")
    with claim.reserved(job):
        with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
            taken = claim.take(ctx, job)
            assert taken is not None
            claim.lease(taken, jobs.declared("test.fill"), NOW)
        claim.renew(NOW + dt.timedelta(seconds=45))
    assert row(database, job).leased_until == NOW + dt.timedelta(seconds=105)


def test_only_one_job_of_a_lock_runs_at_a_time(database: Database) -> None:
    def work(ctx: Context, *, project: int, number: int) -> None:
        seen.append(number)
        if number == 1:
            seen.append(jobs.run_due(NOW))

    jobs.job("test.locked", atomic=False, lock="project {project}")(work)
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        for project, number in ((1, 1), (1, 2), (2, 3)):
            ctx.enqueue("test.locked", project=project, number=number)
    jobs.run_due(NOW)
    # While 1 ran, 3 could run and 2 had to wait.
    assert seen == [1, 3, 1, 2]


def test_what_is_more_urgent_runs_first(database: Database) -> None:
    def note(ctx: Context, *, word: str) -> None:
        seen.append(word)

    def note_soon(ctx: Context, *, word: str) -> None:
        seen.append(word)

    jobs.job("test.usual")(note)
    jobs.job("test.urgent", priority=0)(note_soon)
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        ctx.enqueue("test.usual", word="first asked")
        ctx.enqueue("test.urgent", word="first run")
    jobs.run_due(NOW)
    assert seen == ["first run", "first asked"]


def test_a_chunk_returns_a_progress(database: Database) -> None:
    def forgetful(ctx: Context, at: Progress) -> Progress:
        return None  # type: ignore[return-value]

    jobs.chunked("test.forgetful")(forgetful)
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx):
        id = ctx.enqueue("test.forgetful")
    jobs.run_due(NOW)
    assert "returns a Progress" in str(row(database, id).error)


def test_the_end_can_be_foretold(job: int, database: Database) -> None:
    running = Job(state="running", progress_done=25, progress_total=100, started_at=NOW)
    assert jobs.eta(running, NOW + dt.timedelta(minutes=1)) == NOW + dt.timedelta(minutes=4)
    assert jobs.eta(row(database, job), LATER) is None


def test_old_jobs_are_forgotten_and_failed_ones_kept_longer(database: Database) -> None:
    from app.runtime.jobs.manage import purge

    old = NOW - dt.timedelta(days=60)
    with Context(Context.system().actor, now=NOW) as ctx, transaction(ctx) as session:
        for state in ("done", "cancelled", "failed", "waiting"):
            session.add(
                Job(
                    name="test.fill", payload={}, state=state, run_at=old, created_at=old,
                    finished_at=old if state != "waiting" else None,
                )
            )  # fmt: skip
        session.flush()
        purge(ctx)
    with database.read_session() as session:
        assert sorted(session.scalars(sa.select(Job.state))) == ["failed", "waiting"]


def test_who_tries_again_is_on_record(job: int, database: Database) -> None:
    jobs.cancel(job)
    jobs.retry(job)
    with database.read_session() as session:
        acts = session.execute(sa.select(AuditLog.action, AuditLog.record_id).order_by(AuditLog.id))
        assert [tuple(act) for act in acts] == [("cancel", job), ("retry", job)]
