"""What somebody who wants to cheat would try on the books, with the rights that he has."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.generated.account import Account
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.generated.voucher_rule_line import VoucherRuleLine
from app.runtime import records
from app.runtime.context import Context
from tests.custom.finance.books.office import ACCOUNTANT, MANAGER, Office, refused


def line_of(office: Office, voucher: Voucher) -> VoucherLine:
    found: VoucherLine = office.session.scalars(
        select(VoucherLine).where(VoucherLine.voucher_id == voucher.id).order_by(VoucherLine.line)
    ).first()
    return found


def checked(office: Office) -> Voucher:
    made = office.by_hand(("5603", 100, 0), ("2202", 0, 100))
    office.step(made, "submit", ACCOUNTANT)
    return office.step(made, "check", MANAGER)


def sent_back(office: Office) -> Voucher:
    """The voucher of an event, back with the accountant."""
    made = office.event("repair_parts", amounts={"amount": 30})
    assert made is not None
    return office.step(made, "reject", MANAGER, note="?")


def test_who_is_both_accountant_and_finance_manager_still_needs_a_second_hand(
    office: Office,
) -> None:
    """Decision 24: the roles may be one person's; the two steps of a record may not."""
    office.town.logins["两职"] = office.town.people.user("accountant", "fin_mgr", "employee")
    made = office.by_hand(("5603", 100, 0), ("2202", 0, 100))
    office.step(made, "submit", "两职")
    assert refused(office.step, made, "check", "两职").code == "separation"
    office.step(made, "check", MANAGER)
    assert refused(office.step, made, "post", "两职").code == "separation"
    assert office.step(made, "post", MANAGER).state == "posted"


def test_a_line_is_not_moved_into_a_voucher_that_was_checked(office: Office) -> None:
    target = checked(office)
    draft = office.by_hand(("5603", 5, 0), ("2202", 0, 5))
    line = line_of(office, draft)
    refused(
        records.update, office.as_(ACCOUNTANT), VoucherLine, line.id,
        {"voucher": target.id, "line": 9},
    )  # fmt: skip


def test_a_line_is_not_added_to_a_voucher_that_was_checked(office: Office) -> None:
    values = {
        "voucher": checked(office).id,
        "line": 9,
        "account": office.account("5603"),
        "debit": 5,
    }
    refused(records.create, office.as_(ACCOUNTANT), VoucherLine, values)


def test_the_voucher_of_an_event_is_not_deleted(office: Office) -> None:
    made = sent_back(office)
    refused(records.delete, office.as_(ACCOUNTANT), Voucher, made.id)


@pytest.mark.parametrize("change", ["amount", "account", "delete", "add"])
def test_the_lines_of_an_event_are_its_own(office: Office, change: str) -> None:
    made = sent_back(office)
    line = line_of(office, made)
    ctx = office.as_(ACCOUNTANT)
    if change == "delete":
        refused(records.delete, ctx, VoucherLine, line.id)
    elif change == "add":
        given = {"voucher": made.id, "line": 9, "account": line.account_id, "debit": 1}
        refused(records.create, ctx, VoucherLine, given)
    else:
        given = {"debit": 1} if change == "amount" else {"account": office.account("5603")}
        refused(records.update, ctx, VoucherLine, line.id, given)


def test_words_of_an_events_lines_may_be_put_right(office: Office) -> None:
    line = line_of(office, sent_back(office))
    records.update(office.as_(ACCOUNTANT), VoucherLine, line.id, {"summary": "灯具"})
    assert office.again(line).summary == "灯具"


def test_a_red_voucher_takes_back_what_was_posted_and_nothing_else(office: Office) -> None:
    first = office.posted("repair_parts", amounts={"amount": 30})
    office.step(first, "correct", ACCOUNTANT)
    red = office.session.scalars(select(Voucher).where(Voucher.reverses_id == first.id)).one()
    line = line_of(office, red)
    refused(records.update, office.as_(ACCOUNTANT), VoucherLine, line.id, {"debit": -1})
    records.delete(office.as_(ACCOUNTANT), Voucher, red.id)
    office.step(first, "correct", ACCOUNTANT)


@pytest.mark.parametrize("step", ["check", "post"])
def test_who_changed_a_line_neither_checks_nor_posts_it(office: Office, step: str) -> None:
    both = office.town.people.user("accountant", "fin_mgr", username="both")
    made = office.by_hand(("5603", 100, 0), ("2202", 0, 100))
    with Context.for_user(both) as ctx:
        records.update(
            ctx, VoucherLine, line_of(office, made).id, {"project": office.town.project.id}
        )
    office.step(made, "submit", ACCOUNTANT)
    if step == "post":
        office.step(made, "check", MANAGER)
    with Context.for_user(both) as ctx:
        assert refused(records.transition, ctx, Voucher, made.id, step).code == "own_lines"


@pytest.mark.parametrize("flag", ["cash", "bank"])
def test_an_account_with_lines_stays_what_the_cashier_signs_for(office: Office, flag: str) -> None:
    made = office.by_hand(("5603", 5, 0, {"cashflow": "op_out_other"}), ("1002", 0, 5))
    account = office.session.get(Account, office.account("1002"))
    assert made is not None
    refused(records.update, office.as_(MANAGER), Account, account.id, {flag: False})


def test_who_wrote_a_line_of_a_rule_does_not_approve_it(office: Office) -> None:
    rule = records.create(
        office.as_(ACCOUNTANT), VoucherRule,
        {
            "code": "X", "standard": "sbe", "event": "repair_parts", "from_on": "2026-01-01",
            "lines": [
                {"line": 1, "side": "dr", "account_of": "5401", "amount_of": "amount"},
                {"line": 2, "side": "cr", "account_of": "1403", "amount_of": "amount"},
            ],
        },
    )  # fmt: skip
    line = office.session.scalars(
        select(VoucherRuleLine).where(VoucherRuleLine.rule_id == rule.id)
    ).first()
    records.update(office.as_(MANAGER), VoucherRuleLine, line.id, {"account_of": "1002"})
    refused(records.transition, office.as_(MANAGER), VoucherRule, rule.id, "approve")


def test_amounts_below_a_fen_are_no_amounts(office: Office) -> None:
    with pytest.raises(ValueError, match="分"):
        office.event("repair_parts", amounts={"amount": "0.005"})
