"""3.2: periods follow each other, and in December the year is closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from app.custom.finance.books import periods
from app.custom.finance.books.statements import drawn, trial
from app.generated.accounting_period import AccountingPeriod
from app.runtime import records
from tests.custom.finance.books import january
from tests.custom.finance.books.office import MANAGER, Office, refused

DECEMBER = dt.date(2026, 12, 31)


@pytest.mark.parametrize(("amount", "side"), [(100, "profit"), (-40, "loss")])
def test_december_hands_the_profit_on(office: Office, amount: int, side: str) -> None:
    item = {"fee_item": office.items["WY"].id}
    office.posted("bill_posted", amounts={"gross": 100, "net": 100}, aux=item)
    january.month_end(office)
    with time_machine.travel("2026-12-31T10:00:00+08:00", tick=False):
        with records.writing(office.ctx):
            periods.opened(office.ctx, "2026-12")
        if amount < 0:
            office.posted("repair_parts", amounts={"amount": 140}, on=DECEMBER)
        january.step(office, "prepare", period="2026-12")
    rows = {row.code: row.balance for row in trial.rows(office.ctx, office.period("2026-12"))}
    assert rows["310415"].closing == -amount
    assert rows["3103"].closing == 0
    assert rows["500101"].year_credit == 100
    income = drawn.income_statement(office.ctx, office.period("2026-12"))["rows"]
    profit = next(row for row in income if row["en"] == "Net profit")
    assert (profit["year"], profit["month"]) == (
        f"{amount}.00",
        "0.00" if side == "profit" else "-140.00",
    )


def test_a_late_january_voucher_moves_the_months_after_it(office: Office) -> None:
    with records.writing(office.ctx):
        periods.opened(office.ctx, "2026-02")
    office.posted("repair_parts", amounts={"amount": 10}, key="1", on=dt.date(2026, 2, 1))
    office.posted("repair_parts", amounts={"amount": 5}, key="2")
    assert (office.balance("5401"), office.balance("5401", "2026-02")) == (5, 15)
    february = {row.code: row.balance for row in trial.rows(office.ctx, office.period("2026-02"))}
    assert (february["5401"].opening, february["5401"].year_debit) == (Decimal(5), Decimal(15))


def test_months_are_opened_and_closed_in_turn(office: Office) -> None:
    def make(period: str) -> AccountingPeriod:
        return records.create(office.as_(MANAGER), AccountingPeriod, {"period": period})

    assert "begin with 2026-01" in str(refused(make, "2025-12"))
    assert "next period is 2026-02" in str(refused(make, "2026-03"))
    made = make("2026-02")
    assert (made.state, f"{made.starts_on} {made.ends_on}") == ("future", "2026-02-01 2026-02-28")
    records.transition(office.as_(MANAGER), AccountingPeriod, made.id, "open")
    january.step(office, "start_close", period="2026-02")
    error = refused(january.step, office, "close", period="2026-02")
    assert "The period before is closed (2026-01)" in str(error)
    january.close(office)
    january.step(office, "close", period="2026-02")
    assert office.period("2026-03").state == "open"


def test_the_first_of_a_month_opens_it(office: Office) -> None:
    first = time_machine.travel("2026-02-01T00:01:30+08:00", tick=False)
    with first, records.writing(office.ctx):
        periods.open_month(office.ctx)
    assert office.period("2026-02").state == "open"
