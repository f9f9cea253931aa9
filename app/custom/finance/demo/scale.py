"""How much of the demo's money is on record: a quarter to look around in, or years of it (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.custom.crm.demo import Size

UNMATCHED = dt.timedelta(days=12)
"""The days whose statements the accountant has just read: of the bank, of WeChat Pay and of Alipay."""


@dataclass(frozen=True)
class Scale:
    """What a size means for bills, payments and vouchers."""

    begun: dt.date
    """The first day of the books."""
    recent: dt.date
    """The first day of the last whole quarter: what is older is history, and the place of planted defects."""
    matched: dt.date
    """What came before this day is matched and banked: its payments are reconciled, its channels paid out."""
    monthly: bool
    """Property fees are billed by the month everywhere."""
    merged: bool
    """The receipts of a day, project and desk are one voucher."""
    electricity: tuple[str, ...]
    """Projects whose electricity is metered, too."""
    planted: bool
    """Defects are planted for the audit."""


def of(size: Size, today: dt.date) -> Scale:
    """Small: a whole quarter and what came after it. Full: two whole years before this one, and this one."""
    recent = quarter(quarter(today) - dt.timedelta(days=1))
    matched = today - UNMATCHED
    if size == "small":
        return Scale(recent, recent, matched, False, False, (), False)
    return Scale(dt.date(today.year - 2, 1, 1), recent, matched, True, True, ("JX",), True)


def quarter(day: dt.date) -> dt.date:
    """The first day of its quarter."""
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
