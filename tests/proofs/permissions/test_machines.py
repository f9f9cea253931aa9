"""The machines of tests/permissions, 1,000 × 50."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.permissions.machines import PermissionMachine, Stage, WorkflowMachine
from tests.permissions.test_machines import actors
from tests.support.proofs import Proof

__all__ = ["actors"]  # fixture

pytestmark = [pytest.mark.prove, pytest.mark.database]
LONG = settings(max_examples=1000, stateful_step_count=50)


@pytest.mark.parametrize("machine", [WorkflowMachine, PermissionMachine])
def test_a_thousand_runs(machine: type, actors: Stage, proof: Proof) -> None:
    run_state_machine_as_test(machine, settings=LONG)  # type: ignore[no-untyped-call]
    proof.record(
        f"{machine.__name__}, 1,000 runs of 50 steps",
        {**dict(sorted(actors.done.items())), "contradictions": 0},
    )
