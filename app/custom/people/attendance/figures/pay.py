"""Overtime pay, deductions, rate of attendance and annual leave (domain.md §4.14, O14.9 and O14.10)."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

DAYS_A_MONTH = Decimal("21.75")
"""Paid days of a month (劳社部发〔2008〕3号)."""
HOURS_A_DAY = 8
ON_WORKDAYS, ON_REST_DAYS, ON_HOLIDAYS = Decimal("1.5"), Decimal(2), Decimal(3)
MOST_OVERTIME = 36 * 60
"""Minutes a month (劳动法 41)."""
SICK_PAY = Decimal("0.8")
CENT = Decimal("0.01")


def daily(base: Decimal) -> Decimal:
    """The wage of a day, not rounded; `base` in yuan a month."""
    return base / DAYS_A_MONTH


def hourly(base: Decimal) -> Decimal:
    """The wage of an hour, not rounded."""
    return daily(base) / HOURS_A_DAY


def overtime(
    base: Decimal,
    *,
    workday: Decimal = Decimal(0),
    rest: Decimal = Decimal(0),
    holiday: Decimal = Decimal(0),
) -> Decimal:
    """Yuan for hours of overtime by kind of day; hours that are taken as time off are not among them."""
    hour = hourly(base)
    return sum(
        (
            cents(hour * hours * rate)
            for hours, rate in (
                (workday, ON_WORKDAYS),
                (rest, ON_REST_DAYS),
                (holiday, ON_HOLIDAYS),
            )
        ),
        Decimal(0),
    )


def deduction(base: Decimal, days: Decimal) -> Decimal:
    """Yuan for days of absence and unpaid leave."""
    return cents(daily(base) * days)


def rate(actual: Decimal, due: Decimal) -> Decimal | None:
    """Days that one was there, per cent of those due; None when none were."""
    return (actual * 100 / due).quantize(CENT, ROUND_HALF_UP) if due else None


def over_standard(worked_hours: Decimal, workdays: int) -> Decimal:
    """Comprehensive hours: what a quarter has above its workdays × 8 hours."""
    return max(worked_hours - workdays * HOURS_A_DAY, Decimal(0))


def leave_of_service(years: int) -> int:
    """Days of annual leave by whole years of work, with whatever employer (职工带薪年休假条例 3)."""
    if years < 1:
        return 0
    if years < 10:
        return 5
    return 10 if years < 20 else 15


def years_between(since: dt.date, day: dt.date) -> int:
    """Whole years from one day to another."""
    return max(day.year - since.year - ((day.month, day.day) < (since.month, since.day)), 0)


def leave_begins(first_work: dt.date, hired: dt.date, year: int) -> dt.date:
    """From which day on leave of that year is earned: its first, that of hiring, or when a year was worked (企业职工带薪年休假实施办法 3)."""
    try:
        a_year_on = first_work.replace(year=first_work.year + 1)
    except ValueError:  # who began on 29 February
        a_year_on = dt.date(first_work.year + 1, 3, 1)
    return max(dt.date(year, 1, 1), hired, a_year_on)


def of_a_joiner(days: int, hired: dt.date) -> int:
    """Whole days of the year's leave for whoever came in the course of it: remaining calendar days / 365."""
    remaining = (dt.date(hired.year, 12, 31) - hired).days + 1
    return _share(days, remaining)


def of_a_leaver(days: Decimal | int, last: dt.date, since: dt.date | None = None) -> int:
    """Whole days of the year's leave that whoever goes has earned by his last day, since it began in that year."""
    first = max(dt.date(last.year, 1, 1), since or dt.date.min)
    return _share(days, max((last - first).days + 1, 0))


def unused_leave(base: Decimal, days: Decimal) -> Decimal:
    """Yuan for leave that was not given: two daily wages for each day beside the wage itself."""
    return cents(daily(base) * days * 2)


def _share(days: Decimal | int, of_year: int) -> int:
    return int((Decimal(days) * of_year / 365).to_integral_value(ROUND_FLOOR))


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
