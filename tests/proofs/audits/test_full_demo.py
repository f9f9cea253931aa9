"""`dougong demo --size full`: made in minutes and little memory; an audit of its years finds what was planted, and nothing else."""

from __future__ import annotations

import datetime as dt
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from app.custom import demo
from app.custom.finance.audits.rule import Found, scope_of
from app.custom.finance.audits.rules import RULES
from app.custom.finance.demo import planted
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.financial_report import FinancialReport
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.runtime import database
from app.runtime.context import Context
from tests.support.databases import Databases
from tests.support.proofs import Proof
from tests.support.worlds import APPLICATION

pytestmark = pytest.mark.prove

NOON = "2026-11-27T12:00:00+08:00"
YEARS = (
    (dt.date(2024, 1, 1), dt.date(2024, 12, 31)), (dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    (dt.date(2026, 1, 1), dt.date(2026, 6, 30)),
)  # fmt: skip
"""Closed, and matched with bank and channels."""
MOST_SECONDS, MOST_MEGABYTES = 600, 1536
OLD_DEBTORS = 6


def test_the_full_demo_holds_and_its_defects_are_found(
    databases: Databases, tmp_path: Path, proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    APPLICATION.activate()
    url = databases.copy(APPLICATION.name, APPLICATION.migrate, tmp_path)
    made = database.Database(url)
    database.activate(made)
    defects: set[planted.Key] = set()
    plant = planted.plant

    def planting(*given: Any) -> set[planted.Key]:
        defects.update(plant(*given))
        return defects

    monkeypatch.setattr(planted, "plant", planting)
    began = time.process_time()
    with time_machine.travel(NOON, tick=False):
        demo.load(size="full", tell=lambda _line: None)
        seconds = time.process_time() - began
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        with Context.system() as ctx:
            figures = _held(ctx)
            found = _audited(ctx)
    made.dispose()
    databases.drop(url)
    old = {key for key in found if key[0] == "A16"}
    right = len(found & defects)
    proof.record(
        "Full demo: money and planted defects",
        {
            "seconds of CPU": round(seconds), "megabytes": megabytes, **figures,
            "planted": dict(sorted(Counter(code for code, _, _ in defects).items())),
            "found": len(found - old), "debtors older than 2.5 years": len(old),
            "precision": f"{100 * right / len(found - old):.0f} %",
            "recall": f"{100 * right / len(defects):.0f} %",
        },
    )  # fmt: skip
    assert found - old == defects
    assert len(old) == OLD_DEBTORS
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


def _held(ctx: Context) -> dict[str, int]:
    """Every period but the open ones is closed with its checklist, its statements published."""
    periods = ctx.session.scalars(
        select(AccountingPeriod).order_by(AccountingPeriod.starts_on)
    ).all()
    closed = [one for one in periods if one.state == "closed"]
    assert [one.period for one in closed] == [one.period for one in periods[: len(closed)]]
    assert closed[0].period == "2024-01"
    assert closed[-1].period == "2026-10"
    assert all(check["ok"] for one in closed for check in one.checks or ())
    states = set(ctx.session.scalars(select(FinancialReport.state).distinct()))
    assert states == {"published"}
    return {
        name: ctx.session.scalar(select(func.count()).select_from(entity)) or 0
        for name, entity in (("bills", Bill), ("payments", Payment), ("vouchers", Voucher))
    } | {"closed periods": len(closed)}


def _audited(ctx: Context) -> set[planted.Key]:
    """(check, entity, id) of all that the checks find, year by year."""
    found: set[planted.Key] = set()
    for first, last in YEARS:
        scope = scope_of(ctx, first, last)
        for code, rule in RULES.items():
            after = None
            assert rule.step is not None
            while True:
                told, after = rule.step(scope, after)
                found |= {(code, o.subject, o.subject_id) for o in told if isinstance(o, Found)}
                if after is None:
                    break
    return found
