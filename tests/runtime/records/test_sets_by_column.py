"""Sets that the system worked out itself: numbered, logged and found like any record; no rule is skipped in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import Forbidden, ValidationFailed
from app.runtime.system import AuditLog
from tests.runtime.records.conftest import statements
from tests.sample.models import Article, Sale, Store


def every(entity: Any) -> list[Any]:
    with Context.system() as ctx:
        return list(ctx.session.scalars(sa.select(entity).order_by(entity.id)))


def audited(action: str) -> list[Any]:
    with Context.system() as ctx:
        return list(ctx.session.scalars(sa.select(AuditLog).where(AuditLog.action == action)))


@pytest.mark.parametrize("action", ["make", "each", "step"])
def test_a_person_writes_no_set_by_column(shop: Any, action: str) -> None:
    with pytest.raises(Forbidden):
        records.write_set(
            shop.manager, Store, [{"id": shop.store, "name": "Mine"}], action=action, audit="x"
        )
    assert every(Store)[0].name == "First"


def test_made_records_are_found_and_on_record(shop: Any) -> None:
    made = records.write_set(
        shop.system, Store, [{"code": "C", "name": "Third"}, {"code": "D", "name": "Fourth"}],
        action="make", audit="a plan",
    )  # fmt: skip
    assert made == 2
    assert [store.code for store in every(Store)] == ["A", "B", "C", "D"]
    assert {store.version for store in every(Store)[2:]} == {1}
    (row,) = audited("set:make")
    assert (row.diff["count"], row.diff["why"]) == (2, "a plan")
    found = query.rows(shop.system, Article, columns=["id"], search="Nail")
    assert len(found.items) == 1


def test_what_a_select_finds_is_made_without_leaving_the_database(shop: Any) -> None:
    found = sa.select((Store.code + "2").label("code"), Store.name).order_by(Store.id)
    assert records.write_set(shop.system, Store, found, action="make", audit="twins") == 2
    assert [(store.code, store.version) for store in every(Store)[2:]] == [("A2", 1), ("B2", 1)]
    (row,) = audited("set:make")
    assert row.diff["count"] == 2


def test_a_select_that_finds_nothing_makes_nothing(shop: Any) -> None:
    nothing = sa.select(Store.code, Store.name).where(Store.id < 0)
    assert records.write_set(shop.system, Store, nothing, action="make", audit="none") == 0
    assert audited("set:make") == []


def test_each_record_gets_its_own_values_by_one_statement(shop: Any, database: Database) -> None:
    rows = [{"id": shop.store, "name": "One"}, {"id": shop.other_store, "name": "Two"}]
    with statements(database) as seen:
        records.write_set(shop.system, Store, rows, action="each", audit="renamed")
    assert [(store.name, store.version) for store in every(Store)] == [("One", 2), ("Two", 2)]
    assert (
        sum("UPDATE store " in one for one in seen.seen) <= 2
    )  # a line for each row on PostgreSQL
    assert len(audited("set:each")) == 1


def test_what_others_are_computed_from_is_not_changed_alone(shop: Any) -> None:
    records.create(shop.ann, Sale, {"store": shop.store, "summary": "x", "buyer": shop.bob})
    with pytest.raises(RuntimeError, match="unjudged or stale"):
        records.write_set(
            shop.system, Sale, [{"id": 1, "freight": Decimal(3)}], action="each", audit="x"
        )


def test_a_column_that_is_not_there_is_named(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        records.write_set(shop.system, Store, [{"cod": "C"}], action="make", audit="x")
    assert [error.field for error in caught.value.errors] == ["rows.0.cod"]


def test_a_record_that_is_not_there_refuses_the_set(shop: Any) -> None:
    rows = [{"id": shop.store, "name": "One"}, {"id": 999, "name": "Nobody"}]
    with pytest.raises(RuntimeError, match="not there"):
        records.write_set(shop.system, Store, rows, action="each", audit="x")
    assert every(Store)[0].name == "First"


def test_records_with_clocks_are_not_made_by_column(shop: Any) -> None:
    with pytest.raises(RuntimeError, match="clock"):
        records.write_set(
            shop.system, Sale, [{"store_id": shop.store, "summary": "x"}], action="make", audit="x"
        )


def test_a_step_with_needs_is_not_taken_as_a_set(shop: Any) -> None:
    records.create(shop.ann, Sale, {"store": shop.store, "summary": "x"})
    with pytest.raises(RuntimeError, match="needs"):
        records.write_set(shop.system, Sale, [{"id": 1}], action="step", step="pack", audit="x")


def test_a_step_that_is_not_there_is_a_mistake(shop: Any) -> None:
    with pytest.raises(RuntimeError, match="no step"):
        records.write_set(shop.system, Store, [{"id": 1}], action="step", step="pack", audit="x")
