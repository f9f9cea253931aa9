"""Lines of the bank find their payments by themselves, or by a person; what stays open is aged and explained (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.finance.cash.bank import ageing, by_hand, reconciliation, working
from app.custom.finance.cash.settlements import comparing  # noqa: F401 - its hooks
from app.generated.account import Account
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.system import Notification
from tests.custom.finance.cash.test_refunds import refunded
from tests.custom.finance.cash.till import Till
from tests.support.people import People
from tests.support.statements import heard
from tests.web.pages import visit

D = Decimal
DAY = dt.date(2026, 3, 4)


@pytest.fixture
def account(till: Till) -> BankAccount:
    ledger = till.session.scalar(select(Account.id).where(Account.code == "1002"))
    return till.desk.town.ctx_create(
        BankAccount, code="ICBC", name="工行", kind="bank", account=ledger
    )


@pytest.fixture
def payer(till: Till) -> Customer:
    return till.desk.pays("钱业主")


def line(till: Till, account: BankAccount, amount: str, ref: str, **values: Any) -> BankLine:
    """Typed by the cashier."""
    given = {
        "account": account.id,
        "on": values.pop("on", DAY),
        "amount": amount,
        "ref_no": ref,
        **values,
    }
    return records.create(till.cashier, BankLine, given)


def matched(till: Till, line: BankLine) -> tuple[str, str | None, list[int]]:
    found = till.again(line)
    return found.state, found.matched_by, [one.id for one in found.payments]


def by_itself(till: Till, at: time_machine.Coordinates) -> None:
    at.shift(61)
    jobs.run_due()


def by_person(
    till: Till, line: BankLine, name: str = "match", note: str = "", **values: Any
) -> BankLine:
    return records.transition(till.desk.accountant, BankLine, line.id, name, values, note=note)


# -- by itself ---------------------------------------------------------------------------------------


def test_a_transfer_is_found_by_its_reference_and_reconciled(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates
) -> None:
    paid = till.pay(payer, "276.53", "bank", channel_trade_no="F1")
    one = line(till, account, "276.53", "F1", counterparty="别人")
    by_itself(till, at)
    assert matched(till, one) == ("matched", "exact", [paid.id])
    assert till.again(paid).state == "reconciled"


def test_several_of_one_payer_are_one_transfer(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates
) -> None:
    paid = [
        till.pay(payer, amount, "bank", channel_trade_no=ref)
        for amount, ref in (("100.00", "a"), ("200.50", "b"))
    ]
    one = line(till, account, "300.50", "F2", counterparty="钱业主", on=DAY + dt.timedelta(days=1))
    by_itself(till, at)
    assert matched(till, one) == ("matched", "subset", [one.id for one in paid])


def test_a_payment_that_is_entered_after_its_line_is_found_within_the_hour(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates
) -> None:
    one = line(till, account, "10.00", "F3", counterparty="钱业主")
    by_itself(till, at)
    assert matched(till, one)[0] == "open"
    till.pay(payer, "10.00", "bank", channel_trade_no="zzz")
    with Context.system() as ctx, records.writing(ctx):
        working.every_hour(ctx)
    jobs.run_due()
    assert matched(till, one)[:2] == ("matched", "near")


def test_what_is_in_doubt_stays_open_with_candidates(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates
) -> None:
    paid = [till.pay(payer, "10.00", "bank", channel_trade_no=ref) for ref in "ab"]
    one = line(till, account, "10.00", "F4", counterparty="钱业主")
    by_itself(till, at)
    assert matched(till, one)[0] == "open"
    found = by_hand.best(till.desk.accountant, {"id": one.id})
    assert [each.id for each in found] == [each.id for each in paid]
    assert found[0].why.in_language("en") == "10.00 CNY, 2026-03-04"


def test_the_dialog_offers_the_candidates_to_be_ticked(
    till: Till, account: BankAccount, payer: Customer, app: Any, people: People
) -> None:
    paid = [till.pay(payer, "10.00", "bank", channel_trade_no=ref) for ref in "ab"]
    one = line(till, account, "20.00", "F4", counterparty="钱业主")
    clerk = people.browser(app, till.desk.town.logins["周会计"])
    page = visit(clerk, f"/bank_line/transition/{one.id}/match")
    boxes = page.html.select(".choices input[type=checkbox][name=payments]")
    assert [int(str(box["value"])) for box in boxes] == [each.id for each in paid]
    assert "10.00 元，2026-03-04" in page.text


def test_a_thousand_lines_take_as_many_statements_as_ten(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    """Set-based: reading, locking and writing do not grow with the lines."""

    def rows(first: int, count: int) -> int:
        with records.writing(till.ctx):
            records.write_set(
                till.ctx, Payment,
                [
                    {
                        "payment_no": f"T{first + n}", "channel": "bank", "customer_id": payer.id,
                        "project_id": payer.project_id, "amount": D(n + 1), "state": "settled",
                        "channel_trade_no": f"R{first + n}", "paid_at": till.ctx.now, "rule": "oldest",
                    }
                    for n in range(count)
                ],
                action="history", audit="test",
            )  # fmt: skip
            records.write_set(
                till.ctx, BankLine,
                [
                    {
                        "account_id": account.id, "on": DAY, "amount": D(n + 1), "ref_no": f"R{first + n}",
                        "state": "open",
                    }
                    for n in range(count)
                ],
                action="history", audit="test",
            )  # fmt: skip
        with heard(till.desk.town.people.database) as statements:
            assert working.pair(till.ctx, account.id) == count
        return len(statements)

    few = rows(0, 10)
    assert rows(1000, 1000) <= few + 2


# -- by a person -------------------------------------------------------------------------------------


def test_a_person_matches_what_comes_to_the_amount_and_nothing_else(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = [
        till.pay(payer, amount, "bank", channel_trade_no=amount) for amount in ("10.00", "20.00")
    ]
    one = line(till, account, "30.00", "F5")
    with pytest.raises(AppError, match=r"comes to 10\.00 CNY"):
        by_person(till, one, payments=[paid[0].id])
    with pytest.raises(AppError, match="Choose"):
        by_person(till, one)
    assert matched(till, one) == ("open", None, [])
    by_person(till, one, payments=[each.id for each in paid])
    assert matched(till, one) == ("matched", "manual", [each.id for each in paid])
    assert {till.again(each).state for each in paid} == {"reconciled"}


def test_nothing_is_matched_twice(till: Till, account: BankAccount, payer: Customer) -> None:
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="a")
    first, second = (line(till, account, "10.00", ref) for ref in ("F6", "F7"))
    by_person(till, first, payments=[paid.id])
    with pytest.raises(AppError, match="matched to F6 already"):
        by_person(till, second, payments=[paid.id])


def test_a_match_that_was_wrong_is_undone_as_if_it_had_never_been(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="a")
    one = line(till, account, "10.00", "F8")
    by_person(till, one, payments=[paid.id])
    by_person(till, one, "unmatch", note="不是这一笔")
    assert matched(till, one) == ("open", None, [])
    assert till.again(paid).state == "settled"
    by_person(till, one, payments=[paid.id])
    assert till.again(paid).state == "reconciled"


def test_a_voucher_stands_for_what_is_no_payment(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="a")
    right, wrong = line(till, account, "10.00", "F9"), line(till, account, "9.00", "F10")
    with pytest.raises(AppError, match=r"comes to 10\.00"):
        by_person(till, wrong, voucher=paid.voucher_id)
    by_person(till, right, voucher=paid.voucher_id)
    assert matched(till, right)[0] == "matched"


def test_a_payment_and_its_voucher_are_one_thing_behind_one_line(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates
) -> None:
    paid = [till.pay(payer, "10.00", "bank", channel_trade_no=ref) for ref in ("V1", "V2")]
    first, second, third = (line(till, account, "10.00", ref) for ref in ("F30", "F31", "V2"))
    by_person(till, first, payments=[paid[0].id])
    with pytest.raises(AppError, match="matched to line F30 already"):
        by_person(till, second, voucher=paid[0].voucher_id)
    by_person(till, second, voucher=paid[1].voucher_id)
    with pytest.raises(AppError, match="matched to F31 already"):
        by_person(till, third, payments=[paid[1].id])
    by_itself(till, at)
    assert matched(till, third)[0] == "open"
    double = line(till, account, "20.00", "F32")
    free = till.pay(payer, "10.00", "bank", channel_trade_no="V3")
    with pytest.raises(AppError, match="its voucher"):
        by_person(till, double, payments=[free.id], voucher=free.voucher_id)


def test_who_brings_lines_does_not_say_what_they_are(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="W1")
    with pytest.raises(AppError):
        line(till, account, "99.00", "F40", payments=[paid.id])
    with pytest.raises(AppError):
        line(till, account, "99.00", "F41", voucher=paid.voucher_id)


@pytest.mark.parametrize("person", [False, True])
def test_a_refund_by_transfer_is_done_once_the_bank_shows_it(
    till: Till, account: BankAccount, payer: Customer, at: time_machine.Coordinates, person: bool
) -> None:
    refund = refunded(till, till.pay(payer, "100", "bank", channel_trade_no="R1"), "prepaid", "100")
    assert refund.state == "paid"
    one = line(till, account, "-100.00", refund.refund_no)
    if person:
        by_person(till, one, refund=refund.id)
    else:
        by_itself(till, at)
    assert (matched(till, one)[0], till.again(refund).state) == ("matched", "closed")


def test_what_was_booked_on_another_account_is_not_matched(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="a")
    ledger = till.session.scalar(select(Account.id).where(Account.code == "101202"))
    other = till.desk.town.ctx_create(
        BankAccount, code="CCB", name="建行", kind="bank", account=ledger
    )
    one = line(till, other, "10.00", "F20")
    with pytest.raises(AppError, match="another account than 建行"):
        by_person(till, one, payments=[paid.id])
    assert (matched(till, one)[0], till.again(paid).state) == ("open", "settled")


def test_payments_of_one_voucher_are_open_as_far_as_no_line_has_them(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    day = till.pay(payer, "150.00", "bank", channel_trade_no="day")
    with records.writing(till.ctx):
        records.write_set(
            till.ctx, Payment,
            [
                {
                    "payment_no": f"T{amount}", "channel": "bank", "customer_id": payer.id, "state": "settled",
                    "project_id": payer.project_id, "amount": D(amount), "channel_trade_no": f"R{amount}",
                    "paid_at": till.ctx.now, "rule": "oldest", "voucher_id": day.voucher_id,
                }
                for amount in (100, 50)
            ],
            action="history", audit="test",
        )  # fmt: skip
    line(till, account, "100.00", "R100", balance="100.00")
    assert working.pair(till.ctx, account.id) == 1
    found = reconciliation.table(till.ctx, account.account_id, DAY)
    assert [item.amount for item in found.not_at_bank] == [D("50.00")]
    assert (found.books, found.difference) == (D("150.00"), 0)


# -- what stays open ---------------------------------------------------------------------------------


def test_open_lines_grow_old_and_are_told_after_a_week_and_a_month(
    till: Till, account: BankAccount, at: time_machine.Coordinates
) -> None:
    one = line(till, account, "5.00", "F11")
    told = []
    for days in (6, 1, 22, 1, 1):
        at.shift(dt.timedelta(days=days))
        for _ in range(2):
            with Context.system() as ctx, records.writing(ctx):
                ageing.every_morning(ctx)
            jobs.run_due()
        rows = till.session.scalars(
            select(Notification).where(Notification.template == "bank_line.unmatched")
        )
        told.append((till.again(one).age_days, len(rows.all())))
    assert told == [(6, 0), (7, 1), (29, 1), (30, 2), (31, 2)]


def test_the_table_explains_every_difference_between_bank_and_books(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    both = till.pay(payer, "100.00", "bank", channel_trade_no="a")
    ours = till.pay(payer, "40.00", "bank", channel_trade_no="b")
    one = line(till, account, "100.00", "F12", balance="100.00")
    theirs = line(till, account, "-3.50", "F13", balance="96.50", memo="手续费")
    by_person(till, one, payments=[both.id])
    found = reconciliation.table(till.ctx, account.account_id, DAY)
    assert (found.bank, found.books) == (D("96.50"), D("140.00"))
    assert [(item.id, item.amount) for item in found.not_at_bank] == [(ours.voucher_id, D("40.00"))]
    assert [(item.id, item.amount) for item in found.not_booked] == [(theirs.id, D("-3.50"))]
    assert (found.bank_adjusted, found.books_adjusted, found.difference) == (
        D("136.50"),
        D("136.50"),
        0,
    )


def test_the_table_says_what_it_cannot_explain(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    till.pay(payer, "40.00", "bank", channel_trade_no="b")
    line(till, account, "-3.50", "F14", balance="500.00")
    assert reconciliation.table(till.ctx, account.account_id, DAY).difference == D("503.50")
