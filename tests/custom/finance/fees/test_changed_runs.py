"""What was approved is what is posted: a run that has changed since its preview is previewed and approved again (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from app.custom.finance.fees.runs import job
from app.generated.bill_run import BillRun
from app.runtime import notify
from tests.custom.finance.fees.desk import Desk

D = Decimal


def test_a_price_that_changed_after_the_preview_is_previewed_and_approved_again(desk: Desk) -> None:
    desk.area(0, "100")
    desk.pays("业主")
    desk.assign()
    run = desk.run()
    assert run.amount == D("280.00")
    desk.price("property", "3.10", from_on=dt.date(2026, 2, 1))
    run = desk.post(run)
    assert (run.state, run.amount, run.voucher_id) == ("previewed", D("310.00"), None)
    assert desk.bills() == []
    for reader in (desk.accountant, desk.manager):
        (told,) = (one for one in notify.inbox(reader) if one.template == "bill.run_outdated")
        assert (told.params["before"], told.params["now"]) == ("280.00", "310.00")
    run = desk.post(run)
    assert (run.state, run.amount) == ("posted", D("310.00"))
    assert [bill.amount for bill in desk.bills()] == [D("310.00")]


def test_what_changes_while_bills_are_written_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in range(2):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.run()
    begin = job._begin

    def just_then(ctx: Any, run: BillRun, reckoner: Any) -> BillRun:
        """Compared already, not written yet."""
        ctx.update(desk.again(desk.town.units[0]), gross_area="10")
        return begin(ctx, run, reckoner)

    monkeypatch.setattr(job, "_begin", just_then)
    run = desk.post(run)
    assert run.state == "posted"
    (told,) = (one for one in notify.inbox(desk.manager) if one.template == "bill.run_differs")
    assert told.params["now"] == f"{run.amount:,.2f}" != told.params["before"]


def test_who_moved_in_after_the_preview_is_billed_once_somebody_has_seen_it(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    run = desk.run()
    desk.pays("新业主", 1)
    desk.assign(unit=1)
    assert (desk.post(run).state, desk.bills()) == ("previewed", [])
    assert desk.post(run).generated == len(desk.bills()) == 2
