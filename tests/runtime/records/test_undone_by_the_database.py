"""What the database undid to let another one through is done again; what it refused is told at the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from app.runtime import records
from app.runtime.errors import ValidationFailed
from app.runtime.writing import unique
from app.runtime.writing.transaction import ATTEMPTS, repeated
from tests.sample.models import Sale, Store, StoreRole


class Undone(Exception):
    """The driver's error, with PostgreSQL's code."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("undone")
        self.sqlstate = sqlstate


def failing(times: int, sqlstate: str | None) -> tuple[Callable[[], str], list[int]]:
    """An act that the database undoes so many times, and how often it was tried."""
    tried: list[int] = []

    def act() -> str:
        tried.append(len(tried))
        if len(tried) <= times:
            raise OperationalError("UPDATE", {}, Undone(sqlstate))
        return "done"

    return act, tried


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_a_deadlock_is_tried_again(shop: Any, sqlstate: str) -> None:
    act, tried = failing(ATTEMPTS - 1, sqlstate)
    assert repeated(shop.ann, act) == "done"
    assert len(tried) == ATTEMPTS


def test_after_the_last_attempt_it_is_told(shop: Any) -> None:
    act, tried = failing(ATTEMPTS, "40P01")
    with pytest.raises(OperationalError):
        repeated(shop.ann, act)
    assert len(tried) == ATTEMPTS


@pytest.mark.parametrize("sqlstate", ["57014", None])
def test_another_failure_is_told_at_once(shop: Any, sqlstate: str | None) -> None:
    act, tried = failing(1, sqlstate)
    with pytest.raises(OperationalError):
        repeated(shop.ann, act)
    assert len(tried) == 1


def test_inside_a_group_the_whole_group_is_undone_not_repeated(shop: Any) -> None:
    act, tried = failing(1, "40P01")
    with pytest.raises(OperationalError), records.writing(shop.ann):
        repeated(shop.ann, act)
    assert len(tried) == 1


def refused(told: str) -> IntegrityError:
    return IntegrityError("INSERT", {}, Exception(told))


def index_of(entity: Any, *columns: str) -> str:
    return next(
        str(index.name)
        for index in entity.__table__.indexes
        if [column.name for column in index.columns] == list(columns)
    )


@pytest.mark.parametrize(
    ("entity", "columns", "field"),
    [(Store, ("code",), "code"), (StoreRole, ("user_id", "store_id"), "store")],
)
def test_a_taken_value_is_told_at_its_field_in_the_words_of_either_database(
    shop: Any, entity: Any, columns: tuple[str, ...], field: str
) -> None:
    table = entity.__table__.name
    for told in (
        f'duplicate key value violates unique constraint "{index_of(entity, *columns)}"',
        f"UNIQUE constraint failed: index '{index_of(entity, *columns)}'",
        "UNIQUE constraint failed: " + ", ".join(f"{table}.{column}" for column in columns),
    ):
        explained = unique.explain(refused(told), entity, "rows.3.")
        assert isinstance(explained, ValidationFailed), told
        assert [(e.field, e.code) for e in explained.errors] == [(f"rows.3.{field}", "unique")]


def test_what_is_no_taken_value_stays_the_error_that_it_is(shop: Any) -> None:
    for told in ("NOT NULL constraint failed: store.code", "UNIQUE constraint failed: store.id"):
        error = refused(told)
        assert unique.explain(error, Store) is error
    of_another = refused("UNIQUE constraint failed: store.code")
    assert unique.explain(of_another, Sale) is of_another


def test_the_message_names_every_field_of_the_set(shop: Any) -> None:
    explained = unique.explain(
        refused("UNIQUE constraint failed: store_role.user_id, store_role.store_id"), StoreRole
    )
    assert isinstance(explained, ValidationFailed)
    assert explained.errors[0].message.texts == {
        "zh": "已有相同的用户、门店",
        "en": "There is already a record with the same User, Store.",
    }
