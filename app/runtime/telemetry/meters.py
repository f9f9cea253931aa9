"""The counts that a process keeps for Prometheus, and how those of all processes of a machine become one answer.

With PROMETHEUS_MULTIPROC_DIR (a folder) every process keeps its counts in files there, and whoever is asked adds them up.
Every label has a bounded set of values: templates of addresses, declared jobs, methods and statuses of HTTP.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead


def folder() -> Path | None:
    """Where the processes of this machine keep their counts; None: every process tells only its own."""
    given = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    return Path(given) if given else None


_shared = folder()
if _shared is not None:
    # Below, every count opens its file there.
    _shared.mkdir(parents=True, exist_ok=True)

OWN = CollectorRegistry()
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_JOB_SECONDS = (0.01, 0.05, 0.25, 1, 5, 15, 30, 60, 300, 1800)
_STATEMENTS = (0, 2, 5, 10, 20, 50, 100, 500)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LIVE_FILE = re.compile(r"gauge_live\w*_(\d+)\.db")

REQUESTS = Counter(
    "dougong_http_requests_total", "Requests answered.", ("method", "route", "status"), registry=OWN
)
REQUEST_SECONDS = Histogram(
    "dougong_http_request_seconds", "Time to the end of the answer.", ("method", "route"),
    buckets=_SECONDS, registry=OWN,
)  # fmt: skip
REQUEST_STATEMENTS = Histogram(
    "dougong_http_request_statements", "SQL statements of a request.", ("route",),
    buckets=_STATEMENTS, registry=OWN,
)  # fmt: skip
IN_FLIGHT = Gauge(
    "dougong_http_requests_in_flight", "Requests at work now.",
    multiprocess_mode="livesum", registry=OWN,
)  # fmt: skip
CARRIED = Counter(
    "dougong_http_requests_carried_total",
    "Refused before anything was written, and handed back to the proxy for another process.",
    registry=OWN,
)
JOB_RUNS = Counter(
    "dougong_job_runs_total", "Runs of jobs by how they ended: done, left, paused.",
    ("name", "outcome"), registry=OWN,
)  # fmt: skip
JOB_FAILURES = Counter(
    "dougong_job_failures_total", "Attempts that failed.", ("name",), registry=OWN
)
JOB_SECONDS = Histogram(
    "dougong_job_seconds",
    "Time of one run of a job.",
    ("name",),
    buckets=_JOB_SECONDS,
    registry=OWN,
)


def answered(method: str, route: str, status: int, *, seconds: float, statements: int) -> None:
    """One request was answered to its end."""
    verb = method if method in _METHODS else "other"
    REQUESTS.labels(verb, route, str(status)).inc()
    REQUEST_SECONDS.labels(verb, route).observe(seconds)
    REQUEST_STATEMENTS.labels(route).observe(statements)


def ran(name: str, outcome: str, *, seconds: float) -> None:
    """One run of a declared job has ended."""
    JOB_RUNS.labels(name, outcome).inc()
    JOB_SECONDS.labels(name).observe(seconds)


def text() -> bytes:
    """The counts, in the form that Prometheus reads."""
    shared = folder()
    if shared is None:
        return generate_latest(OWN)
    _forget_the_dead(shared)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(shared))  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def ended(process: int) -> None:
    """A process of ours has ended: what it was at is no longer at work. What it has counted stays."""
    if folder() is not None:
        mark_process_dead(process)  # type: ignore[no-untyped-call]


def _forget_the_dead(shared: Path) -> None:
    """The same for those that nobody could tell of: killed with their parent."""
    for file in shared.glob("gauge_live*.db"):
        found = _LIVE_FILE.fullmatch(file.name)
        if found and not Path(f"/proc/{found[1]}").exists() and Path("/proc/self").exists():
            file.unlink(missing_ok=True)
