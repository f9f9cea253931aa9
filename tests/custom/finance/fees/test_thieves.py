"""What somebody who wants to cheat would try on fees and bills, with the rights that he has."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.fees.runs import job
from app.generated.bill_reduction import BillReduction
from app.generated.bill_run import BillRun
from app.generated.fee_item import FeeItem
from app.generated.fee_price import FeePrice
from app.generated.tax_rate import TaxRate
from app.runtime import jobs, records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.finance.fees.desk import OLD, D, Desk


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises(AppError) as caught:
        call(*args, **values)
    return caught.value


def homes(desk: Desk, count: int = 2) -> None:
    for unit in range(count):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)


def stopped_halfway(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> BillRun:
    """Approved, its first bill is written; whoever posts it died."""
    homes(desk)
    run = desk.run()
    monkeypatch.setattr(job, "AT_ONCE", 1)
    write, done = job.write, []

    def dies(*args: Any) -> int:
        if done:
            raise RuntimeError("no more")
        done.append(1)
        return write(*args)

    monkeypatch.setattr(job, "write", dies)
    records.transition(desk.manager, BillRun, run.id, "approve")
    jobs.run_due()
    monkeypatch.setattr(job, "write", write)
    assert len(desk.bills(of=run)) == 1
    return desk.again(run)


def test_a_run_that_has_bills_already_is_not_cancelled(
    desk: Desk, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = stopped_halfway(desk, monkeypatch)
    refused(records.transition, desk.accountant, BillRun, run.id, "cancel")
    at.shift(7200)
    jobs.run_due()
    assert desk.again(run).state == "posted"


def test_a_bill_is_not_reduced_before_its_run_is_in_the_books(
    desk: Desk, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = stopped_halfway(desk, monkeypatch)
    (bill,) = desk.bills(of=run)
    given = {"bill": bill.id, "kind": "waiver", "amount": 1, "reason": "x"}
    refused(records.create, desk.accountant, BillReduction, given)
    at.shift(7200)
    jobs.run_due()
    records.create(desk.accountant, BillReduction, given)


@pytest.mark.parametrize(
    "change",
    [{"late_rate": D("0.001")}, {"late_rate": None}, {"late_cap": 100}, {"grace_days": 30}],
    ids=str,
)
def test_terms_of_late_fees_do_not_change_under_unpaid_bills(desk: Desk, change: Any) -> None:
    homes(desk, 1)
    item = desk.items["property"].id
    records.update(desk.accountant, FeeItem, item, change)
    records.update(
        desk.accountant, FeeItem, item, {"late_rate": D("0.0003"), "late_cap": 30, "grace_days": 0}
    )
    desk.posted()
    refused(records.update, desk.accountant, FeeItem, item, change)
    records.update(desk.accountant, FeeItem, item, {"name": "物业服务费"})


@pytest.mark.parametrize("change", [{"price": 9}, {"from_on": "2026-02-15"}, None], ids=str)
def test_a_price_that_bills_were_made_by_stays(desk: Desk, change: Any) -> None:
    homes(desk, 1)
    desk.posted()
    price = desk.session.scalars(
        select(FeePrice).where(FeePrice.fee_item_id == desk.items["property"].id)
    ).one()
    if change is None:
        refused(records.delete, desk.manager, FeePrice, price.id)
    else:
        refused(records.update, desk.manager, FeePrice, price.id, change)
    later = desk.price("property", 3, from_on=OLD.replace(year=2027))
    records.update(desk.manager, FeePrice, later.id, {"price": 4})


def test_a_tax_rate_that_bills_were_made_by_stays(desk: Desk) -> None:
    homes(desk, 1)
    desk.posted()
    rate = desk.session.scalars(
        select(TaxRate).where(TaxRate.tax_kind_id == desk.items["property"].tax_kind_id)
    ).one()
    refused(records.update, desk.manager, TaxRate, rate.id, {"rate": 1})
    refused(records.delete, desk.manager, TaxRate, rate.id)
    records.update(desk.manager, TaxRate, rate.id, {"ground": "财税〔2016〕36号"})


def test_a_run_is_not_reversed_once_a_bill_was_reduced_or_written_off(desk: Desk) -> None:
    homes(desk, 1)
    run = desk.posted()
    (bill,) = desk.bills(of=run)
    asked = records.create(
        desk.accountant, BillReduction,
        {"bill": bill.id, "kind": "waiver", "amount": 1, "reason": "x"},
    )  # fmt: skip
    records.transition(desk.manager, BillReduction, asked.id, "approve")
    with pytest.raises(RuleViolation):
        records.transition(desk.manager, BillRun, run.id, "reverse", note="x")
