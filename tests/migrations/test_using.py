"""`using:` says what existing rows get, worked out in the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.types import UtcDateTime
from generator.migration import migration
from generator.plan import Field
from generator.problem import SchemaProblems
from tests.generator.plans import both, entity, enum, field, plan
from tests.migrations.road import MakeRoad, Road
from tests.migrations.test_adding import assert_as_if_new

STORE = entity("Store", field("name", required=True), field("rent", "money"))


def shop(*more: Field) -> Any:
    sale = entity(
        "Sale",
        field("store", "ref", target="Store"),
        field("count", "int"),
        field("price", "money"),
        field("rate", "percent", scale=4),
        field("paid", "bool"),
        field("kind"),
        *more,
    )
    return plan(STORE, sale, enums=(enum("Kind", "cash", "card"),))


def fill(road: Road) -> None:
    store = road.insert("store", name="North", rent=100000)
    road.insert("sale", store_id=store, count=3, price=1250, rate=5050, paid=True, kind="cash")
    road.insert("sale")


CASES = [
    (field("x", "money"), "price", [1250, None]),
    (field("x", "int"), "coalesce(count, 7)", [3, 7]),
    (field("x", "money"), "count * price", [3750, None]),
    (field("x", "money"), "price * rate", [631, None]),
    (field("x", "money"), "-price * rate", [-631, None]),
    (field("x", "money"), "price + 0.5 - count", [1000, None]),
    (field("x", "decimal", scale=3), "coalesce(price, 1)", [12500, 1000]),
    (field("x"), "store.name", ["North", None]),
    (field("x", "money"), "store.rent", [100000, None]),
    (field("x", "ref", target="Store"), "store", [1, None]),
    (field("x", "int"), "len(kind)", [4, 0]),
    (field("x", "bool"), "price > 12 and paid", [1, 0]),
    (field("x", "bool"), "kind in ['cash', 'card'] or count == null", [1, 1]),
    (field("x", "bool"), "not paid", [0, 1]),
    (field("x"), "'it\\'s: 50%'".replace("\\'", ""), ["its: 50%", "its: 50%"]),
]


def test_new_fields_are_filled_from_the_others(road: Road) -> None:
    road.publish(shop())
    fill(road)
    added = [
        replace(
            new,
            name=f"x{number}",
            labels=both(f"Text {'abcdefghijklmnopqrst'[number] * 9}"),
            using=using,
        )
        for number, (new, using, _) in enumerate(CASES)
    ]
    road.publish(shop(*added))
    for number, (new, using, expected) in enumerate(CASES):
        name = f"x{number}_id" if new.type == "ref" else f"x{number}"
        assert road.column("sale", name) == expected, using


def test_moments_in_using_compare_with_the_stored_ones(road: Road) -> None:
    road.publish(shop(field("sold", "datetime"), field("closes", "time")))
    for sold, closes in (("2026-01-01 00:30:00.000000+00:00", "08:30:00.000000"), (None, None)):
        if "sqlite" in road.url:
            sold = sold and sold.removesuffix("+00:00")
        road.insert("sale", sold=sold, closes=closes)
    fields = (
        field("early", "bool", using="sold <= '2026-01-01 08:30'"),
        field("late", "bool", using="sold > '2026-01-01 08:30' or closes > '08:30'"),
        field("ended", "datetime", using="coalesce(sold, now())"),
    )
    before = dt.datetime.now(dt.UTC)
    road.publish(shop(field("sold", "datetime"), field("closes", "time"), *fields))
    assert [bool(value) for value in road.column("sale", "early")] == [True, False]
    assert [bool(value) for value in road.column("sale", "late")] == [False, False]
    ended, sold = sa.column("ended", UtcDateTime()), sa.column("sold", UtcDateTime())
    assert road.ids("sale", ended == sold) == [1]
    assert road.ids("sale", ended.between(before, dt.datetime.now(dt.UTC))) == [2]


def test_a_required_field_needs_no_default_then(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    road.publish(shop(field("x", "int", required=True, using="coalesce(count, 0)")))
    assert road.column("sale", "x") == [3, 0]
    assert_as_if_new(road, new_road)


def test_a_type_changes_by_what_using_says_and_the_old_values_are_kept(
    road: Road, new_road: MakeRoad
) -> None:
    road.publish(shop(field("state_of", "bool", required=True)))
    store = road.insert("store", name="North")
    road.insert("sale", store_id=store, state_of=True)
    road.insert("sale", store_id=store, state_of=False)
    road.publish(shop(field("state_of", "int", using="len(store.name)")))
    assert road.column("sale", "state_of") == [5, 5]
    assert [bool(v) for v in road.column("sale", "_trash_state_of_0003")] == [True, False]
    assert_as_if_new(road, new_road)
    road.back()
    assert [bool(value) for value in road.column("sale", "state_of")] == [True, False]


@pytest.mark.parametrize(
    ("using", "told"),
    [
        ("cuont", "unknown field 'cuont'(.|\n)*did you mean 'count'"),
        ("kind", "gives a text, the field takes a whole number"),
        ("count / 2", "cannot say `div`"),
        ("user.id", "S709"),
    ],
)
def test_what_cannot_be_said_is_refused(using: str, told: str) -> None:
    wider = shop(field("x", "int", using=using))
    with pytest.raises(SchemaProblems, match=told):
        migration(shop(), wider, revision="0003", down_revision="0002")
