"""Accounting periods: a month each; which one a day belongs to, and which takes what comes late (domain.md §3.10)."""

from __future__ import annotations

import calendar
import datetime as dt

from sqlalchemy import and_, or_, select

from app.generated.accounting_period import AccountingPeriod, accounting_period_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

from .company import books
from .people import as_system


def span(period: str) -> tuple[dt.date, dt.date]:
    """First and last day: `2026-02` → (2026-02-01, 2026-02-28)."""
    year, month = int(period[:4]), int(period[5:7])
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def of(day: dt.date) -> str:
    """The period of a day: `2026-02`."""
    return f"{day:%Y-%m}"


def after(period: str, months: int = 1) -> str:
    """The period so many months later (earlier when negative)."""
    number = int(period[:4]) * 12 + int(period[5:7]) - 1 + months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@accounting_period_hooks.fills("starts_on")
def first_day(period: AccountingPeriod, ctx: Context) -> dt.date:
    """From the name of the period."""
    return span(period.period)[0]


@accounting_period_hooks.fills("ends_on")
def last_day(period: AccountingPeriod, ctx: Context) -> dt.date:
    """From the name of the period."""
    return span(period.period)[1]


def named(ctx: Context, period: str) -> AccountingPeriod | None:
    """The period of this name."""
    found: AccountingPeriod | None = ctx.session.scalar(
        select(AccountingPeriod).where(
            AccountingPeriod.period == period, AccountingPeriod.deleted_at.is_(None)
        )
    )
    return found


def held(ctx: Context, id: int, *, closing: bool = False) -> AccountingPeriod:
    """The period as it is now; nobody else posts to it or to a later one until the transaction ends.

    A posting moves the balances of later periods too, so these are held with it, the earliest first, by everybody. Events
    may go on making vouchers meanwhile; `closing` waits for those that are being made, and lets none begin.
    """
    ctx.session.flush()
    since = select(AccountingPeriod.starts_on).where(AccountingPeriod.id == id).scalar_subquery()
    found = ctx.session.scalars(
        select(AccountingPeriod)
        .where(
            or_(
                AccountingPeriod.id == id,
                and_(AccountingPeriod.starts_on > since, AccountingPeriod.state != "closed"),
            ),
            AccountingPeriod.deleted_at.is_(None),
        )
        .order_by(AccountingPeriod.starts_on)
        .with_for_update(key_share=not closing)
        .execution_options(populate_existing=True)
    ).all()
    return next(one for one in found if one.id == id)


def open_for(ctx: Context, on: dt.date) -> tuple[AccountingPeriod, dt.date]:
    """(the open period that takes what happened that day, the day that its voucher is dated).

    What belongs to a closed period goes to the first open one after it, dated its first day. The month of today opens
    itself, and the one after a closed month. The period does not close until the transaction ends. Raises RuleViolation when none is open.
    """
    found = _first_open(ctx, on)
    if found is None and not ctx.operation.checking:
        month, shut = of(on), False
        while (there := named(ctx, month)) is not None and there.state in ("closing", "closed"):
            month, shut = after(month), True
        if not shut and not books(ctx).first_period <= month <= of(ctx.today):
            raise _none_open(on)
        opened(ctx, month)
        found = _first_open(ctx, on)
    if found is None:
        raise _none_open(on)
    return found, max(on, found.starts_on)


def _none_open(on: dt.date) -> RuleViolation:
    return RuleViolation(
        f"{on:%Y-%m} 没有打开的会计期间，请财务经理打开 / "
        f"No accounting period is open for {on:%Y-%m}: the finance manager opens it.",
        code="no_open_period",
    )


def _first_open(ctx: Context, on: dt.date) -> AccountingPeriod | None:
    ctx.session.flush()
    found: AccountingPeriod | None = ctx.session.scalar(
        select(AccountingPeriod)
        .where(
            AccountingPeriod.state == "open",
            AccountingPeriod.ends_on >= on,
            AccountingPeriod.deleted_at.is_(None),
        )
        .order_by(AccountingPeriod.starts_on)
        .limit(1)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )
    return found


def opened(ctx: Context, period: str) -> AccountingPeriod:
    """The period, made and opened where it is not; a closed one stays closed."""
    system = as_system(ctx)
    found = named(ctx, period)
    if found is None:
        found = system.create(AccountingPeriod, period=period)
    if found.state == "future":
        found = system.transition(found, "open")
    return found


def are_kept(ctx: Context) -> bool:
    """Whether the books have begun: rooms that work without books ask this before they tell them anything."""
    return ctx.session.scalar(select(AccountingPeriod.id).limit(1)) is not None


def previous(ctx: Context, period: AccountingPeriod) -> AccountingPeriod | None:
    """The one before, if the books reach back that far."""
    return named(ctx, after(period.period, -1))


@schedule(
    "books.open_month",
    cron="0 1 0 1 * *",
    label=message(zh="打开当月会计期间", en="Open the accounting period of the month"),
)
def open_month(ctx: Context) -> None:
    """At one past midnight on the first, where books are kept."""
    if are_kept(ctx):
        opened(ctx, of(ctx.today))
