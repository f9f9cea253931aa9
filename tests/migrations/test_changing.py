"""Renames keep the data, drops go to the trash, and rows that do not fit are shown instead of harmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.cli import migrations
from generator.migration import migration
from generator.plan import Enum, EnumValue, Field, Plan, Role
from generator.problem import SchemaProblems
from migrations.operations import MigrationRefused
from tests.generator.plans import both, enum, field, plan, with_entity, workflow
from tests.migrations.road import MOMENT, MakeRoad, Road
from tests.migrations.test_adding import assert_as_if_new, fill, shop


def with_sale(change: dict[str, Any]) -> Plan:
    return with_entity(shop(), replace(shop().entities[1], **change))


def sale_with(*fields: Field) -> Plan:
    """The shop, with these fields instead of the sale's own of the same or the old name."""
    gone = {item.name for item in fields} | {item.was for item in fields}
    kept = tuple(item for item in shop().entities[1].fields if item.name not in gone)
    return with_sale({"fields": (*fields, *kept)})


def sale_without(name: str) -> Plan:
    kept = tuple(item for item in shop().entities[1].fields if item.name != name)
    return with_sale({"fields": kept})


def log(road: Road, **values: Any) -> None:
    """A line of the transition log."""
    given = {"entity": "sale", "record_id": 1, "by_system": False, "at": MOMENT, "note": ""}
    given |= {"transition": "to_packed", "from_state": "new", "to_state": "packed"} | values
    names = ", ".join(given)
    holes = ", ".join(f":{name}" for name in given)
    road.run(f"INSERT INTO sys_transition_log ({names}) VALUES ({holes})", **given)


# Renames ------------------------------------------------------------------------------------------


