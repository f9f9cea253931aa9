"""Reminders of arrears: each level once, by the age of the oldest bill, and never by cutting anything off (art. 944)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.fees import arrears, dunning
from app.generated.bill import Bill
from app.generated.collection_notice import CollectionNotice
from app.runtime import jobs, records
from app.runtime.system import Notification
from tests.custom.finance.fees.desk import Desk
from tests.custom.finance.fees.test_balance import a_bill

D = Decimal


def morning(desk: Desk, at: Any, day: dt.date) -> None:
    """The night and the morning of that day."""
    at.move_to(f"{day}T10:00:00+08:00")
    with records.writing(desk.town.ctx):
        arrears.accrue(desk.town.ctx, day)
        desk.town.ctx.enqueue(dunning.JOB, key=f"test {day}")
    jobs.run_due()


def sent(desk: Desk) -> list[tuple[str, Decimal]]:
    rows = desk.session.scalars(select(CollectionNotice).order_by(CollectionNotice.id))
    return [(row.level, row.amount) for row in rows]


@pytest.mark.parametrize(
    ("days", "level"),
    [(0, None), (1, "remind"), (14, "remind"), (15, "notice"), (45, "demand"), (90, "litigation"), (900, "litigation")],
)  # fmt: skip
def test_the_age_gives_the_level(days: int, level: str | None) -> None:
    assert dunning.level_of(days) == level


def test_no_level_threatens_to_cut_water_or_power_off() -> None:
    levels = set(CollectionNotice.fields()["level"].enum.names)
    assert levels == {"remind", "notice", "demand", "litigation"}
    assert {level for _, level in dunning.LEVELS} == levels


def test_each_level_is_sent_once(desk: Desk, at: Any) -> None:
    customer = desk.town.resident("王小明")
    due = dt.date(2026, 3, 10)
    bill = a_bill(desk, customer.id, "100.00", due)
    for days in (0, 1, 2, 15, 20, 45, 90, 91):
        morning(desk, at, due + dt.timedelta(days=days))
    assert sent(desk) == [
        ("remind", D("100.03")), ("notice", D("100.45")), ("demand", D("101.35")), ("litigation", D("102.70")),
    ]  # fmt: skip
    told = desk.session.scalars(
        select(Notification.template).where(
            Notification.recipient_id == desk.town.logins["王小明"],
            Notification.template.like("bill.%"),
        )
    ).all()
    assert len(told) == 4
    assert desk.again(bill).overdue


def test_a_paid_customer_is_left_alone(desk: Desk, at: Any) -> None:
    customer = desk.pays("业主")
    bill = a_bill(desk, customer.id, "100.00", dt.date(2026, 3, 10))
    records.update(desk.town.ctx, Bill, bill.id, {"balance": 0})
    records.transition(desk.town.ctx, Bill, bill.id, "pay_full")
    morning(desk, at, dt.date(2026, 4, 1))
    assert sent(desk) == []


@pytest.mark.parametrize("hour", ["07", "10"])
def test_a_demand_begins_the_three_years_anew(desk: Desk, at: Any, hour: str) -> None:
    """On the day that it is here: at seven in the morning it is the day before in Greenwich."""
    customer = desk.pays("业主")
    a_bill(desk, customer.id, "100.00", dt.date(2024, 2, 29))
    at.move_to(f"2026-03-04T{hour}:00:00+08:00")
    notice = records.create(
        desk.town.as_("csr"), CollectionNotice,
        {"customer": customer.id, "level": "notice", "amount": 100, "channel": "letter"},
    )  # fmt: skip
    assert (notice.oldest_due, notice.limitation_on) == (dt.date(2024, 2, 29), dt.date(2029, 3, 4))


def test_half_a_year_before_the_limitation_ends_the_project_hears_of_it(
    desk: Desk, at: Any
) -> None:
    customer = desk.pays("业主")
    bill = a_bill(desk, customer.id, "100.00", dt.date(2023, 9, 15))
    records.update(desk.town.ctx, Bill, bill.id, {"overdue": True})
    until = dt.date(2026, 9, 30)
    with records.writing(desk.town.ctx):
        found = dunning.limitation_ending(desk.town.ctx, until)
    assert found == {desk.town.project.id: {customer.id: dt.date(2026, 9, 15)}}
    assert dunning.limitation_of(dt.date(2024, 2, 29), None) == dt.date(2027, 2, 28)
