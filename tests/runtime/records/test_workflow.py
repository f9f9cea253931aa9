"""Transitions: who may, when, what is asked; buttons that never lie; duties that stay separate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.errors import (
    AppError,
    BadRequest,
    Forbidden,
    InvalidState,
    RuleViolation,
    StaleRecord,
    ValidationFailed,
)
from app.runtime.registry import RoleSeparation, TransitionSeparation
from tests.sample.models import Sale
from tests.sample.registry import registry as sample


def buttons(ctx: Context, sale: Sale) -> dict[str, bool]:
    entry = sample.entity(Sale)
    return {a.name: a.allowed for a in entry.workflow.available(ctx, sale)}  # type: ignore[union-attr]


def button(ctx: Context, sale: Sale, name: str) -> Any:
    entry = sample.entity(Sale)
    return next(a for a in entry.workflow.available(ctx, sale) if a.name == name)  # type: ignore[union-attr]


def test_a_step_moves_the_state_and_is_logged_with_its_working_minutes(shop: Any) -> None:
    with time_machine.travel("2026-03-06T06:00:00+00:00", tick=False):
        sale = shop.sale()
    with time_machine.travel("2026-03-09T02:00:00+00:00", tick=False):
        sale = records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    assert (sale.state, sale.version, sale.clerk_id) == ("packing", 2, shop.ann_as_clerk)
    created, packed = shop.steps(sale)
    assert (created.from_state, created.to_state) == (None, "new")
    assert (packed.from_state, packed.to_state, packed.actor_id) == (
        "new",
        "packing",
        shop.ann.actor.id,
    )
    # Friday 14:00 to Monday 10:00.
    assert packed.business_minutes == 240 + 60


def test_a_step_from_the_wrong_state_names_the_states_that_would_do(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(InvalidState) as caught:
        records.transition(shop.manager, Sale, sale.id, "close")
    assert "Cannot Close while New; it must be Delivered." in str(caught.value)


def test_an_unknown_step_asks_whether_another_was_meant(shop: Any) -> None:
    with pytest.raises(BadRequest, match="did you mean 'deliver'"):
        records.transition(shop.ann, Sale, shop.sale().id, "delivr")


def test_a_step_takes_only_what_it_asks_for_or_needs(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.transition(
            shop.ann,
            Sale,
            shop.sale().id,
            "pack",
            {"clerk": shop.ann_as_clerk, "summary": "smuggled", "state": "closed"},
        )
    assert {e.field: e.code for e in caught.value.errors} == {
        "summary": "not_asked",
        "state": "not_asked",
    }


def test_what_a_step_needs_must_be_there_afterwards(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.transition(shop.ann, Sale, shop.sale().id, "pack")
    assert [(e.field, e.code) for e in caught.value.errors] == [("clerk", "required")]


def test_a_note_that_is_required_is_missed(shop: Any) -> None:
    sale = shop.packing()
    with pytest.raises(ValidationFailed) as caught:
        records.transition(shop.ann, Sale, sale.id, "hold", note="  ")
    assert caught.value.errors[0].field == "note"
    sale = records.transition(shop.ann, Sale, sale.id, "hold", note="no stock")
    assert shop.steps(sale)[-1].note == "no stock"


def test_one_name_means_different_steps_in_different_states(shop: Any) -> None:
    assert buttons(shop.ann, shop.sale())["refund"] is True
    delivered = shop.delivered()
    assert buttons(shop.ann, delivered)["refund"] is False
    sale = shop.sale(shop.buyer, store=shop.store, buyer=shop.bob)
    assert records.transition(shop.buyer, Sale, sale.id, "refund").state == "refunded"


def test_the_wrong_role_is_told_who_may(shop: Any) -> None:
    sale = shop.packing()
    with pytest.raises(Forbidden, match="This step is for: Clerk"):
        records.transition(shop.manager, Sale, sale.id, "hold", note="x")


def test_a_step_on_a_row_outside_the_scope_is_refused(shop: Any) -> None:
    sale = shop.packing()
    records.update(shop.manager, Sale, sale.id, {"clerk": None, "solution": "done"})
    with pytest.raises(Forbidden, match="outside your area"):
        records.transition(shop.ann, Sale, sale.id, "deliver")


def test_a_guard_refuses_with_the_words_of_the_schema(shop: Any) -> None:
    sale = shop.packing(lines=[shop.line(1, 6000)])
    records.update(shop.ann, Sale, sale.id, {"solution": "done"})
    with pytest.raises(RuleViolation, match="Above 5000 yuan"):
        records.transition(shop.ann, Sale, sale.id, "deliver")
    told = button(shop.ann, shop.fresh(sale), "deliver")
    assert (told.allowed, told.reason.in_language("zh")) == (False, "超过 5000 元须店长放行")


def refusal_of(ctx: Context, sale: Sale, name: str, given: dict[str, Any]) -> AppError | None:
    """What the act says; rehearsed, so that the next question finds the sale as it was."""
    try:
        with records.dry_run(ctx):
            records.transition(ctx, Sale, sale.id, name, given, note="why not")
    except AppError as refused:
        return refused
    return None


def test_buttons_and_acts_agree_for_everybody_in_every_state(shop: Any) -> None:
    """What a button promises the act keeps, what it refuses the act refuses for the same reason."""
    people = (shop.manager, shop.ann, shop.auditor, shop.buyer)
    makers: list[Callable[[], Sale]] = [
        lambda: shop.sale(buyer=shop.bob),
        lambda: shop.packing(buyer=shop.bob),
        lambda: shop.packing(buyer=shop.bob, lines=[shop.line(1, 9000)]),
        lambda: shop.delivered(buyer=shop.bob),
    ]
    asked = {"clerk": shop.ann_as_clerk, "solution": "done"}
    entry: Any = sample.entity(Sale)
    for make in makers:
        sale = make()
        for ctx in people:
            ctx.session.rollback()
            promised = {a.name: a for a in entry.workflow.available(ctx, sale)}
            for name in entry.workflow.transitions:
                found = promised.get(name)
                given = {
                    key: asked[key]
                    for key in ((*found.asks, *found.needs) if found else ())
                    if key in asked
                }
                refusal = refusal_of(ctx, sale, name, given)
                allowed = found is not None and found.allowed
                assert allowed == (refusal is None), (ctx.actor.username, name, sale.state)
                if found is not None and refusal is not None:
                    assert found.reason.texts == refusal.message.texts


def test_the_maker_may_not_refund_and_neither_may_who_delivered(shop: Any) -> None:
    sale = shop.sale(shop.manager, store=shop.store)
    records.transition(shop.second_manager, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    records.transition(shop.second_manager, Sale, sale.id, "deliver", {"solution": "done"})
    with pytest.raises(Forbidden, match="who created it"):
        records.transition(shop.manager, Sale, sale.id, "refund", note="x")
    with pytest.raises(Forbidden, match="You did “Deliver”"):
        records.transition(shop.second_manager, Sale, sale.id, "refund", note="x")
    with Context.for_user(shop.people.user("manager")) as third:
        assert records.transition(third, Sale, sale.id, "refund", note="x").state == "refunded"


def test_two_steps_that_the_schema_separates_need_two_people(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sample, "separations", [TransitionSeparation("Sale", first="pack", second="deliver")]
    )
    sale = shop.packing()
    with pytest.raises(Forbidden, match="You did “Pack”"):
        records.transition(shop.ann, Sale, sale.id, "deliver", {"solution": "done"})
    done = records.transition(shop.manager, Sale, sale.id, "deliver", {"solution": "done"})
    assert done.state == "delivered"


def test_who_holds_two_roles_that_must_be_separate_takes_no_step_with_them(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Refused at every grant by now; here somebody wrote both into the database.
    monkeypatch.setattr(sample, "separations", [])
    person = shop.people.user("manager", "auditor")
    with Context.for_user(person) as both:
        monkeypatch.setattr(sample, "separations", [RoleSeparation("manager", "auditor")])
        with pytest.raises(Forbidden, match="must be separate"):
            records.transition(both, Sale, shop.delivered().id, "close")


def test_the_system_takes_its_step_and_the_person_stays_named(shop: Any) -> None:
    sale = records.transition(shop.system, Sale, shop.delivered().id, "close")
    assert sale.state == "closed"
    assert shop.steps(sale)[-1].by_system


def test_of_two_racers_one_wins_and_the_other_is_told_why(shop: Any) -> None:
    sale = shop.sale()
    clerks = [shop.ann.actor.id, shop.manager.actor.id]
    start = threading.Barrier(2)
    told: list[AppError | str] = []

    def race(user: int) -> None:
        with Context.for_user(user) as ctx:
            start.wait(timeout=30)
            try:
                records.transition(ctx, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
                told.append("won")
            except AppError as refused:
                told.append(refused)

    threads = [threading.Thread(target=race, args=(user,)) for user in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count("won") == 1
    (loser,) = [entry for entry in told if entry != "won"]
    assert isinstance(loser, (InvalidState, StaleRecord))
    assert len([step for step in shop.steps(sale) if step.transition == "pack"]) == 1


def test_the_guarded_update_itself_lets_only_one_writer_through(shop: Any) -> None:
    """Without any lock before it: the row count of the UPDATE decides."""
    from sqlalchemy import update

    sale = shop.sale()
    with database.current().begin() as session:
        first, second = (
            session.execute(
                update(Sale)
                .where(Sale.id == sale.id, Sale.version == 1, Sale.state.in_(["new"]))
                .values(state="packing", version=2)
            ).rowcount  # type: ignore[attr-defined]
            for _ in range(2)
        )
    assert (first, second) == (1, 0)


def test_twenty_writers_lose_no_update(shop: Any) -> None:
    """20 × 10 increments of one record by optimistic retry are 200."""
    from tests.sample.models import Article

    def work() -> None:
        with Context.for_user(shop.manager.actor.id) as ctx:
            for _ in range(10):
                while True:
                    found = ctx.session.get(Article, shop.article)
                    assert found is not None
                    try:
                        records.update(
                            ctx,
                            Article,
                            shop.article,
                            {"stock": (found.stock or 0) + 1},
                            version=found.version,
                        )
                        break
                    except StaleRecord:
                        ctx.session.rollback()

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shop.fresh(shop.system.get(Article, shop.article)).stock == 200


def test_a_guard_sees_what_is_computed_from_the_inputs(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`when: total <= 5000` means the total with the freight that the dialog asked for."""
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    mapping = replace(workflow.transitions["deliver"][0], asks=("freight",), needs=())
    monkeypatch.setitem(workflow.transitions, "deliver", [mapping])
    sale = shop.packing(delivery=True, address="7 High Street")
    with pytest.raises(RuleViolation, match="Above 5000"):
        records.transition(shop.ann, Sale, sale.id, "deliver", {"freight": 9000})
    assert shop.fresh(sale).state == "packing"


def test_a_button_is_not_refused_by_a_guard_that_its_dialog_may_still_meet(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    mapping = replace(workflow.transitions["deliver"][0], asks=("freight",), needs=())
    monkeypatch.setitem(workflow.transitions, "deliver", [mapping])
    sale = shop.packing(delivery=True, address="7 High Street", freight=9000)
    shop.ann.session.rollback()
    offered = {a.name: a.allowed for a in workflow.available(shop.ann, shop.fresh(sale))}
    assert offered["deliver"]
    assert (
        records.transition(shop.ann, Sale, sale.id, "deliver", {"freight": 9}).state == "delivered"
    )
