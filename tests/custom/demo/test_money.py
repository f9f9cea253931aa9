"""The money of the demo: whoever owes, paid or not; books that hold, closed month by month (domain.md §7)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.custom.finance.books import chain, control
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.financial_report import FinancialReport
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.runtime.context import Context
from tests.custom.demo.test_company import count

__all__: list[str] = []


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
