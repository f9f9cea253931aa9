"""`python -m benchmarks.bills_run <file> preview|post`: one run of Dougong on that database, chunk by chunk."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import time_machine
from sqlalchemy.orm import configure_mappers

from app.custom import install
from app.generated.registry import registry
from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.registry import activate
from benchmarks.memory import peak

NOW = "2026-03-01T10:00:00+08:00"


def main(file: str, act: str) -> None:
    """`none` for the file: nothing but the start."""
    activate(registry)
    install()
    from app.custom.finance.fees.runs import job
    from app.custom.finance.fees.runs.reckoner import Reckoner
    from app.generated.bill_run import BillRun

    configure_mappers()
    made = 0
    if file != "none":
        database.activate(database.Database(f"sqlite:///{file}"))
        with time_machine.travel(datetime.fromisoformat(NOW), tick=False):
            # Posting reckons twice: what was approved is compared before the first bill is written.
            last: int | None = 0
            while act == "post" and last is not None:
                with Context.system() as ctx:
                    last = Reckoner(ctx, ctx.get(BillRun, 1)).figures(last).last
            last = 0
            while last is not None:
                with Context.system() as ctx, records.writing(ctx):
                    run = ctx.get(BillRun, 1)
                    reckoner = Reckoner(ctx, run)
                    found = reckoner.chunk(last)
                    if act == "post":
                        job.write(ctx, run, reckoner, found)
                    made += len(found.lines)
                    last = found.last
    memory = peak()
    print(json.dumps({"made": made, "memory": memory}))


if __name__ == "__main__":
    main(*sys.argv[1:])
