"""Durable work and schedules. This package alone drives the job engine (DBOS).

A job is a row of `sys_job`, written in the transaction that asks for it: when that rolls back,
there is no job. `run_due` runs what is due; each job is one transaction together with the mark
that it is done, so its effects on the database happen exactly once. What leaves the database (a
message, an HTTP call) happens at least once: send an idempotency key along.

A long run is `@chunked`: each chunk commits together with how far it came, and the next process
goes on from there.
"""

from .declare import (
    Declared,
    Progress,
    chunked,
    declared,
    job,
    label_of,
    names,
    schedule,
    schedules,
)
from .engine import migrate, start, stop
from .manage import cancel, eta, find, listed, overview, retry, retry_all, standing, under_way
from .outbox import Asked, ask_again, enqueue, enqueue_many
from .run import run_due, say
from .ticks import planned

__all__ = [
    "Asked",
    "Declared",
    "Progress",
    "ask_again",
    "cancel",
    "chunked",
    "declared",
    "enqueue",
    "enqueue_many",
    "eta",
    "find",
    "job",
    "label_of",
    "listed",
    "migrate",
    "names",
    "overview",
    "planned",
    "retry",
    "retry_all",
    "run_due",
    "say",
    "schedule",
    "schedules",
    "standing",
    "start",
    "stop",
    "under_way",
]
