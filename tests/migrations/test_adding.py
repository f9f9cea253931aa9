"""What a schema gains: the tables gain it too, and every row stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.runtime.types import UtcDateTime
from generator.migration import migration
from generator.plan import Plan
from generator.problem import SchemaProblems
from tests.generator.plans import (
    entity,
    enum,
    expression,
    field,
    plan,
    with_entity,
    with_field,
    workflow,
)
from tests.migrations.road import MakeRoad, Road

LEVEL = enum("Level", "low", "high")


def shop() -> Plan:
    return plan(
        entity("Store", field("name", required=True)),
        entity(
            "Sale",
            field("summary", max=60),
            field("store", "ref", target="Store"),
            field("level", "enum", enum="Level"),
            workflow=workflow("new", "packed", "done", final="done"),
        ),
        enums=(LEVEL,),
    )


def fill(road: Road) -> None:
    store = road.insert("store", name="North")
    for number in range(3):
        road.insert("sale", summary=f"sale {number}", store_id=store, state="new", level="low")


def assert_as_if_new(road: Road, new_road: MakeRoad) -> None:
    """The tables look as if the newest schema had been the first."""
    assert road.plan is not None
    fresh = new_road()
    fresh.publish(road.plan)
    assert road.shape() == fresh.shape()


def test_the_first_migration_goes_up_down_and_up_again(road: Road) -> None:
    road.publish(shop())
    shape = road.shape()
    road.back()
    assert road.shape() == {}
    road.forth()
    assert road.shape() == shape


def test_a_filled_table_keeps_its_rows_when_a_field_and_a_state_come(
    road: Road, new_road: MakeRoad
) -> None:
    road.publish(shop())
    fill(road)
    wider = with_field(shop(), "Sale", field("note", "text"))
    sale = wider.entities[1]
    wider = with_entity(
        wider, replace(sale, workflow=workflow("new", "packed", "sent", "done", final="done"))
    )
    road.publish(wider)
    assert road.column("sale", "summary") == ["sale 0", "sale 1", "sale 2"]
    assert road.column("sale", "note") == [None] * 3
    assert_as_if_new(road, new_road)


def test_a_new_state_alone_needs_no_migration(road: Road) -> None:
    road.publish(shop())
    sale = replace(
        shop().entities[1], workflow=workflow("new", "sent", "packed", "done", final="done")
    )
    assert road.publish(with_entity(shop(), sale)) is None


def test_existing_rows_get_the_default_of_a_new_field(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    wider = with_field(shop(), "Sale", field("count", "int", default=1, required=True))
    wider = with_field(wider, "Sale", field("price", "money", default="0.5"))
    wider = with_field(wider, "Sale", field("paid", "bool", default=False, required=True))
    wider = with_field(wider, "Sale", field("kind", default="it's 50%: new"))
    road.publish(wider)
    assert road.column("sale", "count") == [1, 1, 1]
    assert road.column("sale", "price") == [50, 50, 50]
    assert [bool(value) for value in road.column("sale", "paid")] == [False] * 3
    assert road.column("sale", "kind") == ["it's 50%: new"] * 3
    assert_as_if_new(road, new_road)


def test_a_default_moment_is_stored_as_the_application_stores_it(
    road: Road, new_road: MakeRoad
) -> None:
    """Otherwise it would neither compare nor sort with the application's own, and lists would lose rows."""
    road.publish(shop())
    fill(road)
    today = expression("today()", ["call", "today"], "date")
    now = expression("now()", ["call", "now"], "datetime")
    wider = with_field(shop(), "Sale", field("opened", "datetime", default="2026-01-01 08:30"))
    wider = with_field(wider, "Sale", field("daily", "time", default="08:30"))
    wider = with_field(wider, "Sale", field("day", "date", default="2026-01-31", required=True))
    wider = with_field(wider, "Sale", field("seen", "datetime", default_expression=now))
    wider = with_field(wider, "Sale", field("sold", "date", default_expression=today))
    before = dt.datetime.now(dt.UTC)
    road.publish(wider)
    after = dt.datetime.now(dt.UTC)
    opened, seen = sa.column("opened", UtcDateTime()), sa.column("seen", UtcDateTime())
    daily, day, sold = sa.column("daily", sa.Time()), sa.column("day", sa.Date()), sa.column("sold", sa.Date())  # fmt: skip
    every = road.column("sale", "id")
    assert road.ids("sale", opened == dt.datetime(2026, 1, 1, 0, 30, tzinfo=dt.UTC)) == every
    assert road.ids("sale", daily == dt.time(8, 30)) == every
    assert road.ids("sale", day == dt.date(2026, 1, 31)) == every
    assert road.ids("sale", seen.between(before, after)) == every
    local = [moment.astimezone(ZoneInfo("Asia/Shanghai")).date() for moment in (before, after)]
    assert road.ids("sale", sold.in_(local)) == every
    with road.reading() as connection:
        [stored] = set(connection.scalars(sa.select(seen).select_from(sa.table("sale"))))
    assert road.ids("sale", seen == stored) == every
    assert_as_if_new(road, new_road)


