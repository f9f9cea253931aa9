"""kill -9 while a run is posted: nothing is lost, doubled or half done. `make prove` does it more often."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from sqlalchemy import func, select

from app.generated.bill_run import BillRun
from app.generated.voucher import Voucher
from app.runtime import jobs, records
from app.runtime.jobs.declare import LEASE
from app.runtime.system import TransitionLog
from tests.custom.finance.fees.desk import Desk
from tests.faults.killing import let_go, named, run_and_kill

CODE = """
from datetime import datetime
import time_machine
from tests.support.worlds import APPLICATION
APPLICATION.activate()
from app.custom.finance.fees.runs import job
from app.runtime import database, jobs
job.AT_ONCE = 1
database.activate(database.Database({url!r}))
with time_machine.travel(datetime.fromisoformat("{now}"), tick=False):
    print("go", flush=True)
    jobs.run_due()
"""


def settle_in(desk: Desk) -> None:
    """Three units with a payer each."""
    for unit in range(3):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)


def post_and_kill(
    desk: Desk, at: Any, url: str, chance: random.Random, *, period: str, longest: float
) -> bool:
    """Approve a run, kill whoever posts it, let another go on, and look at everything; True: it was done before."""
    run = desk.run(period=period)
    records.transition(desk.manager, BillRun, run.id, "approve")
    desk.town.ctx.session.rollback()
    code = CODE.format(url=named(url), now=desk.town.ctx.now)
    was_done = run_and_kill(code, chance, longest=longest)
    let_go(url)
    at.shift(LEASE + dt.timedelta(seconds=1))
    jobs.run_due()
    run = desk.again(run)
    bills = desk.bills(of=run)
    assert (run.state, run.generated, len(bills)) == ("posted", 3, 3)
    assert run.amount == sum(bill.amount for bill in bills)
    assert len({bill.bill_no for bill in desk.bills()}) == len(desk.bills())
    vouchers = desk.session.scalars(
        select(Voucher.debit).where(Voucher.event == "bill_run_posted", Voucher.source_id == run.id)
    ).all()
    assert vouchers == [run.amount]
    roads = desk.session.scalar(
        select(func.count()).select_from(TransitionLog).where(TransitionLog.entity == "bill")
    )
    assert roads == len(desk.bills())
    return was_done


def test_a_killed_posting_is_finished_by_another(desk: Desk, at: Any, database_url: str) -> None:
    settle_in(desk)
    post_and_kill(desk, at, database_url, random.Random(1), period="2026-02", longest=0.4)
