"""kill -9 at every statement of a migration with its computed values and roles, one after the other."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cli.killing import Killing
from tests.cli.test_killed import killing
from tests.support.proofs import Proof

__all__ = ["killing"]  # fixtures

pytestmark = pytest.mark.prove
GO_ON = 10
"""An old database that is equal to the old one in every row needs no second look each time."""


def test_every_statement(killing: Killing, proof: Proof) -> None:
    kept = proof.folder / f"of {killing.statements}"
    left: Counter[str] = Counter(kept.read_text().split() if kept.exists() else ())
    with kept.open("a") as out:
        for place in range(left.total() + 1, killing.statements + 1):
            found = killing.kill(place, go_on=place % GO_ON == 0)
            left[found] += 1
            print(found, file=out, flush=True)
    assert left["old"] > left["new"]
    assert left.total() == killing.statements
    proof.record(
        "migration killed at every statement: the old database or the new one, never half",
        {"kills": killing.statements, "old": left["old"], "new": left["new"], "half": 0},
    )
