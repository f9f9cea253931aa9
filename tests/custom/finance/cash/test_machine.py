"""Whatever happens at the counter, bills, prepayments and books agree: a sample here, 200 runs in tests/proofs/finance."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.custom.finance.cash.machine import MoneyMachine, Stage
from tests.custom.finance.cash.till import Till

SAMPLE = settings(max_examples=3, stateful_step_count=10)


def test_random_acts_make_and_lose_no_money(till: Till) -> None:
    MoneyMachine.stage = stage = Stage(till)
    run_state_machine_as_test(MoneyMachine, settings=SAMPLE)  # type: ignore[no-untyped-call]
    assert stage.done["payment"] >= 3
