"""The month of domain.md §4.9 (O9), played by the people who do it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from app.custom.finance.books.posting import Part
from app.generated.accounting_period import AccountingPeriod
from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.fixed_asset import FixedAsset
from app.generated.prepayment_entry import PrepaymentEntry
from app.runtime import records
from tests.custom.finance.books.office import ACCOUNTANT, JANUARY, MANAGER, Office


def sub_ledgers(office: Office) -> None:
    """Unpaid bills of 101 200 and prepayments of 100 000, as the opening balances and the vouchers say."""
    ctx = office.ctx
    with records.writing(ctx):
        bill = ctx.create(
            Bill, project=office.town.project.id, customer=office.customers[0].id,
            fee_item=office.items["TC"].id, period="2026-01", period_from=dt.date(2026, 1, 1),
            period_to=JANUARY, amount=Decimal(101_200), balance=Decimal(101_200), due_on=JANUARY,
        )  # fmt: skip
        ctx.create(
            PrepaymentEntry, customer=office.customers[0].id, project=office.town.project.id,
            delta=Decimal(100_000), balance=Decimal(100_000),
        )  # fmt: skip
        ctx.create(
            Amortisation, bill=bill.id, customer=office.customers[0].id, net=Decimal("3302.75"),
            from_period="2026-01", months=12,
        )  # fmt: skip
        ctx.create(
            FixedAsset, code="FA1", name="清洁车", cost=Decimal(200_000), from_period="2026-01",
            expense=office.account("5602"),
        )  # fmt: skip


def business(office: Office, *, post: bool = True) -> None:
    """Vouchers 0001 to 0007."""
    wy = {"fee_item": office.items["WY"].id}
    make = office.posted if post else office.event
    make("bill_posted", amounts={"gross": 106_000, "net": 100_000, "vat": 6_000}, aux=wy)
    make(
        "payment_settled", amounts={"principal": 84_800},
        lines=[
            Part({"amount": Decimal(53_000)}, accounts={"received": "1002"}),
            Part({"amount": Decimal(31_800)}, accounts={"received": "101201"}),
        ],
    )  # fmt: skip
    make(
        "channel_settled", amounts={"gross": 31_800, "net": "31609.20", "fee": "190.80"},
        accounts={"channel": "101201"},
    )  # fmt: skip
    make(
        "payment_settled", key="2", accounts={"received": "1002"},
        amounts={"amount": 3_600, "prepaid": "3302.75", "prepaid_vat": "297.25"},
    )  # fmt: skip
    make(
        "expense_paid", accounts={"expense": "5401", "paid_from": "1002"},
        amounts={"amount": 21_200, "net": 20_000, "vat": 1_200},
    )  # fmt: skip
    make(
        "payroll", amounts={"total": 45_000},
        lines=[
            Part({"total": Decimal(30_000)}, accounts={"expense": "5401"}),
            Part({"total": Decimal(15_000)}, accounts={"expense": "5602"}),
        ],
    )  # fmt: skip
    if post:
        supplier(office)


def supplier(office: Office) -> None:
    """0007, by hand."""
    paid = office.by_hand(("2202", 10_000, 0, {"cashflow": "op_out_goods"}), ("1002", 0, 10_000))
    office.walk(paid, signed=True)


def month_end(office: Office) -> None:
    """0008 to 0012."""
    step(office, "prepare", ACCOUNTANT)


def play(office: Office) -> None:
    """Opening balances and the whole month."""
    office.open_books()
    sub_ledgers(office)
    business(office)
    month_end(office)


def step(
    office: Office, name: str, who: str = MANAGER, period: str = "2026-01"
) -> AccountingPeriod:
    return records.transition(office.as_(who), AccountingPeriod, office.period(period).id, name)


def close(office: Office, period: str = "2026-01") -> None:
    step(office, "start_close", period=period)
    step(office, "close", period=period)