def test_a_renamed_field_keeps_its_values(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    road.publish(sale_with(field("title", max=60, was="summary")))
    assert road.column("sale", "title") == ["sale 0", "sale 1", "sale 2"]
    assert_as_if_new(road, new_road)
    road.back()
    assert road.column("sale", "summary") == ["sale 0", "sale 1", "sale 2"]


def test_a_renamed_reference_keeps_its_key_and_index(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    road.publish(sale_with(field("shop", "ref", target="Store", was="store")))
    assert road.column("sale", "shop_id") == [1, 1, 1]
    assert_as_if_new(road, new_road)
    road.back()
    road.forth()
    assert_as_if_new(road, new_road)


def test_a_limit_beyond_32_bits_widens_the_column(road: Road, new_road: MakeRoad) -> None:
    road.publish(sale_with(field("pieces", "int")))
    fill(road)
    road.publish(sale_with(field("pieces", "int", max=2**40)))
    road.run("UPDATE sale SET pieces = :most", most=2**40)
    assert road.column("sale", "pieces") == [2**40] * 3
    assert_as_if_new(road, new_road)
    road.run("UPDATE sale SET pieces = 7")
    road.back()
    assert road.column("sale", "pieces") == [7] * 3


def test_was_is_done_once(road: Road) -> None:
    road.publish(shop())
    renamed = sale_with(field("title", max=60, was="summary"))
    road.publish(renamed)
    assert road.publish(renamed) is None


def test_a_renamed_entity_keeps_rows_links_and_history(road: Road, new_road: MakeRoad) -> None:
    linked = with_sale(
        {"fields": (*shop().entities[1].fields, field("old", "refs", target="Sale"))}
    )
    road.publish(linked)
    fill(road)
    road.run("INSERT INTO sale_old (sale_id, related_sale_id) VALUES (1, 2)")
    log(road)
    road.run("INSERT INTO sys_sequence (key, value) VALUES ('sale.number::S', 7)")
    order = replace(
        linked.entities[1],
        name="Order",
        table="order",
        was="Sale",
        fields=tuple(
            replace(item, target="Order") if item.target == "Sale" else item
            for item in linked.entities[1].fields
        ),
    )
    road.publish(plan(shop().entities[0], order, enums=shop().enums))
    assert road.column("order", "summary") == ["sale 0", "sale 1", "sale 2"]
    assert road.run("SELECT order_id, related_order_id FROM order_old") == [(1, 2)]
    assert road.run("SELECT entity FROM sys_transition_log") == [("order",)]
    assert road.run("SELECT key FROM sys_sequence") == [("order.number::S",)]
    assert_as_if_new(road, new_road)
    road.back()
    assert road.column("sale", "summary") == ["sale 0", "sale 1", "sale 2"]
    road.forth()
    assert_as_if_new(road, new_road)


def test_an_entity_that_others_point_to_is_renamed(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    store = replace(shop().entities[0], name="Branch", table="branch", was="Store")
    sale = shop().entities[1]
    fields = tuple(
        replace(item, target="Branch") if item.target == "Store" else item for item in sale.fields
    )
    road.publish(plan(store, replace(sale, fields=fields), enums=shop().enums))
    assert road.column("branch", "name") == ["North"]
    assert_as_if_new(road, new_road)


def test_renamed_states_and_transitions_are_renamed_in_rows_and_logs(road: Road) -> None:
    road.publish(shop())
    fill(road)
    log(road)
    flow = workflow("open", "packed", "done", final="done")
    states = (replace(flow.states[0], was="new"), *flow.states[1:])
    transitions = (
        replace(flow.transitions[0], name="pack", was="to_packed"),
        *flow.transitions[1:],
    )
    road.publish(with_sale({"workflow": replace(flow, states=states, transitions=transitions)}))
    assert road.column("sale", "state") == ["open"] * 3
    assert road.run("SELECT from_state, transition FROM sys_transition_log") == [("open", "pack")]


def test_a_renamed_enum_value_is_renamed_in_every_row(road: Road) -> None:
    several = with_sale(
        {"fields": (*shop().entities[1].fields, field("levels", "enums", enum="Level"))}
    )
    road.publish(several)
    fill(road)
    road.run("""UPDATE sale SET levels = '["low", "high"]'""")
    values = (EnumValue("small", both("Small"), was="low"), *shop().enums[0].values[1:])
    road.publish(replace(several, enums=(Enum("Level", values),)))
    assert road.column("sale", "level") == ["small"] * 3
    held = [
        eval(value) if isinstance(value, str) else value for value in road.column("sale", "levels")
    ]
    assert held == [["small", "high"]] * 3


def test_a_renamed_role_keeps_its_people(road: Road) -> None:
    road.publish(shop())
    road.run("INSERT INTO ab_role (name) VALUES ('clerk')")
    road.publish(replace(shop(), roles=(Role("seller", both("Seller"), was="clerk"),)))
    assert ("seller",) in road.run("SELECT name FROM ab_role")


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            with_sale({"fields": (field("summary_text"), *shop().entities[1].fields[1:])}),
            "was: summary",
        ),
        (plan(replace(shop().entities[0], name="Shop", table="shop")), "was: Store"),
        (
            with_sale({"workflow": workflow("news", "packed", "done", final="done")}),
            "was: new",
        ),
        (replace(shop(), enums=(enum("Level", "lower", "high"),)), "was: low"),
    ],
)
def test_a_drop_that_looks_like_a_rename_is_refused_with_the_line_to_write(
    changed: Plan, line: str
) -> None:
    with pytest.raises(SchemaProblems, match=f"M001(.|\n)*`{line}`"):
        migration(shop(), changed, revision="0003", down_revision="0002")


# Drops --------------------------------------------------------------------------------------------


def test_a_dropped_field_goes_to_the_trash_and_comes_back(road: Road, new_road: MakeRoad) -> None:
    road.publish(sale_with(field("summary", max=60, required=True, unique=True)))
    fill(road)
    road.publish(sale_without("summary"))
    assert_as_if_new(road, new_road)
    road.insert("sale", state="new")
    assert road.column("sale", "_trash_summary_0003") == ["sale 0", "sale 1", "sale 2", None]
    road.run("DELETE FROM sale WHERE id = 4")
    road.back()
    assert road.column("sale", "summary") == ["sale 0", "sale 1", "sale 2"]


