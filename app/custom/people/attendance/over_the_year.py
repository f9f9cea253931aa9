"""A balance of leave is used, also after its year is over: what follows for the years since (4.2, domain.md §4.14).

What was left at the end of a year was carried to the end of the next one. A leave of last year that is taken back in January
was never taken: its days are of last year, and are carried as they would have been. What would have lapsed by then lapses.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.generated.leave_balance import LeaveBalance
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

COMP = "comp"
"""Time off for overtime."""
NOTHING = Decimal(0)


def left(balance: LeaveBalance) -> Decimal:
    """Days; as the formula of the field says."""
    return (balance.entitled or NOTHING) + (balance.carried or NOTHING) - (balance.used or NOTHING)


def held(ctx: Context, employee: int, year: int, leave_type: str) -> LeaveBalance | None:
    """The balance as it is now, nobody else's to change until this transaction ends. The earlier year first."""
    found: LeaveBalance | None = ctx.query(
        select(LeaveBalance)
        .where(
            LeaveBalance.employee_id == employee,
            LeaveBalance.year == year,
            LeaveBalance.leave_type == leave_type,
            LeaveBalance.deleted_at.is_(None),
        )
        .with_for_update(key_share=True, of=LeaveBalance)
        .execution_options(populate_existing=True)
    ).first()
    return found


def still_there(ctx: Context, balance: LeaveBalance) -> Decimal:
    """Days of this balance that nobody has used: of a year that is over, none that was carried on and used since."""
    found, year = left(balance), balance.year
    while (after := _next(ctx, balance, year)) is not None:
        found, year = min(found, left(after)), after.year
    return found


def used(ctx: Context, balance: LeaveBalance, days: Decimal) -> None:
    """So many more days are used (fewer for a negative number), and what was carried on from there changes with it."""
    before = left(balance)
    now = (balance.used or NOTHING) + days
    ctx.update(
        balance, used=now, carried=_not_lapsed(ctx, balance.expires_on, balance.carried, now)
    )
    _carry(ctx, balance, left(balance) - before)


def earned(ctx: Context, employee: int, year: int, days: Decimal) -> None:
    """So much more time off for overtime of that year: it is carried on like what was earned in time, also into a year that has begun.

    The report of December is locked in January: its overtime is last year's.
    """
    balance = held(ctx, employee, year, COMP)
    if balance is None:
        balance = _begun(ctx, employee, year)
    before = left(balance)
    ctx.update(balance, entitled=(balance.entitled or NOTHING) + days)
    if year < ctx.today.year and held(ctx, employee, year + 1, COMP) is None:
        _begun(ctx, employee, year + 1)
    else:
        _carry(ctx, balance, left(balance) - before)


def _begun(ctx: Context, employee: int, year: int) -> LeaveBalance:
    """The balance of time off of a year, with what is left of the year before: no grant makes it, only what is earned or carried."""
    last = held(ctx, employee, year - 1, COMP)
    carried = NOTHING if last is None else max(left(last), NOTHING)
    ends = dt.date(year, 12, 31)
    return ctx.create(
        LeaveBalance, employee=employee, year=year, leave_type=COMP,
        carried=_not_lapsed(ctx, ends, carried, NOTHING), expires_on=ends if carried else None,
    )  # fmt: skip


def _carry(ctx: Context, balance: LeaveBalance, days: Decimal) -> None:
    """`days` more (fewer) were left at the end of its year."""
    if not days:
        return
    after = _next(ctx, balance, balance.year)
    if after is None:
        # The night in which that year's balance is made carries what is left by then.
        return
    before, ends = left(after), after.expires_on or dt.date(after.year, 12, 31)
    if before + days < 0:
        raise RuleViolation(
            f"{balance.year} 年剩余的假期已结转并在 {after.year} 年使用 / "
            f"What was left of {balance.year} was carried over and used in {after.year}.",
            code="balance",
        )
    carried = max((after.carried or NOTHING) + days, NOTHING)
    ctx.update(
        after, expires_on=ends, carried=_not_lapsed(ctx, ends, carried, after.used or NOTHING)
    )
    _carry(ctx, after, left(after) - before)


def _next(ctx: Context, balance: LeaveBalance, year: int) -> LeaveBalance | None:
    """The balance that it was carried to; None while its year goes on."""
    if year >= ctx.today.year:
        return None
    return held(ctx, balance.employee_id, year + 1, balance.leave_type)


def _not_lapsed(
    ctx: Context, ends: dt.date | None, carried: Decimal | None, taken: Decimal
) -> Decimal:
    """Carried days whose time is over and that were not taken are gone; leave counts against them first."""
    found = carried or NOTHING
    return min(found, taken) if ends is not None and ends < ctx.today else found
