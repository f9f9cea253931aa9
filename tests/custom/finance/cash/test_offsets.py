"""What was paid ahead settles bills: for many at once after a run, at the counter for one, never more than is there (3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, func, select

from app.custom.finance.cash import offsets, prepayment
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.voucher import Voucher
from app.runtime import jobs, records
from app.runtime.errors import AppError
from tests.custom.finance.cash.till import Till

D = Decimal


def ahead(till: Till, customer: Any, amount: str) -> None:
    till.pay(customer, amount)


@pytest.mark.database
def test_a_bill_run_is_settled_by_what_was_paid_ahead(till: Till) -> None:
    desk = till.desk
    rich, poor, none = (desk.pays(f"业主{unit}", unit) for unit in range(3))
    for unit in range(3):
        desk.area(unit, "98.76")
        desk.assign(unit=unit)
    ahead(till, rich, "1000")
    ahead(till, poor, "100")
    run = desk.posted()
    jobs.run_due()
    states = [(bill.state, bill.balance) for bill in desk.bills(of=run)]
    assert states == [("paid", 0), ("partial", D("176.53")), ("open", D("276.53"))]
    assert [till.prepaid(one) for one in (rich, poor, none)] == [D("723.47"), 0, 0]
    vouchers = till.session.scalars(
        select(Voucher.id).where(Voucher.event == "prepay_offset")
    ).all()
    assert len(vouchers) == 1
    assert till.lines(vouchers[0]) == [
        ("2203", "276.53", "0.00"), ("2203", "100.00", "0.00"),
        ("1122", "0.00", "276.53"), ("1122", "0.00", "100.00"),
    ]  # fmt: skip
    till.must_tie()
    with records.writing(till.ctx):
        till.ctx.enqueue(offsets.JOB, key="again", run=run.id)
    jobs.run_due()
    assert till.prepaid(rich) == D("723.47")
    till.must_tie()


def test_every_night_single_bills_are_settled_with_their_late_fee(till: Till, at: Any) -> None:
    payer = till.desk.pays("业主")
    bill = till.bill(payer, "829.59", due=dt.date(2026, 1, 31))
    other = till.bill(payer, "100", due=dt.date(2026, 1, 1))
    till.pay(payer, "1000", rule="chosen", chosen=[other.id])
    at.move_to(dt.datetime(2026, 5, 20, 2, tzinfo=dt.UTC))
    with records.writing(till.ctx):
        offsets.every_night(till.ctx)
    jobs.run_due()
    bill = till.again(bill)
    assert (bill.state, bill.paid, bill.late_paid) == ("paid", D("829.59"), D("27.13"))
    till.must_tie()


def test_a_second_run_on_the_same_day_has_a_voucher_of_its_own(till: Till) -> None:
    payer = till.desk.pays("业主")
    ahead(till, payer, "100")
    for amount in ("30", "20"):
        till.bill(payer, amount)
        with records.writing(till.ctx):
            till.ctx.enqueue(offsets.JOB, run=0)
        jobs.run_due()
        till.must_tie()
    assert till.prepaid(payer) == 50


def test_the_counter_uses_what_was_paid_ahead_and_no_more(till: Till) -> None:
    payer = till.desk.pays("业主")
    ahead(till, payer, "100")
    bill = till.bill(payer)
    with pytest.raises(AppError, match="At most 100"):
        till.pay(payer, "100.01", "offset")
    used = till.pay(payer, "60", "offset", rule="chosen", chosen=[bill.id])
    assert (used.state, used.allocated, used.prepaid, used.receipt_no) == ("settled", 60, 0, None)
    assert till.lines(used.voucher_id) == [("2203", "60.00", "0.00"), ("1122", "0.00", "60.00")]
    assert (till.prepaid(payer), till.again(bill).balance) == (40, D("216.53"))
    till.must_tie()


def test_what_one_paid_ahead_settles_no_bill_of_another(till: Till) -> None:
    one, other = till.desk.pays("业主"), till.desk.pays("邻居", 1)
    ahead(till, one, "100")
    bill = till.bill(other)
    with pytest.raises(AppError, match="another project or customer"):
        till.payment(one, "60", "offset", rule="chosen", chosen=[bill.id])


def test_money_for_one_item_pays_only_that_item(till: Till) -> None:
    payer = till.desk.pays("业主")
    parking = till.desk.items["parking"]
    with records.writing(till.ctx):
        prepayment.hold(till.ctx, [payer.id])
        for item, delta in ((parking.id, D(50)), (None, D(30))):
            prepayment.change(
                till.ctx, customer=payer.id, project=till.desk.town.project.id, delta=delta,
                fee_item=item,
            )  # fmt: skip
    water = till.bill(payer, "100", due=dt.date(2026, 5, 1))
    space = till.bill(payer, "100", due=dt.date(2026, 6, 1), item="parking")
    with records.writing(till.ctx):
        offsets.every_night(till.ctx)
    jobs.run_due()
    assert (till.again(water).paid, till.again(space).paid) == (30, 50)
    assert till.prepaid(payer) == 0


def test_a_balance_never_falls_below_zero(till: Till) -> None:
    payer = till.desk.pays("业主")
    ahead(till, payer, "100")
    project = till.desk.town.project.id
    with records.writing(till.ctx):
        prepayment.hold(till.ctx, [payer.id])
        with pytest.raises(AppError, match="Only 100"):
            prepayment.change(till.ctx, customer=payer.id, project=project, delta=D("-100.01"))
    assert till.prepaid(payer) == 100


@pytest.fixture
def counted(till: Till) -> Iterator[list[str]]:
    """Statements that the database got."""
    seen: list[str] = []
    engine = till.ctx.session.get_bind().engine

    def note(_c: Any, _cur: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_a_chunk_takes_the_same_statements_whatever_its_size(
    till: Till, counted: list[str]
) -> None:
    numbers = []
    for size in (2, 6):
        for unit in range(size):
            payer = till.desk.customer(f"业主{size}{unit}")
            till.pay(payer, "50")
            till.bill(payer, "30")
        customers = offsets._customers(till.ctx, 0, None)
        counted.clear()
        with records.writing(till.ctx):
            offsets._use(till.ctx, customers, None)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1]
    made = till.session.scalar(
        select(func.count()).select_from(Payment).where(Payment.channel == "offset")
    )
    assert made == 8
    assert till.session.scalar(select(func.min(PrepaymentEntry.balance))) == 20
    till.must_tie()
