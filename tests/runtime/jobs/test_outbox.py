"""A job is stored in the transaction that asks for it, and its effects happen once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import claim, outbox
from app.runtime.jobs.declare import Declared
from app.runtime.system import Job, Sequence
from app.runtime.writing.transaction import transaction

NOW = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)
ran: list[object] = []


def note(ctx: Context, *, word: str) -> None:
    ran.append(word)


def count_and_fail(ctx: Context, *, fail: bool) -> None:
    ctx.session.add(Sequence(key="test", value=1))
    ctx.session.flush()
    ran.append("tried")
    if fail:
        raise ValueError("out of paper")


def chain(ctx: Context, *, left: int) -> None:
    ran.append(left)
    if left:
        ctx.enqueue("test.chain", left=left - 1)


def slow(ctx: Context) -> None:
    # It is leased, not locked: somebody else may write meanwhile, and nobody runs it a second time.
    ran.append(jobs.run_due(ctx.now))
    ran.append("slow")


class Killed(BaseException):
    """What kill -9, a segmentation fault or the end of memory is to a job: nobody writes down that it failed."""


def deadly(ctx: Context) -> None:
    ctx.session.add(Sequence(key="test", value=1))
    ctx.session.flush()
    ran.append("died")
    raise Killed


def die(moment: dt.datetime) -> None:
    with pytest.raises(Killed):
        jobs.run_due(moment)


@pytest.fixture(autouse=True)
def _declared(nothing_declared: None) -> None:
    ran.clear()
    jobs.job("test.note")(note)
    jobs.job("test.count", attempts=3)(count_and_fail)
    jobs.job("test.chain")(chain)
    jobs.job("test.deadly", attempts=3)(deadly)
    jobs.job("test.slow", atomic=False, lease=dt.timedelta(minutes=5))(slow)


@pytest.fixture
def ctx(database: Database) -> Iterator[Context]:
    with Context(Context.system().actor, now=NOW) as made:
        yield made


def _rows(database: Database) -> list[Job]:
    with database.read_session() as session:
        return list(session.scalars(sa.select(Job).order_by(Job.id)))


def test_a_job_runs_after_the_commit(ctx: Context) -> None:
    with transaction(ctx):
        ctx.enqueue("test.note", word="hello")
    assert jobs.run_due(NOW) == 1
    assert ran == ["hello"]


def test_a_transaction_that_rolls_back_leaves_no_job(ctx: Context, database: Database) -> None:
    def write_and_fail() -> None:
        with transaction(ctx):
            ctx.enqueue("test.note", word="never")
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    assert _rows(database) == []
    assert jobs.run_due(NOW) == 0


def test_outside_a_transaction_there_is_nothing_to_join(ctx: Context) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        ctx.enqueue("test.note", word="lost")


def test_a_finished_job_does_not_run_again(ctx: Context) -> None:
    with transaction(ctx):
        ctx.enqueue("test.note", word="once")
    jobs.run_due(NOW)
    assert jobs.run_due(NOW + dt.timedelta(days=1)) == 0
    assert ran == ["once"]


def test_the_same_key_is_one_job(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.note", key="bill 7", word="first")
        ctx.enqueue("test.note", key="bill 7", word="second")
    with transaction(ctx):
        ctx.enqueue("test.note", key="bill 7", word="third")
    jobs.run_due(NOW)
    assert ran == ["first"]


def test_a_job_for_later_waits(ctx: Context) -> None:
    with transaction(ctx):
        jobs.enqueue(ctx, "test.note", run_at=NOW + dt.timedelta(hours=1), word="later")
    assert jobs.run_due(NOW) == 0
    assert jobs.run_due(NOW + dt.timedelta(hours=1)) == 1


def test_what_a_failed_job_wrote_is_undone(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
    assert jobs.run_due(NOW) == 0
    with database.read_session() as session:
        assert session.get(Sequence, "test") is None


def test_a_failure_is_written_down(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
    jobs.run_due(NOW)
    (row,) = _rows(database)
    assert (row.state, row.attempts) == ("waiting", 1)
    assert "ValueError: out of paper" in str(row.error)


def test_a_failed_job_is_tried_again_later_each_time(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
    jobs.run_due(NOW)
    jobs.run_due(NOW + dt.timedelta(seconds=9))
    assert len(ran) == 1
    again = NOW + dt.timedelta(seconds=12)
    jobs.run_due(again)
    assert len(ran) == 2
    wait = (_rows(database)[0].run_at - again).total_seconds()
    assert 40 <= wait <= 48


def test_after_the_last_attempt_it_is_given_up(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
    for hours in range(5):
        jobs.run_due(NOW + dt.timedelta(hours=hours))
    assert len(ran) == 3
    assert _rows(database)[0].state == "failed"
    assert jobs.overview() == {"waiting": 0, "running": 0, "failed": 1}


def test_a_job_that_kills_its_process_is_given_up_after_its_last_attempt(
    ctx: Context, database: Database
) -> None:
    with transaction(ctx):
        ctx.enqueue("test.deadly")
        jobs.enqueue(ctx, "test.note", run_at=NOW + dt.timedelta(hours=1), word="next")
    for hours in range(3):
        die(NOW + dt.timedelta(hours=hours))
    assert jobs.run_due(NOW + dt.timedelta(hours=3)) == 1
    assert ran == ["died", "died", "died", "next"]
    row = _rows(database)[0]
    assert (row.state, row.attempts, row.leased_until) == ("failed", 3, None)
    assert "stopped without a word" in str(row.error)
    assert "attempt 3 of 3" in str(row.error)


def test_what_a_process_was_at_when_it_died_waits_until_its_lease_is_over(
    ctx: Context, database: Database
) -> None:
    with transaction(ctx):
        ctx.enqueue("test.deadly")
    die(NOW)
    (row,) = _rows(database)
    assert (row.state, row.attempts) == ("running", 0)
    with database.read_session() as session:
        assert session.get(Sequence, "test") is None
    jobs.run_due(NOW + dt.timedelta(seconds=9))
    assert ran == ["died"]
    die(NOW + dt.timedelta(seconds=11))


def test_a_claim_that_another_process_took_over_does_nothing(
    ctx: Context, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(ctx):
        ctx.enqueue("test.note", word="late")
    hold = claim.hold

    def late(session: Session, id: int, token: int) -> bool:
        session.execute(sa.update(Job).values(token=token + 1))
        return hold(session, id, token)

    monkeypatch.setattr(claim, "hold", late)
    assert jobs.run_due(NOW) == 0
    assert ran == []


def test_nobody_waits_to_cancel_a_job_that_has_begun_its_one_transaction(
    ctx: Context, database: Database
) -> None:
    with transaction(ctx):
        id = ctx.enqueue("test.note", word="under way")
    with database.begin() as other:
        other.execute(sa.update(Job).values(state="running", leased_until=NOW))
    if not database.is_sqlite:
        with database.begin() as holder:
            holder.execute(sa.select(Job.id).where(Job.id == id).with_for_update())
            assert not jobs.cancel(id)
    # Only its process died: whoever takes it over sees that it is cancelled.
    assert jobs.cancel(id)
    jobs.run_due(NOW + dt.timedelta(hours=1))
    assert ([row.state for row in _rows(database)], ran) == (["cancelled"], [])


def test_a_job_that_was_given_up_can_be_let_go_again(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
    for hours in range(5):
        jobs.run_due(NOW + dt.timedelta(hours=hours))
    assert jobs.retry(_rows(database)[0].id)
    assert jobs.overview() == {"waiting": 1, "running": 0, "failed": 0}


def test_a_failing_job_does_not_stop_the_others(ctx: Context) -> None:
    with transaction(ctx):
        ctx.enqueue("test.count", fail=True)
        ctx.enqueue("test.note", word="still here")
    assert jobs.run_due(NOW) == 1
    assert ran == ["tried", "still here"]


def test_the_delay_is_bounded() -> None:
    work = Declared("x", note)
    assert work.delay(1) == dt.timedelta(seconds=10)
    assert work.delay(20) == dt.timedelta(hours=1)


def test_a_chain_of_jobs_runs_to_its_end(ctx: Context) -> None:
    with transaction(ctx):
        ctx.enqueue("test.chain", left=3)
    assert jobs.run_due(NOW) == 4
    assert ran == [3, 2, 1, 0]


def test_slow_work_holds_no_lock_and_runs_once(ctx: Context, database: Database) -> None:
    with transaction(ctx):
        ctx.enqueue("test.slow")
        ctx.enqueue("test.note", word="meanwhile")
    assert jobs.run_due(NOW) == 1
    assert ran == ["meanwhile", 1, "slow"]
    assert [row.state for row in _rows(database)] == ["done", "done"]


def test_an_unknown_job_is_named_when_it_is_asked_for(ctx: Context) -> None:
    with transaction(ctx), pytest.raises(LookupError, match=r"did you mean 'test\.note'"):
        ctx.enqueue("test.noted", word="x")


def test_a_payload_is_plain(ctx: Context) -> None:
    with transaction(ctx), pytest.raises(TypeError, match="ids, texts and numbers"):
        ctx.enqueue("test.note", word=NOW)


def test_a_job_whose_code_is_gone_is_kept_with_the_reason(ctx: Context, database: Database) -> None:
    with transaction(ctx) as session:
        session.add(
            Job(name="test.removed", payload={}, state="waiting", run_at=NOW, created_at=NOW)
        )
    assert jobs.run_due(NOW) == 0
    assert "no job 'test.removed'" in str(_rows(database)[0].error)


def test_two_jobs_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"Two jobs are called 'test\.note'"):
        jobs.job("test.note")(lambda ctx: None)


def test_a_drain_remembers_only_the_jobs_that_failed(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its statements must not grow with what it has done already."""
    from app.runtime.jobs import run

    with transaction(ctx):
        for word in ("one", "two", "three"):
            jobs.enqueue(ctx, "test.note", word=word)
        jobs.enqueue(ctx, "test.count", fail=True)
    passed: list[int] = []
    look = run._next

    def spy(moment: dt.datetime, left_out: set[int]) -> int | None:
        passed.append(len(left_out))
        return look(moment, left_out)

    monkeypatch.setattr(run, "_next", spy)
    jobs.run_due(NOW)
    assert ran == ["one", "two", "three", "tried"]
    assert (passed[:4], max(passed)) == ([0, 0, 0, 0], 1)


