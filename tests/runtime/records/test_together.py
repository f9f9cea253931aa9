"""Many writes of one transaction leave their common work to its end: what stays is what each would have left alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import audit, records, together
from app.runtime.context import Context
from app.runtime.system import AuditLog, SearchEntry, TransitionLog
from tests.sample.models import Article, Buyer, Sale, SaleLine, Store
from tests.sample.registry import registry as sample


def all_of(ctx: Context, acts: list[Callable[[], Any]], **how: Any) -> list[records.Outcome]:
    found: list[records.Outcome] = records.each(ctx, lambda: acts, list, **{"atomic": False, **how})
    return found


def left(entity: Any, id: int) -> dict[str, Any]:
    """What a write leaves beside the record itself."""
    with Context.system() as ctx:
        words = ctx.session.execute(
            sa.select(SearchEntry.part, SearchEntry.words)
            .where(SearchEntry.entity == entity.key(), SearchEntry.record_id == id)
            .order_by(SearchEntry.part)
        )
        steps = ctx.session.execute(
            sa.select(
                TransitionLog.transition,
                TransitionLog.from_state,
                TransitionLog.to_state,
                TransitionLog.actor_id,
            )
            .where(TransitionLog.entity == entity.key(), TransitionLog.record_id == id)
            .order_by(TransitionLog.id)
        )
        rows = ctx.session.scalars(
            sa.select(AuditLog)
            .where(AuditLog.entity == entity.key(), AuditLog.record_id == id)
            .order_by(AuditLog.id)
        ).all()
        diffs = audit.subject.open_all(ctx.session, entity.key(), id, [row.diff for row in rows])
        told = [(row.action, row.actor, diff) for row, diff in zip(rows, diffs, strict=True)]
        return {"words": list(map(tuple, words)), "steps": list(map(tuple, steps)), "told": told}


def test_a_record_of_many_leaves_what_one_alone_leaves(shop: Any) -> None:
    given = {"name": "Bob 王小明", "phone": "138 0000 2222"}
    alone = records.create(shop.manager, Buyer, given)
    acts = [partial(records.create, shop.manager, Buyer, given) for _ in range(3)]
    made = [one.value for one in all_of(shop.manager, acts)]
    for one in made:
        theirs = repr(left(Buyer, one.id)).lower().replace(str(one.number).lower(), "number")
        assert theirs == repr(left(Buyer, alone.id)).lower().replace(
            str(alone.number).lower(), "number"
        )
    assert left(Buyer, alone.id)["words"]
    assert "Bob 王小明" in str(left(Buyer, alone.id)["told"])
    sale = shop.sale(shop.manager)
    acts = [partial(shop.sale, shop.manager)]
    other = all_of(shop.manager, acts)[0].value
    assert left(Sale, other.id)["steps"] == left(Sale, sale.id)["steps"] != []


def test_a_refused_one_leaves_nothing_and_the_others_everything(shop: Any) -> None:
    def refused() -> None:
        with records.writing(shop.manager):
            shop.sale(shop.manager, summary="never")
            records.create(shop.manager, Store, {})

    acts = [partial(shop.sale, shop.manager), refused, partial(shop.sale, shop.manager)]
    with Context.system() as ctx:
        before = ctx.session.scalar(sa.select(sa.func.count(TransitionLog.id)))
    first, second, third = all_of(shop.manager, acts)
    assert second.error is not None
    for one in (first, third):
        found = left(Sale, one.value.id)
        assert (len(found["steps"]), len(found["told"]), bool(found["words"])) == (1, 1, True)
    with Context.system() as ctx:
        assert ctx.session.scalar(sa.select(sa.func.count(TransitionLog.id))) == before + 2


def test_a_rehearsal_leaves_nothing_at_all(shop: Any) -> None:
    with Context.system() as ctx:
        count = [
            ctx.session.scalar(sa.select(sa.func.count(table.id)))
            for table in (AuditLog, SearchEntry, TransitionLog)
        ]
    all_of(shop.manager, [partial(shop.sale, shop.manager)] * 2, keep=False)
    with Context.system() as ctx:
        assert count == [
            ctx.session.scalar(sa.select(sa.func.count(table.id)))
            for table in (AuditLog, SearchEntry, TransitionLog)
        ]


def test_a_step_that_a_hook_takes_stands_after_the_creation(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def pack(sale: Sale, ctx: Context) -> None:
        ctx.transition(sale, "pack", clerk=shop.ann_as_clerk)

    acts = [partial(shop.sale, shop.manager)] * 2
    for one in all_of(shop.manager, acts):
        found = left(Sale, one.value.id)
        assert [step[0] for step in found["steps"]] == ["create", "pack"]
        assert [row[0] for row in found["told"]] == ["create", "pack"]


def test_a_target_that_is_gone_since_is_not_taken_for_there(shop: Any) -> None:
    sale = shop.sale(shop.manager)
    nail = records.create(shop.system, Article, {"name": "Nail 2", "price": 1}).id
    line = {"sale": sale.id, "article": nail, "count": 1, "price": 1}
    made: list[int] = []

    def put() -> None:
        made.append(records.create(shop.system, SaleLine, line).id)

    acts = [
        put,
        put,
        lambda: [records.delete(shop.system, SaleLine, id) for id in made],
        partial(records.delete, shop.system, Article, nail),
        put,
    ]
    *rest, last = all_of(shop.system, acts)
    assert [one.error for one in rest] == [None] * 4
    assert [(e.field, e.code) for e in last.error.errors] == [("article", "reference")]


def test_what_was_seen_in_an_act_that_is_undone_is_looked_at_again(shop: Any) -> None:
    found: list[Any] = []

    def undone() -> None:
        with records.writing(shop.manager):
            shop.sale(shop.manager)
            found.append(set(together.of(shop.manager.session).seen))
            records.create(shop.manager, Store, {})

    def look() -> None:
        found.append(set(together.of(shop.manager.session).seen))

    all_of(shop.manager, [undone, look])
    assert [bool(one) for one in found] == [True, False]


def test_another_person_sees_for_himself(shop: Any) -> None:
    """Ann may not use the other store, though the manager has just used it in this very transaction."""
    acts = [
        partial(shop.sale, shop.manager, store=shop.other_store),
        partial(
            records.create,
            shop.manager.on_behalf_of(shop.ann.actor.id),
            Sale,
            {"store": shop.other_store, "summary": "x"},
        ),
    ]
    first, second = all_of(shop.manager, acts)
    assert first.error is None
    assert second.error is not None


@pytest.mark.parametrize("keep", [True, False])
def test_one_more_record_costs_its_own_statements_only(shop: Any, counted: Any, keep: bool) -> None:
    def cost(rows: int) -> int:
        acts = [
            partial(records.create, shop.manager, Store, {"code": f"{rows}-{n}", "name": "x"})
            for n in range(rows)
        ]
        with counted() as sql:
            assert not any(one.error for one in all_of(shop.manager, acts, keep=keep))
        return int(sql.count)

    cost(1)
    # Whether the code is taken, and the row; savepoints are none that reach the counter.
    assert cost(20) - cost(10) == 20
    assert sample.entity(Store).workflow is None