def test_a_dropped_entity_goes_to_the_trash_and_comes_back(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    sale = sale_without("store").entities[1]
    road.publish(plan(sale, enums=shop().enums))
    assert road.column("_trash_store_0003", "name") == ["North"]
    assert_as_if_new(road, new_road)
    road.publish(shop())
    assert_as_if_new(road, new_road)
    road.back()
    road.back()
    assert road.column("store", "name") == ["North"]
    assert road.column("sale", "store_id") == [1, 1, 1]


# Types --------------------------------------------------------------------------------------------


CONVERSIONS = [
    (field("x", max=20), "abc", field("x", max=40), "abc"),
    (field("x", max=20), "abc", field("x", "text"), "abc"),
    (field("x", "text"), "abc", field("x", max=5), "abc"),
    (field("x", "int"), 12, field("x", "money"), 1200),
    (field("x", "int"), 12, field("x", "decimal", scale=3), 12000),
    (field("x", "decimal", scale=3), 12500, field("x", "money"), 1250),
    (field("x", "money"), 1200, field("x", "int"), 12),
    (field("x", "enum", enum="Level"), "low", field("x", max=60), "low"),
    (field("x", max=40), "low", field("x", "enum", enum="Level"), "low"),
]


def test_a_changed_type_keeps_what_the_values_mean(road: Road, new_road: MakeRoad) -> None:
    old = [replace(before, name=f"x{n}") for n, (before, _, _, _) in enumerate(CONVERSIONS)]
    new = [replace(after, name=f"x{n}") for n, (_, _, after, _) in enumerate(CONVERSIONS)]
    road.publish(sale_with(*old))
    fill(road)
    for number, (_, value, _, _) in enumerate(CONVERSIONS):
        road.run(f"UPDATE sale SET x{number} = :value", value=value)
    road.publish(sale_with(*new))
    for number, (_, _, _, expected) in enumerate(CONVERSIONS):
        assert road.column("sale", f"x{number}") == [expected] * 3
    assert_as_if_new(road, new_road)
    road.back()
    for number, (_, value, _, _) in enumerate(CONVERSIONS):
        assert road.column("sale", f"x{number}") == [value] * 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (field("x", "bool"), field("x", "date")),
        (field("x", "ref", target="Store"), field("x", "ref", target="Sale")),
        (field("x"), field("x", "ref", target="Store")),
        (field("x", "enum", enum="Level"), field("x", "enums", enum="Level")),
    ],
)
def test_a_type_that_cannot_be_converted_is_refused(before: Field, after: Field) -> None:
    with pytest.raises(SchemaProblems, match="M003"):
        migration(sale_with(before), sale_with(after), revision="0003", down_revision="0002")


# Rows that do not fit -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "value", "after", "message"),
    [
        (field("x", max=20), "too long", field("x", max=5), "Sale.x will take 5 characters"),
        (field("x"), None, field("x", required=True), "id 1, 2, 3 have no value"),
        (field("x", "money"), 1250, field("x", "int"), "digits would be lost"),
        (field("x"), "other", field("x", "enum", enum="Level"), "will only take low, high"),
        (field("x"), "same", field("x", unique=True), "same"),
    ],
)
def test_rows_that_do_not_fit_stop_the_migration_and_nothing_changes(
    road: Road, before: Field, value: Any, after: Field, message: str
) -> None:
    road.publish(sale_with(before))
    fill(road)
    road.run("UPDATE sale SET x = :value", value=value)
    shape = road.shape()
    road.write(sale_with(after, field("y")))
    with pytest.raises(MigrationRefused, match=message):
        road.forth()
    assert road.shape() == shape
    assert migrations.current(road.url) == "0002"
    assert road.column("sale", "x") == [value] * 3


def test_a_value_still_in_use_is_not_dropped(road: Road) -> None:
    road.publish(shop())
    fill(road)
    road.write(replace(shop(), enums=(enum("Level", "high"),)))
    with pytest.raises(MigrationRefused, match=r"Sale\.level: low will go, but id 1, 2, 3"):
        road.forth()


def test_a_state_still_in_use_is_not_dropped(road: Road) -> None:
    road.publish(shop())
    fill(road)
    road.write(with_sale({"workflow": workflow("packed", "done", final="done")}))
    with pytest.raises(MigrationRefused, match=r"Sale\.state: new will go"):
        road.forth()


def test_a_field_that_becomes_required_gives_empty_rows_its_default(
    road: Road, new_road: MakeRoad
) -> None:
    road.publish(sale_with(field("x")))
    fill(road)
    road.publish(sale_with(field("x", required=True, default="none")))
    assert road.column("sale", "x") == ["none"] * 3
    assert_as_if_new(road, new_road)
    road.publish(sale_with(field("x")))
    assert_as_if_new(road, new_road)
