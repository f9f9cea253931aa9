"""Where each check begins and ends: what is just inside is found, what is just outside is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.custom.finance.audits.rule import Note, scope_of
from app.custom.finance.audits.rules import RULES, limits
from app.custom.finance.books import periods
from app.generated.bill_reduction import BillReduction
from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_item import FeeItem
from app.generated.unit import Unit
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.database import Database
from app.runtime.system import TransitionLog
from tests.custom.finance.audits.spoiled import Books, unlocked
from tests.custom.finance.books.office import Office
from tests.support import statements

D = Decimal
Audit = Callable[..., list[Any]]


def keys(found: list[Any]) -> list[tuple[str, int]]:
    return [(one.subject, one.subject_id) for _, one in found]


def test_a_voucher_missing_at_the_end_is_missed(books: Books, audit: Audit) -> None:
    last = books.voucher(last=True)
    with unlocked(books.ctx) as connection:
        connection.execute(delete(VoucherLine).where(VoucherLine.voucher_id == last.id))
        connection.execute(delete(Voucher).where(Voucher.id == last.id))
    ((_, found),) = audit("A01")
    assert (found.evidence["missing"], found.evidence["short"]) == ([], 1)


def test_the_limits_are_those_of_the_schema() -> None:
    for limit in limits.LIMITS:
        large = limit.entity.fields()["large"]
        assert large.formula is not None
        assert large.formula.source == f"{limit.field} > {limit.amount}"


@pytest.mark.parametrize(("hours", "number"), [(23, 1), (49, 0)])
def test_payments_are_the_same_within_a_day_only(
    books: Books, audit: Audit, hours: int, number: int
) -> None:
    books.payment()
    books.payment(paid_at=books.workday() + dt.timedelta(hours=hours))
    assert len(audit("A03")) == number


def test_one_trade_that_is_told_twice_by_another_channel_is_no_offset(
    books: Books, audit: Audit
) -> None:
    books.payment()
    books.payment(channel="offset")
    books.payment(customer_id=books.customer() + 1)
    books.payment(amount=D("276.54"))
    assert audit("A03") == []


def test_who_approves_a_refund_and_pays_it_is_found(books: Books, audit: Audit) -> None:
    person, other = books.employees()[0].login_id, books.employees()[1].login_id
    for number, (actor, step) in enumerate(
        [(person, "approve"), (person, "pay"), (person, "approve"), (other, "pay")]
    ):
        books.add(
            TransitionLog, entity="refund", record_id=7 + number // 2, transition=step, to_state=step,
            actor_id=actor, by_system=False, at=books.workday(), note="",
        )  # fmt: skip
    assert keys(audit("A04")) == [("refund", 7)]


def test_a_voucher_by_hand_is_not_dated_back_by_a_week(books: Books, audit: Audit) -> None:
    voucher = books.voucher(Voucher.event == "manual")
    for days, number in ((5, 0), (6, 1)):
        made = dt.datetime.combine(voucher.date, dt.time(4), dt.UTC) + dt.timedelta(days=days)
        books.change(Voucher, voucher.id, created_at=made)
        found = audit("A05")
        assert len(found) == number
    assert found[0][1].word == "backdated"


@pytest.mark.parametrize(
    ("at", "number"),
    [("2026-01-04T10:00", 0), ("2026-01-02T10:00", 1), ("2026-01-06T21:59", 0), ("2026-01-07T05:59", 1)],
)  # fmt: skip
def test_a_make_up_sunday_is_a_working_day_and_a_holiday_is_not(
    books: Books, audit: Audit, at: str, number: int
) -> None:
    """Sunday 2026-01-04 makes up for Friday 2026-01-02."""
    poster = books.employees()[0].login_id
    moment = dt.datetime.fromisoformat(f"{at}+08:00")
    books.change(Voucher, books.voucher().id, posted_at=moment, poster_id=poster)
    assert len(audit("A06")) == number


def test_as_many_round_amounts_as_ever_are_no_finding(books: Books, audit: Audit) -> None:
    before = books.period.starts_on - dt.timedelta(days=1)
    for key, on in (("before", before), ("now", books.period.starts_on)):
        books.many("repair_parts", key, on, [D(11_000 + 1000 * n) for n in range(40)])
    assert audit("A07") == []


@pytest.mark.parametrize("code", ["A07", "A09"])
def test_too_few_amounts_are_noted_and_not_judged(office: Office, code: str) -> None:
    scope = scope_of(office.ctx, *periods.span("2026-01"))
    step = RULES[code].step
    assert step is not None
    (note,) = step(scope, None)[0]
    assert isinstance(note, Note)
    assert note.zh != note.en


def test_two_requests_below_a_limit_are_no_heap(books: Books, audit: Audit) -> None:
    one, other = books.employees()[:2]
    for employee in (one, one, other):
        books.expense(employee, gross=D(4900))
    books.expense(one, gross=D(4900), state="rejected")
    assert audit("A08") == []


def test_amounts_that_follow_the_law_are_no_finding(books: Books, audit: Audit) -> None:
    powers = [D(str(round(10 ** (1 + n / 400), 2))) for n in range(800)]
    books.many("expense_paid", "law", books.period.starts_on, powers)
    assert audit("A09") == []


@pytest.mark.parametrize(("event", "account"), [("payroll", "5602"), ("expense_paid", "22210101")])
def test_wages_and_the_tax_on_an_amount_are_not_amounts_that_somebody_chose(
    books: Books, audit: Audit, event: str, account: str
) -> None:
    agreed = [D(6000) + n for n in range(400)]
    books.many(event, "agreed", books.period.starts_on, agreed, debit=account)
    assert audit("A09") == []


def test_three_days_are_enough_for_the_bank(books: Books, audit: Audit) -> None:
    now = books.now
    books.payment(state="settled", paid_at=now - dt.timedelta(days=2, hours=23))
    late = books.payment(state="settled", paid_at=now - dt.timedelta(days=3, hours=1), amount=D(9))
    books.payment(state="settled", channel="offset", paid_at=now - dt.timedelta(days=9))
    found = audit("A10", period="2026-02")
    assert keys(found) == [("payment", late)]


def test_a_bill_whose_balance_was_changed_is_found(books: Books, audit: Audit) -> None:
    bill = books.bill(paid=D(40), balance=D(50))
    ((_, found),) = audit("A11")
    assert (found.subject_id, found.evidence["differences"]) == (bill, {"balance": ["60.00", "50.00"]})  # fmt: skip


def test_a_reduction_that_its_maker_approved_is_found(books: Books, audit: Audit) -> None:
    maker, other = books.employees()[0].login_id, books.employees()[1].login_id
    bill = books.bill(discount=D(20), balance=D(80))
    made = [
        books.add(
            BillReduction, bill_id=bill, project_id=books.project().id, kind="waiver", amount=D(10),
            reason="漏水", state="approved", created_by_id=maker,
        )
        for _ in range(2)
    ]  # fmt: skip
    for reduction, actor in zip(made, (maker, other), strict=True):
        books.add(
            TransitionLog, entity="bill_reduction", record_id=reduction, transition="approve",
            to_state="approved", actor_id=actor, by_system=False, at=books.workday(), note="",
        )  # fmt: skip
    assert keys(audit("A12")) == [("bill_reduction", made[0])]


def test_an_agreed_price_wants_an_approval(books: Books, audit: Audit) -> None:
    common = {
        "fee_item_id": books.one(select(FeeItem.id)).id, "project_id": books.project().id,
        "unit_id": books.one(select(Unit.id)).id, "from_on": books.period.starts_on, "state": "active",
    }  # fmt: skip
    books.add(FeeAssignment, **common)
    agreed = books.add(FeeAssignment, **common, discount=D(5))
    assert keys(audit("A12")) == [("fee_assignment", agreed)]


def test_red_entries_in_the_last_days_of_a_period_are_found(books: Books, audit: Audit) -> None:
    (before, red) = [
        books.many("repair_parts", key, books.period.ends_on, [D(30)]) for key in ("a", "b")
    ]
    books.change(Voucher, red.id, reverses_id=before.id)
    ((_, found),) = audit("A13")
    assert (found.subject_id, found.word) == (red.id, "late")


def test_a_customer_who_paid_this_year_is_not_dormant(books: Books, audit: Audit) -> None:
    from tests.custom.finance.audits import defects

    (expected,) = defects.a_dormant_customer_gets_money(books)
    ((_, found),) = audit("A14")
    assert found.subject_id == expected[2]
    customer = found.evidence["records"][1]["id"]
    books.payment(customer_id=customer, paid_at=books.workday() - dt.timedelta(days=100), amount=D(1))  # fmt: skip
    assert audit("A14") == []


def test_reads_within_office_hours_are_nobodys_business(books: Books, audit: Audit) -> None:
    from tests.custom.finance.audits import defects

    defects.somebody_reads_at_night(books)
    ((_, found),) = audit("A19")
    assert (found.evidence["number"], len(found.evidence["records"])) == (2, 2)


def test_checks_take_as_many_statements_for_many_vouchers_as_for_few(
    books: Books, audit: Audit, database: Database
) -> None:
    def counted() -> dict[str, int]:
        found = {}
        for code in RULES:
            with statements.heard(database) as said:
                audit(code)
            found[code] = len(said)
        return found

    audit()
    few = counted()
    for number in range(3):
        amounts = [D(n + 1) for n in range(50)]
        books.many("repair_parts", f"more {number}", books.period.starts_on, amounts)
    assert counted() == few
