"""`dougong migrate` while a server writes, twice at once: writers wait or are told, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Project
from tests.cli.killing import CHANGES
from tests.cli.live import Live, Writers
from tests.support.proofs import Proof

WRITERS, BEFORE = 6, 60
pytestmark = pytest.mark.prove


@pytest.fixture
def live(filled: Project, tmp_path: Path) -> Iterator[Live]:
    made = Live(filled.url, tmp_path, project=filled).start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def test_a_migration_under_live_writers_loses_nothing_and_mixes_nothing(
    live: Live, filled: Project, proof: Proof
) -> None:
    writers = Writers(live, WRITERS)
    for _ in range(BEFORE):
        assert writers.written.acquire(timeout=60), live.said()
    for old, new in CHANGES:
        filled.change(old, new)
    filled.succeed("generate")
    both = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "dougong_cli.py", "migrate", "--no-backup"],
            cwd=filled.folder, env=filled.clean() | filled.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    writers.join()
    assert set(writers.answers) <= {(201, ""), (503, "upgraded"), (503, "unavailable")}, (
        writers.answers, live.said(),
    )  # fmt: skip
    assert writers.answers[503, "upgraded"] == WRITERS
    assert live.stop() == 0
    stored = filled.value("SELECT count(*) FROM task WHERE summary LIKE 'live %'")
    assert stored == len(writers.acknowledged) >= BEFORE
    # What was written a moment before is worked out like everything else.
    assert filled.value("SELECT count(*) FROM task WHERE length <> length(summary)") == 0
    assert filled.value("SELECT count(*) FROM task WHERE length IS NULL OR effort <> 30") == 0
    live.start()
    assert writers.write("after the restart").status == 201
    proof.record(
        "migrated twice at once under a server that writes",
        {
            "acknowledged": len(writers.acknowledged),
            "told to wait for the restart": writers.answers[503, "upgraded"],
            "told to try again": writers.answers[503, "unavailable"],
            "lost": 0,
            "not worked out": 0,
        },
    )
