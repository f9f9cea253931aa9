"""The books as files for auditors, aligned to GB/T 24589.1-2024 (3.4): 公共档案.xml and 总账.xml of a financial year.

Tables and elements bear the names of the standard, in its order. Aligned, not certified: docs/audits.md says what is left out.
Text comes piece by piece, and only a part of the vouchers is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.custom.finance.books.company import books
from app.generated.accounting_period import AccountingPeriod
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import archives, ledger
from .year import Year

__all__ = ["NAMES", "files", "years"]

NAMES = ("公共档案.xml", "总账.xml")


def years(ctx: Context) -> list[int]:
    """Financial years that have a period, the latest first."""
    found = ctx.session.scalars(
        select(AccountingPeriod.starts_on).where(AccountingPeriod.deleted_at.is_(None))
    ).all()
    return sorted({day.year for day in found}, reverse=True)


def files(ctx: Context, year: int) -> Mapping[str, Iterator[str]]:
    """File name → its text in pieces. Raises RuleViolation for a year that the books do not have."""
    periods = ctx.session.scalars(
        select(AccountingPeriod)
        .where(
            AccountingPeriod.period >= f"{year}-01",
            AccountingPeriod.period <= f"{year}-12",
            AccountingPeriod.deleted_at.is_(None),
        )
        .order_by(AccountingPeriod.starts_on)
    ).all()
    if not periods:
        raise RuleViolation(
            f"账簿没有 {year} 年度 / The books have no year {year}.", field="year", code="no_year"
        )
    whole = Year(ctx, year, list(periods), books(ctx))
    return {NAMES[0]: archives.pieces(whole), NAMES[1]: ledger.pieces(whole)}
