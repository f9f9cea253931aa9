"""Who acts: identity, roles, and the values of `user.x`, loaded once and only when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import records
from app.runtime.accounts.users import User
from app.runtime.context import SYSTEM_ACTOR, Actor, Context
from app.runtime.errors import NotFound, Unauthenticated
from tests.sample.models import Clerk, Store, StoreRole
from tests.support.people import People


@pytest.fixture
def ann(ctx: Context, people: People) -> int:
    user = people.user("clerk", username="ann")
    above = records.create(ctx, Store, {"code": "TOP", "name": "Top"})
    store = records.create(ctx, Store, {"code": "A", "name": "First", "above": above})
    records.create(ctx, StoreRole, {"user": user, "store": store})
    records.create(ctx, StoreRole, {"user": user, "store": above})
    records.create(ctx, Clerk, {"login": user, "name": "Ann", "store": store})
    return user


def test_a_person_has_name_roles_and_values(ann: int) -> None:
    with Context.for_user(ann) as ctx:
        who = ctx.actor
        assert (who.id, who.username, who.roles) == (ann, "ann", frozenset({"clerk"}))
        assert who.value(("id",)) == ann
        assert who.value(("clerk",)) == 1
        assert who.value(("stores",)) == frozenset({1, 2})
        assert who.value(("clerk", "name")) == "Ann"
        assert who.value(("clerk", "store")) == 2
        assert who.value(("clerk", "store", "code")) == "A"
        assert who.value(("clerk", "store", "above", "name")) == "Top"


def test_what_a_person_does_not_have_is_nothing(ctx: Context, people: People) -> None:
    with Context.for_user(people.user("manager")) as mine:
        assert mine.actor.value(("clerk",)) is None
        assert mine.actor.value(("clerk", "store", "code")) is None
        assert mine.actor.value(("stores",)) == frozenset()
        assert mine.actor.value(("unheard_of",)) is None


def test_a_value_is_loaded_by_one_statement_and_once(ann: int, database: Any) -> None:
    from tests.runtime.records.conftest import statements

    with Context.for_user(ann) as ctx:
        with statements(database) as sql:
            for _ in range(3):
                ctx.actor.value(("clerk", "store", "above", "name"))
        assert sql.count == 1


def test_a_deleted_link_grants_nothing(ctx: Context, ann: int) -> None:
    records.delete(ctx, StoreRole, 1)
    with Context.for_user(ann) as mine:
        assert mine.actor.value(("stores",)) == frozenset({1})


def test_who_is_disabled_or_unknown_is_nobody(people: People, database: Any) -> None:
    user = people.user("clerk")
    with database.begin() as session:
        session.get(User, user).active = False
    for id in (user, 999):
        with pytest.raises(Unauthenticated):
            Context.for_user(id)


def test_the_system_is_not_a_person() -> None:
    assert (SYSTEM_ACTOR.id, SYSTEM_ACTOR.is_system) == (None, True)
    assert SYSTEM_ACTOR.value(("id",)) is None


def test_values_that_a_channel_has_read_already_are_not_read_again(ctx: Context) -> None:
    known = Actor(5, "eve", values={("clerk",): 7})
    mine = Context(known, ctx.session)
    assert mine.actor.value(("clerk",)) == 7


def test_a_context_sees_its_own_write(ctx: Context, as_user: Callable[..., Context]) -> None:
    manager = as_user("manager")
    store = records.create(manager, Store, {"code": "A", "name": "First"})
    held = manager.session.get(Store, store.id)
    records.update(manager, Store, store.id, {"name": "Renamed"})
    assert held is not None
    assert held.name == "Renamed"
    manager.close()


def test_getting_what_is_deleted_finds_nothing(ctx: Context) -> None:
    store = records.create(ctx, Store, {"code": "A", "name": "First"})
    records.delete(ctx, Store, store.id)
    with pytest.raises(NotFound):
        ctx.get(Store, store.id)
