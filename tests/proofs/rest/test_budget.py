"""Real processes that share a minute: together never more than the limit, and hardly less."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.runtime.context import Context
from tests.support.proofs import Proof

PROCESSES, LIMIT, ASKS = 6, 900, 400
CODE = """
import sys
from app.runtime import system
from app.runtime.database import Database, activate
activate(Database(sys.argv[1]))
from app.runtime import clock
import datetime as dt
moment = dt.datetime(2026, 5, 6, 4, 0, 30, tzinfo=dt.UTC)
clock.now = lambda: moment
from app.runtime.clients import budget
print(sum(budget.spend("key", int(sys.argv[2])).allowed for _ in range(int(sys.argv[3]))))
"""
ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.prove, pytest.mark.database]


def test_processes_share_one_minute(ctx: Context, database_url: str, proof: Proof) -> None:
    command = [sys.executable, "-c", CODE, database_url, str(LIMIT), str(ASKS)]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    allowed = [int(process.communicate()[0]) for process in running]
    assert all(process.returncode == 0 for process in running)
    assert LIMIT * 0.9 <= sum(allowed) <= LIMIT
    proof.record(
        "requests a minute",
        {
            "processes": PROCESSES,
            "limit": LIMIT,
            "asked": PROCESSES * ASKS,
            "allowed": sum(allowed),
        },
    )
