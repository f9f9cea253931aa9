"""Counts of several processes are one answer; what a killed one was at is no longer at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

COUNTS = """
import os, signal
from app.runtime.telemetry import meters
meters.answered("GET", "/login/", 200, seconds=0.01, statements=3)
meters.IN_FLIGHT.inc()
if {killed}:
    os.kill(os.getpid(), signal.SIGKILL)
"""
ASKS = """
import sys
from app.runtime.telemetry import meters
meters.IN_FLIGHT.inc()
sys.stdout.buffer.write(meters.text())
"""


def _run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False,
        env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(folder)},
    )  # fmt: skip


def test_processes_of_a_machine_add_up_and_the_dead_are_at_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "made by the first one"
    assert _run(COUNTS.format(killed=True), folder).returncode == -signal.SIGKILL
    assert _run(COUNTS.format(killed=False), folder).returncode == 0
    told = _run(ASKS, folder).stdout.splitlines()
    assert 'dougong_http_requests_total{method="GET",route="/login/",status="200"} 2.0' in told
    assert 'dougong_http_request_statements_sum{route="/login/"} 6.0' in told
    assert "dougong_http_requests_in_flight 1.0" in told
