"""A record is found by what finds the record that it names, and by a sensitive value that is typed whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.runtime import records, search
from app.runtime.context import SYSTEM_ACTOR, Actor, Context
from app.runtime.database import Database
from app.runtime.registry import Registry
from tests.sample.models import Buyer, Sale, Store

CARD = "11010519491231002X"


@pytest.fixture
def sales(ctx: Context) -> dict[str, int]:
    """Two sales of one store; the first is Wang's, who has a card."""
    with records.writing(ctx):
        store = records.create(ctx, Store, {"code": "N", "name": "北店"}).id
        wang = records.create(ctx, Buyer, {"name": "王小明", "card": CARD}).id
        li = records.create(ctx, Buyer, {"name": "李芳"}).id
        return {
            "wang": records.create(
                ctx, Sale, {"store": store, "buyer": wang, "summary": "两盏台灯"}
            ).id,
            "li": records.create(ctx, Sale, {"store": store, "buyer": li, "summary": "台灯"}).id,
            "buyer": wang,
        }


def found(database: Database, entity: type, typed: str, actor: Actor = SYSTEM_ACTOR) -> set[int]:
    with database.read_session() as session:
        return set(session.scalars(sa.select(entity.id).where(search.match(entity, typed, actor))))


def test_a_record_is_found_by_whom_it_names(sales: dict[str, int], database: Database) -> None:
    assert found(database, Sale, "王小明") == {sales["wang"]}


def test_one_word_may_be_its_own_and_another_that_of_whom_it_names(
    sales: dict[str, int], database: Database
) -> None:
    assert found(database, Sale, "台灯") == {sales["wang"], sales["li"]}
    assert found(database, Sale, "李芳 台灯") == {sales["li"]}
    assert found(database, Sale, "李芳 电饭锅") == set()


def test_a_deleted_record_finds_nothing_that_names_it(
    sales: dict[str, int], ctx: Context, database: Database
) -> None:
    with database.begin() as session:
        session.execute(sa.update(Buyer).values(deleted_at=ctx.now))
    assert found(database, Sale, "王小明") == set()


def test_whoever_may_not_see_the_other_record_does_not_find_by_it(
    sales: dict[str, int], database: Database, as_user: Callable[..., Context]
) -> None:
    # A buyer reads his own profile alone, and nobody's here is his.
    with as_user("buyer") as buyer, as_user("manager") as manager:
        assert found(database, Sale, "王小明", buyer.actor) == set()
        assert found(database, Sale, "王小明", manager.actor) == {sales["wang"]}


def test_a_ref_that_one_may_not_read_finds_nothing(
    sales: dict[str, int],
    database: Database,
    registry: Registry,
    as_user: Callable[..., Context],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = registry.entity(Sale).policy
    monkeypatch.setattr(policy, "_rules", dict(policy._rules))
    policy.restrict_field("buyer", read=["manager"])
    with as_user("manager") as manager, as_user("auditor") as auditor:
        assert found(database, Sale, "王小明", auditor.actor) == set()
        assert found(database, Sale, "王小明", manager.actor) == {sales["wang"]}


@pytest.mark.parametrize("typed", [CARD, CARD.lower(), f" {CARD} "])
def test_a_sensitive_value_is_found_when_it_is_typed_whole(
    sales: dict[str, int], database: Database, as_user: Callable[..., Context], typed: str
) -> None:
    with as_user("manager") as manager:
        assert found(database, Buyer, typed, manager.actor) == {sales["buyer"]}


@pytest.mark.parametrize("typed", [CARD[:-1], CARD[-4:], CARD[6:14], "1"])
def test_a_part_of_a_sensitive_value_finds_nothing(
    sales: dict[str, int], database: Database, as_user: Callable[..., Context], typed: str
) -> None:
    with as_user("manager") as manager:
        assert found(database, Buyer, typed, manager.actor) == set()


def test_whoever_may_not_read_a_sensitive_value_does_not_find_by_it(
    sales: dict[str, int], database: Database, as_user: Callable[..., Context]
) -> None:
    with as_user("auditor") as auditor:
        assert found(database, Buyer, CARD, auditor.actor) == set()


def test_only_the_end_of_a_number_with_hyphens_may_still_grow(
    ctx: Context, database: Database
) -> None:
    near = records.create(ctx, Store, {"code": "a", "name": "YX-3-2-1501"}).id
    records.create(ctx, Store, {"code": "b", "name": "YX-31-2-1501"})
    assert found(database, Store, "yx-3-2-15") == {near}
