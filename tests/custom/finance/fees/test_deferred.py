"""What is billed for later months becomes revenue month by month, to the 分; what is taken back comes off the rest (O9, 3.1, 3.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.finance.books import checklist, control, deferred, periods, setup
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.bill_reduction import BillReduction
from app.generated.bill_run import BillRun
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.generated.voucher_rule_line import VoucherRuleLine
from app.runtime import records
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.fees.desk import Desk

D = Decimal
pytestmark = pytest.mark.database


def test_o9_a_year_is_eleven_times_275_23_and_once_275_22() -> None:
    found = deferred.shares(D("3302.75"), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert list(found.values()) == [D("275.23")] * 11 + [D("275.22")]
    assert (min(found), max(found)) == ("2026-01", "2026-12")


def test_a_part_of_a_month_weighs_its_days() -> None:
    found = deferred.shares(D("1000"), dt.date(2026, 3, 17), dt.date(2026, 6, 30))
    assert found == {
        "2026-03": D("138.89"), "2026-04": D("287.04"), "2026-05": D("287.04"), "2026-06": D("287.03"),
    }  # fmt: skip


@pytest.fixture
def year(desk: Desk) -> BillRun:
    """A parking space for the year 2026 at 300 a month, billed and posted in March."""
    item = desk.item("space", "fixed", tax="lease", kind="parking", cycle="year", timing="advance")
    desk.price("space", 300)
    desk.pays("车主")
    desk.assign("space")
    assert item.id
    return desk.posted("space", "2026-01")


def lines(desk: Desk, voucher: int | None) -> dict[str, Decimal]:
    """Account → debit less credit."""
    rows = desk.session.execute(
        select(Account.code, VoucherLine.debit, VoucherLine.credit)
        .join(Account, Account.id == VoucherLine.account_id)
        .where(VoucherLine.voucher_id == voucher, VoucherLine.deleted_at.is_(None))
    )
    found: dict[str, Decimal] = {}
    for code, debit, credit in rows:
        found[code] = found.get(code, D(0)) + debit - credit
    return found


def plan(desk: Desk) -> dict[str, tuple[Decimal, Decimal]]:
    """Month → (deferred, recognised), what was taken off counted."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in desk.session.scalars(select(Amortisation).order_by(Amortisation.id)):
        net, done = found.get(row.from_period, (D(0), D(0)))
        found[row.from_period] = net + row.net, done + (row.recognised or 0)
    return found


def must_tie(desk: Desk) -> None:
    assert desk.session is not None
    paid, books = control.in_advance(desk.town.ctx)
    assert paid == books
    owed, receivable = control.receivables(desk.town.ctx)
    assert owed == receivable


def prepare(desk: Desk, at: time_machine.Coordinates, day: str) -> Voucher | None:
    """The month-end vouchers of that day's month; returns that of deferred revenue."""
    at.move_to(dt.datetime.fromisoformat(f"{day}T18:00:00+08:00"))
    period = desk.town.ctx
    with records.writing(period):
        found = periods.opened(period, day[:7])
    records.transition(desk.accountant, AccountingPeriod, found.id, "prepare")
    return desk.session.scalar(
        select(Voucher)
        .where(Voucher.event == "prepay_amortise", Voucher.period_id == found.id)
        .order_by(Voucher.id.desc())
    )


def check(desk: Desk, period: str) -> checklist.Check:
    assert desk.session is not None
    found = periods.named(desk.town.ctx, period)
    assert found is not None
    return checklist.deferred_done(desk.town.ctx, found)


def test_a_year_of_parking_is_revenue_up_to_this_month_and_deferred_beyond(
    desk: Desk, year: BillRun, at: time_machine.Coordinates
) -> None:
    # 3 600 at 9 %: 3 302.75 + 297.25; January to March are revenue at once.
    assert lines(desk, year.voucher_id) == {
        "1122": D(3600), "500101": D("-825.69"), "2204": D("-2477.06"), "22210107": D("-297.25"),
    }  # fmt: skip
    assert list(plan(desk)) == [f"2026-{month:02d}" for month in range(4, 13)]
    assert desk.session.scalars(select(Amortisation.run_id)).all() == [year.id] * 9
    must_tie(desk)
    assert prepare(desk, at, "2026-03-31") is None
    due = check(desk, "2026-03")
    assert due.ok
    at.move_to(dt.datetime.fromisoformat("2026-04-30T18:00:00+08:00"))
    with records.writing(desk.town.ctx):
        periods.opened(desk.town.ctx, "2026-04")
    due = check(desk, "2026-04")
    assert (due.ok, due.detail, due.found) == (False, "275.23", [year.run_no])
    made = prepare(desk, at, "2026-04-30")
    assert made is not None
    assert lines(desk, made.id) == {"2204": D("275.23"), "500101": D("-275.23")}
    assert plan(desk)["2026-04"] == (D("275.23"), D("275.23"))
    assert check(desk, "2026-04").ok
    must_tie(desk)


