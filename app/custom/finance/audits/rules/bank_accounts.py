"""A18: a supplier is paid to the account of an employee.

Accounts are encrypted; equal ones have equal blind marks, so the database compares them and nobody reads them. An account is an
employee's when he was paid to it in his own name, as reimbursements are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.generated.employee import Employee
from app.generated.expense import Expense

from ..rule import Found, Rule, Scope, plain, record, some

RULE = Rule(
    "A18", "供应商账号与员工账号相同", "A supplier's account is an employee's", "high",
    {
        "same": (
            "费用 {number}（{amount} 元）付给“{payee}”，其账号与员工 #{employee} 报销的账号相同",
            "Expense {number} ({amount} CNY) goes to “{payee}”, to the account to which employee #{employee} was reimbursed",
        )
    },
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement: expenses of these months beside reimbursements of any time."""
    paid, own, employee, payee = aliased(Expense), aliased(Expense), aliased(Employee), aliased(Employee)  # fmt: skip
    is_staff = select(payee.id).where(payee.name == paid.payee).correlate(paid).exists()
    rows = scope.session.execute(
        select(
            paid.id, paid.expense_no, paid.payee, paid.gross, paid.applicant_id,
            employee.id.label("employee"), own.id.label("own"), own.expense_no.label("own_no"),
        )
        .join(own, own.payee_account_blind == paid.payee_account_blind)
        .join(employee, employee.name == own.payee)
        .where(
            scope.within(paid.created_at), paid.payee_account_blind.is_not(None),
            own.id != paid.id, ~is_staff, paid.state != "rejected", own.state != "rejected",
            paid.deleted_at.is_(None), own.deleted_at.is_(None), employee.deleted_at.is_(None),
        )
        .order_by(paid.id, own.id)
    )  # fmt: skip
    last: Any = None
    for row in rows:
        if row.id == last:
            continue
        last = row.id
        yield Found(
            "expense", row.id, "same",
            {
                "payee": row.payee, "amount": plain(row.gross),
                "records": some([
                    record("expense", row.id, row.expense_no),
                    record("expense", row.own, row.own_no),
                    record("employee", row.employee, f"#{row.employee}"),
                ]),
            },
            {
                "number": row.expense_no, "amount": row.gross, "payee": row.payee,
                "employee": row.employee,
            },
            (row.employee,),
        )  # fmt: skip