def test_the_engine_is_woken_by_the_commit_and_not_by_the_end_of_a_savepoint(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(outbox, "_wake", lambda: woken.append(True))
    with transaction(ctx):
        with transaction(ctx):
            ctx.enqueue("test.note", word="a")
            ctx.enqueue("test.note", word="b")
        assert woken == []
    assert woken == [True]
    with suppress(ValueError), transaction(ctx):
        ctx.enqueue("test.note", word="c")
        raise ValueError
    assert woken == [True]


def test_work_that_is_asked_for_time_and_again_is_one_row(ctx: Context, database: Database) -> None:
    def ask() -> None:
        with transaction(ctx):
            jobs.ask_again(ctx, "test.again", key="one")

    jobs.job("test.again")(again)
    for _ in range(3):
        ask()
    assert jobs.run_due() == 1
    ask()
    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    with database.read_session() as session:
        (row,) = session.scalars(sa.select(Job))
        assert (row.state, row.attempts, row.error) == ("done", 0, None)


def test_work_that_runs_is_not_asked_for_twice(ctx: Context, database: Database) -> None:
    jobs.job("test.again")(again)
    with database.begin() as session:
        session.add(
            Job(
                name="test.again", key="one", payload={}, state="running", attempts=1, token=4,
                run_at=NOW, created_at=NOW, leased_until=NOW + dt.timedelta(days=999),
            )
        )  # fmt: skip
    with transaction(ctx):
        jobs.ask_again(ctx, "test.again", key="one")
    with database.read_session() as session:
        (row,) = session.scalars(sa.select(Job))
        assert (row.state, row.attempts, row.token) == ("running", 1, 4)


def again(ctx: Context) -> None:
    ran.append("again")
