"""3.1: a bill run is one voucher with a line for every customer; payroll has two."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.books import chain, checklist
from app.custom.finance.books.posting import post_run
from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.department import Department
from app.generated.payroll_entry import PayrollEntry
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from tests.custom.finance.books.office import ACCOUNTANT, CASHIER, JANUARY, MANAGER, Office


def run_of(office: Office, *amounts: tuple[int, str, str]) -> BillRun:
    """A run with bills of (customer, net, VAT)."""
    ctx, item = office.ctx, office.items["WY"]
    with records.writing(ctx):
        run = ctx.create(
            BillRun, project=office.town.project.id, fee_item=item.id, period="2026-01"
        )
        rows = [
            {
                "bill_no": f"T{number}", "run_id": run.id, "project_id": office.town.project.id,
                "customer_id": office.customers[who].id, "fee_item_id": item.id, "period": "2026-01",
                "period_from": dt.date(2026, 1, 1) + dt.timedelta(days=number), "period_to": JANUARY,
                "amount": Decimal(net) + Decimal(vat), "net": Decimal(net), "vat": Decimal(vat),
                "balance": Decimal(net) + Decimal(vat), "due_on": JANUARY, "state": "open",
            }
            for number, (who, net, vat) in enumerate(amounts)
        ]  # fmt: skip
        records.write_set(ctx, Bill, rows, action="history", audit="test")
    return run


def posted(office: Office, run: BillRun) -> Voucher | None:
    with records.writing(office.ctx):
        return post_run(office.ctx, office.ctx.get(BillRun, run.id), on=JANUARY)


def test_a_run_is_one_voucher_with_a_line_for_every_customer(office: Office) -> None:
    run = run_of(office, (0, "100.00", "6.00"), (1, "50.00", "3.00"), (0, "10.00", "0.60"))
    made = posted(office, run)
    again = posted(office, run)
    assert made is not None
    assert again is not None
    assert again.id == made.id
    assert office.lines(made) == [
        ("1122", "116.60", "0.00"), ("1122", "53.00", "0.00"), ("500101", "0.00", "160.00"),
        ("22210107", "0.00", "9.60"),
    ]  # fmt: skip
    assert office.again(made).debit == Decimal("169.60")
    customers = office.session.scalars(
        select(VoucherLine.customer_id)
        .where(VoucherLine.voucher_id == made.id)
        .order_by(VoucherLine.line)
    ).all()
    assert customers == [office.customers[0].id, office.customers[1].id, None, None]
    office.post(made)
    assert checklist.receivables(office.ctx, office.period()).ok
    assert chain.broken(office.ctx, office.period()) == []


def test_a_run_without_bills_makes_no_voucher(office: Office) -> None:
    assert posted(office, run_of(office)) is None


@pytest.mark.parametrize("field", ["social", "company_social"])
def test_payroll_is_accrued_by_one_and_paid_by_another(office: Office, field: str) -> None:
    department = office.session.scalars(select(Department).order_by(Department.id)).first()
    given: dict[str, Any] = {
        "period": "2026-01", "department": department.id, "people": 3, "gross": "30000", "tax": "500",
        field: "4500", "account": office.account("5602"),
    }  # fmt: skip
    entry = records.create(office.as_(ACCOUNTANT), PayrollEntry, given)
    entry = records.transition(office.as_(MANAGER), PayrollEntry, entry.id, "approve")
    accrued = office.session.get(Voucher, entry.voucher_id)
    total = "34500.00" if field == "company_social" else "30000.00"
    assert office.lines(accrued) == [("5602", total, "0.00"), ("2211", "0.00", total)]
    entry = records.transition(office.as_(CASHIER), PayrollEntry, entry.id, "pay")
    paid = office.session.get(Voucher, entry.paid_voucher_id)
    net = "25000.00" if field == "social" else "29500.00"
    withheld = [("224104", "0.00", "4500.00")] if field == "social" else []
    assert office.lines(paid) == [
        ("2211", "30000.00", "0.00"), *withheld, ("222112", "0.00", "500.00"), ("1002", "0.00", net),
    ]  # fmt: skip
