"""3.1: a voucher goes from hand to hand, is complete before it goes on, and stays as it is once posted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.custom.finance.books import chain
from app.generated.account import Account
from app.generated.opening_balance import OpeningBalance
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.runtime import jobs, records
from app.runtime.context import Operation
from app.runtime.errors import Forbidden
from tests.custom.finance.books.office import (
    ACCOUNTANT,
    CASHIER,
    JANUARY,
    MANAGER,
    Office,
    refused,
)

FLOW = {"cashflow": "op_out_other"}


def paid(office: Office) -> Voucher:
    """Five yuan for the bank."""
    return office.by_hand(("5603", 5, 0, FLOW), ("1002", 0, 5))


def test_a_voucher_that_moves_money_is_signed_by_the_cashier(office: Office) -> None:
    voucher = paid(office)
    office.step(voucher, "submit", ACCOUNTANT)
    office.step(voucher, "check", MANAGER)
    assert refused(office.step, voucher, "post", MANAGER).code == "cashier_missing"
    office.step(voucher, "sign", CASHIER)
    assert refused(office.step, voucher, "sign", CASHIER).code == "signed"
    posted = office.step(voucher, "post", MANAGER)
    who = [posted.maker_id, posted.checker_id, posted.cashier_id, posted.poster_id]
    assert who == [office.town.logins[name] for name in (ACCOUNTANT, MANAGER, CASHIER, MANAGER)]
    assert (posted.voucher_no, posted.has_cash) == ("记-0001", True)


def test_a_voucher_without_money_needs_no_cashier(office: Office) -> None:
    voucher = office.by_hand(("1403", 5, 0), ("2202", 0, 5))
    office.step(voucher, "submit", ACCOUNTANT)
    office.step(voucher, "check", MANAGER)
    # The cashier does not even see it.
    assert refused(office.step, voucher, "sign", CASHIER).code == "not_found"
    assert office.step(voucher, "post", MANAGER).state == "posted"


def test_whoever_made_or_submitted_it_neither_checks_nor_posts_it(office: Office) -> None:
    voucher = office.by_hand(("1403", 5, 0), ("2202", 0, 5))
    office.step(voucher, "submit", ACCOUNTANT)
    with pytest.raises(Forbidden):
        office.step(voucher, "check", ACCOUNTANT)
    made = office.as_(MANAGER).within(Operation())
    with records.writing(made):
        lines = [
            office.line(number, line)
            for number, line in enumerate([("1403", 5, 0), ("2202", 0, 5)], start=1)
        ]
        mine = made.create(Voucher, date=JANUARY, summary="x", lines=lines)
    office.step(mine, "submit", ACCOUNTANT)
    assert refused(office.step, mine, "check", MANAGER).code == "separation"


def test_what_goes_back_is_checked_and_signed_again(office: Office) -> None:
    voucher = paid(office)
    office.step(voucher, "submit", ACCOUNTANT)
    office.step(voucher, "check", MANAGER)
    office.step(voucher, "sign", CASHIER)
    back = office.step(voucher, "reject", MANAGER, note="附件不全")
    assert (back.state, back.checker_id, back.cashier_id) == ("draft", None, None)


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ([("1403", 5, 0), ("2202", 0, 4)], "guard", "Debit and credit differ"),
        ([("1403", 5, 0)], "guard", "Debit and credit differ"),
        ([], "too_few_lines", "two lines"),
        ([("1122", 5, 0), ("2202", 0, 5)], "aux_missing", "Line 1: 1122 应收账款 needs a customer"),
        ([("2221", 5, 0), ("2202", 0, 5)], "rule", "has accounts below it"),
        ([("5603", 5, 0), ("1002", 0, 5)], "cashflow_missing", "name the cash-flow item"),
    ],
)
def test_an_incomplete_voucher_is_not_submitted(
    office: Office, lines: list[Any], code: str, told: str
) -> None:
    voucher = office.by_hand(*lines)
    error = refused(office.step, voucher, "submit", ACCOUNTANT)
    assert told in str(error)
    if code != "guard":
        assert error.code == code
    assert office.again(voucher).state == "draft"


def test_an_account_out_of_use_takes_no_lines(office: Office) -> None:
    voucher = office.by_hand(("1403", 5, 0), ("2202", 0, 5))
    records.update(office.as_(MANAGER), Account, office.account("1403"), {"active": False})
    assert "not used any more" in str(refused(office.step, voucher, "submit", ACCOUNTANT))


def test_money_between_two_accounts_of_ours_needs_no_cash_flow(office: Office) -> None:
    voucher = office.by_hand(("1002", 5, 0), ("1001", 0, 5))
    assert office.walk(voucher, signed=True).state == "posted"


CHANGES = [
    "UPDATE voucher SET summary = 'x'",
    "UPDATE voucher SET number = 9",
    "UPDATE voucher SET date = '2026-01-02'",
    "UPDATE voucher SET checker_id = 1",
    "UPDATE voucher SET hash = NULL",
    "UPDATE voucher SET state = 'draft'",
    "UPDATE voucher SET deleted_at = created_at",
    "DELETE FROM voucher",
    "UPDATE voucher_line SET debit = debit + 100 WHERE debit <> 0",
    "UPDATE voucher_line SET voucher_id = voucher_id + 1",
    "UPDATE voucher_line SET deleted_at = updated_at",
    "DELETE FROM voucher_line",
    "INSERT INTO voucher_line (voucher_id, line, account_id, debit, credit, created_at, updated_at, version)"
    " SELECT voucher_id, 9, account_id, 1, 0, created_at, updated_at, 1 FROM voucher_line WHERE line = 1",
]


def test_the_database_refuses_every_change_of_what_is_posted(office: Office) -> None:
    office.posted("repair_parts", amounts={"amount": 30})
    engine = office.session.get_bind()
    let_through = []
    for statement in CHANGES:
        with engine.connect() as connection, connection.begin() as attempt:
            try:
                connection.execute(text(statement))
                let_through.append(statement)
            except DBAPIError as error:
                assert "posted voucher" in str(error)  # noqa: PT017
            attempt.rollback()
    assert let_through == []


def test_the_database_seals_nothing_that_does_not_balance(office: Office) -> None:
    voucher = office.event("repair_parts", amounts={"amount": 30})
    assert voucher is not None
    engine = office.session.get_bind()
    with engine.begin() as connection:
        connection.execute(text("UPDATE voucher_line SET debit = debit + 100 WHERE debit <> 0"))
    with pytest.raises(DBAPIError, match="debit and credit"):
        office.post(voucher)
    assert office.again(voucher).number is None


def test_a_tampered_voucher_breaks_the_chain(office: Office) -> None:
    for key in ("1", "2", "3"):
        office.posted("repair_parts", amounts={"amount": 30}, key=key)
    engine = office.session.get_bind()
    with engine.begin() as connection:
        on = " ON voucher" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER voucher_kept{on}"))
        connection.execute(text("UPDATE voucher SET summary = 'x' WHERE number = 2"))
    assert chain.broken(office.ctx, office.period()) == ["记-0002"]


def test_numbers_of_each_word_count_apart(office: Office) -> None:
    first = office.walk(office.by_hand(("1403", 5, 0), ("2202", 0, 5)))
    other = office.walk(office.by_hand(("1403", 5, 0), ("2202", 0, 5), word="zhuan"))
    last = office.walk(office.by_hand(("1403", 5, 0), ("2202", 0, 5)))
    assert [one.voucher_no for one in (first, other, last)] == ["记-0001", "转-0001", "记-0002"]
    assert [one.chain_no for one in (first, other, last)] == [1, 2, 3]


def test_a_deleted_draft_leaves_no_gap(office: Office) -> None:
    gone = office.by_hand(("1403", 5, 0), ("2202", 0, 5))
    kept = office.by_hand(("1403", 6, 0), ("2202", 0, 6))
    records.delete(office.as_(ACCOUNTANT), Voucher, gone.id)
    assert office.walk(kept).number == 1


def test_every_night_the_system_posts_what_rules_checked(office: Office) -> None:
    for key in ("1", "2"):
        office.event("repair_parts", amounts={"amount": 30}, key=key)
    by_hand = paid(office)
    office.step(by_hand, "submit", ACCOUNTANT)
    office.step(by_hand, "check", MANAGER)
    with records.writing(office.ctx):
        office.ctx.enqueue("books.post")
    jobs.run_due()
    rows = office.session.scalars(select(Voucher).order_by(Voucher.id)).all()
    assert [(one.state, one.number) for one in rows] == [
        ("posted", 1), ("posted", 2), ("checked", None),
    ]  # fmt: skip


def test_a_rule_that_does_not_check_by_itself_leaves_it_to_people(office: Office) -> None:
    rule = office.session.scalars(
        select(VoucherRule).where(VoucherRule.code == "sbe.repair_parts")
    ).one()
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(VoucherRule, rule.id), auto_check=False)
    made = office.event("repair_parts", amounts={"amount": 30})
    assert made is not None
    assert made.state == "submitted"
    office.step(made, "check", MANAGER)
    assert office.post(made).state == "posted"


def test_a_rule_is_approved_by_somebody_else_and_only_complete(office: Office) -> None:
    def rule(*lines: tuple[str, str], code: str) -> VoucherRule:
        given = [
            {"line": number, "side": side, "account_of": account, "amount_of": "amount"}
            for number, (side, account) in enumerate(lines, start=1)
        ]
        return records.create(
            office.as_(ACCOUNTANT), VoucherRule,
            {"code": code, "standard": "sbe", "event": "repair_parts", "from_on": JANUARY, "lines": given},
        )  # fmt: skip

    lame = rule(("dr", "5401"), code="a")
    wrong = rule(("dr", "5401"), ("cr", "9999"), code="b")
    good = rule(("dr", "5602"), ("cr", "1403"), code="c")
    for one, told in ((lame, "debit and of credit"), (wrong, "no account 9999")):
        assert told in str(
            refused(records.transition, office.as_(MANAGER), VoucherRule, one.id, "approve")
        )
    records.transition(office.as_(MANAGER), VoucherRule, good.id, "approve")
    made = office.event("repair_parts", amounts={"amount": 30})
    assert [code for code, _, _ in office.lines(made)] == ["5602", "1403"]


def test_opening_balances_are_fixed_by_the_first_posting(office: Office) -> None:
    office.open_books()
    row = office.session.scalars(select(OpeningBalance).order_by(OpeningBalance.id)).first()
    records.update(office.as_(MANAGER), OpeningBalance, row.id, {"debit": "500001"})
    voucher = office.event("repair_parts", amounts={"amount": 30})
    assert voucher is not None
    assert refused(office.post, voucher).code == "opening_unbalanced"
    records.update(office.as_(MANAGER), OpeningBalance, row.id, {"debit": "500000"})
    office.post(voucher)
    error = refused(
        records.update, office.as_(MANAGER), OpeningBalance, row.id, {"debit": "500001"}
    )
    assert "opening balances are fixed" in str(error)


def test_an_account_with_lines_keeps_its_code(office: Office) -> None:
    office.posted("repair_parts", amounts={"amount": 30})
    manager = office.as_(MANAGER)
    error = refused(records.update, manager, Account, office.account("5401"), {"code": "5499"})
    assert [one.field for one in error.errors] == ["code"]
    error = refused(
        records.create, manager, Account,
        {"code": "540101", "name": "清洁", "parent": office.account("5401"), "category": "pl", "direction": "dr"},
    )  # fmt: skip
    assert [one.field for one in error.errors] == ["parent"]
    made = records.create(
        manager, Account,
        {"code": "560201", "name": "办公", "parent": office.account("5602"), "category": "pl", "direction": "dr"},
    )  # fmt: skip
    assert office.again(made).leaf
    assert not office.session.get(Account, office.account("5602")).leaf


def test_lines_of_a_posted_voucher_are_out_of_reach(office: Office) -> None:
    posted = office.walk(office.by_hand(("1403", 5, 0), ("2202", 0, 5)))
    line = office.session.scalars(
        select(VoucherLine.id).where(VoucherLine.voucher_id == posted.id)
    ).first()
    with pytest.raises(Forbidden):
        records.update(office.as_(ACCOUNTANT), VoucherLine, line, {"debit": 6})
    with pytest.raises(Forbidden):
        records.delete(office.as_(ACCOUNTANT), Voucher, posted.id)
