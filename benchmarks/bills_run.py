"""`python -m benchmarks.bills_run <file> preview|post|books|voucher|late`: one act of Dougong on that database, chunk by chunk.

`books` sets up what `voucher` needs; `late <day>` is a night of late fees. Measured from the opened file to the commit, by a
loaded application whose objects no collection walks through again, as in the process of a worker.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from datetime import date, datetime

import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import configure_mappers

from app.custom import install
from app.generated.registry import registry
from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.registry import activate
from benchmarks.memory import peak

NOW = "2026-03-01T10:00:00+08:00"


def main(file: str, act: str, day: str = "") -> None:
    """`none` for the file: nothing but the start."""
    activate(registry)
    install()
    configure_mappers()
    gc.freeze()
    database.activate(database.Database(f"sqlite:///{file}"))
    began = time.process_time()
    with time_machine.travel(datetime.fromisoformat(NOW), tick=False):
        if act in ("preview", "post"):
            made = _bills(act == "post")
        elif act == "late":
            made = _late(date.fromisoformat(day))
        else:
            made = _books(act == "voucher")
    print(json.dumps({"made": made, "cpu": time.process_time() - began, "memory": peak()}))


def _bills(post: bool) -> int:
    from app.custom.finance.fees.runs import job
    from app.custom.finance.fees.runs.reckoner import Reckoner
    from app.generated.bill_run import BillRun

    # Posting reckons twice: what was approved is compared before the first bill is written.
    last: int | None = 0
    while post and last is not None:
        with Context.system() as ctx:
            last = Reckoner(ctx, ctx.get(BillRun, 1)).figures(last).last
    made, last = 0, 0
    while last is not None:
        with Context.system() as ctx, records.writing(ctx):
            run = ctx.get(BillRun, 1)
            reckoner = Reckoner(ctx, run)
            found = reckoner.chunk(last)
            if post:
                job.write(ctx, run, reckoner, found)
            made += len(found.lines)
            last = found.last
    return made


def _books(post: bool) -> int:
    """The books set up, or the voucher of the run; how many lines that has."""
    from app.custom.finance.books import setup
    from app.custom.finance.books.posting import post_run
    from app.generated.bill_run import BillRun
    from app.generated.voucher_line import VoucherLine

    with Context.system() as ctx:
        if not post:
            setup.set_up(ctx)
            return 0
        with records.writing(ctx):
            post_run(ctx, ctx.get(BillRun, 1), on=ctx.today)
        return ctx.session.scalar(select(func.count()).select_from(VoucherLine)) or 0


def _late(day: date) -> int:
    from app.custom.finance.fees import arrears

    made, after, at_the_end = 0, None, False
    while not at_the_end:
        with Context.system() as ctx, records.writing(ctx):
            after, done = arrears.accrue(ctx, day, after=after)
        made, at_the_end = made + done, after is None
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])
