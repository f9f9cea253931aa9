"""What others have done before a task of the finance roles begins: each finds a bill, a voucher, a request of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.custom.finance.books import batch, periods
from app.custom.finance.books.statements import drafting
from app.runtime import clock, jobs, records
from app.runtime.context import Context
from tests.journeys.given import Others

_numbers = itertools.count(1)
_told: dict[str, str] = {}
BANK, OFFICE, PAYABLE = "1002", "5602", "2202"
PERIODS = (f"{year}-{month:02}" for year in range(2027, 2030) for month in range(1, 13))
"""Of bill runs to come: each is run once."""


def told(what: str) -> str:
    """What a task must know to begin: a home, a number."""
    return _told[what]


def account(others: Others, code: str) -> int:
    found: int = others.first("accountant", "/account", code=code)["id"]
    return found


def _step(others: Others, role: str, entity: str, id: int, name: str, **values: Any) -> None:
    others.post(role, f"/{entity}/{id}/transitions/{name}", values)


# -- bills and payments -------------------------------------------------------------------------------


def somebody_owes(others: Others) -> None:
    """A home of 云溪花园 with a bill that is not paid."""
    project = str(others.first("cashier", "/project", code="YX")["id"])
    owed = others.all(
        "cashier", "/bill", state="open", project=project, unit__is_null="false", limit="50"
    )
    _told["home"] = owed[next(_numbers) % len(owed)]["unit"]["title"]


def _paid(others: Others) -> Iterator[Any]:
    """Bills that are paid, taxed and in no invoice."""
    asked = {"state": "paid", "invoiced": "0", "tax_rate__gt": "0", "limit": "100"}
    yield from others.all("accountant", "/bill", **asked)


def _payment(others: Others) -> Any:
    """A payment by transfer of which nothing was given back."""
    asked = {"state": "settled", "refunded": "0", "prepaid": "0", "limit": "100"}
    found = others.all("csr", "/payment", **asked)
    return found[next(_numbers) % len(found)]


def _refund(others: Others) -> Any:
    """Asked for and worked out."""
    payment = _payment(others)
    request = {
        "payment": payment["id"], "kind": "mistake", "amount": "10.00", "reason": "重复缴费",
        "original": True,
    }  # fmt: skip
    refund = others.post("csr", "/refund", request)
    _step(others, "accountant", "refund", refund["id"], "calculate", amount="10.00")
    return refund


def a_refund_to_approve(others: Others) -> None:
    """A resident was charged twice."""
    _told["refund"] = _refund(others)["refund_no"]


def a_refund_to_pay(others: Others) -> None:
    """The finance manager has approved it."""
    refund = _refund(others)
    _step(others, "fin_mgr", "refund", refund["id"], "approve")
    _told["refund"] = refund["refund_no"]


def an_invoice_request(others: Others) -> None:
    """A resident wants an invoice of a bill that he has paid."""
    bill = next(_paid(others))
    request = {
        "customer": bill["customer"]["id"], "bills": [bill["id"]],
        "billed_to": bill["customer"]["title"], "kind": "normal",
    }  # fmt: skip
    _told["invoice"] = others.post("accountant", "/invoice", request)["request_no"]


def a_bank_line(others: Others) -> None:
    """The bank says that a transfer came, in words that name nobody."""
    asked = {"state": "settled", "channel": "bank", "refunded": "0", "sort": "-paid_at"}
    found = others.all("accountant", "/payment", **asked)
    payment = found[next(_numbers) % len(found)]
    number = f"BK{next(_numbers):06}"
    others.post(
        "cashier",
        "/bank_line",
        {
            "account": payment["account"]["id"],
            "on": payment["paid_at"][:10],
            "amount": payment["amount"],
            "memo": "转账",
            "ref_no": number,
        },
    )
    _told["line"], _told["payment"] = number, payment["payment_no"]


def a_drawer(others: Others) -> None:
    """What lies in the drawer of 和兴里, and came in since it was counted last."""
    project = str(others.first("cashier", "/project", code="HX")["id"])
    asked = {"channel": "cash", "project": project, "cash_count__is_null": "true", "limit": "200"}
    came = others.all("accountant", "/payment", state__in="settled,reconciled", **asked)
    before = others.all("cashier", "/cash_count", project=project, limit="1")
    parts = [Decimal(one["amount"]) for one in came] + [Decimal(one["counted"]) for one in before]
    _told["cash"] = str(sum(parts, Decimal(0)))


# -- bill runs --------------------------------------------------------------------------------------


def free_period() -> str:
    """A month that nobody has billed."""
    return next(PERIODS)


def a_run_to_approve(others: Others) -> None:
    """Previewed, nothing in its way."""
    run = others.post(
        "accountant",
        "/bill_run",
        {
            "project": others.first("accountant", "/project", code="KC")["id"],
            "fee_item": others.first("accountant", "/fee_item", name="停车费")["id"],
            "period": free_period(),
        },
    )
    _step(others, "accountant", "bill_run", run["id"], "preview")
    jobs.run_due()
    _told["run"] = run["run_no"]


# -- vouchers ---------------------------------------------------------------------------------------


def _voucher(others: Others, credit: str) -> Any:
    """Written by hand and submitted."""
    department = others.first("accountant", "/department", code="YX-ENG")["id"]
    summary = f"办公用品 {next(_numbers):03}"
    cost = {
        "line": 1, "account": account(others, OFFICE), "debit": "100.00", "credit": "0",
        "department": department, "cashflow": "op_out_other",
    }  # fmt: skip
    other = {"line": 2, "account": account(others, credit), "debit": "0", "credit": "100.00"}
    made = others.post(
        "accountant", "/voucher", {"summary": summary, "word": "ji", "attachments": 1, "lines": [cost, other]}
    )  # fmt: skip
    _step(others, "accountant", "voucher", made["id"], "submit")
    _told["voucher"] = summary
    return made


def vouchers_to_check(others: Others) -> None:
    """The accountant has submitted two."""
    for _ in range(2):
        _voucher(others, PAYABLE)


def a_voucher_to_sign(others: Others) -> None:
    """It moves money and was checked."""
    made = _voucher(others, BANK)
    _step(others, "fin_mgr", "voucher", made["id"], "check")


def a_month_to_close(others: Others) -> None:
    """The nightly posting has been; the earliest month that is open."""
    period = others.first("fin_mgr", "/accounting_period", state="open", sort="period")
    with Context.system() as ctx, records.writing(ctx):
        batch.post_period(ctx, period["id"])
    by_hand = {"period": str(period["id"]), "limit": "200"}
    for state, name in (("submitted", "check"), ("checked", "post")):
        for voucher in others.all("fin_mgr", "/voucher", state=state, **by_hand):
            if name == "post" and voucher["has_cash"] and not voucher["cashier"]:
                _step(others, "cashier", "voucher", voucher["id"], "sign")
            _step(others, "fin_mgr", "voucher", voucher["id"], name)
    _told["period"] = period["period"]


# -- budgets and expenses ---------------------------------------------------------------------------


def _budget(others: Others) -> Any:
    """Of a year to come, submitted by the accountant."""
    budget = others.post(
        "accountant",
        "/budget",
        {
            "year": clock.today().year + next(_numbers), "method": "manual", "control": "warn",
            "department": others.first("accountant", "/department", code="YX-ENG")["id"],
            "lines": [{"account": account(others, OFFICE), "month": 1, "amount": "5000.00"}],
        },
    )  # fmt: skip
    _step(others, "accountant", "budget", budget["id"], "submit")
    return budget


def a_budget_to_review(others: Others) -> None:
    """Submitted."""
    _budget(others)


def a_budget_to_approve(others: Others) -> None:
    """Reviewed by the finance manager."""
    _step(others, "fin_mgr", "budget", _budget(others)["id"], "review")


def an_expense_to_approve(others: Others) -> None:
    """Somebody of the department has asked for it."""
    manager = others.first("dept_mgr", "/employee", login="me")
    request = {
        "department": manager["department"]["id"], "account": account(others, OFFICE),
        "payee": "晨光文具", "gross": "86.00", "purpose": "打印纸",
        "documents": [others.photo("employee")],
    }  # fmt: skip
    expense = others.post("employee", "/expense", request)
    _step(others, "employee", "expense", expense["id"], "submit")
    _told["expense"] = expense["expense_no"]


# -- statements and audit ---------------------------------------------------------------------------


def statements_to_review(others: Others) -> None:
    """The job of the first of the month has drafted them."""
    with Context.system() as ctx, records.writing(ctx):
        drafting.draft(ctx, periods.of(clock.today()))


def a_finding_to_verify(others: Others) -> None:
    """Assigned to an employee, who has mended it."""
    finding = others.first("auditor", "/audit_finding", state="open")
    who = others.first("employee", "/employee", login="me")["login"]["id"]
    due = f"{clock.today():%Y-%m-%d}"
    path = "audit_finding"
    _step(others, "auditor", path, finding["id"], "assign", owner=who, due_on=due)
    _step(others, "employee", path, finding["id"], "start")
    _step(others, "employee", path, finding["id"], "submit", response="已与银行核对")
