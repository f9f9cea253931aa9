"""kill -9 at many seeded points of posting a bill run."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.custom.finance.fees.conftest import at, database_url, desk, town, world
from tests.custom.finance.fees.desk import Desk
from tests.custom.finance.fees.test_killed import post_and_kill, settle_in
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "desk", "town", "world"]  # fixtures

ROUNDS = 24
pytestmark = [pytest.mark.prove, pytest.mark.database]


def test_runs(desk: Desk, at: Any, database_url: str, proof: Proof) -> None:
    settle_in(desk)
    chance = random.Random(11)
    periods = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(ROUNDS)]
    done = sum(
        post_and_kill(desk, at, database_url, chance, period=period, longest=1.0)
        for period in periods
    )
    proof.record(
        "Posting of a bill run killed with -9",
        {"runs": ROUNDS, "kills": ROUNDS - done, "lost": 0, "doubled": 0, "half done": 0},
    )
