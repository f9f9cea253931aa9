"""CPU of a PostgreSQL's processes that work for one database: what a contender has done for it elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(url: str) -> float:
    """Seconds that the connections of this database have taken so far; 0 on SQLite. In steps of a hundredth."""
    if not url.startswith("postgresql"):
        return 0.0
    import psycopg

    base, _, name = url.replace("+psycopg", "").rpartition("/")
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s", (name,)
        ).fetchall()
    return sum(_ticks(pid) for (pid,) in rows) / TICK


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    # utime and stime: fields 14 and 15 of the whole line.
    return int(fields[11]) + int(fields[12])