def test_a_colon_in_a_default_is_only_a_colon(road: Road) -> None:
    road.publish(shop())
    fill(road)
    road.publish(with_field(shop(), "Sale", field("kind", default="a: :value ::b")))
    assert road.column("sale", "kind") == ["a: :value ::b"] * 3


def test_a_required_field_without_default_is_refused_with_what_to_do() -> None:
    wider = with_field(shop(), "Sale", field("code", required=True))
    with pytest.raises(SchemaProblems, match=r"M002 field 'code' is required(.|\n)*default"):
        migration(shop(), wider, revision="0003", down_revision="0002")


def test_new_entities_may_have_required_fields_and_point_in_circles(
    road: Road, new_road: MakeRoad
) -> None:
    road.publish(shop())
    fill(road)
    store = replace(
        shop().entities[0],
        fields=(*shop().entities[0].fields, field("head", "ref", target="Clerk")),
    )
    clerk = entity(
        "Clerk",
        field("name", required=True, unique=True),
        field("store", "ref", target="Store", required=True),
        field("boss", "ref", target="Clerk"),
        field("login", "ref", target="User"),
        field("stores", "refs", target="Store"),
        field("photo", "image"),
    )
    wider = plan(store, shop().entities[1], clerk, enums=(LEVEL,))
    road.publish(wider)
    assert road.column("store", "name") == ["North"]
    assert_as_if_new(road, new_road)
    road.back()
    road.forth()
    assert_as_if_new(road, new_road)


def test_several_references_are_a_table_of_their_own(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    road.publish(with_field(shop(), "Sale", field("related", "refs", target="Sale")))
    assert set(road.shape()["sale_related"]["columns"]) == {"sale_id", "related_sale_id"}
    assert_as_if_new(road, new_road)


def test_a_workflow_given_later_puts_every_row_into_the_initial_state(
    road: Road, new_road: MakeRoad
) -> None:
    road.publish(shop())
    fill(road)
    flow = workflow("open", "shut", final="shut")
    road.publish(with_entity(shop(), replace(shop().entities[0], workflow=flow)))
    assert road.column("store", "state") == ["open"]
    assert_as_if_new(road, new_road)


def test_indexes_and_unique_fields_come_and_go(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    sale = shop().entities[1]
    indexed = replace(sale, indexes=(("store", "state"),), unique=(("store", "summary"),))
    road.publish(with_entity(shop(), indexed))
    assert_as_if_new(road, new_road)
    road.publish(shop())
    assert_as_if_new(road, new_road)


def test_names_longer_than_postgresql_takes_are_cut_alike_everywhere(
    road: Road, new_road: MakeRoad
) -> None:
    name = "a_field_with_a_really_rather_long_name_x"
    table = "an_entity_with_a_name_as_long_as_allowed"
    long = entity("Long", field(name, "ref", target="Long"), field("b"), table=table)
    road.publish(plan(replace(long, fields=long.fields[1:])))
    road.publish(plan(long))
    assert_as_if_new(road, new_road)
