"""The ledger machine, 1,000 runs of 50 steps."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.custom.crm.conftest import town
from tests.custom.finance.books.conftest import at, database_url, office, world
from tests.custom.finance.books.machine import LedgerMachine, Stage
from tests.custom.finance.books.office import Office
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "office", "town", "world"]  # fixtures

pytestmark = [pytest.mark.prove, pytest.mark.database]
LONG = settings(max_examples=1000, stateful_step_count=50)


def test_a_thousand_runs(office: Office, proof: Proof) -> None:
    LedgerMachine.stage = stage = Stage(office)
    run_state_machine_as_test(LedgerMachine, settings=LONG)  # type: ignore[no-untyped-call]
    stage.books_hold()
    proof.record(
        "LedgerMachine, 1,000 runs of 50 steps",
        {**dict(sorted(stage.done.items())), "contradictions": 0},
    )
