"""A long random year of planning, asking, paying, posting and adjusting: no figure of a budget ever goes astray."""

from __future__ import annotations

import random

import pytest

from tests.custom.finance.budgets.conftest import at, database_url, house, town, world
from tests.custom.finance.budgets.house import House
from tests.custom.finance.budgets.walk import Walk
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "house", "town", "world"]  # fixtures

STEPS = 1_500
pytestmark = pytest.mark.prove


def test_a_long_random_year(house: House, proof: Proof) -> None:
    walk = Walk(house, random.Random(2026))
    walk.go(STEPS)
    refused = sum(number for name, number in walk.done.items() if not name.endswith(": done"))
    proof.record(
        "Budgets in a random year, every figure compared after every step",
        {"steps": STEPS, "refused by a rule": refused, "astray": 0},
    )
