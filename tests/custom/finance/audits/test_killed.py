"""kill -9 while a run is at work: nothing is found twice, nothing is left out. `make prove` does it more often."""

from __future__ import annotations

import random
from typing import Any

import pytest

from app.generated.audit_run import AuditRun
from app.runtime import jobs, records
from tests.custom.finance.audits import defects
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.audits.test_runs import findings
from tests.custom.finance.books.office import AUDITOR, Office
from tests.faults.killing import run_and_kill

pytestmark = pytest.mark.database
CODE = """
from datetime import datetime
import time_machine
from tests.support.worlds import APPLICATION
APPLICATION.activate()
from app.custom.finance.audits.rules import reckoning
from app.runtime import database, jobs
reckoning.AT_ONCE = 1
database.activate(database.Database({url!r}))
with time_machine.travel(datetime.fromisoformat("{now}"), tick=False):
    print("go", flush=True)
    jobs.run_due()
"""
SPOILED = (
    defects.somebody_paid_twice, defects.a_bill_asks_for_more, defects.a_debt_is_three_years_old,
    defects.a_posted_voucher_is_rewritten, defects.a_supplier_has_the_account_of_an_employee,
)  # fmt: skip


def audit_and_kill(
    office: Office, books: Books, at: Any, url: str, chance: random.Random, *, longest: float
) -> bool:
    """Ask for a run, kill whoever does it, let another go on, and look at everything; True: it was done before."""
    before = {one.id: one.seen for one in findings(office)}
    given = {"period_from": "2026-01", "period_to": "2026-01", "sample_size": 5}
    run = records.create(office.as_(AUDITOR), AuditRun, given)
    office.session.rollback()
    was_done = run_and_kill(CODE.format(url=url, now=office.ctx.now), chance, longest=longest)
    at.shift(1000)  # longer than a lease
    jobs.run_due()
    run = office.again(run)
    assert run.finished_at is not None
    assert len(run.summary) == 19
    assert len(run.sample["lines"]) <= 5
    found = findings(office)
    keys = [(one.rule, one.subject, one.subject_id) for one in found]
    assert len(set(keys)) == len(keys) == run.findings
    assert {one.id: one.seen for one in found if one.id in before} == {
        id: seen + 1 for id, seen in before.items()
    }
    return was_done


def test_a_killed_run_is_finished_by_another(
    office: Office, books: Books, at: Any, database_url: str
) -> None:
    expected = set().union(*(plant(books) for plant in SPOILED))
    audit_and_kill(office, books, at, database_url, random.Random(3), longest=0.4)
    assert {(one.rule, one.subject, one.subject_id) for one in findings(office)} == expected
