"""No chain of refs comes back to where it began: at any depth, by whichever way it is written, whoever else writes now."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, ValidationFailed
from tests.sample.models import Store
from tests.sample.registry import registry as sample

CIRCLE = [("above", "circle")]


def stores(shop: Any, count: int, *, chained: bool = False) -> list[int]:
    """New stores; chained: each below the one before it."""
    rows = ({"code": f"{n:04}", "name": f"Store {n}"} for n in range(count))
    before = shop.system.session.scalar(sa.select(sa.func.max(Store.id)))
    records.write_set(shop.system, Store, rows, action="create", audit="a test")
    ids = list(shop.system.session.scalars(sa.select(Store.id).where(Store.id > before)))
    if chained:
        with records.writing(shop.system):
            for above, id in itertools.pairwise(ids):
                shop.system.session.execute(
                    sa.update(Store).where(Store.id == id).values(above_id=above)
                )
    return sorted(ids)


def put(ctx: Context, id: int, above: int | None, **more: Any) -> None:
    records.update(ctx, Store, id, {"above": above, **more})


def refusal(act: Any, *arguments: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as caught:
        act(*arguments, **named)
    return [(error.field, error.code) for error in caught.value.errors]


def above(shop: Any, id: int) -> int | None:
    with Context.system() as ctx:
        found: int | None = ctx.get(Store, id).above_id
        return found


def test_whatever_is_moved_where_a_move_is_refused_exactly_when_it_would_close_a_circle(
    shop: Any,
) -> None:
    ids = stores(shop, 6)
    place = st.integers(0, len(ids) - 1)

    @settings(max_examples=12)
    @given(st.lists(st.tuples(place, st.none() | place), min_size=4, max_size=10))
    def moves(steps: list[tuple[int, int | None]]) -> None:
        with records.writing(shop.system):
            shop.system.session.execute(sa.update(Store).values(above_id=None))
        model: dict[int, int | None] = dict.fromkeys(range(len(ids)))
        for below, target in steps:
            way, at = [], target
            while at is not None:
                way.append(at)
                at = model[at]
            try:
                put(shop.manager, ids[below], None if target is None else ids[target])
            except ValidationFailed:
                assert below in way
            else:
                assert below not in way
                model[below] = target

    moves()


def test_a_chain_of_a_thousand_is_judged_by_as_many_statements_as_a_chain_of_three(
    shop: Any, counted: Any
) -> None:
    short = stores(shop, 3, chained=True)
    with counted() as few:
        assert refusal(put, shop.manager, short[0], short[-1]) == CIRCLE
    with records.writing(shop.system):
        shop.system.session.execute(sa.update(Store).values(code=Store.code + "x"))
    long = stores(shop, 1000, chained=True)
    with counted() as many:
        assert refusal(put, shop.manager, long[0], long[-1]) == CIRCLE
    assert many.count == few.count


def test_a_circle_is_told_with_everything_else_that_is_wrong(shop: Any) -> None:
    top, below = stores(shop, 2, chained=True)
    told = refusal(put, shop.manager, top, below, name="")
    assert sorted(told) == [*CIRCLE, ("name", "required")]


def test_beside_a_circle_from_old_times_one_can_move_and_it_can_be_opened(shop: Any) -> None:
    one, two, other = stores(shop, 3)
    with records.writing(shop.system):
        for id, over in ((one, two), (two, one)):
            shop.system.session.execute(
                sa.update(Store).where(Store.id == id).values(above_id=over)
            )
    put(shop.manager, other, one)
    records.update(shop.manager, Store, one, {"name": "renamed"})
    put(shop.manager, one, None)
    assert [above(shop, id) for id in (one, two, other)] == [None, one, one]


def test_two_who_put_each_under_the_other_at_one_moment_do_not_both_succeed(shop: Any) -> None:
    one, two = stores(shop, 2)
    refused: list[AppError] = []

    def turn() -> None:
        with Context.for_user(shop.second_manager.actor.id) as ctx:
            try:
                put(ctx, two, one)
            except AppError as error:
                refused.append(error)

    other = threading.Thread(target=turn)
    with records.writing(shop.manager):
        put(shop.manager, one, two)
        other.start()
        # As long as this one has not ended the other waits; who does not wait is through by then.
        other.join(timeout=0.3)
    other.join()
    assert [[(e.field, e.code) for e in error.errors] for error in refused] == [CIRCLE]
    assert (above(shop, one), above(shop, two)) == (two, None)


def test_what_a_hook_closes_is_refused_as_well(shop: Any) -> None:
    top, below = stores(shop, 2, chained=True)
    hooks: Any = sample.entity(Store).hooks
    kept = list(hooks._hooks)

    @hooks.on_update
    def turn(store: Store, ctx: Context) -> None:
        store.above_id = below

    try:
        told = refusal(records.update, shop.manager, Store, top, {"name": "x"})
    finally:
        hooks._hooks[:] = kept
    assert told == CIRCLE
    assert above(shop, top) is None


def test_a_set_that_would_close_a_circle_is_refused_whole(shop: Any) -> None:
    top, middle, low = stores(shop, 3, chained=True)
    wanted: dict[str, Any] = {"action": "update", "audit": "a test"}
    both = Store.id.in_([top, middle])
    assert (
        refusal(records.write_set, shop.system, Store, both, values={"above": low}, **wanted)
        == CIRCLE
    )
    as_sql = sa.case((Store.id == top, middle), else_=top)
    assert (
        refusal(records.write_set, shop.system, Store, both, values={"above": as_sql}, **wanted)
        == CIRCLE
    )
    assert [above(shop, id) for id in (top, middle, low)] == [None, top, middle]
    records.write_set(shop.system, Store, Store.id == low, values={"above": top}, **wanted)
    assert above(shop, low) == top


def test_history_with_a_circle_in_it_is_refused(shop: Any) -> None:
    rows = [
        {"id": id, "code": f"H{id}", "name": "old", "above_id": other}
        for id, other in ((901, 902), (902, 901))
    ]
    told = refusal(
        records.write_set, shop.system, Store, rows, action="history", audit="the old system"
    )
    assert told == CIRCLE


def test_history_may_bring_what_stands_above_after_what_stands_below(shop: Any) -> None:
    rows = [
        {"id": 911, "code": "H911", "name": "old", "above_id": 912},
        {"id": 912, "code": "H912", "name": "old", "above_id": None},
    ]
    records.write_set(shop.system, Store, rows, action="history", audit="the old system")
    assert above(shop, 911) == 912
