"""The matrix over HTTP: a seeded sample of cells; `make prove` asks every one."""

from __future__ import annotations

import random

import pytest
from flask import Flask

from tests.permissions.channels import Asker, Cell
from tests.permissions.oracle import Person
from tests.permissions.town import Town

pytestmark = pytest.mark.database
PAIRS = 14
"""(role, entity) pairs of each world."""


def wrong(cells: list[Cell]) -> list[str]:
    return [str(cell) for cell in cells if not cell.holds]


def test_a_sample_of_cells_answers_as_the_schema_says(site: Flask, town: Town) -> None:
    chance = random.Random(4)
    pairs = [(role, name) for role in town.oracle.roles for name in town.oracle.entities]
    cells: list[Cell] = []
    for role, name in sorted(chance.sample(pairs, PAIRS)):
        asker = Asker(site, town, Person(town.one, frozenset({role})))
        cells += asker.entity(name, rows=2)
    assert "\n".join(wrong(cells)) == ""
    assert len(cells) > 8 * PAIRS
    assert {cell.channel for cell in cells} >= {"REST", "screen", "history", "picker", "studio"}


def test_nobody_is_asked_to_log_in_everywhere(site: Flask, town: Town) -> None:
    asker = Asker(site, town, Person(None, frozenset()))
    cells = [cell for name in list(town.oracle.entities)[:8] for cell in asker.entity(name, rows=1)]
    assert "\n".join(wrong(cells)) == ""
    assert {cell.got for cell in cells} <= {401, 302, 404}


def test_the_matrix_sees_a_grant_that_is_too_wide_and_one_that_is_missing(
    site: Flask, town: Town
) -> None:
    """The test of the test."""
    name = next(
        n
        for n in town.oracle.entities
        if "delete" in town.oracle.entities[n]["permissions"]["grants"]
    )
    grants = town.oracle.entities[name]["permissions"]["grants"]
    role = next(iter(grants["delete"]))
    before = dict(grants["delete"])
    asker = Asker(site, town, Person(town.one, frozenset({role})))
    try:
        del grants["delete"][role]
        assert wrong(list(asker.entity(name, rows=1)))
    finally:
        grants["delete"] = before
    assert wrong(list(asker.entity(name, rows=1))) == []
