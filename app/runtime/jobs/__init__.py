"""Durable work and schedules. This package alone drives the job engine (DBOS).

A job is a row of `sys_job`, written in the transaction that asks for it: when that rolls back,
there is no job. `run_due` runs what is due; each job is one transaction together with the mark
that it is done, so its effects on the database happen exactly once. What leaves the database (a
message, an HTTP call) happens at least once: send an idempotency key along.

A long run is a chain: one job a chunk, each enqueues the next in its own transaction.
"""

from .declare import Declared, declared, job, schedule, schedules
from .engine import migrate, start, stop
from .outbox import enqueue, overview, retry
from .run import run_due

__all__ = [
    "Declared",
    "declared",
    "enqueue",
    "job",
    "migrate",
    "overview",
    "retry",
    "run_due",
    "schedule",
    "schedules",
    "start",
    "stop",
]
