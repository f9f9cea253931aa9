"""The one table of field types and its twin at run time."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.runtime import field_types as runtime
from generator import load
from generator.field_families import FieldType
from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.spec import FIELD

TESTS = Path(__file__).parents[1]
ROWS = list(FIELD_TYPES.values())


def test_there_are_about_thirty_types() -> None:
    assert len(FIELD_TYPES) == 35


def test_both_tables_have_the_same_types() -> None:
    # `state` is no type that a schema can give: the workflow adds the field.
    assert set(runtime.FIELD_TYPES) == {*FIELD_TYPES, "state"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_both_tables_agree_on_a_type(row: FieldType) -> None:
    twin = runtime.FIELD_TYPES[row.name]
    assert set(twin.operators) == set(row.operators)
    assert twin.form == row.form


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_option_of_a_type_is_a_key_of_the_language(row: FieldType) -> None:
    known = {key.name for key in FIELD.keys}
    assert row.options <= known
    assert not row.options & COMMON_OPTIONS


def test_every_key_of_a_field_belongs_to_some_type() -> None:
    used = COMMON_OPTIONS.union(*(row.options for row in ROWS))
    assert {key.name for key in FIELD.keys} == used


def test_the_golden_schema_has_a_field_of_every_type() -> None:
    plan = load(TESTS / "golden" / "everything" / "schema.yaml")
    used = {field.type for entity in plan.entities for field in entity.fields}
    assert used == set(FIELD_TYPES)
