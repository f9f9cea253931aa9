"""Bill runs: preview and posting are one reckoning, exceptions never become bills, twice is once (3.1, O8.14)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.custom.finance.fees.desk import Desk

D = Decimal


def test_a_run_bills_each_unit_once(desk: Desk) -> None:
    for unit, area in enumerate(("98.76", "120.50", "75.20")):
        desk.area(unit, area)
        desk.pays(f"业主{unit}", unit)
        desk.assign(unit=unit)
    run = desk.run()
    assert (run.state, run.generated, run.amount, run.open_problems) == ("previewed", 3, D("824.49"), 0)
    assert desk.bills() == []
    run = desk.post(run)
    assert run.state == "posted"
    bills = desk.bills(of=run)
    assert [bill.amount for bill in bills] == [D("276.53"), D("337.40"), D("210.56")]
    assert {(bill.state, bill.balance == bill.amount) for bill in bills} == {("open", True)}
    assert (bills[0].net, bills[0].vat, bills[0].due_on) == (D("260.88"), D("15.65"), dt.date(2026, 3, 25))
    assert run.voucher_id is not None
