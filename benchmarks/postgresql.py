"""A PostgreSQL for the benchmarks: on disk, and with the settings of a small server in earnest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support import postgresql

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "1GB",
    "max_wal_size": "2GB",
    "work_mem": "16MB",
    "autovacuum": "on",
}


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, without a database name; it is gone afterwards, with all its data."""
    started = postgresql.Server()
    started.settings = {**started.settings, **SETTINGS}
    started.start()
    try:
        yield started.base
    finally:
        started.stop()
