"""The money of the demo: whoever owes, paid or not; books that hold, closed month by month (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from app.custom.crm.demo.bulk import Bulk
from app.custom.finance.analysis import projects
from app.custom.finance.audits.rule import Found, scope_of
from app.custom.finance.audits.rules import RULES
from app.custom.finance.books import chain, control
from app.custom.finance.cash.allocation import Settled
from app.custom.finance.demo import receipts, runs, scale
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.financial_report import FinancialReport
from app.generated.opening_balance import OpeningBalance
from app.generated.payment import Payment
from app.generated.payroll_entry import PayrollEntry
from app.generated.resignation import Resignation
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from tests.custom.demo.test_company import count

__all__: list[str] = []

TODAY = dt.date(2026, 3, 4)


def test_a_closed_quarter_and_the_months_since_stand_in_the_books(ctx: Context) -> None:
    """The demo's day is the 4th of March 2026: the last quarter and January are closed."""
    periods = dict(
        ctx.session.execute(select(AccountingPeriod.period, AccountingPeriod.state)).all()
    )
    assert periods == {
        "2025-10": "closed", "2025-11": "closed", "2025-12": "closed", "2026-01": "closed",
        "2026-02": "open", "2026-03": "open",
    }  # fmt: skip
    reports = ctx.session.execute(
        select(FinancialReport.state, FinancialReport.passed, func.count()).group_by(
            FinancialReport.state, FinancialReport.passed
        )
    ).all()
    assert {(state, passed) for state, passed, _ in reports} == {("published", True)}


def test_sub_ledgers_are_their_control_accounts_and_the_chain_is_whole(ctx: Context) -> None:
    owed, ledger = control.receivables(ctx)
    assert owed == ledger > Decimal(100_000)
    ahead, ledger = control.in_advance(ctx)
    assert ahead == ledger > 0
    for period in ctx.session.scalars(select(AccountingPeriod)):
        assert chain.broken(ctx, period) == []
    unposted = count(ctx, Voucher, Voucher.hash.is_(None))
    assert unposted == 0


@pytest.mark.parametrize(("share", "least", "most"), [("paid", 0.80, 0.97), ("open", 0.03, 0.20)])
def test_most_people_pay(ctx: Context, share: str, least: float, most: float) -> None:
    """Of the bills of the closed quarter."""
    of_quarter = Bill.period < "2026-01"
    part = count(ctx, Bill, of_quarter, Bill.state == share) / count(ctx, Bill, of_quarter)
    assert least < part < most


def test_a_run_waits_with_exceptions_and_money_came_by_every_channel(ctx: Context) -> None:
    run = ctx.session.scalars(
        select(BillRun).where(BillRun.state == "previewed", BillRun.open_problems > 0)
    ).first()
    assert run is not None
    channels = set(ctx.session.scalars(select(Payment.channel).distinct()))
    assert channels == {"wechat", "alipay", "bank", "cash", "pos"}
    numbers = ctx.session.execute(
        select(
            Payment.project_id, func.count(), func.count(Payment.receipt_no.distinct())
        ).group_by(Payment.project_id)
    ).all()
    assert all(many == distinct for _, many, distinct in numbers)


def test_costs_name_their_projects(ctx: Context) -> None:
    """Of January: each project has wages, and what no project bears is the smaller part."""
    period = ctx.session.scalars(
        select(AccountingPeriod).where(AccountingPeriod.period == "2026-01")
    ).one()
    found = {one.project: one for one in projects.results(ctx, [period])}
    assert all(one.cost > 0 and one.cost_of_area for one in found.values() if one.project)
    assert len(found) == 6
    named = sum((one.cost for one in found.values() if one.project), Decimal(0))
    assert found[None].cost < named / 2


def test_social_insurance_is_paid_a_month_later(ctx: Context) -> None:
    """What is left on 2211 is the wages of February and who leaves; the firm's share of January's insurance was paid on the 15th."""
    entries = ctx.session.execute(
        select(PayrollEntry.period, PayrollEntry.gross, PayrollEntry.company_social, PayrollEntry.state)
    ).all()  # fmt: skip
    waiting = sum((one.gross for one in entries if one.state != "paid"), Decimal(0))
    insured = sum((one.company_social for one in entries if one.period == "2026-02"), Decimal(0))
    assert {one.period for one in entries if one.state != "paid"} == {"2026-02"}
    leaving = ctx.session.scalars(
        select(Resignation).where(Resignation.settled, Resignation.paid_on.is_(None))
    ).one()
    assert control.stands(ctx, "2211") == -(waiting + insured + leaving.net)
    assert control.stands(ctx, "224104") == 0
    by_hand = ctx.session.scalars(select(Voucher).where(Voucher.event == "manual")).all()
    assert [one.date.isoformat() for one in by_hand] == ["2025-11-17", "2025-12-15", "2026-01-15", "2026-02-24"]  # fmt: skip
    assert len({by_hand[0].maker_id, by_hand[0].checker_id, by_hand[0].cashier_id}) == 3


