"""A set asks what a single record asks: own grants, separate roles, states, `check` hooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records, registry
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import Forbidden, RuleViolation, ValidationFailed
from app.runtime.policy import everything
from tests.permissions.test_separation import hold_both
from tests.sample.models import Buyer, Posting, Sale, StoreRole
from tests.support.people import People

OWN = [("rows.1.user", "own_grant")]


def told(caught: pytest.ExceptionInfo[ValidationFailed]) -> list[tuple[str, str]]:
    return [(error.field, error.code) for error in caught.value.errors]


def count(entity: Any) -> int:
    with Context.system() as ctx:
        return int(ctx.session.scalar(sa.select(sa.func.count()).select_from(entity)) or 0)


def owner(buyer: int) -> int | None:
    with Context.system() as ctx:
        return ctx.session.get_one(Buyer, buyer).login_id


def test_nobody_opens_rows_to_himself_by_a_set(shop: Any, people: People) -> None:
    before, other = count(StoreRole), people.user("clerk")
    rows = [
        {"user": other, "store": shop.store},
        {"user": shop.manager.actor.id, "store": shop.store},
    ]
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.manager, StoreRole, rows, action="create", audit="test")
    assert told(caught) == OWN
    assert count(StoreRole) == before
    assert records.write_set(shop.manager, StoreRole, rows[:1], action="create", audit="test") == 1


@pytest.mark.parametrize("as_sql", [False, True])
def test_nobody_takes_a_record_over_by_a_set(shop: Any, as_sql: bool) -> None:
    """Whether the new owner is a value or an expression."""
    me = shop.manager.actor.id
    value = sa.literal(me, sa.Integer()) if as_sql else me
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(
            shop.manager, Buyer, Buyer.id == shop.bob, action="update", values={"login": value}, audit="x"
        )  # fmt: skip
    assert told(caught) == [("login", "own_grant")]
    assert owner(shop.bob) != me


def test_what_opens_nothing_to_oneself_is_written(shop: Any, people: People) -> None:
    """One's own record in another respect, and a record for somebody else."""
    me, other = shop.manager.actor.id, people.user("buyer")
    records.update(shop.system, Buyer, shop.bob, {"login": me})

    def write(**values: Any) -> int:
        return records.write_set(
            shop.manager, Buyer, Buyer.id == shop.bob, action="update", values=values, audit="test"
        )

    assert write(level="high") == 1
    assert write(login=me) == 1
    assert write(login=other) == 1
    assert owner(shop.bob) == other


def test_nobody_moves_his_own_link_to_other_rows_by_a_set(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    grants = registry.current().entity(StoreRole).policy._grants
    monkeypatch.setitem(grants, "update", {"manager": everything})
    mine = {"user": shop.manager.actor.id, "store": shop.store}
    link = records.create(shop.system, StoreRole, mine).id

    def move(ctx: Context) -> int:
        return records.write_set(
            ctx, StoreRole, StoreRole.id == link, action="update",
            values={"store": shop.other_store}, audit="test",
        )  # fmt: skip

    with pytest.raises(ValidationFailed) as caught:
        move(shop.manager)
    assert told(caught) == [("user", "own_grant")]
    assert move(shop.system) == 1


def test_two_separate_roles_in_one_hand_write_no_set(people: People, database: Database) -> None:
    user = people.user(username="both")
    hold_both(database, user, "cashier", "auditor")
    rows = [{"amount": "1", "day": "2026-01-01"}]
    with Context.for_user(user) as both, pytest.raises(Forbidden):
        records.write_set(both, Posting, rows, action="create", audit="test")
    with Context.for_user(people.user("cashier")) as cashier:
        assert records.write_set(cashier, Posting, rows, action="create", audit="test") == 1


def test_no_set_moves_a_state(shop: Any) -> None:
    """A step is a step: its right, its guard and its log."""
    sale = shop.sale().id
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(
            shop.manager, Sale, Sale.id == sale, action="update", values={"state": "closed"}, audit="x"
        )  # fmt: skip
    assert [error.field for error in caught.value.errors] == ["state"]
    rows = [{"store": shop.store, "summary": "x", "state": "closed"}]
    with pytest.raises(ValidationFailed):
        records.write_set(shop.manager, Sale, rows, action="create", audit="test")


def test_a_check_judges_every_row_of_a_set_like_a_single_record(
    shop: Any, hooks: Any, statements: Callable[[], Any]
) -> None:
    judged: list[tuple[str, bool]] = []

    @hooks.check
    def says_something(sale: Sale, ctx: Context) -> None:
        judged.append((sale.summary, ctx.operation.checking))
        if sale.summary == "nothing":
            raise RuleViolation("说点什么 / Say something.", field="summary", code="mute")

    good, bad = ({"store": shop.store, "summary": text} for text in ("nails", "nothing"))
    with pytest.raises(RuleViolation):
        records.create(shop.ann, Sale, bad)
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.ann, Sale, [good, bad, good], action="create", audit="test")
    assert told(caught) == [("rows.1.summary", "mute")]
    assert count(Sale) == 0
    assert judged[1:] == [("nails", True), ("nothing", True), ("nails", True)]
    used = []
    for number in (2, 20):
        with statements() as seen:
            records.write_set(shop.ann, Sale, [good] * number, action="create", audit="test")
        used.append(len([one for one in seen if one.startswith("SELECT")]))
    assert used[1] <= used[0]


def test_a_check_is_not_left_out_because_there_is_a_twin(shop: Any, hooks: Any) -> None:
    @hooks.check
    def never(sale: Sale, ctx: Context) -> None:
        raise RuleViolation("不行 / No.", field="summary")

    @hooks.on_create_many
    def many(ids: list[int], ctx: Context) -> None:
        """The twin of an on_create."""

    rows = [{"store": shop.store, "summary": "nails"}]
    with pytest.raises(ValidationFailed):
        records.write_set(shop.ann, Sale, rows, action="create", audit="test")


@pytest.mark.parametrize("action", ["update", "delete"])
def test_a_change_of_a_set_that_a_check_would_have_to_judge_is_refused(
    shop: Any, hooks: Any, action: str
) -> None:
    @hooks.check
    def looks_at_everything(sale: Sale, ctx: Context) -> None:
        """Of a set it would see nothing."""

    values = {"internal_note": "x"} if action == "update" else None
    with pytest.raises(RuntimeError, match="one by one"):
        records.write_set(
            shop.manager, Sale, Sale.id > 0, action=action, values=values, audit="test"
        )


@pytest.mark.parametrize(("who", "action"), [("ann", "create"), ("system", "make")])
def test_a_twin_of_another_module_does_not_stand_for_the_hook(
    shop: Any, hooks: Any, who: str, action: str
) -> None:
    def one(sale: Sale, ctx: Context) -> None:
        """What another module does with a new sale."""

    one.__module__ = "app.custom.elsewhere"
    hooks.on_create(one)

    @hooks.on_create_many
    def many(ids: list[int], ctx: Context) -> None:
        """The twin of something else."""

    rows = [{"store": shop.store, "summary": "nails"}]
    with pytest.raises(RuntimeError, match="elsewhere"):
        records.write_set(getattr(shop, who), Sale, rows, action=action, audit="test")
    assert count(Sale) == 0
