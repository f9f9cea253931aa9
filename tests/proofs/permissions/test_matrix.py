"""Every cell: role × entity × action × channel × row, for two people with records of their own and a stranger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from tests.permissions.channels import Asker
from tests.permissions.oracle import Person
from tests.permissions.town import Town
from tests.proofs.permissions.conftest import NOBODY, PARTS
from tests.support.proofs import Proof
from tests.support.worlds import World

pytestmark = [pytest.mark.prove, pytest.mark.database]


@dataclass
class Tally:
    """What was asked in one part: it outlives an interrupted run, which goes on with the next part."""

    people: int = 0
    cells: dict[str, int] = field(default_factory=dict)
    refusals: int = 0
    wrong: list[str] = field(default_factory=list)

    def ask(self, asker: Asker, *, rows: int | None = None) -> None:
        self.people += 1
        cells = Counter(self.cells)
        for cell in _cells(asker, rows):
            cells[cell.channel] += 1
            self.refusals += cell.is_refusal
            if not cell.holds:
                self.wrong.append(str(cell))
        self.cells = dict(sorted(cells.items()))

    def keep(self, file: Path) -> None:
        """Only what holds is finished."""
        assert "\n".join(self.wrong[:200]) == ""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")


def _cells(asker: Asker, rows: int | None) -> Iterator[object]:
    yield from asker.elsewhere()
    for name in asker.town.oracle.entities:
        yield from asker.entity(name, rows=rows)


def test_every_cell_of_a_role_answers_as_the_schema_says(
    site: Flask, town: Town, world: World, role: str, proof: Proof
) -> None:
    kept = proof.folder / f"{world.name} {role}.json"
    if not kept.exists():
        tally = Tally()
        if role == NOBODY:
            # Nobody is logged in, or a person without any role.
            people = [Person(None, frozenset()), Person(town.one, frozenset())]
        else:
            people = [Person(id, frozenset({role})) for id in town.persons]
        for person in people:
            tally.ask(Asker(site, town, person))
        tally.keep(kept)
    _record(f"Permission matrix of the {world.name}: every cell, refusals too", world, town, proof)


def test_every_pair_of_roles_with_this_one_is_the_union(
    site: Flask, town: Town, world: World, role: str, proof: Proof
) -> None:
    """In one hand, for every second role that separation allows; each pair once."""
    kept = proof.folder / f"{world.name} {role} and another.json"
    if not kept.exists():
        tally, roles = Tally(), town.oracle.roles
        later = roles[roles.index(role) + 1 :] if role != NOBODY else []
        for second in later:
            if {role, second} not in town.oracle.pairs():
                tally.ask(Asker(site, town, Person(town.one, frozenset({role, second}))), rows=1)
        tally.keep(kept)
    name = f"Pairs of roles of the {world.name} in one hand"
    _record(name, world, town, proof, ending=" and another")


def _record(name: str, world: World, town: Town, proof: Proof, *, ending: str = "") -> None:
    """The part that comes last, in whichever run, tells the sum of all."""
    files = [proof.folder / f"{world.name} {part}{ending}.json" for part in PARTS[world.name]]
    if not all(file.exists() for file in files):
        return
    tallies = [Tally(**json.loads(file.read_text(encoding="utf-8"))) for file in files]
    cells: Counter[str] = Counter()
    for tally in tallies:
        cells.update(tally.cells)
    proof.record(
        name,
        {
            "people × roles": sum(tally.people for tally in tallies),
            "entities": len(town.oracle.entities),
            "cells": cells.total(),
            **dict(sorted(cells.items())),
            "refusals": sum(tally.refusals for tally in tallies),
            "wrong": sum(len(tally.wrong) for tally in tallies),
        },
    )
