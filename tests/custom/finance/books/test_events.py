"""3.1: every business event gives the voucher that domain.md §4.9 prints, once, in the transaction of the event."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from app.custom.finance.books import setup
from app.custom.finance.books.posting import Part, post_event
from app.generated.account import Account
from app.generated.company import Company
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.runtime import records
from app.runtime.errors import RuleViolation
from tests.custom.finance.books.office import MANAGER, Office, refused

D, C = "dr", "cr"
EVENTS: list[tuple[str, dict[str, Any], list[tuple[str, str, str]]]] = [
    ("bill_posted", {"amounts": {"gross": "106", "net": "100", "vat": "6"}},
     [(D, "1122", "106"), (C, "500101", "100"), (C, "22210107", "6")]),
    ("payment_settled",
     {"amounts": {"amount": "1000", "principal": "829.59", "late": "25.59", "late_vat": "1.54", "prepaid": "143.28"},
      "accounts": {"received": "101201"}},
     [(D, "101201", "1000"), (C, "1122", "829.59"), (C, "5301", "25.59"), (C, "22210107", "1.54"), (C, "2203", "143.28")]),
    ("payment_settled",
     {"amounts": {"amount": "3600", "prepaid": "3302.75", "prepaid_vat": "297.25"}, "accounts": {"received": "1002"}},
     [(D, "1002", "3600"), (C, "2203", "3302.75"), (C, "22210107", "297.25")]),
    ("channel_settled",
     {"amounts": {"gross": "31800", "net": "31609.20", "fee": "190.80"}, "accounts": {"channel": "101201"}},
     [(D, "1002", "31609.20"), (D, "5603", "190.80"), (C, "101201", "31800")]),
    ("prepay_offset", {"amounts": {"amount": "276.53"}}, [(D, "2203", "276.53"), (C, "1122", "276.53")]),
    ("prepay_amortise", {"amounts": {"amount": "275.23"}}, [(D, "2203", "275.23"), (C, "500101", "275.23")]),
    ("refund_paid", {"amounts": {"amount": "500", "prepaid": "300", "deposit": "200"}, "accounts": {"paid_from": "1002"}},
     [(D, "2203", "300"), (D, "224101", "200"), (C, "1002", "500")]),
    ("refund_paid",
     {"amounts": {"amount": "110.60", "principal": "100", "late": "10", "late_vat": "0.60"}, "accounts": {"paid_from": "101202"}},
     [(D, "1122", "100"), (C, "5301", "-10"), (C, "22210107", "-0.60"), (C, "101202", "110.60")]),
    ("reduction", {"amounts": {"gross": "106", "net": "100", "vat": "6"}},
     [(D, "1122", "-106"), (C, "500101", "-100"), (C, "22210107", "-6")]),
    ("bad_debt", {"amounts": {"amount": "88"}}, [(D, "5711", "88"), (C, "1122", "88")]),
    ("cash_banked", {"amounts": {"amount": "900"}}, [(D, "1002", "900"), (C, "1001", "900")]),
    ("cash_difference", {"amounts": {"over": "5"}}, [(D, "1001", "5"), (C, "5301", "5")]),
    ("cash_difference", {"amounts": {"short": "5"}}, [(D, "5711", "5"), (C, "1001", "5")]),
    ("expense_paid",
     {"amounts": {"amount": "21200", "net": "20000", "vat": "1200"}, "accounts": {"expense": "5401", "paid_from": "1002"}},
     [(D, "5401", "20000"), (D, "22210101", "1200"), (C, "1002", "21200")]),
    ("payroll", {"amounts": {"total": "45000"}, "accounts": {"expense": "5602"}}, [(D, "5602", "45000"), (C, "2211", "45000")]),
    ("payroll_paid",
     {"amounts": {"gross": "45000", "social": "4500", "tax": "500", "net": "40000"}, "accounts": {"paid_from": "1002"}},
     [(D, "2211", "45000"), (C, "224104", "4500"), (C, "222112", "500"), (C, "1002", "40000")]),
    ("settlement_paid",
     {"amounts": {"gross": "10000", "damage": "100", "tax": "500", "net": "9400"}, "accounts": {"paid_from": "1002"}},
     [(D, "2211", "10000"), (C, "5301", "100"), (C, "222112", "500"), (C, "1002", "9400")]),
    ("depreciation", {"amounts": {"amount": "3166.67"}, "accounts": {"expense": "5602"}},
     [(D, "5602", "3166.67"), (C, "1602", "3166.67")]),
    ("repair_parts", {"amounts": {"amount": "30"}}, [(D, "5401", "30"), (C, "1403", "30")]),
    ("parts_received", {"amounts": {"amount": "113", "net": "100", "vat": "13"}},
     [(D, "1403", "100"), (D, "22210101", "13"), (C, "2202", "113")]),
    ("vat_transfer", {"amounts": {"amount": "5097.25"}}, [(D, "22210103", "5097.25"), (C, "222102", "5097.25")]),
    ("surtax", {"amounts": {"total": "611.67", "city": "356.81", "education": "152.92", "local": "101.94"}},
     [(D, "5403", "611.67"), (C, "222108", "356.81"), (C, "222109", "152.92"), (C, "222113", "101.94")]),
    ("close_year", {"amounts": {"profit": "7"}}, [(D, "3103", "7"), (C, "310415", "7")]),
    ("close_year", {"amounts": {"loss": "7"}}, [(D, "310415", "7"), (C, "3103", "7")]),
]  # fmt: skip


def sided(office: Office, voucher: Voucher | None) -> list[tuple[str, str, str]]:
    """(side, account, amount)."""
    return [
        (D if debit != "0.00" else C, code, debit if debit != "0.00" else credit)
        for code, debit, credit in office.lines(voucher)
    ]


def expected(lines: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [(side, code, f"{Decimal(amount):.2f}") for side, code, amount in lines]


def test_every_event_gives_its_printed_voucher(office: Office) -> None:
    told = {}
    for number, (event, given, lines) in enumerate(EVENTS):
        made = office.event(
            event, **given, key=str(number), aux={"fee_item": office.items["WY"].id}
        )
        if sided(office, made) != expected(lines):
            told[number, event] = sided(office, made)
    assert not told


def test_a_general_taxpayer_who_owes_at_receipt_waits_with_the_tax(office: Office) -> None:
    ctx = office.ctx
    with records.writing(ctx):
        ctx.update(ctx.query(select(Company)).one(), vat_point="receipt")
    item = {"fee_item": office.items["WY"].id}
    billed = office.event("bill_posted", amounts={"gross": 106, "net": 100, "vat": 6}, aux=item)
    assert sided(office, billed)[-1] == (C, "222110", "6.00")
    paid = office.event(
        "payment_settled", amounts={"amount": 106, "principal": 106, "vat_due": 6},
        accounts={"received": "1002"},
    )  # fmt: skip
    assert sided(office, paid)[2:] == [(D, "222110", "6.00"), (C, "22210107", "6.00")]


def test_the_same_event_makes_one_voucher(office: Office) -> None:
    first = office.event("repair_parts", amounts={"amount": 30})
    again = office.event("repair_parts", amounts={"amount": 31})
    other = office.event("repair_parts", amounts={"amount": 32}, key="2")
    assert first is not None
    assert again is not None
    assert other is not None
    assert (again.id, other.id != first.id) == (first.id, True)
    assert office.session.scalar(select(func.count()).select_from(Voucher)) == 2


def test_shares_of_an_event_have_their_own_dimensions(office: Office) -> None:
    first, second = office.customers
    made = office.event(
        "payment_settled", amounts={"amount": 300},
        lines=[
            Part({"principal": Decimal(100)}, {"customer": first.id}),
            Part({"principal": Decimal(150)}, {"customer": second.id}),
            Part({"principal": Decimal(50)}, {"customer": first.id}),
        ],
        accounts={"received": "1001"},
    )  # fmt: skip
    assert sided(office, made) == expected(
        [(D, "1001", "300"), (C, "1122", "150"), (C, "1122", "150")]
    )


def test_a_failure_after_the_voucher_leaves_none(office: Office) -> None:
    def fail() -> None:
        with records.writing(office.ctx):
            post_event(
                office.ctx, "repair_parts", office.town.project, on=dt.date(2026, 1, 31),
                amounts={"amount": Decimal(30)},
            )  # fmt: skip
            raise RuleViolation("later / later")

    assert "later" in str(refused(fail))
    assert office.session.scalar(select(func.count()).select_from(Voucher)) == 0


def test_nothing_makes_no_voucher(office: Office) -> None:
    assert office.event("repair_parts", amounts={"amount": 0}) is None


def test_without_an_active_rule_the_event_is_refused(office: Office) -> None:
    rule = office.session.scalars(
        select(VoucherRule).where(VoucherRule.code == "sbe.repair_parts")
    ).one()
    records.transition(office.as_(MANAGER), VoucherRule, rule.id, "archive")
    error = refused(office.event, "repair_parts", amounts={"amount": 30})
    assert error.code == "no_voucher_rule"
    assert "Parts used" in str(error)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amounts": {"gross": 106, "net": 100, "vat": 5}, "aux": {"fee_item": 1}}, "unbalanced"),
        ({"amounts": {"gross": 106, "net": 106}, "aux": {"customer": None, "fee_item": 1}}, "aux_missing"),
        ({"amounts": {"gross": 106, "net": 106}, "aux": {"fee_item": 1}, "accounts": {"revenue": "5001"}}, "rule"),
        ({"amounts": {"gross": 106, "net": 106}, "aux": {"fee_item": 1}, "accounts": {"revenue": "9999"}}, "rule"),
        ({"amounts": {"gross": 106, "net": 106}}, "rule"),
        ({"amounts": {"gross": 106, "net": 106}, "aux": {"fee_item": 1}, "on": dt.date(2025, 12, 31)}, "late"),
        ({"amounts": {"gross": 106, "net": 106}, "aux": {"fee_item": 1}, "on": dt.date(2026, 5, 1)}, "no_open_period"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_event_is_told(
    office: Office, values: dict[str, Any], code: str
) -> None:
    if values.get("aux", {}).get("fee_item"):
        values = {**values, "aux": {**values["aux"], "fee_item": office.items["WY"].id}}
    if code == "late":
        # What belongs to a time before the books goes to the first open period.
        made = office.event("bill_posted", **values)
        assert made is not None
        assert made.date == dt.date(2026, 1, 1)
        return
    assert refused(office.event, "bill_posted", **values).code == code
    assert office.session.scalar(select(func.count()).select_from(Voucher)) == 0


def test_both_charts_hold_every_account_that_their_rules_name() -> None:
    for standard in setup.STANDARDS:
        for taxpayer in ("general", "small"):
            codes = {row["code"] for row in setup.accounts_of(standard, taxpayer)}
            assert all(code[:-2] in codes for code in codes if len(code) > 4)
        rules = list(setup._read(f"{standard}_rules.csv"))
        assert {row["account"] for row in rules if row["account"].isdigit()} <= {
            row["code"] for row in setup.accounts_of(standard, "general")
        }
        assert {row["event"] for row in rules} == {
            value for value in Voucher.fields()["event"].enum.names if value != "manual"
        }


def test_setting_up_again_changes_nothing(office: Office) -> None:
    before = office.session.scalar(select(func.count()).select_from(Account))
    assert setup.set_up(office.ctx) == setup.SetUp(0, 0, 0)
    assert office.session.scalar(select(func.count()).select_from(Account)) == before
