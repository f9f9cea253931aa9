"""Posting many: checked vouchers in the order of (date, id), one transaction each or all in that of the caller (§3.9)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from . import many
from .people import as_system

JOB = "books.post"
AT_ONCE = 1000


def postable(*, period: int | None = None) -> Select[Any]:
    """Vouchers that the system may post: checked by an approved rule, in an open period."""
    statement = (
        select(*many.COLUMNS)
        .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
        .join(VoucherRule, VoucherRule.id == Voucher.rule_id)
        .where(
            Voucher.state == "checked",
            Voucher.deleted_at.is_(None),
            AccountingPeriod.state == "open",
            VoucherRule.auto_check.is_(True),
        )
        .order_by(*many.ORDER)
        .limit(AT_ONCE)
        # Who posts one of them himself at this moment goes on; waiting for each other would end nowhere.
        .with_for_update(of=Voucher, skip_locked=True)
    )
    return statement if period is None else statement.where(Voucher.period_id == period)


def post_period(ctx: Context, period: int) -> int:
    """All of one period in the open transaction; returns how many."""
    system, done = as_system(ctx), 0
    while number := many.post(system, postable(period=period)):
        done += number
    return done


@schedule(
    "books.post_nightly",
    cron="0 40 23 * * *",
    label=message(zh="每晚记账：自动审核的凭证", en="Post what rules checked, every night"),
)
def every_night(ctx: Context) -> None:
    """At twenty to midnight."""
    ctx.enqueue(JOB, key=f"{ctx.today}")


@chunked(JOB, lock="books.post", label=message(zh="记账", en="Post vouchers"))
def post_some(ctx: Context, at: Progress) -> Progress:
    """A thousand a chunk."""
    number = many.post(as_system(ctx), postable())
    if number < AT_ONCE:
        return at.end(done=number)
    return at.on((at.cursor or 0) + 1, done=number)
