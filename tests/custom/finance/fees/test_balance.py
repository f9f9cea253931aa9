"""What a bill asks for, and how money changes that: never too much, never too little, late fees to the day (3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from app.custom.finance.fees import arrears, balance
from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import database, records
from app.runtime.errors import RuleViolation
from tests.custom.finance.fees.desk import Desk

D = Decimal
DUE = dt.date(2026, 1, 31)


@pytest.fixture
def bill(desk: Desk) -> Bill:
    """829.59, due on the last of January, at 0.0003 a day and at most 30 % (O8.8)."""
    payer = desk.pays("业主")
    return a_bill(desk, payer.id)


def a_bill(desk: Desk, customer: int, amount: str = "829.59", due: dt.date = DUE) -> Bill:
    return desk.town.ctx_create(
        Bill, project=desk.town.project.id, customer=customer, unit=desk.town.units[0].id,
        fee_item=desk.items["property"].id, period="2026-01", period_from=dt.date(2026, 1, 1),
        period_to=DUE, amount=amount, balance=amount, due_on=due, net=amount, vat=0,
    )  # fmt: skip


def pay(desk: Desk, bill: Bill, principal: str, late: str = "0", on: str = "2026-03-02") -> Bill:
    """Through `apply`, with the allocation beside it."""
    day = dt.date.fromisoformat(on)
    ctx = desk.town.ctx
    with records.writing(ctx):
        payment = ctx.create(
            Payment, channel="cash", customer=bill.customer_id, project=bill.project_id,
            amount=D(principal) + D(late),
        )  # fmt: skip
        ctx.create(
            PaymentAllocation, payment=payment.id, bill=bill.id, part="principal",
            amount=D(principal), on=day,
        )  # fmt: skip
        balance.apply(ctx, bill, D(principal), D(late), on=day)
    return desk.again(bill)


def back(desk: Desk, bill: Bill, principal: str, late: str = "0") -> Bill:
    with records.writing(desk.town.ctx):
        balance.take_back(desk.town.ctx, bill, D(principal), D(late))
    return desk.again(bill)


def owed(desk: Desk, bill: Bill, on: str) -> balance.Owed:
    with records.writing(desk.town.ctx):
        return balance.owed(desk.town.ctx, [bill.id], on=dt.date.fromisoformat(on))[bill.id]


def test_a_late_bill_asks_for_its_late_fee_to_the_day_o8_8(desk: Desk, bill: Bill) -> None:
    now = owed(desk, bill, "2026-05-20")
    assert (now.principal, now.late) == (D("829.59"), D("27.13"))
    assert owed(desk, bill, "2026-01-31").late == 0


def test_a_part_and_then_the_rest_settle_it_o8_10(desk: Desk, bill: Bill) -> None:
    bill = pay(desk, bill, "400.00", on="2026-03-02")
    assert (bill.state, bill.balance, bill.overdue, bill.paid_on) == (
        "partial", D("429.59"), True, None,
    )  # fmt: skip
    assert owed(desk, bill, "2026-05-20").late == D("17.65")
    bill = pay(desk, bill, "429.59", "17.65", on="2026-05-20")
    assert (bill.state, bill.balance, bill.late_fee, bill.late_paid, bill.overdue) == (
        "paid", 0, D("17.65"), D("17.65"), False,
    )  # fmt: skip
    assert bill.paid_on == dt.date(2026, 5, 20)


def test_the_principal_alone_leaves_the_late_fee_open(desk: Desk, bill: Bill) -> None:
    bill = pay(desk, bill, "829.59", on="2026-03-02")
    assert (bill.state, bill.balance, bill.late_fee) == ("partial", 0, D("7.47"))
    assert owed(desk, bill, "2026-06-30").late == D("7.47")
    assert pay(desk, bill, "0", "7.47", on="2026-07-01").state == "paid"


@pytest.mark.parametrize(("principal", "late"), [("829.60", "0"), ("0", "7.48")])
def test_more_than_it_asks_for_is_refused(
    desk: Desk, bill: Bill, principal: str, late: str
) -> None:
    with pytest.raises(RuleViolation, match="More than"):
        pay(desk, bill, principal, late)
    assert (desk.again(bill).paid, desk.again(bill).state) == (0, "open")


def test_a_paid_bill_takes_no_more(desk: Desk, bill: Bill) -> None:
    bill = pay(desk, bill, "829.59", "7.47")
    with pytest.raises(RuleViolation, match="asks for nothing"):
        pay(desk, bill, "0.01")


def test_what_is_taken_back_is_open_again(desk: Desk, bill: Bill) -> None:
    bill = pay(desk, bill, "829.59", "7.47")
    bill = back(desk, bill, "300.00")
    assert (bill.state, bill.balance, bill.paid, bill.paid_on) == (
        "partial", D("300.00"), D("529.59"), None,
    )  # fmt: skip
    bill = back(desk, bill, "529.59", "7.47")
    assert (bill.state, bill.balance, bill.late_paid) == ("open", D("829.59"), 0)
    with pytest.raises(RuleViolation, match="Less was paid"):
        back(desk, bill, "0.01")


@pytest.mark.sqlite
def test_what_was_paid_is_found_by_the_bill_and_not_by_reading_all_payments(
    desk: Desk, bill: Bill
) -> None:
    """Without statistics SQLite takes an index that nearly every row shares for a better one than a list of bills."""
    (plan,) = plans(desk, "FROM payment_allocation", lambda: owed(desk, bill, "2026-03-02"))[:1]
    assert ["ix_payment_allocation_bill_on" in step for step in plan] == [True]


@pytest.mark.sqlite
def test_a_chunk_of_the_night_looks_at_its_own_bills_and_sorts_nothing(
    desk: Desk, bill: Bill
) -> None:
    """Millions are overdue in the first night: what a chunk reads must not grow with those before and behind it."""
    after = ["open", bill.due_on.isoformat(), bill.id]

    def chunk() -> None:
        with records.writing(desk.town.ctx):
            arrears.accrue(desk.town.ctx, dt.date(2026, 5, 20), after=after, at_once=2)

    look, *more = plans(desk, "FROM bill", chunk)
    assert len(more) >= 1
    for plan in (look, *more):
        assert "ix_bill_state_due_on (state=? AND due_on=? AND rowid>?" in plan[0]
    assert not any("TEMP B-TREE" in step for step in look)


def plans(desk: Desk, of: str, act: Callable[[], Any]) -> list[list[str]]:
    """How SQLite finds the rows of each statement with these words that `act` sends."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        asked.append((statement, given))

    engine = database.current().writer
    event.listen(engine, "before_cursor_execute", hear)
    act()
    event.remove(engine, "before_cursor_execute", hear)
    connection = desk.session.connection()
    return [
        [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
        for statement, given in asked
        if of in statement
    ]


def test_a_payment_settles_the_oldest_first_o8_13(desk: Desk) -> None:
    payer = desk.pays("业主")
    due = dt.date(2026, 12, 31)
    bills = [a_bill(desk, payer.id, "276.53", due).id for _ in range(3)]
    with records.writing(desk.town.ctx):
        shares, left = balance.split(balance.owed(desk.town.ctx, bills), D(1000), bills)
    assert [share.principal for share in shares] == [D("276.53")] * 3
    assert left == D("170.41")


@pytest.mark.parametrize(
    ("late_first", "share"), [(False, ("100", "0")), (True, ("72.87", "27.13"))]
)
def test_inside_a_bill_the_item_says_what_is_settled_first(
    desk: Desk, bill: Bill, late_first: bool, share: tuple[str, str]
) -> None:
    records.update(desk.town.ctx, FeeItem, desk.items["property"].id, {"late_first": late_first})
    now = owed(desk, bill, "2026-05-20")
    (one,), left = balance.split({bill.id: now}, D(100), [bill.id])
    assert (one.principal, one.late, left) == (D(share[0]), D(share[1]), 0)


def nightly(desk: Desk, day: dt.date, at_once: int = 5000) -> int:
    ctx = desk.town.ctx
    done, after = 0, None
    while True:
        with records.writing(ctx):
            after, part = arrears.accrue(ctx, day, after=after, at_once=at_once)
        done += part
        if after is None:
            return done


@pytest.mark.parametrize("cap", [None, 1])
@pytest.mark.parametrize(("grace", "at_once"), [(0, 1), (20, 2), (200, 3)])
def test_the_night_counts_as_the_formula_does(
    desk: Desk, at: Any, cap: int | None, grace: int, at_once: int
) -> None:
    payer = desk.pays("业主")
    records.update(
        desk.town.ctx, FeeItem, desk.items["property"].id,
        {"late_cap": cap, "grace_days": grace, "late_rate": "0.000457"},
    )  # fmt: skip
    bills = [
        a_bill(desk, payer.id, amount, due)
        for amount, due in (("829.59", DUE), ("0.01", DUE), ("12345.67", dt.date(2023, 2, 28)), ("9.99", dt.date(2026, 2, 20)))
    ]  # fmt: skip
    pay(desk, bills[0], "400.00", on="2026-02-10")
    pay(desk, bills[2], "2345.67", on="2025-02-28")
    day = desk.town.ctx.today
    expected = [owed(desk, bill, str(day)).accrued for bill in bills]
    nightly(desk, day, at_once=at_once)
    found = [desk.again(bill) for bill in bills]
    assert [bill.late_fee for bill in found] == expected
    assert [bool(bill.overdue) for bill in found] == [
        (day - bill.due_on).days > grace for bill in found
    ]
    assert nightly(desk, day) == 0


def test_a_bill_that_is_not_due_is_left_alone(desk: Desk) -> None:
    bill = a_bill(desk, desk.pays("业主").id, due=desk.town.ctx.today)
    assert nightly(desk, desk.town.ctx.today) == 0
    assert not desk.again(bill).overdue
