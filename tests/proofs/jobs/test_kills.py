"""Fifty kills: three workers on PostgreSQL, one process on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from app.runtime.database import Database
from app.runtime.jobs import declare
from tests.runtime.jobs.survival import flawless, survive
from tests.support import crew as crew_module
from tests.support.crew import Crew
from tests.support.worlds import BARE, World

pytestmark = pytest.mark.prove
ROWS = 400_000
KILLS = 50


@pytest.fixture
def world() -> World:
    return BARE


@pytest.fixture
def crew(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    monkeypatch.setattr(declare, "_declared", {})
    crew_module.declare()
    made = Crew(database.url.render_as_string(hide_password=False))
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_kills(crew: Crew, database: Database, proof: Any, seed: int) -> None:
    workers = 1 if database.is_sqlite else 3
    outcome = survive(database, crew, workers=workers, kills=KILLS, rows=ROWS, seed=seed)
    figures = asdict(outcome) | {"workers": workers, "kills": KILLS}
    del figures["codes"]
    proof.record(f"kill -9 of workers at random points, seed {seed}", figures)
    assert flawless(outcome, rows=ROWS), outcome
    assert outcome.ticks_missed == 0 or workers == 1, outcome
