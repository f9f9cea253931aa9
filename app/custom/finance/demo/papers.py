"""What else lies on the desks of finance: cash counted and banked, a refund half way, invoices asked for and issued, an audit run."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.audit_run import AuditRun
from app.generated.bill import Bill
from app.generated.cash_count import CashCount
from app.generated.customer import Customer
from app.generated.invoice import Invoice
from app.generated.payment import Payment
from app.generated.refund import Refund

from .people import acting

INVOICES = 4
"""The last one is only asked for."""
NOTHING = Decimal(0)


def count_cash(company: Company, last: dt.date) -> None:
    """Of every project that received some since the last count: all of it goes to the bank."""
    session = company.bulk.ctx.session
    for project in company.town.projects.values():
        came = session.scalar(
            select(Payment.id)
            .where(
                Payment.project_id == project, Payment.channel == "cash",
                Payment.cash_count_id.is_(None), Payment.paid_at < company.at(last, 23),
            )
            .limit(1)
        )  # fmt: skip
        if came is None:
            continue
        cashier = acting(company, "cashier", company.at(last, 17))
        made = cashier.create(CashCount, project=project, on=last, counted=NOTHING)
        received = session.get_one(CashCount, made).expected
        cashier.update(CashCount, made, banked=received)
        cashier.step(CashCount, made, "submit")
        acting(company, "accountant", company.at(last, 18)).step(CashCount, made, "check")


def refund(company: Company) -> None:
    """Somebody who paid ahead moves away: approved, the cashier pays it next."""
    found = company.bulk.ctx.session.scalars(
        select(Payment)
        .where(
            Payment.prepaid > 0,
            Payment.refunded == 0,
            Payment.channel.in_(("bank", "pos")),
            Payment.project_id == company.town.projects["YX"],
        )
        .order_by(Payment.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return
    at = company.bulk.now - dt.timedelta(hours=20)
    made = acting(company, "csr", at).create(
        Refund, payment=found.id, kind="prepaid", amount=found.prepaid, reason="房屋出售，退预存款",
        original=False, bank_account="6222020200112233445", account_name="王小明",
    )  # fmt: skip
    acting(company, "accountant", at).step(Refund, made, "calculate", {"amount": found.prepaid})
    acting(company, "fin_mgr", at).step(Refund, made, "approve")


def invoices(company: Company) -> None:
    """Of bills that companies paid."""
    rows = company.bulk.ctx.session.execute(
        select(Bill.id, Bill.customer_id, Bill.project_id, Customer.name)
        .join(Customer, Customer.id == Bill.customer_id)
        .where(Bill.state == "paid", Customer.kind == "company", Bill.invoiced == 0)
        .order_by(Bill.id.desc())
        .limit(INVOICES)
    ).all()
    at = company.bulk.now - dt.timedelta(hours=4)
    accountant = acting(company, "accountant", at)
    for place, row in enumerate(rows):
        made = accountant.create(
            Invoice, customer=row.customer_id, project=row.project_id, bills=[row.id],
            billed_to=row.name, kind="normal",
        )  # fmt: skip
        if place == INVOICES - 1:
            break
        accountant.step(Invoice, made, "submit")
        accountant.step(
            Invoice, made, "issue",
            {"invoice_no": f"2611200000{place + 1:010d}", "issued_on": accountant.ctx.today},
        )  # fmt: skip


def audit(company: Company, first: str, last: str) -> None:
    """Asked for by the auditor; the job runs as soon as the demo is served."""
    acting(company, "auditor", company.bulk.now).create(
        AuditRun, period_from=first, period_to=last, sample_size=30, seed=20260101
    )
