"""The counter: kill -9 at many seeded points of receiving money, and the money machine in long runs."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.custom.finance.cash.conftest import till
from tests.custom.finance.cash.machine import MoneyMachine, Stage
from tests.custom.finance.cash.test_killed import receive_and_kill
from tests.custom.finance.cash.till import Till
from tests.custom.finance.fees.conftest import at, database_url, desk, town, world
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "desk", "till", "town", "world"]  # fixtures

KILLS = 24
LONG = settings(max_examples=200, stateful_step_count=25)
pytestmark = pytest.mark.prove


def test_kills(till: Till, database_url: str, proof: Proof) -> None:
    chance = random.Random(12)
    done = sum(receive_and_kill(till, database_url, chance, longest=1.2) for _ in range(KILLS))
    proof.record(
        "Receiving money killed with -9",
        {"runs": KILLS, "kills": KILLS - done, "lost": 0, "doubled": 0, "half done": 0},
    )


def test_money_is_neither_made_nor_lost(till: Till, proof: Proof) -> None:
    MoneyMachine.stage = stage = Stage(till)
    run_state_machine_as_test(MoneyMachine, settings=LONG)  # type: ignore[no-untyped-call]
    proof.record(
        "MoneyMachine, 200 runs of 25 acts",
        {**dict(sorted(stage.done.items())), "contradictions": 0},
    )
