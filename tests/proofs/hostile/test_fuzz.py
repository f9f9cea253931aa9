"""The fuzzers of tests/hostile, with other examples in every run."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from generator.plan import Plan
from tests.hostile import fuzz
from tests.hostile.test_refused import REFUSED, read, wrong
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
LONG = settings(
    max_examples=20_000, derandomize=False, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip


def judge_bytes(data: bytes) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        return isinstance(read(data, Path(folder)), Plan)


@pytest.mark.parametrize(
    ("name", "examples", "judge"),
    [
        ("documents", fuzz.documents, fuzz.judge),
        ("schemas with other texts at their places", fuzz.filled(), fuzz.judge),
        ("schemas cut and spliced", fuzz.spoilt(), fuzz.judge),
        ("files with damaged bytes", fuzz.damaged(), judge_bytes),
        ("expressions", fuzz.expressions, fuzz.judge_expression),
    ],
)
def test_twenty_thousand_at_random(
    name: str, examples: SearchStrategy[Any], judge: Callable[[Any], bool], proof: Proof
) -> None:
    done: Counter[bool] = Counter()

    @LONG
    @given(examples)
    def try_it(example: Any) -> None:
        done[judge(example)] += 1

    try_it()
    assert done[True]
    assert done[False]
    proof.record(
        f"hostile schemas: {name} at random",
        {"refused": done[False], "accepted and generated": done[True], "crashes": 0},
    )


def test_every_hostile_case(tmp_path: Path, proof: Proof) -> None:
    cases = [case for group in REFUSED.values() for case in group]
    assert [told for case in cases for told in wrong(case, tmp_path)] == []
    proof.record("hostile schemas: cases as data", {"refused": len(cases), "run": 0})
