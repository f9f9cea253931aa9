"""What stands on record after a write: who and when, votes and refusals with their reasons, what hooks wrote besides."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from app.runtime.system import Approval as Vote
from app.runtime.system import AuditLog
from tests.sample.models import Sale, Store


def votes(sale: Sale) -> list[Vote]:
    with Context.system() as ctx:
        asked = sa.select(Vote).where(Vote.record_id == sale.id).order_by(Vote.id)
        return list(ctx.session.scalars(asked))


def trail(*entities: Any) -> list[tuple[str, str]]:
    """(entity, action) of the audit log, oldest first."""
    keys = [entity.key() for entity in entities]
    with Context.system() as ctx:
        asked = (
            sa.select(AuditLog.entity, AuditLog.action)
            .where(AuditLog.entity.in_(keys))
            .order_by(AuditLog.id)
        )
        return [(row.entity, row.action) for row in ctx.session.execute(asked)]


def test_a_change_says_who_made_it_and_when_and_keeps_who_made_the_record(shop: Any) -> None:
    with time_machine.travel("2026-03-06T06:00:00+00:00", tick=False):
        sale = shop.sale()
        made = (sale.created_at, sale.updated_at, sale.created_by_id, sale.updated_by_id)
    assert made[0] == made[1]
    assert made[2] == made[3] == shop.ann.actor.id
    with time_machine.travel("2026-03-06T07:00:00+00:00", tick=False):
        records.update(shop.manager, Sale, sale.id, {"summary": "screws"})
    now = shop.fresh(sale)
    assert (now.updated_at - made[1]).total_seconds() == 3600
    assert now.updated_by_id == shop.manager.actor.id
    assert (now.created_at, now.created_by_id) == (made[0], made[2])
    records.delete(shop.second_manager, Sale, sale.id)
    with Context.system() as ctx:
        gone = ctx.session.get_one(Sale, sale.id)
        assert (gone.version, gone.updated_by_id) == (3, shop.second_manager.actor.id)


def test_a_record_that_another_changed_is_read_anew_before_it_is_changed(shop: Any) -> None:
    sale = shop.sale()
    assert sale.version == 1
    records.update(shop.manager, Sale, sale.id, {"summary": "screws"})
    changed = records.update(shop.ann, Sale, sale.id, {"solution": "found"}, version=2)
    assert (changed.version, changed.summary) == (3, "screws")


def test_a_rejection_stands_on_record_with_its_reason(shop: Any) -> None:
    sale = shop.packing()
    records.transition(shop.manager, Sale, sale.id, "release")
    records.reject(shop.auditor, Sale, sale.id, "release", note=" too dear ")
    approved, rejected = votes(sale)
    assert (approved.verdict, approved.closed_by) == ("approve", "rejected")
    assert (rejected.verdict, rejected.note, rejected.actor_id) == (
        "reject",
        "too dear",
        shop.auditor.actor.id,
    )
    assert approved.closed_at is not None
    assert rejected.closed_at is not None
    step = shop.steps(sale)[-1]
    assert (step.transition, step.from_state, step.to_state) == (
        "reject:release",
        "packing",
        "packing",
    )
    voted, refused = shop.audit(sale)[-2:]
    assert (voted.action, voted.actor_id) == ("approve:release", shop.manager.actor.id)
    assert refused.action == "reject:release"
    assert refused.diff["note"].strip() == "too dear"


def test_a_value_of_a_hook_that_breaks_a_rule_refuses_the_write(shop: Any, hooks: Any) -> None:
    sale = shop.sale()

    @hooks.on_update
    def promise(sale: Sale, ctx: Context) -> None:
        sale.promised_at = sale.created_at.replace(year=2001)

    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.ann, Sale, sale.id, {"summary": "screws"})
    assert [error.code for error in caught.value.errors] == ["promise_after_creation"]
    assert shop.fresh(sale).summary == "nails"


def test_what_hooks_of_a_delete_write_is_told_behind_it(shop: Any, hooks: Any) -> None:
    @hooks.on_delete
    def note(sale: Sale, ctx: Context) -> None:
        ctx.update(ctx.get(Store, sale.store_id), name="Closed")

    sale = shop.sale()
    before = len(trail(Sale, Store))
    records.delete(shop.manager, Sale, sale.id)
    assert trail(Sale, Store)[before:] == [("sale", "delete"), ("store", "update")]


def test_what_comes_after_a_delete_is_done_once(shop: Any, hooks: Any) -> None:
    seen: list[int] = []

    @hooks.after_delete
    def tell(sale: Sale, ctx: Context) -> None:
        seen.append(sale.id)

    sale = shop.sale()
    records.delete(shop.manager, Sale, sale.id)
    jobs.run_due()
    jobs.run_due()
    assert seen == [sale.id]


def test_a_record_can_be_deleted_again_after_a_refused_delete(shop: Any, hooks: Any) -> None:
    """The first attempt is forgotten with all that it would have taken along."""
    refuses = [True]

    @hooks.on_delete
    def once(sale: Sale, ctx: Context) -> None:
        if refuses:
            refuses.pop()
            raise ValueError("not now")

    sale = shop.sale(lines=[shop.line()])
    with pytest.raises(ValueError, match="not now"):
        records.delete(shop.manager, Sale, sale.id)
    assert shop.fresh(sale).total > 0
    records.delete(shop.manager, Sale, sale.id)
    with Context.system() as ctx:
        assert ctx.session.get_one(Sale, sale.id).deleted_at is not None
