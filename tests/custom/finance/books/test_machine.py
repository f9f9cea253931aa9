"""Whatever people do to vouchers, the books hold: a sample here, 1,000 runs of 50 steps in tests/proofs/ledger."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.custom.finance.books.machine import LedgerMachine, Stage
from tests.custom.finance.books.office import Office

SAMPLE = settings(max_examples=8, stateful_step_count=20)


@pytest.fixture
def stage(office: Office) -> Stage:
    LedgerMachine.stage = Stage(office)
    return LedgerMachine.stage


def test_random_people_break_no_rule_of_the_books(stage: Stage) -> None:
    run_state_machine_as_test(LedgerMachine, settings=SAMPLE)  # type: ignore[no-untyped-call]
    assert stage.done["post: done"] > 0
