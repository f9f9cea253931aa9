"""Contracts as signed (4.1): the employee's dates follow the latest; after two fixed terms the next is open-ended."""

from __future__ import annotations

from sqlalchemy import func, select

from app.generated.employee import Employee
from app.generated.employment_contract import EmploymentContract, employment_contract_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

FIXED_TERMS = 2
"""Of a third in a row the employee may ask that it be open-ended (劳动合同法 14)."""


@employment_contract_hooks.check
def follows_the_one_before(contract: EmploymentContract, ctx: Context) -> None:
    """No two of one person at one time."""
    if ctx.operation.action != "create":
        return
    last = ctx.session.execute(
        select(
            EmploymentContract.contract_no, EmploymentContract.starts_on, EmploymentContract.ends_on
        )
        .where(
            EmploymentContract.employee_id == contract.employee_id,
            EmploymentContract.deleted_at.is_(None),
        )
        .order_by(EmploymentContract.starts_on.desc())
        .limit(1)
    ).first()
    if last is not None and contract.starts_on <= (last.ends_on or last.starts_on):
        raise RuleViolation(
            f"与合同 {last.contract_no}（{last.starts_on} 至 {last.ends_on or '无固定期限'}）重叠 / "
            f"It overlaps {last.contract_no} ({last.starts_on} to {last.ends_on or 'open-ended'}).",
            field="starts_on",
        )


@employment_contract_hooks.on_create
def renewed(contract: EmploymentContract, ctx: Context) -> None:
    """The how manieth it is, and the dates by which everybody is reminded."""
    before = ctx.session.scalar(
        select(func.count())
        .select_from(EmploymentContract)
        .where(
            EmploymentContract.employee_id == contract.employee_id,
            EmploymentContract.id != contract.id,
            EmploymentContract.deleted_at.is_(None),
        )
    )
    contract.renewal = int(before or 0) + 1
    employee = ctx.get(Employee, contract.employee_id)
    ctx.update(
        employee,
        contract_from=contract.starts_on,
        contract_to=contract.ends_on if contract.kind == "fixed" else None,
    )
