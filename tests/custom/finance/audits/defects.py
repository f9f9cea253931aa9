"""Planted defects, one for each check of the audit (domain.md §4.12): written past the one write path, for that is what they are.

Each function takes the open books and returns what an audit must find: (check, entity, id). A voucher that is changed after its
posting breaks the chain of its period as well, so such defects are found twice. They take records that are there and work in
the demo as in an empty office.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import delete, insert, select

from app.custom.finance.audits.figures import bills
from app.custom.finance.books import reversal
from app.custom.finance.books.people import as_system
from app.custom.finance.books.posting import Part
from app.generated.account import Account
from app.generated.customer import Customer
from app.generated.refund import Refund
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import clock, records
from app.runtime.accounts.users import Role, user_roles
from app.runtime.system import AuditLog
from tests.custom.finance.audits.spoiled import Books, D, Key, unlocked

# -- the nineteen --------------------------------------------------------------------------------------


def a_voucher_is_gone(books: Books) -> set[Key]:
    """A01."""
    voucher = books.voucher()
    with unlocked(books.ctx) as connection:
        connection.execute(delete(VoucherLine).where(VoucherLine.voucher_id == voucher.id))
        connection.execute(delete(Voucher).where(Voucher.id == voucher.id))
    return {("A01", "accounting_period", books.period.id), books.chain}


def a_voucher_does_not_balance(books: Books) -> set[Key]:
    """A02."""
    voucher = books.voucher(Voucher.has_cash.is_not(True))
    line = books.one(
        select(VoucherLine.id, VoucherLine.debit)
        .where(VoucherLine.voucher_id == voucher.id, VoucherLine.debit > 0)
        .order_by(VoucherLine.id)
    )
    books.change(VoucherLine, line.id, debit=line.debit + D("0.01"))
    return {("A02", "voucher", voucher.id), books.chain}


def somebody_paid_twice(books: Books) -> set[Key]:
    """A03."""
    books.payment()
    second = books.payment(paid_at=books.workday() + dt.timedelta(hours=23), channel="wechat")
    return {("A03", "payment", second)}


def the_maker_checks_himself(books: Books) -> set[Key]:
    """A04."""
    voucher = books.voucher(Voucher.maker_id.is_not(None))
    books.change(Voucher, voucher.id, checker_id=voucher.maker_id)
    return {("A04", "voucher", voucher.id), books.chain}


def the_cashier_keeps_the_books(books: Books) -> set[Key]:
    """A04."""
    roles = dict(books.ctx.session.execute(select(Role.name, Role.id)).all())
    held = books.one(
        select(user_roles.c.user_id)
        .where(user_roles.c.role_id == roles["cashier"])
        .order_by(user_roles.c.user_id)
    )
    with unlocked(books.ctx) as connection:
        connection.execute(
            insert(user_roles).values(user_id=held.user_id, role_id=roles["accountant"])
        )
    return {("A04", "user", held.user_id)}


def a_voucher_is_posted_late(books: Books) -> set[Key]:
    """A05."""
    voucher = books.voucher(Voucher.poster_id.is_(None))
    late = dt.datetime.combine(books.period.ends_on, dt.time(10), clock.zone())
    books.change(Voucher, voucher.id, posted_at=late + dt.timedelta(days=6))
    return {("A05", "voucher", voucher.id), books.chain}


def a_voucher_is_posted_at_night(books: Books) -> set[Key]:
    """A06."""
    voucher = books.voucher()
    poster = voucher.poster_id or books.employees()[0].login_id
    books.change(Voucher, voucher.id, posted_at=books.workday(22), poster_id=poster)
    return {("A06", "voucher", voucher.id), books.chain}


def amounts_become_round(books: Books) -> set[Key]:
    """A07: forty odd amounts the month before, forty round ones now."""
    before = books.period.starts_on - dt.timedelta(days=1)
    odd = [D(10_000) + 37 * n + D("0.11") for n in range(1, 41)]
    books.many("repair_parts", "odd", before, odd)
    round_ones = [D(11_000 + 1000 * n) for n in range(40)]
    books.many("repair_parts", "round", books.period.starts_on, round_ones)
    return {("A07", "accounting_period", books.period.id)}


def requests_stay_below_the_limit(books: Books) -> set[Key]:
    """A08."""
    employee = books.employees()[0]
    for amount in ("4750", "4990", "5000"):
        books.expense(employee, gross=D(amount))
    books.expense(employee, gross=D("4749.99"))
    books.expense(employee, gross=D("5000.01"))
    return {("A08", "employee", employee.id)}


def amounts_begin_with_eight(books: Books) -> set[Key]:
    """A09."""
    amounts = [D("8.01") + D(n) / 100 for n in range(60)] * 10
    books.many("expense_paid", "eights", books.period.starts_on, amounts)
    return {("A09", "accounting_period", books.period.id)}


def a_receipt_has_no_match(books: Books) -> set[Key]:
    """A10."""
    return {("A10", "payment", books.payment(state="settled", channel="wechat"))}


def a_bill_asks_for_more(books: Books) -> set[Key]:
    """A11: 98.76 m² at 2.80 are 276.53; somebody made it 376.53."""
    calc = {
        "formula": "area", "quantity": "98.76", "rounding": "fen", "proration": "actual",
        "parts": [{"from": "2026-01-01", "to": "2026-01-31", "price": "2.8", "months": "1"}],
        "exact": "276.528", "amount": "276.53",
    }  # fmt: skip
    amount = {"amount": D("376.53"), "balance": D("376.53")}
    return {("A11", "bill", books.bill(calc=calc, **amount))}


def a_bill_is_reduced_by_nobody(books: Books) -> set[Key]:
    """A12."""
    net, vat = bills.without_tax(D(90), D(6))
    reduced = {"discount": D(10), "balance": D(90), "tax_rate": D(6), "net": net, "vat": vat}
    return {("A12", "bill", books.bill(**reduced))}


def one_business_is_reversed_again_and_again(books: Books) -> set[Key]:
    """A13."""
    project = books.project()
    for key in ("red 1", "red 2", "red 3"):
        voucher = books.many("repair_parts", key, books.period.starts_on, [D(30)])
        with records.writing(books.ctx):
            original = books.ctx.get(Voucher, voucher.id)
            red = reversal.reverse_event(books.ctx, original, on=books.period.starts_on)
            assert red is not None
            as_system(books.ctx).transition(as_system(books.ctx).transition(red, "check"), "post")
    return {("A13", "project", project.id)}


def a_dormant_customer_gets_money(books: Books) -> set[Key]:
    """A14: the last bill and payment are two years old."""
    customer = books.add(
        Customer, name="久无往来", kind="owner", project_id=books.project().id, phone="13900000014",
        state="active", source="desk",
    )  # fmt: skip
    long_ago = books.workday() - dt.timedelta(days=730)
    payment = books.payment(customer_id=customer, paid_at=long_ago, created_at=long_ago)
    refund = books.add(
        Refund, refund_no="TK-PLANTED", payment_id=payment, customer_id=customer,
        project_id=books.project().id, kind="mistake", amount=D(100), reason="多收", original=True,
        move_out_on=books.period.starts_on, bank_account="6222020200112233447", account_name="久无往来",
        paid_at=books.workday(), state="paid",
    )  # fmt: skip
    return {("A14", "refund", refund)}


def a_posted_voucher_is_rewritten(books: Books) -> set[Key]:
    """A15."""
    books.change(Voucher, books.voucher().id, summary="改过的摘要")
    return {books.chain}


def a_debt_is_three_years_old(books: Books) -> set[Key]:
    """A16."""
    books.bill(due_on=books.period.starts_on - dt.timedelta(days=3 * 365))
    return {("A16", "customer", books.customer())}


def more_is_paid_than_there_is(books: Books) -> set[Key]:
    """A17: and it comes back the day after."""
    day = books.period.starts_on
    for key, amount, on in (
        ("out", D(900_000), day),
        ("in", D(-900_000), day + dt.timedelta(days=1)),
    ):
        books.post(
            "expense_paid", key, on, [Part({"amount": amount, "net": amount})], amounts={"vat": D(0)},
            accounts={"expense": "5602", "paid_from": "1002"},
        )  # fmt: skip
    return {("A17", "account", books.one(select(Account.id).where(Account.code == "1002")).id)}


def a_supplier_has_the_account_of_an_employee(books: Books) -> set[Key]:
    """A18."""
    employee, other = books.employees()[:2]
    account = "6222020200112233445"
    books.expense(employee, payee=employee.name, payee_account=account)
    supplier = books.expense(other, payee="某保洁公司", payee_account=account)
    books.expense(other, payee="某绿化公司", payee_account="6222020200112233446")
    return {("A18", "expense", supplier)}


def somebody_reads_at_night(books: Books) -> set[Key]:
    """A19."""
    person = books.employees()[0].login_id
    common = {
        "actor_id": person, "actor": "reader", "by_system": False, "channel": "web",
        "action": "reveal", "entity": "customer", "record_id": books.customer(), "diff": {},
    }  # fmt: skip
    for hour in (3, 10, 23):
        books.add(AuditLog, at=books.workday(hour), **common)
    return {("A19", "user", person)}


PLANTS: Mapping[str, Callable[[Books], set[Key]]] = {
    "A01": a_voucher_is_gone,
    "A02": a_voucher_does_not_balance,
    "A03": somebody_paid_twice,
    "A04": the_maker_checks_himself,
    "A04 roles": the_cashier_keeps_the_books,
    "A05": a_voucher_is_posted_late,
    "A06": a_voucher_is_posted_at_night,
    "A07": amounts_become_round,
    "A08": requests_stay_below_the_limit,
    "A09": amounts_begin_with_eight,
    "A10": a_receipt_has_no_match,
    "A11": a_bill_asks_for_more,
    "A12": a_bill_is_reduced_by_nobody,
    "A13": one_business_is_reversed_again_and_again,
    "A14": a_dormant_customer_gets_money,
    "A15": a_posted_voucher_is_rewritten,
    "A16": a_debt_is_three_years_old,
    "A17": more_is_paid_than_there_is,
    "A18": a_supplier_has_the_account_of_an_employee,
    "A19": somebody_reads_at_night,
}
"""Check → what plants a defect that it finds."""
