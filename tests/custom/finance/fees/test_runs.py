"""Bill runs: preview and posting are one reckoning, exceptions never become bills, twice is once (3.1, O8.14)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.fees.runs import job
from app.generated.bill_exception import BillException
from app.generated.bill_run import BillRun
from app.generated.fee_item import FeeItem
from app.generated.parking_space import ParkingSpace
from app.generated.shared_cost import SharedCost
from app.generated.tax_rate import TaxRate
from app.generated.unit import Unit
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.runtime import jobs, records
from app.runtime.errors import Forbidden, RuleViolation
from app.runtime.search import index_words
from app.runtime.system import SearchEntry
from tests.custom.finance.fees.desk import Desk

D = Decimal


def test_a_run_bills_each_unit_once(desk: Desk) -> None:
    for unit, area in enumerate(("98.76", "120.50", "75.20")):
        desk.area(unit, area)
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.run()
    assert (run.state, run.generated, run.amount, run.open_problems) == (
        "previewed",
        3,
        D("824.49"),
        0,
    )
    assert desk.bills() == []
    run = desk.post(run)
    assert run.state == "posted"
    bills = desk.bills(of=run)
    assert [bill.amount for bill in bills] == [D("276.53"), D("337.40"), D("210.56")]
    assert {(bill.state, bill.balance == bill.amount) for bill in bills} == {("open", True)}
    assert (bills[0].net, bills[0].vat, bills[0].due_on) == (
        D("260.88"),
        D("15.65"),
        dt.date(2026, 3, 25),
    )
    assert run.voucher_id is not None


def test_a_second_run_finds_nothing_new_o8_14(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    assert desk.posted().generated == 1
    again = desk.posted()
    assert (again.generated, again.existing, again.voucher_id) == (0, 1, None)
    assert len(desk.bills()) == 1


def test_who_moves_in_within_the_month_pays_his_days_and_the_last_the_remainder_o8_2(
    desk: Desk,
) -> None:
    desk.area(0, "98.76")
    desk.pays("老业主", to_on=dt.date(2026, 3, 16))
    desk.pays("新业主", from_on=dt.date(2026, 3, 17))
    desk.assign()
    run = desk.posted(period="2026-03")
    assert run.amount == D("276.53")
    bills = desk.bills()
    assert [(bill.amount, bill.period_from.day, bill.period_to.day) for bill in bills] == [
        (D("142.72"), 1, 16), (D("133.81"), 17, 31),
    ]  # fmt: skip
    assert bills[1].calc["remainder"] == {"whole": "276.53", "others": "142.72"}


def test_days_that_nobody_pays_for_are_an_exception_beside_the_bill(desk: Desk) -> None:
    desk.area(0, "98.76")
    desk.pays("新业主", from_on=dt.date(2026, 3, 17))
    desk.assign()
    run = desk.run(period="2026-03")
    assert (run.amount, run.problems) == (D("133.80"), 1)
    assert desk.problems(run) == [("payer", "open")]


def test_without_a_price_there_is_an_exception_and_no_bill(desk: Desk) -> None:
    desk.item("garden", "area")
    desk.pays("业主")
    desk.assign("garden")
    run = desk.run("garden")
    assert (run.generated, run.open_problems, desk.problems(run)) == (0, 1, [("price", "open")])
    with pytest.raises(RuleViolation, match="exceptions"):
        records.transition(desk.manager, BillRun, run.id, "approve")
    desk.price("garden", "1.50")
    run = desk.preview(run)
    assert (run.generated, run.open_problems, desk.problems(run)) == (1, 0, [("price", "solved")])
    assert desk.post(run).amount == D("142.50")


def test_a_deferred_exception_lets_the_rest_be_billed(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    desk.assign(unit=1)
    run = desk.run()
    (exception,) = desk.session.scalars(select(BillException))
    records.transition(
        desk.accountant, BillException, exception.id, "defer", {"defer_note": "业主身份核实中"}
    )
    assert desk.again(run).open_problems == 0
    run = desk.post(run)
    assert (run.generated, run.problems, run.open_problems) == (1, 1, 0)
    assert desk.problems(run) == [("payer", "deferred")]


def test_who_made_the_run_does_not_approve_it(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    run = desk.run()
    with pytest.raises(Forbidden):
        records.transition(desk.accountant, BillRun, run.id, "approve")


def test_a_run_that_is_still_previewed_is_not_approved(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    run = desk.run()
    records.transition(desk.accountant, BillRun, run.id, "preview")
    with pytest.raises(RuleViolation, match="preview is not finished"):
        records.transition(desk.manager, BillRun, run.id, "approve")


def test_a_price_that_changes_within_the_month_counts_by_days(desk: Desk) -> None:
    desk.area(0, "100")
    desk.pays("业主")
    desk.assign()
    desk.price("property", "3.10", from_on=dt.date(2026, 3, 16))
    assert desk.run(period="2026-03").amount == D("295.48")


def test_the_price_of_the_use_goes_before_that_of_every_use(desk: Desk) -> None:
    desk.area(0, "100")
    desk.pays("业主")
    desk.assign()
    desk.price("property", "5.00", use="home")
    assert desk.run().amount == D("500.00")


def test_a_vacant_unit_an_agreed_price_and_a_discount(desk: Desk) -> None:
    desk.area(0, "98.76")
    records.update(desk.town.ctx, FeeItem, desk.items["property"].id, {"vacancy_factor": 70})
    for unit in range(3):
        desk.pays(f"业主{unit}", unit)
    for step in ("hand_over",):
        records.transition(
            desk.town.ctx, Unit, desk.town.units[0].id, step, {"delivered_on": dt.date(2024, 1, 1)}
        )
    desk.assign(unit=0)
    desk.assign(unit=1, override_price="2.00")
    desk.assign(unit=2, discount=5)
    amounts = [bill.amount for bill in desk.bills(of=desk.posted())]
    assert amounts == [D("193.57"), D("190.00"), D("252.70")]


def test_a_parking_space_is_paid_by_its_user_from_his_first_day_o8_7(desk: Desk) -> None:
    user = desk.customer("车主")
    space = desk.town.ctx_create(
        ParkingSpace, project=desk.town.project.id, code="A-1", kind="rented", customer=user.id
    )
    desk.assign("parking", None, parking=space.id, from_on=dt.date(2026, 6, 11))
    (bill,) = desk.bills(of=desk.posted("parking", "2026-06"))
    assert (bill.amount, bill.customer_id, bill.unit_id) == (D("200.00"), user.id, None)
    assert (bill.net, bill.vat) == (D("183.49"), D("16.51"))


def test_a_shared_cost_is_spread_over_the_building_o8_6(desk: Desk) -> None:
    item = desk.item("light", "share")
    for unit, area in enumerate(("98.76", "120.50", "75.20")):
        desk.area(unit, area)
        desk.pays(f"业主{unit}", unit)
        desk.assign("light", unit)
    run = desk.run("light")
    assert desk.problems(run) == [("cost", "open")]
    desk.town.ctx_create(
        SharedCost, fee_item=item.id, project=desk.town.project.id, period="2026-02",
        building=desk.town.building.id, amount=1000,
    )  # fmt: skip
    run = desk.post(desk.preview(run))
    assert [bill.amount for bill in desk.bills()] == [D("335.39"), D("409.23"), D("255.38")]
    assert desk.session.scalars(select(SharedCost.billed)).all() == [True]


def test_a_cost_that_comes_after_its_bills_is_refused_and_not_lost(desk: Desk) -> None:
    item = desk.item("light", "share")
    for unit in (0, 1):
        desk.area(unit, "100.00")
        desk.pays(f"业主{unit}", unit)
        desk.assign("light", unit)
    given = {"fee_item": item.id, "project": desk.town.project.id, "period": "2026-02"}
    building = desk.town.building.id
    create = partial(records.create, desk.accountant, SharedCost)
    create({**given, "building": building, "amount": 1000})
    desk.posted("light")
    with pytest.raises(RuleViolation, match="was billed already"):
        create({**given, "amount": 500})
    march = create({**given, "period": "2026-03", "amount": 500})
    with pytest.raises(RuleViolation, match="was billed already"):
        records.update(desk.accountant, SharedCost, march.id, {"period": "2026-02"})
    assert desk.posted("light", "2026-03").amount == 500


def test_what_is_collected_for_others_bears_no_tax(desk: Desk) -> None:
    desk.item("fund", "fixed", tax=None, agency=True)
    desk.price("fund", 50)
    desk.pays("业主")
    desk.assign("fund")
    (bill,) = desk.bills(of=desk.posted("fund"))
    assert (bill.net, bill.vat, bill.tax_rate) == (D(50), D(0), None)


def test_a_tax_without_a_rate_is_an_exception(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    for rate in desk.session.scalars(select(TaxRate)):
        records.update(desk.town.ctx, TaxRate, rate.id, {"from_on": dt.date(2026, 3, 1)})
    assert desk.problems(desk.run()) == [("tax", "open")]


def test_a_quarter_is_billed_once_whatever_month_is_asked_for(desk: Desk) -> None:
    desk.item("lift", "fixed", cycle="quarter", timing="advance", due_day=10)
    desk.price("lift", "10")
    desk.pays("业主")
    desk.assign("lift")
    (bill,) = desk.bills(of=desk.posted("lift", "2026-01"))
    assert (bill.amount, bill.period_to, bill.due_on) == (
        D(30), dt.date(2026, 3, 31), dt.date(2026, 1, 10),
    )  # fmt: skip
    assert desk.posted("lift", "2026-03").existing == 1


def test_the_books_must_be_ready_before_a_run_is_approved(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    run = desk.run()
    rule = desk.session.scalars(
        select(VoucherRule).where(VoucherRule.event == "bill_run_posted")
    ).one()
    records.transition(desk.manager, VoucherRule, rule.id, "archive")
    with pytest.raises(RuleViolation, match="no active voucher rule"):
        records.transition(desk.manager, BillRun, run.id, "approve")
    assert desk.again(run).state == "previewed"


def test_the_voucher_of_a_run_is_the_sum_of_its_bills(desk: Desk) -> None:
    for unit in range(3):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.posted()
    voucher = desk.session.get(Voucher, run.voucher_id)
    assert (voucher.debit, voucher.credit, voucher.event) == (
        run.amount, run.amount, "bill_run_posted",
    )  # fmt: skip


def test_a_bill_is_found_by_its_number(desk: Desk) -> None:
    desk.pays("业主")
    desk.assign()
    (bill,) = desk.bills(of=desk.posted())
    words = desk.session.scalars(
        select(SearchEntry.words).where(
            SearchEntry.entity == "bill", SearchEntry.record_id == bill.id
        )
    ).one()
    assert words == " ".join(index_words(bill.bill_no)) == "zd202603 00000001 0001"


def test_chunks_add_up_to_the_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 2)
    for unit in range(3):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.posted()
    assert (run.generated, run.progress, run.total, len(desk.bills())) == (3, 3, 3, 3)


def test_posting_that_dies_goes_on_where_it_stood(
    desk: Desk, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 1)
    for unit in range(3):
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.run()
    records.transition(desk.manager, BillRun, run.id, "approve")
    written = job.write
    calls: list[int] = []

    def dies(*given: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            written(*given)
            raise RuntimeError("the process dies")
        return written(*given)

    monkeypatch.setattr(job, "write", dies)
    jobs.run_due()
    assert (len(desk.bills()), desk.again(run).state) == (1, "approved")
    monkeypatch.setattr(job, "write", written)
    at.shift(60)
    jobs.run_due()
    run = desk.again(run)
    assert (run.state, run.generated, len(desk.bills())) == ("posted", 3, 3)
