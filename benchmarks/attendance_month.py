"""`python -m benchmarks.attendance_month <file> <moment>`: the report of March 2026 by Dougong, as its job makes it."""

from __future__ import annotations

import gc
import json
import sys
import time
from datetime import UTC, datetime

import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import configure_mappers

from app.custom import install
from app.generated.registry import registry
from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.jobs import Progress
from app.runtime.registry import activate
from benchmarks.memory import peak


def main(file: str, moment: str) -> None:
    """From the opened database to the last commit; each chunk is a transaction of its own."""
    activate(registry)
    install()
    from app.custom.people.attendance import monthly
    from app.generated.attendance_day import AttendanceDay

    configure_mappers()
    gc.freeze()  # as the worker does
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    began = time.process_time()
    database.activate(database.Database(f"sqlite:///{file}"))
    with time_machine.travel(now, tick=False):
        at = Progress()
        while not at.finished:
            with Context.system() as ctx, records.writing(ctx):
                at = monthly.generate(ctx, at, period="2026-03")
        cpu = time.process_time() - began
        with Context.system() as ctx:
            days = ctx.session.scalar(select(func.count()).select_from(AttendanceDay))
    memory = peak()
    print(json.dumps({"cpu": cpu, "days": days, "memory": memory}))


if __name__ == "__main__":
    main(*sys.argv[1:])
