"""A11: what a bill asks for is what its stored arithmetic comes to, and its balances follow from it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import select

from app.generated.bill import Bill

from ..figures import bills
from ..rule import Found, Rule, Scope, plain, record

AT_ONCE = 20_000
NOTHING = Decimal(0)
RULE = Rule(
    "A11", "账单与计算公式不符", "Bills that differ from their formula", "high",
    {
        "differs": (
            "账单 {number}：{what} 应为 {expected}，实为 {stored}",
            "Bill {number}: {field} should be {expected} and is {stored}",
        )
    },
)  # fmt: skip
WORDS = {
    "amount": "应收", "net": "不含税", "vat": "税额", "balance": "未收", "calc": "计算过程",
}  # fmt: skip
OPEN = ("open", "partial", "paid")


@RULE.steps
def find(scope: Scope, after: Any) -> tuple[list[Found], Any]:
    """The next 20,000 bills by id, by one statement; equal arithmetic is reckoned once."""
    rows = scope.session.execute(
        select(
            Bill.id, Bill.bill_no, Bill.calc, Bill.amount, Bill.discount, Bill.net, Bill.vat,
            Bill.paid, Bill.balance, Bill.tax_rate, Bill.state,
        )
        .where(
            Bill.id > (after or 0),
            Bill.period_from <= scope.last, Bill.period_to >= scope.first,
            Bill.state != "void", Bill.deleted_at.is_(None),
        )
        .order_by(Bill.id)
        .limit(AT_ONCE)
    ).all()  # fmt: skip
    found = [one for row in rows if (one := _of(row)) is not None]
    return found, rows[-1].id if len(rows) == AT_ONCE else None


def _of(row: Any) -> Found | None:
    wrong = {
        name: (expected, stored)
        for name, (expected, stored) in _expected(row).items()
        if expected != stored
    }
    if not wrong:
        return None
    name, (expected, stored) = next(iter(wrong.items()))
    return Found(
        "bill", row.id, "differs",
        {
            "differences": {key: [plain(a), plain(b)] for key, (a, b) in wrong.items()},
            "calc": row.calc, "records": [record("bill", row.id, row.bill_no)],
        },
        {
            "number": row.bill_no, "what": WORDS[name], "field": name,
            "expected": plain(expected), "stored": plain(stored),
        },
        tuple((key, str(a), str(b)) for key, (a, b) in wrong.items()),
    )  # fmt: skip


def _expected(row: Any) -> dict[str, tuple[Any, Any]]:
    """Field → (what it should be, what it is)."""
    found: dict[str, tuple[Any, Any]] = {}
    discount = row.discount or NOTHING
    if row.calc:
        amount = _amount(orjson.dumps(row.calc, option=orjson.OPT_SORT_KEYS))
        if amount is None:
            found["calc"] = ("…", "?")
        else:
            found["amount"] = (amount, row.amount)
    if row.net is not None:
        net, tax = _without_tax(row.amount - discount, row.tax_rate)
        found["net"], found["vat"] = (net, row.net), (tax, row.vat or NOTHING)
    if row.state in OPEN:
        found["balance"] = (row.amount - discount - (row.paid or NOTHING), row.balance or NOTHING)
    return found


_without_tax = lru_cache(maxsize=50_000)(bills.without_tax)


@lru_cache(maxsize=50_000)
def _amount(calc: bytes) -> Decimal | None:
    return bills.amount_of(orjson.loads(calc))