def test_sixty_have_not_paid_for_a_year_and_six_for_more_than_two_and_a_half(ctx: Context) -> None:
    """Their debts stand in the books as opening balances, customer by customer."""
    oldest = ctx.session.execute(
        select(Bill.customer_id, func.min(Bill.due_on))
        .where(Bill.state.in_(("open", "partial")))
        .group_by(Bill.customer_id)
    ).all()
    years = [(TODAY - day).days / 365.25 for _, day in oldest]
    assert sum(one > 1 for one in years) == 60
    assert sum(one > 2.5 for one in years) == 6
    opening = select(func.sum(OpeningBalance.debit)).where(OpeningBalance.customer_id.is_not(None))
    brought = select(func.sum(Bill.amount)).where(
        Bill.run_id.is_(None), Bill.bill_no.like("ZD%-9%")
    )
    assert ctx.session.scalar(opening) == ctx.session.scalar(brought)


def test_two_years_and_this_one_are_billed_by_the_month() -> None:
    """The full plan, on the last Friday of November 2026: from 2024 on, five projects' property fees a month."""
    much = scale.of("full", dt.date(2026, 11, 27))
    assert (much.begun, much.recent) == (dt.date(2024, 1, 1), dt.date(2026, 7, 1))
    property_fees = {"WY", "WYB", "WYS"}
    due = {month: runs.due_in(dt.date(2025, month, 1), much) for month in (2, 4)}
    assert sum(one[0] in property_fees for one in due[2]) == len(due[2]) == 5
    assert {one[0] for one in due[4]} == {*property_fees, "TC", "SF", "GT", "DF"}


def test_the_receipts_of_a_desk_and_day_are_one_voucher(ctx: Context) -> None:
    """Full plan: money on the accounts where it came in, and what each customer settled; every voucher holds."""
    accounts = dict(ctx.session.execute(select(Account.code, Account.id)).all())
    company = SimpleNamespace(bulk=Bulk(ctx, now=ctx.now))
    made = receipts.Receipts(company, company.bulk, accounts, merged=True)  # type: ignore[arg-type]
    day = [
        receipts.Receipt(
            place, 10 + place, 1, channel, ctx.now, Decimal(300), Decimal(more),
            [Settled(place, 10 + place, 1, Decimal(290), Decimal(10), Decimal("9.43"), Decimal("0.57"), Decimal(0))],
            receipts.Till(1, accounts[account]),
        )
        for place, (channel, account, more) in enumerate(
            [("wechat", "101201", 0), ("cash", "1001", 0), ("alipay", "101202", 200), ("pos", "1002", 0)]
        )
    ]  # fmt: skip
    made.day(TODAY, day)
    heads = company.bulk.rows(Voucher)
    assert [(one["debit"], one["source_key"]) for one in heads] == [
        (Decimal(600), "2026-03-04 柜台"), (Decimal(800), "2026-03-04 线上"),
    ]  # fmt: skip
    for head in heads:
        lines = [one for one in company.bulk.rows(VoucherLine) if one["voucher_id"] == head["id"]]
        assert sum(one["debit"] for one in lines) == sum(one["credit"] for one in lines) == head["debit"]  # fmt: skip
    assert [one.row["voucher_id"] for one in day] == [heads[1]["id"], heads[0]["id"]] * 2


def test_an_audit_finds_who_owes_for_years_and_next_to_nothing_else(ctx: Context) -> None:
    """All is matched: by the months' statements, by those of the last days, by counts of cash; but a transfer that its bank cut."""
    scope = scope_of(ctx, dt.date(2025, 10, 1), dt.date(2026, 3, 31))
    found: dict[str, int] = {}
    for code, rule in RULES.items():
        after = None
        while True:
            assert rule.step is not None
            told, after = rule.step(scope, after)
            found[code] = found.get(code, 0) + sum(isinstance(one, Found) for one in told)
            if after is None:
                break
    assert found.pop("A16") == 6
    # Whether two transfers of one payer are alike, and how old the cut one is, hangs on the day.
    assert found.pop("A03") <= 1
    assert found.pop("A10") <= 1
    assert set(found.values()) == {0}