def test_a_month_that_nobody_recognised_is_made_up_for(
    desk: Desk, year: BillRun, at: time_machine.Coordinates
) -> None:
    made = prepare(desk, at, "2026-12-31")
    assert made is not None
    assert lines(desk, made.id) == {"2204": D("2477.06"), "500101": D("-2477.06")}
    must_tie(desk)


def reduce(desk: Desk, amount: str, **values: Any) -> BillReduction:
    (bill,) = desk.bills()
    with records.writing(desk.town.ctx):
        asked = desk.town.ctx.create(
            BillReduction, bill=bill.id, kind="discount", amount=D(amount), reason="优惠", **values
        )
    return records.transition(desk.manager, BillReduction, asked.id, "approve")


def test_a_reduction_falls_on_all_months_alike(
    desk: Desk, year: BillRun, at: time_machine.Coordinates
) -> None:
    # 109 at 9 % are 100 + 9: three months of twelve are revenue already, 8.34 + 8.34 + 8.33 of them.
    made = reduce(desk, "109")
    assert lines(desk, made.voucher_id) == {
        "1122": D(-109), "500101": D("25.02"), "2204": D("74.98"), "22210107": D(9),
    }  # fmt: skip
    assert plan(desk)["2026-04"] == (D("266.89"), D(0))
    must_tie(desk)
    prepare(desk, at, "2026-12-31")
    must_tie(desk)
    assert sum(net for net, _ in plan(desk).values()) == D("2402.08")


def test_a_run_that_is_reversed_takes_back_what_months_recognised(
    desk: Desk, year: BillRun, at: time_machine.Coordinates
) -> None:
    records.transition(desk.manager, Voucher, year.voucher_id, "post")
    prepare(desk, at, "2026-05-31")
    records.transition(desk.manager, BillRun, year.id, "reverse", note="重算")
    assert set(plan(desk).values()) == {(D(0), D(0))}
    must_tie(desk)
    revenue = desk.session.execute(
        select(VoucherLine.debit, VoucherLine.credit)
        .join(Account, Account.id == VoucherLine.account_id)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(Account.code == "500101", Voucher.event.in_(("bill_run_posted", "prepay_amortise")))
    ).all()
    assert sum(debit - credit for debit, credit in revenue) == 0


def test_a_month_end_and_a_reversal_at_once_leave_nothing_of_the_run(
    desk: Desk, year: BillRun, at: time_machine.Coordinates
) -> None:
    at.move_to(dt.datetime.fromisoformat("2026-04-30T18:00:00+08:00"))
    with records.writing(desk.town.ctx):
        period = periods.opened(desk.town.ctx, "2026-04").id
    logins = desk.town.logins
    desk.session  # noqa: B018
    together(
        lambda ctx: records.transition(ctx, AccountingPeriod, period, "prepare"),
        lambda ctx: records.transition(ctx, BillRun, year.id, "reverse", note="重算"),
        by=[logins["周会计"], logins["吴经理"]],
    )
    must_tie(desk)
    if desk.again(year).state == "reversed":
        assert set(plan(desk).values()) == {(D(0), D(0))}


def test_money_for_others_is_never_deferred(desk: Desk) -> None:
    liability = desk.session.scalar(select(Account.id).where(Account.code == "224102"))
    desk.item("heat", "fixed", tax=None, agency=True, cycle="year", timing="advance",
              kind="heating", revenue_account=liability)  # fmt: skip
    desk.price("heat", 100)
    desk.pays("住户")
    desk.assign("heat")
    desk.posted("heat", "2026-01")
    assert plan(desk) == {}


def test_a_rule_of_earlier_books_gets_a_new_edition_with_the_lines_that_it_lacks(
    desk: Desk,
) -> None:
    ctx = desk.town.ctx
    with records.writing(ctx):
        old = ctx.session.scalars(
            select(VoucherRule).where(VoucherRule.code == "sbe.bill_run_posted")
        ).one()
        ctx.update(old, word="zhuan")
        line = ctx.session.scalars(
            select(VoucherRuleLine).where(
                VoucherRuleLine.rule_id == old.id, VoucherRuleLine.amount_of == "deferred"
            )
        ).one()
        ctx.delete(line)
    assert setup.set_up(ctx).rules == 1
    assert setup.set_up(ctx).rules == 0
    new = desk.session.scalars(
        select(VoucherRule).where(VoucherRule.code == "sbe.bill_run_posted.202603")
    ).one()
    assert (new.state, new.word, new.from_on) == ("active", "zhuan", dt.date(2026, 3, 1))
    assert [one.amount_of for one in new.lines] == ["gross", "net", "vat", "deferred"]


def test_what_is_of_months_that_have_come_is_revenue_at_once(desk: Desk) -> None:
    desk.item("free", "fixed", tax="property", cycle="quarter", timing="advance")
    desk.price("free", "100")
    desk.pays("业主")
    desk.assign("free")
    run = desk.posted("free", "2026-01")
    assert plan(desk) == {}, "January to March: nothing is left in March"
    assert desk.session.scalar(select(Bill.net).where(Bill.run_id == run.id)) == D("283.02")
