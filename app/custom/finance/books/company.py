"""Which books are kept: the standard, the kind of taxpayer, when VAT becomes due, and from which period on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.generated.company import Company
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Books:
    """What the company has chosen. `standard` sbe or cas, `taxpayer` general or small, `vat_point` bill or receipt."""

    standard: str
    taxpayer: str
    vat_point: str
    first_period: str
    """Like 2026-01."""


def books(ctx: Context) -> Books:
    """Of the company. Raises RuleViolation without one."""
    row = ctx.session.execute(
        select(
            Company.accounting_standard,
            Company.vat_taxpayer,
            Company.vat_point,
            Company.fiscal_start,
        )
        .where(Company.deleted_at.is_(None))
        .order_by(Company.id)
        .limit(1)
    ).first()
    if row is None:
        raise RuleViolation(
            "还没有公司资料，请系统管理员先登记公司和会计准则 / "
            "There is no company yet: the administrator enters it with its accounting standard first."
        )
    return Books(*row)
