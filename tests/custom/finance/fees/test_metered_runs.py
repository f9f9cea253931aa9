"""Bill runs of meters: tiers over the year, readings that are odd, missing or later, who pays until when (3.1, O8.5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.generated.bill_run import BillRun
from app.generated.meter_reading import MeterReading
from app.runtime import records
from tests.custom.finance.fees.desk import Desk

D = Decimal


def test_usage_is_charged_in_tiers_over_the_year_o8_5(desk: Desk) -> None:
    desk.tiers()
    desk.pays("业主")
    desk.assign("water")
    meter = desk.meter()
    desk.read(meter, 172, "2026-01-31")
    assert desk.posted("water", "2026-01").amount == D("860.00")
    desk.read(meter, 186, "2026-02-27")
    run = desk.run("water", "2026-02")
    assert run.amount == D("82.00")
    (_, bill) = desk.bills(of=None) if desk.post(run) else ()
    assert bill.calc["tiers"] == [{"quantity": "8", "price": "5"}, {"quantity": "6", "price": "7"}]


def test_an_unread_meter_and_an_unusual_reading_are_exceptions(desk: Desk) -> None:
    desk.tiers()
    for unit in (0, 1):
        desk.pays(f"业主{unit}", unit)
        desk.assign("water", unit)
    meter = desk.meter(0)
    desk.meter(1)
    for value, day in ((10, "2025-11-30"), (20, "2025-12-31"), (95, "2026-01-31")):
        reading = desk.read(meter, value, day)
    assert (reading.anomaly, reading.state) == ("high", "read")
    run = desk.run("water", "2026-01")
    assert (run.generated, desk.problems(run)) == (0, [("anomaly", "open"), ("reading", "open")])
    records.transition(
        desk.accountant, MeterReading, reading.id, "check", note="现场核实，水管漏水"
    )
    run = desk.preview(run)
    assert (run.amount, desk.problems(run)) == (
        D("375.00"),
        [("anomaly", "solved"), ("reading", "open")],
    )


def test_the_leaver_pays_until_his_final_reading_and_the_next_begins_at_nothing(desk: Desk) -> None:
    desk.tiers()
    leaver = desk.pays("老业主", to_on=dt.date(2026, 2, 10))
    comer = desk.pays("新业主", from_on=dt.date(2026, 2, 11))
    desk.assign("water")
    meter = desk.meter()
    desk.read(meter, 200, "2026-01-31")
    desk.posted("water", "2026-01")
    desk.read(meter, 210, "2026-02-10", kind="final")
    desk.read(meter, 230, "2026-02-28")
    desk.posted("water", "2026-02")
    february = [bill for bill in desk.bills() if bill.period == "2026-02"]
    assert [(bill.customer_id, bill.amount) for bill in february] == [
        (leaver.id, D("70.00")), (comer.id, D("100.00")),
    ]  # fmt: skip
    assert desk.run("water", "2026-02").generated == 0


def test_what_a_meter_used_after_the_run_is_billed_by_a_second_one(desk: Desk) -> None:
    """Read and billed on the 20th, he leaves at the end of the month: the tiers of that month go on."""
    desk.tiers(basis="month")
    leaver = desk.pays("业主", to_on=dt.date(2026, 2, 28))
    desk.assign("water")
    meter = desk.meter()
    desk.read(meter, 170, "2026-02-20")
    assert desk.posted("water", "2026-02").amount == D("850.00")
    desk.read(meter, 200, "2026-02-28", kind="final")
    run = desk.run("water", "2026-02")
    assert run.amount == D("190.00")  # 10 at 5, 20 at 7
    run = desk.post(run)
    assert (run.state, run.generated) == ("posted", 1)
    (bill,) = desk.bills(of=run)
    assert (bill.customer_id, bill.quantity, bill.amount) == (leaver.id, 30, D("190.00"))
    assert (bill.period_from, bill.period_to) == (dt.date(2026, 2, 21), dt.date(2026, 2, 28))
    assert desk.run("water", "2026-02").generated == 0


def test_reversing_one_of_two_runs_of_a_month_bills_no_reading_twice(desk: Desk) -> None:
    desk.tiers(basis="month")
    desk.pays("业主", to_on=dt.date(2026, 2, 28))
    desk.assign("water")
    meter = desk.meter()
    desk.read(meter, 170, "2026-02-20")
    first = desk.posted("water", "2026-02")
    desk.read(meter, 200, "2026-02-28", kind="final")
    second = desk.posted("water", "2026-02")
    records.transition(desk.manager, BillRun, first.id, "reverse", note="单价有误")
    third = desk.posted("water", "2026-02")
    assert (third.state, third.amount) == ("posted", D("850.00"))
    records.transition(desk.manager, BillRun, second.id, "reverse", note="读数有误")
    assert desk.posted("water", "2026-02").amount == D("190.00")
    standing = [bill.quantity for bill in desk.bills() if bill.standing]
    assert sorted(standing) == [30, 170]
