"""Of the small changes to policy, access and the write path, at least 85 in 100 make a test fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.mutation.__main__ import ROOT, Store, cases, summary
from tests.support.proofs import Proof

GOAL = 85
FILES = [
    ROOT / "app" / "runtime" / name for name in ("policy.py", "workflow.py", "records.py")
] + sorted(
    file
    for folder in ("access", "writing")
    for file in (ROOT / "app" / "runtime" / folder).glob("*.py")
)


@pytest.mark.prove
def test_a_small_change_in_the_core_makes_a_test_fail(proof: Proof) -> None:
    """Goes on where it stopped: what was tried at this commit is in the proof's folder."""
    # Locks and the races that they end are on PostgreSQL only.
    for more in ([], ["--postgresql", "--by", "tests/runtime/records"]):
        command = [sys.executable, "-m", "tests.proofs.mutation", *map(str, FILES), *more]
        subprocess.run([*command, "--store", str(proof.folder)], cwd=ROOT, check=True)
    known = Store(Path(proof.folder)).known
    verdicts = [(case, known[case.key]) for case in cases(FILES)]
    killed = sum(verdict == "killed" for _, verdict in verdicts)
    proof.record(
        "Mutants of policy, access and the write path",
        {
            "tried": len(verdicts),
            "killed": killed,
            "percent": round(100 * killed / len(verdicts), 1),
        },
        listed=[
            *summary(verdicts),
            *(f"{verdict}: {case.told()}" for case, verdict in verdicts if verdict != "killed"),
        ],
    )
    assert 100 * killed >= GOAL * len(verdicts)
