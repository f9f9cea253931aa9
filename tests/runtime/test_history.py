"""The timeline of a record: in the order in which things were done, and no more than its reader may see."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from app.runtime import records
from app.runtime.audit.history import timeline
from app.runtime.context import Context
from app.runtime.errors import NotFound, ValidationFailed
from tests.sample.models import Article, Clerk, Sale, Store
from tests.sample.sale import sale_hooks
from tests.support.people import People


@pytest.fixture
def store(ctx: Context) -> int:
    return int(records.create(ctx, Store, {"code": "S1", "name": "East"}).id)


@pytest.fixture
def on_create(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Registers a hook on new sales for one test."""
    monkeypatch.setattr(sale_hooks, "_hooks", [])
    return sale_hooks.on_create


def new_sale(ctx: Context, store: int, **values: object) -> int:
    return int(records.create(ctx, Sale, {"store": store, "summary": "Lamps", **values}).id)


def actions(ctx: Context, sale: int) -> list[str]:
    return [event.action for event in timeline(ctx, Sale, sale).events]


def test_what_a_hook_does_stands_after_the_act_that_ran_it(
    ctx: Context, store: int, on_create: Callable[..., object]
) -> None:
    def pack_at_once(sale: Sale, ctx: Context) -> None:
        clerk = ctx.create(Clerk, name="Li", store=store)
        ctx.transition(sale, "pack", clerk=clerk.id)

    on_create(pack_at_once)
    sale = new_sale(ctx, store)
    assert actions(ctx, sale) == ["pack", "create"]


def test_what_a_hook_failed_to_do_is_not_told(
    ctx: Context, store: int, on_create: Callable[..., object]
) -> None:
    def half(sale: Sale, ctx: Context) -> None:
        with contextlib.suppress(ValidationFailed), records.writing(ctx):
            ctx.update(sale, internal_note="undone")
            ctx.create(Article, name="without a price")

    on_create(half)
    sale = new_sale(ctx, store)
    assert actions(ctx, sale) == ["create"]


def test_an_event_says_who_did_what_and_why(ctx: Context, store: int, people: People) -> None:
    manager = Context.for_user(people.user("manager", username="Anna"))
    sale = new_sale(manager, store)
    clerk = records.create(ctx, Clerk, {"name": "Li", "store": store}).id
    records.transition(manager, Sale, sale, "pack", {"clerk": clerk}, note="by noon")
    last, first = timeline(manager, Sale, sale).events
    assert (last.actor, last.transition, last.note) == ("Anna", "pack", "by noon")
    assert (last.from_state, last.to_state) == ("new", "packing")
    assert last.changes["state"] == ("new", "packing")
    assert (first.transition, first.from_state, first.to_state) == (None, None, "new")
    manager.close()


def test_a_field_that_one_may_not_read_is_not_in_the_history(
    ctx: Context, store: int, as_user: Callable[..., Context]
) -> None:
    sale = new_sale(ctx, store, internal_note="a secret")
    seen = timeline(as_user("auditor"), Sale, sale).events[0].changes
    assert "internal_note" not in seen
    assert "summary" in seen
    assert "internal_note" in timeline(as_user("manager"), Sale, sale).events[0].changes


def test_the_history_of_a_record_out_of_scope_is_not_found(
    ctx: Context, store: int, as_user: Callable[..., Context]
) -> None:
    sale = new_sale(ctx, store)
    with pytest.raises(NotFound):
        timeline(as_user("buyer"), Sale, sale)


def test_a_long_history_comes_in_pages(ctx: Context, store: int) -> None:
    sale = new_sale(ctx, store)
    for number in range(6):
        records.update(ctx, Sale, sale, {"summary": f"Lamp {number}"})
    first = timeline(ctx, Sale, sale, limit=4)
    second = timeline(ctx, Sale, sale, limit=4, before=first.next)
    assert len(first.events) == 4
    assert [event.action for event in second.events] == ["update", "update", "create"]
    assert second.next is None
