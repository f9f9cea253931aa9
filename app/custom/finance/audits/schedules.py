"""Runs that nobody has to ask for: the cheap checks every night, all of them once a month (3.4)."""

from __future__ import annotations

from sqlalchemy import func, select

from app.custom.finance.books import periods
from app.generated.accounting_period import AccountingPeriod
from app.generated.audit_run import AuditRun
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from .rules import NIGHTLY

SAMPLE = 30
MONTHLY_ON = 6
"""Five days after its end a month has been posted (A05)."""


@schedule(
    "audits.nightly",
    cron="0 20 3 * * *",
    label=message(zh="每晚审计检查", en="The audit of every night"),
)
def every_night(ctx: Context) -> None:
    """At twenty past three: the cheap checks over this month and the one before, once there are books."""
    this = periods.of(ctx.today)
    before = periods.after(this, -1)
    if ctx.today.day != MONTHLY_ON and _has_books(ctx, this):
        ctx.create(AuditRun, period_from=before, period_to=this, rules=NIGHTLY)


@schedule(
    "audits.monthly",
    cron=f"0 20 3 {MONTHLY_ON} * *",
    label=message(zh="每月审计检查", en="The audit of every month"),
)
def every_month(ctx: Context) -> None:
    """On the sixth: all checks over the month before, with a sample whose seed is the month."""
    before = periods.after(periods.of(ctx.today), -1)
    if _has_books(ctx, before):
        ctx.create(
            AuditRun, period_from=before, period_to=before, sample_size=SAMPLE,
            seed=int(before.replace("-", "")),
        )  # fmt: skip


def _has_books(ctx: Context, period: str) -> bool:
    """Something was posted up to that month."""
    number = ctx.session.scalar(
        select(func.count()).where(
            AccountingPeriod.period <= period,
            AccountingPeriod.vouchers > 0,
            AccountingPeriod.deleted_at.is_(None),
        )
    )
    return bool(number)
