"""`python -m benchmarks.sweeps_minute <file> <sla|silence> <moment>`: one minute of Dougong on that database."""

from __future__ import annotations

import gc
import json
import sys
import time
from datetime import UTC, datetime

import time_machine
from sqlalchemy.orm import configure_mappers

from app.custom import install
from app.generated.registry import registry
from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.registry import activate


def main(file: str, which: str, moment: str) -> None:
    """What it takes from the opened database to the last commit is told; the start of the program is no part of a minute."""
    activate(registry)
    install()
    from app.custom.equipment.repair import silence
    from app.runtime.sla import sweep

    configure_mappers()
    gc.freeze()  # as the worker does
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    began = time.process_time()
    database.activate(database.Database(f"sqlite:///{file}"))
    with time_machine.travel(now, tick=False), Context.system() as ctx:
        if which == "sla":
            reached = sweep.sweep(ctx)
        else:
            with records.writing(ctx):
                reached = silence.sweep(ctx)
    print(json.dumps({"reached": reached, "cpu": time.process_time() - began}))


if __name__ == "__main__":
    main(*sys.argv[1:])
