"""`python -m benchmarks.inspections_night <file> <day>`: one night of Dougong on that database, chunk by chunk."""

from __future__ import annotations

import gc
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


def main(file: str, day: str) -> None:
    """`none` for the file: nothing but the start."""
    activate(registry)
    install()
    from app.custom.equipment.plans import generation

    configure_mappers()
    gc.freeze()  # as the worker does
    made = 0
    if file != "none":
        database.activate(database.Database(f"sqlite:///{file}"))
        with time_machine.travel(datetime.fromisoformat(f"{day}T00:05:00+08:00"), tick=False):
            last: int | None = 0
            while last is not None:
                with Context.system() as ctx, records.writing(ctx):
                    last, part = generation.make_some(ctx, after=last)
                    made += part
    memory = peak()
    print(json.dumps({"made": made, "memory": memory}))


if __name__ == "__main__":
    main(*sys.argv[1:])
