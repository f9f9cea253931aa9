"""Every cell: role × entity × action × channel × row, for two people with records of their own and a stranger."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask

from tests.permissions.channels import Asker
from tests.permissions.oracle import Person
from tests.permissions.town import Town
from tests.support.proofs import Proof
from tests.support.worlds import World

pytestmark = [pytest.mark.prove, pytest.mark.database]


def test_every_cell_answers_as_the_schema_says(
    site: Flask, town: Town, world: World, proof: Proof
) -> None:
    asked: Counter[str] = Counter()
    refused, wrong = 0, []
    people = [Person(None, frozenset())]
    people += [Person(id, frozenset({role})) for id in town.persons for role in town.oracle.roles]
    people += [Person(town.one, frozenset())]
    for person in people:
        asker = Asker(site, town, person)
        for name in town.oracle.entities:
            for cell in asker.entity(name):
                asked[cell.channel] += 1
                refused += isinstance(cell.got, int) and cell.got >= 400 and cell.got != 412
                if not cell.holds:
                    wrong.append(str(cell))
    assert "\n".join(wrong[:200]) == ""
    proof.record(
        f"Permission matrix of the {world.name}: every cell, refusals too",
        {
            "people × roles": len(people),
            "entities": len(town.oracle.entities),
            "cells": asked.total(),
            **asked,
            "refusals": refused,
            "wrong": len(wrong),
        },
        listed=wrong[:50],
    )


def test_two_roles_together_are_the_union(
    site: Flask, town: Town, world: World, proof: Proof
) -> None:
    """Every pair of roles that separation allows, by one person."""
    pairs = [
        frozenset({first, second})
        for place, first in enumerate(town.oracle.roles)
        for second in town.oracle.roles[place + 1 :]
        if {first, second} not in town.oracle.pairs()
    ]
    number, wrong = 0, []
    for roles in pairs:
        asker = Asker(site, town, Person(town.one, roles))
        for name in town.oracle.entities:
            cells = list(asker.entity(name, rows=1))
            number += len(cells)
            wrong += [str(cell) for cell in cells if not cell.holds]
    assert "\n".join(wrong[:200]) == ""
    proof.record(
        f"Pairs of roles of the {world.name} in one hand",
        {"pairs": len(pairs), "cells": number, "wrong": len(wrong)},
    )
