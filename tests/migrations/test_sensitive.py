"""A field that becomes sensitive is encrypted where it is, and back; a renamed one can still be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.privacy.column import Sensitive
from generator.migration import migration
from generator.plan import Field, Plan
from generator.problem import SchemaProblems
from tests.generator.plans import field, plan
from tests.migrations.road import MakeRoad, Road
from tests.migrations.test_adding import assert_as_if_new, fill, shop
from tests.migrations.test_changing import sale_with

BLIND: dict[str, Any] = {"blind": True}


def card(name: str = "card", **options: Any) -> Field:
    return field(name, max=20, index=True, **options)


def read(road: Road, table: str, column: str, *kind: str, **options: Any) -> Sequence[Any]:
    """The values as the application reads them."""
    typed = sa.column(column, Sensitive(f"{table}.{column}", *kind, **options))
    with road.reading() as connection:
        asked = sa.select(typed).select_from(sa.table(table)).order_by(sa.column("id"))
        return connection.scalars(asked).all()


def test_plain_values_are_encrypted_where_they_are_and_back(road: Road, new_road: MakeRoad) -> None:
    road.publish(sale_with(card(), field("wage", "money"), field("ill", "bool")))
    fill(road)
    road.run("UPDATE sale SET card = 'secret-1', wage = 1250, ill = (1 = 1) WHERE id = 1")
    sealed = {"pii": "sensitive"}
    road.publish(
        sale_with(card(**sealed), field("wage", "money", **sealed), field("ill", "bool", **sealed))
    )
    assert not any("secret" in str(row) for row in road.run("SELECT * FROM sale"))
    assert read(road, "sale", "card", **BLIND) == ["secret-1", None, None]
    assert read(road, "sale", "wage", "decimal", scale=2, **BLIND)[0] == Decimal("12.50")
    assert read(road, "sale", "ill", **BLIND)[0] is True
    assert_as_if_new(road, new_road)
    road.back()
    assert road.column("sale", "card") == ["secret-1", None, None]
    assert road.column("sale", "wage") == [1250, None, None]
    assert [value and bool(value) for value in road.column("sale", "ill")] == [True, None, None]
    road.forth()
    assert read(road, "sale", "card", **BLIND) == ["secret-1", None, None]


def test_an_encrypted_field_can_be_read_under_its_new_name(road: Road, new_road: MakeRoad) -> None:
    road.publish(sale_with(card()))
    fill(road)
    road.run("UPDATE sale SET card = 'secret-1' WHERE id = 1")
    road.publish(sale_with(card(pii="sensitive")))
    road.publish(sale_with(card("pass", pii="sensitive", was="card")))
    assert read(road, "sale", "pass", **BLIND) == ["secret-1", None, None]
    assert_as_if_new(road, new_road)
    road.back()
    assert read(road, "sale", "card", **BLIND) == ["secret-1", None, None]


def test_an_encrypted_field_can_be_read_under_a_new_name_of_its_entity(road: Road) -> None:
    road.publish(sale_with(card()))
    fill(road)
    road.run("UPDATE sale SET card = 'secret-1' WHERE id = 1")
    sealed = sale_with(card(pii="sensitive"))
    road.publish(sealed)
    road.publish(_renamed(sealed))
    assert read(road, "order", "card", **BLIND) == ["secret-1", None, None]


def test_a_sensitive_field_comes_and_goes(road: Road, new_road: MakeRoad) -> None:
    road.publish(shop())
    fill(road)
    road.publish(sale_with(card(pii="sensitive")))
    assert road.column("sale", "card_blind") == [None, None, None]
    assert_as_if_new(road, new_road)
    road.publish(shop())
    assert_as_if_new(road, new_road)
    road.back()
    road.back()
    road.forth()


def test_its_type_does_not_change_in_place() -> None:
    before = sale_with(field("wage", "money", pii="sensitive"))
    after = sale_with(field("wage", "int", pii="sensitive"))
    with pytest.raises(SchemaProblems, match="M003"):
        migration(before, after, revision="0003", down_revision="0002")


def _renamed(before: Plan) -> Plan:
    sale = before.entities[1]
    order = replace(sale, name="Order", table="order", was="Sale")
    return plan(before.entities[0], order, enums=before.enums)
