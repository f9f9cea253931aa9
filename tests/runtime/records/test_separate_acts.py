"""What one person may not do twice on a record, the system does not do for him: in hooks, after-hooks, jobs and chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.runtime.jobs import declare
from app.runtime.system import Job
from tests.sample.models import Sale

REFUND = "test.refund"
DELIVER = "test.deliver"


def refund(ctx: Context, *, sale: int) -> None:
    """`refund` is `not: [creator, actor_of(deliver)]`."""
    ctx.transition(ctx.get(Sale, sale), "refund", note="broken")


def refund_in_chunks(ctx: Context, at: jobs.Progress, *, sale: int) -> jobs.Progress:
    refund(ctx, sale=sale)
    return at.end(done=1)


def deliver(ctx: Context, *, sale: int) -> None:
    ctx.transition(ctx.get(Sale, sale), "deliver")


KINDS: dict[str, Callable[[], object]] = {
    "atomic": lambda: jobs.job(REFUND)(refund),
    "leased": lambda: jobs.job(REFUND, atomic=False)(refund),
    "chunked": lambda: jobs.chunked(REFUND)(refund_in_chunks),
}


@pytest.fixture(autouse=True)
def work() -> Iterator[None]:
    """Jobs of these tests."""
    before = dict(declare._declared)
    jobs.job(DELIVER)(deliver)
    yield
    declare._declared.clear()
    declare._declared.update(before)


@pytest.fixture
def sale(shop: Any) -> Sale:
    """Ann's; the manager has delivered it."""
    made = shop.packing()
    records.update(shop.ann, Sale, made.id, {"solution": "handed over"})
    return records.transition(shop.manager, Sale, made.id, "deliver")


def ask(ctx: Context, name: str, sale: Sale) -> int:
    with records.writing(ctx):
        return jobs.enqueue(ctx, name, sale=sale.id)


def error_of(job: int) -> str:
    with Context.system() as ctx:
        return ctx.session.get_one(Job, job).error or ""


def test_not_by_a_hook_of_his_own_act(shop: Any, hooks: Any, sale: Sale) -> None:
    @hooks.on_update
    def take_back(record: Sale, ctx: Context) -> None:
        ctx.transition(record, "refund", note="automatic")

    with pytest.raises(Forbidden, match="somebody else has to"):
        records.update(shop.manager, Sale, sale.id, {"internal_note": "x"})
    assert (shop.fresh(sale).state, shop.fresh(sale).internal_note) == ("delivered", None)
    records.update(shop.second_manager, Sale, sale.id, {"internal_note": "y"})
    assert shop.fresh(sale).state == "refunded"


def test_not_by_a_hook_after_his_own_act(shop: Any, hooks: Any, sale: Sale) -> None:
    @hooks.after_update
    def take_back(record: Sale, ctx: Context) -> None:
        ctx.transition(record, "refund", note="automatic")

    records.update(shop.manager, Sale, sale.id, {"internal_note": "x"})
    jobs.run_due()
    assert shop.fresh(sale).state == "delivered"
    with Context.system() as ctx:
        asked = ctx.session.scalars(sa.select(Job).where(Job.name == "hooks.after")).one()
    assert "somebody else has to" in error_of(asked.id)


@pytest.mark.parametrize("kind", KINDS)
def test_not_by_a_job_that_he_asked_for(shop: Any, sale: Sale, kind: str) -> None:
    KINDS[kind]()
    job = ask(shop.manager, REFUND, sale)
    jobs.run_due()
    assert "somebody else has to" in error_of(job)
    assert shop.fresh(sale).state == "delivered"
    ask(shop.second_manager, REFUND, sale)
    jobs.run_due()
    last = shop.steps(sale)[-1]
    assert (last.transition, last.by_system) == ("refund", True)
    assert last.actor_id == shop.second_manager.actor.id


def test_not_by_a_job_of_a_job_that_he_asked_for(shop: Any, sale: Sale) -> None:
    def pass_on(ctx: Context, *, sale: int) -> None:
        ctx.enqueue(REFUND, sale=sale)

    KINDS["atomic"]()
    jobs.job("test.pass_on")(pass_on)
    ask(shop.manager, "test.pass_on", sale)
    jobs.run_due()
    assert shop.fresh(sale).state == "delivered"


def test_what_a_job_did_for_him_counts_as_his(shop: Any) -> None:
    made = shop.packing()
    records.update(shop.ann, Sale, made.id, {"solution": "handed over"})
    ask(shop.manager, DELIVER, made)
    jobs.run_due()
    assert shop.fresh(made).state == "delivered"
    with pytest.raises(Forbidden, match="somebody else has to"):
        records.transition(shop.manager, Sale, made.id, "refund", note="broken")
    records.transition(shop.second_manager, Sale, made.id, "refund", note="broken")


def test_who_asked_a_job_for_a_record_has_created_it(shop: Any) -> None:
    def make(ctx: Context) -> None:
        ctx.create(Sale, store=shop.store, summary="by a job", solution="handed over")

    jobs.job("test.make")(make)
    with records.writing(shop.manager):
        jobs.enqueue(shop.manager, "test.make")
    jobs.run_due()
    with Context.system() as ctx:
        made = ctx.session.scalars(sa.select(Sale)).one()
        assert made.created_by_id == shop.manager.actor.id
    records.transition(shop.ann, Sale, made.id, "pack", {"clerk": shop.ann_as_clerk})
    records.transition(shop.second_manager, Sale, made.id, "deliver")
    with pytest.raises(Forbidden, match="who created it"):
        records.transition(shop.manager, Sale, made.id, "refund", note="broken")


def test_a_schedule_and_an_event_from_outside_are_nobodys_act(shop: Any, sale: Sale) -> None:
    """The system alone is no person: it is not kept apart from anybody, and stands in the log as itself."""
    with Context.system(channel="rest") as ctx:
        ctx.transition(ctx.get(Sale, sale.id), "refund", note="the telephone system says so")
    last = shop.steps(sale)[-1]
    assert (last.transition, last.actor_id, last.by_system) == ("refund", None, True)


def test_no_job_gives_a_vote(shop: Any) -> None:
    subject = shop.packing(delivery=True, address="7 High Street", freight=10)

    def release(ctx: Context, *, sale: int) -> None:
        ctx.transition(ctx.get(Sale, sale), "release")

    jobs.job("test.release")(release)
    job = ask(shop.manager, "test.release", subject)
    jobs.run_due()
    assert "People have to approve" in error_of(job)
    assert shop.fresh(subject).state == "packing"
