"""Statements are kept from request to request; what they answer is each reader's own, each filter's own, of its own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from sqlalchemy import ColumnElement, Date, literal

from app.runtime import clock, filters, query
from app.runtime.context import Actor, Context
from app.runtime.errors import NotFound
from app.runtime.policy import Policy, everything, scope
from app.runtime.registry import Registry
from tests.runtime.query.shop import Shop
from tests.sample.models import Sale, Store
from tests.sample.sale.policy import sale_policy


@pytest.fixture
def stores(shop: Shop) -> list[int]:
    """Three stores with a sale each: s0, s1, s2."""
    found = [shop.add(Store, code=f"S{n}", name=f"Store {n}") for n in range(3)]
    for n, store in enumerate(found):
        shop.add(Sale, summary=f"s{n}", store_id=store)
    return found


def seen(reader: Context, *conditions: tuple[str, str], **more: Any) -> list[str]:
    """Summaries of the sales that the reader sees."""
    where = filters.parse(Sale, reader.actor, conditions)
    page = query.rows(reader, Sale, where=where, columns=["summary"], sort=["summary"], **more)
    return [row["summary"] for row in page.items]


def test_two_readers_with_the_same_roles_see_each_his_own(shop: Shop, stores: list[int]) -> None:
    first = shop.person("clerk", stores=frozenset(stores[:2]))
    second = shop.person("clerk", stores=frozenset(stores[2:]))
    third = shop.person("clerk", stores=frozenset(stores))
    assert seen(first) == ["s0", "s1"]
    assert seen(second) == ["s2"]
    assert seen(third) == ["s0", "s1", "s2"]


@pytest.mark.parametrize("nothing", [frozenset(), None])
def test_a_reader_without_a_value_sees_nothing_after_one_who_has_one(
    shop: Shop, stores: list[int], nothing: Any
) -> None:
    assert seen(shop.person("clerk", stores=frozenset(stores))) == ["s0", "s1", "s2"]
    poor = shop.person("clerk", stores=nothing)
    assert seen(poor) == []
    assert seen(shop.person("clerk", stores=frozenset(stores[:1]))) == ["s0"]
    with pytest.raises(NotFound):
        query.get(poor, Sale, 1)


def test_records_and_counts_are_each_readers_own_too(shop: Shop, stores: list[int]) -> None:
    for store, number in ((stores[0], 1), (stores[1], 2)):
        reader = shop.person("clerk", stores=frozenset({store}))
        assert query.get(reader, Sale, number)["summary"] == f"s{number - 1}"
        with pytest.raises(NotFound):
            query.get(reader, Sale, 3)
        assert query.record(reader, Sale, number).id == number
        assert query.counts(reader, Sale, by="state") == {"new": 1}


def test_the_same_filter_with_another_value_finds_other_rows(shop: Shop, stores: list[int]) -> None:
    reader = shop.person("manager")
    assert seen(reader, ("summary", "s0")) == ["s0"]
    assert seen(reader, ("summary", "s2")) == ["s2"]
    assert seen(reader, ("summary__in", "s0,s1")) == ["s0", "s1"]
    assert seen(reader, ("summary__in", "s2")) == ["s2"]
    assert seen(reader, ("summary__starts", "s")) == ["s0", "s1", "s2"]
    assert seen(reader, ("summary__contains", "1")) == ["s1"]
    assert seen(reader, ("or", "(summary=s0|summary=s1)")) == ["s0", "s1"]
    assert seen(reader, ("or", "(summary=s2|summary=s9)")) == ["s2"]
    assert seen(reader, ("summary", "s0"), ("summary", "s1")) == []


def test_truths_and_empty_values_are_told_apart(shop: Shop, stores: list[int]) -> None:
    reader = shop.person("manager")
    assert seen(reader, ("buyer__is_null", "true")) == ["s0", "s1", "s2"]
    assert seen(reader, ("buyer__is_null", "false")) == []


def test_pages_share_a_statement_and_go_on_where_each_ends(shop: Shop, stores: list[int]) -> None:
    reader = shop.person("manager")
    first = query.rows(reader, Sale, columns=["summary"], sort=["summary"], limit=1)
    second = query.rows(
        reader, Sale, columns=["summary"], sort=["summary"], limit=1, cursor=first.next
    )
    third = query.rows(
        reader, Sale, columns=["summary"], sort=["summary"], limit=2, cursor=second.next
    )
    told = [[row["summary"] for row in page.items] for page in (first, second, third)]
    assert told == [["s0"], ["s1"], ["s2"]]


@pytest.fixture
def grants() -> Iterator[Policy]:
    """The policy of sales; what a test declares is taken back."""
    before = {action: dict(roles) for action, roles in sale_policy._grants.items()}
    yield sale_policy
    sale_policy._grants.clear()
    for action, roles in before.items():
        sale_policy.allow(action, **roles)


def test_a_grant_that_is_declared_later_counts(
    shop: Shop, stores: list[int], grants: Policy
) -> None:
    reader = shop.person("clerk", stores=frozenset(stores[:1]))
    assert seen(reader) == ["s0"]
    grants.allow("read", clerk=everything)
    assert seen(reader) == ["s0", "s1", "s2"]


def test_what_hangs_on_the_day_ends_with_the_day(
    shop: Shop, stores: list[int], registry: Registry, grants: Policy
) -> None:
    def until_may(_actor: Actor, _entity: Any) -> ColumnElement[bool]:
        return literal(clock.today(), Date) < literal(dt.date(2026, 5, 1), Date)

    registry.custom_scope("Sale", "until_may")(until_may)
    grants.allow("read", clerk=scope("until_may", "custom: until_may", ["custom", "until_may"]))
    reader = shop.person("clerk")
    # In the zone of the sample: midnight is at 16:00 UTC.
    with time_machine.travel(dt.datetime(2026, 4, 30, 15, 59, tzinfo=dt.UTC), tick=False) as time:
        assert seen(reader) == ["s0", "s1", "s2"]
        time.shift(120)
        assert seen(reader) == []
    del registry._custom[("scope", "Sale", "until_may")]


def test_what_hangs_on_the_moment_ends_with_the_second(
    shop: Shop, stores: list[int], registry: Registry, grants: Policy
) -> None:
    end = dt.datetime(2026, 4, 30, 12, 0, tzinfo=dt.UTC)

    def for_now(actor: Actor, entity: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = (
            entity.id > (0 if clock.now() < end else 99) + (actor.id or 0) * 0
        )
        return found

    registry.custom_scope("Sale", "for_now")(for_now)
    grants.allow("read", clerk=scope("for_now", "custom: for_now", ["custom", "for_now"]))
    reader = shop.person("clerk")
    with time_machine.travel(end - dt.timedelta(seconds=1), tick=False) as time:
        assert seen(reader) == ["s0", "s1", "s2"]
        time.shift(1)
        assert seen(reader) == []
    del registry._custom[("scope", "Sale", "for_now")]


def test_a_hand_written_scope_is_made_for_each_reader(
    shop: Shop, stores: list[int], registry: Registry, grants: Policy
) -> None:
    def of_his(actor: Actor, entity: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = entity.store_id.in_(actor.value(("stores",)) or ())
        return found

    registry.custom_scope("Sale", "of_his")(of_his)
    grants.allow("read", clerk=scope("of_his", "custom: of_his", ["custom", "of_his"]))
    for n, store in enumerate(stores):
        assert seen(shop.person("clerk", stores=frozenset({store}))) == [f"s{n}"]
    del registry._custom[("scope", "Sale", "of_his")]
