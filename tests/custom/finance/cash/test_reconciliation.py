"""The table between bank and books as a page: four kinds of open items, what they may be, accepted or refused (3.1)."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from app.custom.finance.books import checklist, periods, reversal
from app.custom.finance.books.posting import post_event
from app.custom.finance.books.told import checks
from app.custom.finance.cash.bank import reconciliation, suggesting, working
from app.custom.finance.cash.bank.matching import BankRow, Claim
from app.generated.account import Account
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.bank_refusal import BankRefusal
from app.generated.customer import Customer
from app.generated.voucher import Voucher
from app.runtime import records
from tests.custom.finance.cash.test_bank import DAY, account, by_person, line, matched, payer
from tests.custom.finance.cash.till import Till
from tests.support.people import People
from tests.support.statements import heard
from tests.web.pages import visit

__all__ = ["account", "payer"]  # fixtures
D = Decimal
pytestmark = pytest.mark.database


@pytest.fixture
def open_items(till: Till, account: BankAccount, payer: Customer) -> dict[str, Any]:
    """One of each kind: a fee and an unknown payer at the bank, a transfer and a purchase in the books; one that agrees."""
    both = till.pay(payer, "100.00", "bank", channel_trade_no="a")
    ours = till.pay(payer, "40.00", "bank", channel_trade_no="b")
    with records.writing(till.ctx):
        bought = post_event(
            till.ctx, "expense_paid", till.desk.town.project, on=DAY,
            amounts={"amount": D("25.00"), "net": D("25.00")},
            accounts={"expense": "5602", "paid_from": account.account_id},
            aux={"project": till.desk.town.project.id},
        )  # fmt: skip
    assert bought is not None
    agreed = line(till, account, "100.00", "F1", balance="100.00")
    by_person(till, agreed, payments=[both.id])
    fee = line(till, account, "-3.50", "F2", balance="96.50", memo="手续费")
    unknown = line(till, account, "66.00", "F3", balance="162.50", counterparty="某人")
    return {"ours": ours, "bought": bought, "fee": fee, "unknown": unknown, "both": both, "agreed": agreed}  # fmt: skip


def test_each_of_the_four_kinds_stands_apart_and_both_sides_agree(
    till: Till, account: BankAccount, open_items: dict[str, Any]
) -> None:
    found = reconciliation.table(till.ctx, account.account_id, DAY)
    assert [
        (group.count, group.total, [item.id for item in group.items])
        for group in (found.bank_in, found.bank_out, found.book_in, found.book_out)
    ] == [
        (1, D("66.00"), [open_items["unknown"].id]), (1, D("-3.50"), [open_items["fee"].id]),
        (1, D("40.00"), [open_items["ours"].voucher_id]), (1, D("-25.00"), [open_items["bought"].id]),
    ]  # fmt: skip
    assert (found.bank, found.books) == (D("162.50"), D("115.00"))
    assert found.bank_adjusted == found.books_adjusted == D("177.50")


def test_what_is_matched_but_booked_in_the_next_month_is_open_in_this_one(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    before = DAY.replace(day=1) - dt.timedelta(days=1)
    one = line(till, account, "10.00", "F9", on=before, balance="10.00")
    paid = till.pay(payer, "10.00", "bank", channel_trade_no="c")
    by_person(till, one, payments=[paid.id])
    found = reconciliation.table(till.ctx, account.account_id, before)
    assert (found.books, found.bank_in.total, found.difference) == (0, D("10.00"), 0)
    assert reconciliation.table(till.ctx, account.account_id, DAY).bank_in.count == 0


def test_a_voucher_and_its_red_one_are_no_open_items(
    till: Till, account: BankAccount, open_items: dict[str, Any]
) -> None:
    made = open_items["bought"]
    records.transition(till.desk.manager, Voucher, made.id, "post")
    with records.writing(till.ctx):
        reversal.reverse_event(till.ctx, till.ctx.get(Voucher, made.id), on=DAY)
    found = reconciliation.table(till.ctx, account.account_id, DAY)
    assert (found.book_out.count, found.difference) == (0, 0)


def test_a_table_of_many_items_reads_as_many_statements_as_one_of_few(
    till: Till, account: BankAccount
) -> None:
    def lines(first: int, count: int) -> int:
        with records.writing(till.ctx):
            records.write_set(
                till.ctx, BankLine,
                [
                    {"account_id": account.id, "on": DAY, "amount": D(n + 1), "ref_no": f"L{first + n}", "state": "open"}
                    for n in range(count)
                ],
                action="history", audit="test",
            )  # fmt: skip
        with heard(till.desk.town.people.database) as statements:
            found = reconciliation.table(till.ctx, account.account_id, DAY, shown=20)
            suggesting.suggested(till.ctx, account, DAY, most=20)
        assert len(found.bank_in.items) == min(found.bank_in.count, 20)
        return len(statements)

    assert lines(0, 5) >= lines(1000, 300)


# -- suggestions -------------------------------------------------------------------------------------


def row(id: int, amount: str, name: str = "", ref: str = "") -> BankRow:
    return BankRow(id, DAY, D(amount), name, ref)


def claim(id: int, amount: str, name: str = "", ref: str = "") -> Claim:
    names, refs = (frozenset({one}) if one else frozenset() for one in (name, ref))
    return Claim("payment", id, DAY, D(amount), names, refs)


def test_a_suggestion_says_how_sure_it_is() -> None:
    rows = [
        row(1, "10", ref="R1"), row(2, "20", "张三"), row(3, "60", "李四光"), row(4, "7"),
        row(5, "99.50", "王五"), row(6, "1234"),
    ]  # fmt: skip
    some = [
        claim(1, "10", ref="R1"), claim(2, "20", "张三"), claim(3, "10.5", "李四光"), claim(4, "20.5", "李四光"),
        claim(5, "29", "李四光"), claim(6, "7", "别人"), claim(7, "100", "王五"),
    ]  # fmt: skip
    found = suggesting.of(rows, some, set(), DAY, 50)
    assert [(one.how, [each.id for each in one.claims], one.fits) for one in found] == [
        ("exact", [1], True), ("near", [2], True), ("subset", [5, 4, 3], True), ("amount", [6], True),
        ("differs", [7], False), ("", [], False),
    ]  # fmt: skip
    again = suggesting.of(rows, some, {(1, "payment", 1), (3, "payment", 4)}, DAY, 50)
    assert [one.how for one in again[:1]] == [""]
    assert again[2].how != "subset"


def test_a_statement_with_the_newest_first_ends_with_its_first_line() -> None:
    day = [SimpleNamespace(amount=D(a), balance=D(b)) for a, b in ((10, 110), (-5, 105), (-5, 100))]
    assert (reconciliation.stands_at(day), reconciliation.stands_at(day[::-1])) == (100, 100)


@pytest.fixture
def accountant(till: Till, people: People, app: Flask) -> Any:
    return people.browser(app, till.desk.town.logins["周会计"])


def decide(client: Any, account: BankAccount, line: BankLine, do: str) -> None:
    """Press a button of the line as it stands on the page."""
    html = visit(client, f"/bank-reconciliation/{account.id}").html
    form = next(
        one
        for one in html.select("form[method=post]")
        if (field := one.select_one("[name=line]")) and field["value"] == str(line.id)
    )
    sent: dict[str, list[str]] = {"do": [do]}
    for one in form.select("input[name]"):
        sent.setdefault(one["name"], []).append(one.get("value", ""))
    assert client.post(f"/bank-reconciliation/{account.id}", data=sent).status_code == 303


def test_a_suggestion_is_accepted_or_refused_for_good(
    till: Till, account: BankAccount, payer: Customer, accountant: Any
) -> None:
    paid = till.pay(payer, "12.00", "bank", channel_trade_no="x")
    right, wrong = line(till, account, "12.00", "G1"), line(till, account, "30.00", "G2")
    other = till.pay(payer, "30.00", "bank", channel_trade_no="y")
    decide(accountant, account, right, "accept")
    assert matched(till, right) == ("matched", "manual", [paid.id])
    decide(accountant, account, wrong, "refuse")
    assert till.session.scalars(select(BankRefusal.payment_id)).all() == [other.id]
    page = visit(accountant, f"/bank-reconciliation/{account.id}")
    assert "没有找到" in page.text
    assert working.pair(till.ctx, account.id) == 0


def test_what_was_unmatched_is_not_matched_by_itself_again(
    till: Till, account: BankAccount, payer: Customer
) -> None:
    till.pay(payer, "8.00", "bank", channel_trade_no="same")
    one = line(till, account, "8.00", "same")
    assert working.pair(till.ctx, account.id) == 1
    by_person(till, one, "unmatch", note="不是这一笔")
    assert working.pair(till.ctx, account.id) == 0
    assert matched(till, one)[0] == "open"


# -- the page ----------------------------------------------------------------------------------------


def test_the_page_opens_every_item_and_says_that_both_sides_agree(
    till: Till, account: BankAccount, open_items: dict[str, Any], accountant: Any
) -> None:
    page = visit(accountant, f"/bank-reconciliation?account={account.id}&period=2026-03")
    assert "调节后余额相等" in page.text
    ends = [one.get_text(" ", strip=True) for one in page.html.select(".panels tfoot td.number")]
    assert ends == ["177.50", "177.50"]
    links = {one["href"] for one in page.html.select("main a[href]")}
    assert {
        f"/bank_line/show/{open_items['fee'].id}", f"/voucher/show/{open_items['ours'].voucher_id}",
        f"/bank_account/show/{account.id}",
    } <= links  # fmt: skip
    record = visit(accountant, f"/bank_account/show/{account.id}").html
    assert record.select_one(f'a[href="/bank-reconciliation/{account.id}"]') is not None


def test_a_difference_that_nothing_explains_is_red(
    till: Till, account: BankAccount, accountant: Any
) -> None:
    line(till, account, "-3.50", "H1", balance="500.00")
    page = visit(accountant, f"/bank-reconciliation/{account.id}?period=2026-03")
    assert page.html.select_one(".alert-danger") is None, "no period is open yet"
    with records.writing(till.ctx):
        periods.opened(till.ctx, "2026-03")
    page = visit(accountant, f"/bank-reconciliation/{account.id}?period=2026-03")
    assert "503.50" in page.html.select_one(".alert-danger").get_text()


def test_the_workbook_has_every_item(
    till: Till, account: BankAccount, open_items: dict[str, Any], accountant: Any
) -> None:
    answer = accountant.get(f"/bank-reconciliation/{account.id}.xlsx?period=2026-03")
    assert answer.status_code == 200
    cells = [
        [cell for cell in row if cell is not None]
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(
            values_only=True
        )
    ]
    assert ["", "调节后余额（企业）", "", 177.5] in cells or ["调节后余额（企业）", 177.5] in cells
    assert any("手续费" in row and -3.5 in row for row in cells)


def test_the_page_is_closed_to_those_who_may_not_read_vouchers_and_decides_for_nobody_else(
    till: Till, account: BankAccount, open_items: dict[str, Any], people: People, app: Flask
) -> None:
    cashier = people.browser(app, till.desk.town.logins["郑出纳"])
    assert cashier.get(f"/bank-reconciliation/{account.id}").status_code == 403
    manager = people.browser(app, till.desk.town.logins["吴经理"])
    page = visit(manager, f"/bank-reconciliation/{account.id}?period=2026-03")
    assert page.html.select("#open form") == []
    assert manager.get("/bank-reconciliation/9999").status_code == 404


def test_the_checklist_of_the_period_leads_to_the_table(
    till: Till, account: BankAccount, open_items: dict[str, Any]
) -> None:
    with records.writing(till.ctx):
        period = periods.opened(till.ctx, "2026-03")
    told = [one.told() for one in checklist.run(till.ctx, period)]
    lines = {one.text: one.url for one in checks(told, "zh")}
    assert lines["✓ 银行流水已对账或已列示（2）"] == "/bank-reconciliation?period=2026-03"
    assert any(text.startswith("✗ 凭证全部记账（") for text in lines)
    assert till.session.scalar(select(Account.id).limit(1))
