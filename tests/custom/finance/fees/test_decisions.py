"""What people decide about bills: reductions, write-offs, reversals, charged repairs, move-outs (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.custom.finance.books import batch, periods
from app.custom.finance.books.statements import tie_outs
from app.custom.finance.fees import balance, moving_out
from app.custom.finance.fees.explain import lines
from app.custom.finance.fees.formulas import amounts
from app.custom.finance.fees.single import bill_one
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.bill_run import BillRun
from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_item import FeeItem
from app.generated.meter_reading import MeterReading
from app.generated.occupancy import Occupancy
from app.generated.ticket_category import TicketCategory
from app.generated.voucher import Voucher
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.errors import Forbidden, NotFound, RuleViolation
from app.runtime.system import Notification
from tests.custom.finance.fees.desk import Desk

D = Decimal


@pytest.fixture
def bill(desk: Desk) -> Bill:
    """276.53 for February, due on 25 March."""
    desk.area(0, "98.76")
    desk.pays("业主")
    desk.assign()
    return desk.bills(of=desk.posted())[0]


def ask(desk: Desk, bill: Bill, amount: str, kind: str = "discount") -> BillReduction:
    given = {"bill": bill.id, "kind": kind, "amount": amount, "reason": "电梯停运补偿"}
    return records.create(desk.accountant, BillReduction, given)


def approve(desk: Desk, asked: BillReduction) -> BillReduction:
    records.transition(desk.manager, BillReduction, asked.id, "approve")
    return desk.again(asked)


def test_a_reduction_is_approved_by_another_and_booked(desk: Desk, bill: Bill) -> None:
    asked = ask(desk, bill, "76.53")
    with pytest.raises((Forbidden, NotFound)):
        records.transition(desk.accountant, BillReduction, asked.id, "approve")
    asked = approve(desk, asked)
    bill = desk.again(bill)
    assert (bill.balance, bill.discount, bill.net, bill.vat) == (
        D(200), D("76.53"), D("188.68"), D("11.32"),
    )  # fmt: skip
    voucher = desk.session.get(Voucher, asked.voucher_id)
    assert (voucher.debit, voucher.credit) == (D("-76.53"), D("-76.53"))


def test_a_reduction_of_a_single_bill_leaves_its_vat_tied_to_the_books(desk: Desk) -> None:
    payer = desk.pays("业主")
    ctx = desk.town.ctx
    with records.writing(ctx):
        one = bill_one(
            ctx, desk.items["property"], project=desk.town.project.id, customer=payer.id,
            amount=D("106.00"), calc={},
        )  # fmt: skip
    approve(desk, ask(desk, one, "53.00"))
    assert desk.again(one).vat == D("3.00")
    with records.writing(ctx):
        period, _ = periods.open_for(ctx, ctx.today)
        batch.post_period(ctx, period.id)
        tied = {found.code: found for found in tie_outs.all_of(ctx, period)}["output_vat"]
    assert (tied.left, tied.right) == (D("3.00"), D("3.00"))


def test_reductions_together_are_not_more_than_the_bill_asks_for(desk: Desk, bill: Bill) -> None:
    ask(desk, bill, "200")
    with pytest.raises(RuleViolation, match=r"At most 76\.53"):
        ask(desk, bill, "76.54")


def test_a_bill_that_is_reduced_to_nothing_is_waived(desk: Desk, bill: Bill) -> None:
    approve(desk, ask(desk, bill, "276.53", "waiver"))
    assert (desk.again(bill).state, desk.again(bill).balance) == ("waived", 0)


def test_a_waived_late_fee_stays_waived(desk: Desk, bill: Bill, at: object) -> None:
    at.move_to("2026-07-03T10:00:00+08:00")  # type: ignore[attr-defined]
    asked = approve(desk, ask(desk, bill, "5.00", "late"))
    assert asked.voucher_id is None
    with records.writing(desk.town.ctx):
        now = balance.owed(desk.town.ctx, [bill.id])[bill.id]
    # 276.53 × 0.0003 × 100 days = 8.30
    assert (now.late, desk.again(bill).late_waived) == (D("3.30"), D(5))


def test_a_bill_is_written_off_by_two(desk: Desk, bill: Bill) -> None:
    for name in ("王总", "吴经理"):
        records.transition(desk.fresh(name), Bill, bill.id, "write_off", note="法院裁定终结执行")
    bill = desk.again(bill)
    assert (bill.state, bill.balance) == ("bad_debt", 0)
    assert desk.session.scalars(select(Voucher.debit).where(Voucher.event == "bad_debt")).all() == [
        D("276.53")
    ]


def test_a_run_is_reversed_as_long_as_nobody_paid_and_may_be_billed_again(
    desk: Desk, bill: Bill
) -> None:
    run = desk.session.get(BillRun, bill.run_id)
    records.transition(desk.manager, BillRun, run.id, "reverse", note="单价录错")
    assert (desk.again(run).state, desk.again(bill).state, desk.again(bill).balance) == (
        "reversed", "void", 0,
    )  # fmt: skip
    again = desk.posted()
    assert (again.generated, again.existing) == (1, 0)


def test_a_run_with_a_paid_bill_is_not_reversed(desk: Desk, bill: Bill) -> None:
    with records.writing(desk.town.ctx):
        balance.apply(desk.town.ctx, bill, D(1))
    with pytest.raises(RuleViolation, match="the run stays"):
        records.transition(desk.manager, BillRun, bill.run_id, "reverse", note="x")
    assert desk.again(bill).state == "partial"


# -- charged repairs -------------------------------------------------------------------------------


def done(desk: Desk, quote: str = "150.00") -> WorkOrder:
    """A charged order of the customer, quoted, accepted and done."""
    town = desk.town
    kind = town.categories["repair"].id
    records.update(town.ctx, TicketCategory, kind, {"needs_photo": False})
    customer = desk.session.scalar(select(Occupancy.customer_id).limit(1))
    order = town.ctx_create(
        WorkOrder, source="desk", summary="换锁", project=town.project.id, customer=customer,
        unit=town.units[0].id, category=kind, quote=quote,
    )  # fmt: skip
    return resolve(desk, order)


def resolve(desk: Desk, order: WorkOrder) -> WorkOrder:
    with records.writing(desk.town.ctx):
        order = desk.town.ctx.session.merge(order)
        order.state = "in_progress"
        desk.town.ctx.session.flush()
        desk.town.ctx.transition(order, "resolve", result="已换", cause="自然损坏")
    return desk.again(order)


def test_a_charged_order_that_is_done_has_its_bill_and_voucher(desk: Desk) -> None:
    desk.pays("业主")
    desk.item("repair", "manual", kind="repair")
    order = done(desk)
    (bill,) = desk.bills()
    assert (bill.amount, bill.work_order_id, bill.net, bill.vat) == (
        D(150), order.id, D("141.51"), D("8.49"),
    )  # fmt: skip
    assert bill.voucher_id is not None
    assert lines(bill.calc, "en")[0].startswith("The quote that was accepted")


def test_an_order_done_again_is_billed_once_and_a_dearer_quote_for_the_difference(
    desk: Desk,
) -> None:
    desk.pays("业主")
    desk.item("repair", "manual", kind="repair")
    order = done(desk)
    resolve(desk, order)
    assert len(desk.bills()) == 1
    records.update(desk.town.ctx, WorkOrder, order.id, {"quote": "180.00"})
    resolve(desk, desk.again(order))
    assert [(bill.amount, bill.adjusts_id is None) for bill in desk.bills()] == [
        (D(150), True), (D(30), False),
    ]  # fmt: skip


def test_without_a_fee_item_for_repairs_the_accountant_hears_of_it(desk: Desk) -> None:
    desk.pays("业主")
    done(desk)
    assert desk.bills() == []
    told = desk.session.scalars(
        select(Notification.template).where(Notification.recipient_id == desk.town.logins["周会计"])
    ).all()
    assert told == ["bill.not_made"]


# -- moving out ------------------------------------------------------------------------------------


def year_ahead(desk: Desk, percent: int = 0) -> int:
    """Twelve bills of 2026, paid, less the discount (O8.11)."""
    desk.area(0, "98.76")
    payer = desk.pays("业主")
    off = amounts.less([D("276.53")] * 12, D(percent)) if percent else [D(0)] * 12
    for month, less in enumerate(off, start=1):
        first = dt.date(2026, month, 1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        desk.town.ctx_create(
            Bill, project=desk.town.project.id, customer=payer.id, unit=desk.town.units[0].id,
            fee_item=desk.items["property"].id, period=f"2026-{month:02}", period_from=first,
            period_to=last, amount="276.53", discount=less, paid=D("276.53") - less, balance=0,
            due_on=first, calc={"exact": "276.528"},
        )  # fmt: skip
    return payer.id


@pytest.mark.parametrize(
    ("percent", "policy", "back"),
    [(0, "pro_rata", "1204.24"), (5, "lose", "1038.32"), (5, "pro_rata", "1144.03")],
)
def test_who_moves_out_gets_back_what_he_did_not_use(
    desk: Desk, percent: int, policy: str, back: str
) -> None:
    payer = year_ahead(desk, percent)
    records.update(desk.town.ctx, FeeItem, desk.items["property"].id, {"discount_policy": policy})
    (found,) = moving_out.settle(
        desk.town.ctx, customer=payer, unit=desk.town.units[0].id, on=dt.date(2026, 8, 20)
    )
    assert found.amount == D(back) == sum(found.bills.values())
    assert found.calc["policy"] == policy


def test_the_meter_is_read_before_somebody_moves_out(desk: Desk) -> None:
    payer = desk.pays("业主", to_on=dt.date(2026, 3, 3))
    desk.assign("water")
    meter = desk.meter()
    where = {"customer": payer.id, "unit": desk.town.units[0].id, "on": dt.date(2026, 3, 3)}
    with pytest.raises(RuleViolation, match="final reading first: M-water-0"):
        moving_out.settle(desk.town.ctx, **where)
    desk.read(meter, 12, "2026-03-03", kind="final")
    desk.town.ctx.session.rollback()
    assert moving_out.settle(desk.town.ctx, **where) == []


# -- meters and assignments ------------------------------------------------------------------------


def test_a_reading_reckons_its_usage_and_checks_itself(desk: Desk) -> None:
    meter = desk.meter(digits=5)
    first = desk.read(meter, 99987, "2026-01-31")
    assert (first.prev, first.usage) == (0, D(99987))
    desk.town.ctx.session.rollback()
    turned = desk.read(meter, 12, "2026-02-28")
    assert (turned.usage, turned.anomaly, turned.state) == (D(25), "rollover", "checked")
    assert (desk.again(meter).last_value, desk.again(meter).last_read_on) == (
        D(12), dt.date(2026, 2, 28),
    )  # fmt: skip


def test_a_meter_that_runs_backwards_waits_for_its_correction(desk: Desk) -> None:
    meter = desk.meter()
    for value, day in ((100, "2025-11-30"), (200, "2025-12-31"), (290, "2026-01-31")):
        desk.read(meter, value, day)
    odd = desk.read(meter, 250, "2026-02-28")
    assert (odd.anomaly, odd.state, odd.usage) == ("negative", "read", D(-40))
    with pytest.raises(RuleViolation, match="runs backwards"):
        records.transition(desk.accountant, MeterReading, odd.id, "check")
    records.update(desk.accountant, MeterReading, odd.id, {"curr": 380})
    assert (desk.again(odd).anomaly, desk.again(odd).usage) == ("none", D(90))


@pytest.mark.parametrize(
    ("value", "day", "why"),
    [
        (20, "2026-02-28", "a reading already"),
        (100000, "2026-03-01", "More than 5 digits"),
        (20, "2026-03-09", "in the future"),
    ],
)
def test_an_impossible_reading_is_refused(desk: Desk, value: int, day: str, why: str) -> None:
    meter = desk.meter(digits=5)
    desk.read(meter, 10, "2026-02-27")
    with pytest.raises(RuleViolation, match=why):
        desk.read(meter, value, day)


def test_a_rejected_reading_frees_its_period(desk: Desk) -> None:
    meter = desk.meter()
    wrong = desk.read(meter, 100, "2026-02-27")
    records.transition(desk.accountant, MeterReading, wrong.id, "reject", note="看错表")
    right = desk.read(meter, 10, "2026-02-28")
    assert (right.prev, right.usage) == (0, D(10))


def test_one_item_is_charged_once_at_a_time_on_a_unit(desk: Desk) -> None:
    first = desk.assign()
    with pytest.raises(RuleViolation, match="charged on it already"):
        desk.assign(from_on=dt.date(2026, 2, 1))
    records.transition(
        desk.accountant, FeeAssignment, first.id, "end", {"to_on": dt.date(2026, 1, 31)}
    )
    assert desk.assign(from_on=dt.date(2026, 2, 1)).state == "active"


def test_an_agreed_price_needs_the_finance_manager(desk: Desk) -> None:
    given = {
        "fee_item": desk.items["property"].id, "unit": desk.town.units[0].id,
        "from_on": dt.date(2026, 1, 1), "override_price": "2.00", "ground": "合同",
    }  # fmt: skip
    made = records.create(desk.accountant, FeeAssignment, given)
    with pytest.raises(RuleViolation, match="submit it for approval"):
        records.transition(desk.accountant, FeeAssignment, made.id, "activate")
    records.transition(desk.accountant, FeeAssignment, made.id, "submit")
    records.transition(desk.manager, FeeAssignment, made.id, "approve")
    with pytest.raises(RuleViolation, match="end it and make a new one"):
        records.update(desk.accountant, FeeAssignment, made.id, {"override_price": "1.00"})


def test_what_a_payer_has_by_name_ends_with_his_time(desk: Desk) -> None:
    payer = desk.pays("租户")
    one = desk.assign(customer=payer.id)
    home = desk.session.scalars(select(Occupancy).where(Occupancy.customer_id == payer.id)).one()
    records.update(desk.town.as_("csr"), Occupancy, home.id, {"to_date": dt.date(2026, 3, 10)})
    assert (desk.again(one).state, desk.again(one).to_on) == ("ended", dt.date(2026, 3, 10))


def test_a_bill_tells_its_arithmetic_in_both_languages(desk: Desk, bill: Bill) -> None:
    assert lines(bill.calc, "zh") == [
        "2026-02-01 – 2026-02-28：98.76 ㎡ × 2.8 元",
        "= 276.528，四舍五入到分：276.53 元",
        "其中税率 6%：不含税 260.88 元，税额 15.65 元",
    ]
    assert lines(bill.calc, "en")[1] == "= 276.528, rounded to 0.01: 276.53 CNY"
    assert lines(None, "zh") == []
