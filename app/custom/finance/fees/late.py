"""Late fees (违约金): simple interest on unpaid principal. Pure: Decimal yuan and dates in, Decimal yuan out (domain.md §4.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.runtime import money

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a fee item says: `rate` a day (0.0003), `cap` in percent of the principal or None, days of grace."""

    rate: Decimal | None
    cap: Decimal | None = None
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Principal that was paid (negative: given back) on that day, in yuan."""

    amount: Decimal
    on: dt.date


def accrued(
    principal: Decimal, due_on: dt.date, until: dt.date, paid: Iterable[Part], terms: Terms
) -> Decimal:
    """The late fee up to and with the day `until`, in yuan, rounded once.

    Each part of the principal counts days = payment day − due day, what is still open counts until `until`; what is paid
    within the grace costs nothing, later every day since the due day counts. Never more than `cap` % of the principal;
    no interest on interest. O8.8: 829.59 due 01-31, 0.0003 a day, paid 05-20: 109 days, 27.13.
    """
    if not terms.rate:
        return NOTHING
    money_days, open_amount = NOTHING, principal
    for part in paid:
        open_amount -= part.amount
        money_days += part.amount * _days(due_on, part.on, terms.grace_days)
    money_days += open_amount * _days(due_on, until, terms.grace_days)
    fee = money.rounded(money_days * terms.rate)
    if terms.cap is not None:
        fee = min(fee, money.rounded(principal * terms.cap / 100))
    return max(fee, NOTHING)


def _days(due_on: dt.date, on: dt.date, grace: int) -> int:
    days = (on - due_on).days
    return days if days > grace else 0


def is_overdue(due_on: dt.date, today: dt.date, grace_days: int) -> bool:
    """From the day after the last day of grace on."""
    return (today - due_on).days > grace_days
