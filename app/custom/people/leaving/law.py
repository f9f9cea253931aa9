"""What the law says about leaving, as pure functions (劳动合同法 37, 46, 47; domain.md §4.17)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal

NOTICE, NOTICE_ON_PROBATION = 30, 3
"""Days from the notice; the day of the notice itself is not counted (民法典 201)."""
HALF, WHOLE = Decimal("0.5"), Decimal(1)
MOST_MONTHS = Decimal(12)
CAP = 3
"""Times the local average wage: above it both the base and the months are capped (47 II)."""
PAID_DAYS = Decimal("21.75")
"""Days that a monthly wage stands for (劳社部发〔2008〕3 号)."""
UNUSED_TIMES = 2
"""Unused leave is paid three times; once is in the wage already (职工带薪年休假条例 5)."""
CENT = Decimal("0.01")


def earliest_day(notice_on: dt.date, *, on_probation: bool) -> dt.date:
    """The first day on which somebody who gave notice may leave.

    >>> earliest_day(dt.date(2026, 6, 1), on_probation=False)
    datetime.date(2026, 7, 1)
    """
    return notice_on + dt.timedelta(days=NOTICE_ON_PROBATION if on_probation else NOTICE)


def severance_months(hired_on: dt.date, last_day: dt.date) -> Decimal:
    """A month's wage for a full year; six months or more of a rest count as a year, less as half of one.

    >>> severance_months(dt.date(2021, 3, 15), dt.date(2026, 6, 30))
    Decimal('5.5')
    """
    after = last_day + dt.timedelta(days=1)
    years = 0
    while _months_later(hired_on, 12 * (years + 1)) <= after:
        years += 1
    rest_from = _months_later(hired_on, 12 * years)
    if rest_from >= after:
        return Decimal(years)
    half = _months_later(hired_on, 12 * years + 6)
    return Decimal(years) + (WHOLE if half <= after else HALF)


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def severance(
    months: Decimal, wage: Decimal, *, local_wage: Decimal | None
) -> tuple[Decimal, Decimal, Decimal]:
    """(months, base, yuan): who earns more than three times the local average is capped in both.

    >>> severance(Decimal("5.5"), Decimal(7000), local_wage=None)[2]
    Decimal('38500.00')
    """
    base = wage
    if local_wage is not None and wage > CAP * local_wage:
        base, months = CAP * local_wage, min(months, MOST_MONTHS)
    return months, base, rounded(months * base)


def daily(wage: Decimal) -> Decimal:
    """Yuan for a day, not rounded."""
    return wage / PAID_DAYS


def unused_leave(days: Decimal, wage: Decimal) -> Decimal:
    """Yuan for leave that was not taken, beside the wage of these days."""
    return rounded(days * UNUSED_TIMES * daily(wage))


def rounded(yuan: Decimal) -> Decimal:
    """To 分, half up."""
    return yuan.quantize(CENT, ROUND_HALF_UP)
