"""Posting: a number without gaps, the place in the chain, the balances (domain.md §3.9). One poster at a time in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.generated import enums
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import balances, digest, opening, periods


@dataclass(slots=True)
class Place:
    """Where a period stands: the next voucher follows there. The caller holds the period."""

    period: AccountingPeriod
    count: int
    before: str
    """The digest that the next one follows."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Word → the last number."""

    def next(self, name: str, at: dt.datetime) -> dict[str, Any]:
        """The columns of the next voucher of this word, all but the digest, that `follow` wants then."""
        self.count += 1
        number = self.numbers[name] = self.numbers.get(name, 0) + 1
        return {
            "number": number,
            "voucher_no": f"{word(name)}-{number:04d}",
            "posted_at": at.replace(microsecond=0),
            "chain_no": self.count,
            "prev_hash": self.before,
        }

    def follow(self, found: str) -> str:
        """That voucher has this digest."""
        self.before = found
        return found


def place(ctx: Context, period: int) -> Place:
    """Hold the period, and see where it stands. Raises RuleViolation when it is not open, or the books do not begin in balance."""
    held = periods.held(ctx, period)
    if held.state != "open":
        raise not_open(held)
    count = held.vouchers or 0
    if (
        count == 0
        and ctx.session.scalar(select(Voucher.id).where(Voucher.hash.is_not(None)).limit(1)) is None
    ):
        opening.must_balance(ctx)
    last = ctx.session.execute(
        select(Voucher.word, func.max(Voucher.number))
        .where(Voucher.period_id == held.id, Voucher.hash.is_not(None))
        .group_by(Voucher.word)
    )
    return Place(held, count, _last_hash(ctx, held, count), {row.word: row[1] or 0 for row in last})


def post(ctx: Context, voucher: Voucher) -> None:
    """Number, chain and balances of a voucher that goes over to posted. Raises RuleViolation when its period is not open."""
    at = place(ctx, voucher.period_id)
    for name, value in at.next(voucher.word, ctx.now).items():
        setattr(voucher, name, value)
    voucher.hash = at.follow(digest.digest(head(voucher), lines(ctx, voucher.id)))
    balances.add(ctx, at.period, [voucher.id])
    count(ctx, {at.period.id: at.count})


def count(ctx: Context, vouchers: Mapping[int, int]) -> None:
    """Period → how many it holds now."""
    rows = [{"id": id, "vouchers": number} for id, number in sorted(vouchers.items())]
    records.write_set(ctx, AccountingPeriod, rows, action="each", audit="voucher posted")


def not_open(period: AccountingPeriod) -> RuleViolation:
    """What is told to whoever posts into a period that takes nothing."""
    return RuleViolation(
        f"会计期间 {period.period} 未打开或已结账，不能记账 / "
        f"The period {period.period} is not open: nothing is posted to it.",
        code="period_not_open",
    )


def word(name: str) -> str:
    """记, 收, 付 or 转."""
    found = enums.voucher_word.get(name)
    return found.label.in_language("zh") if found else name


def _last_hash(ctx: Context, period: AccountingPeriod, count: int) -> str:
    if count == 0:
        return digest.start(period.period)
    found = ctx.session.scalar(
        select(Voucher.hash).where(Voucher.period_id == period.id, Voucher.chain_no == count)
    )
    return found or ""


def head(voucher: Voucher) -> dict[str, Any]:
    """The columns that the digest covers."""
    return {name: getattr(voucher, name) for name in digest.HEAD}


def lines(ctx: Context, voucher: int) -> Iterator[Mapping[str, Any]]:
    """Its lines by their number, a part at a time."""
    columns = [getattr(VoucherLine, name) for name in digest.LINE]
    found = ctx.session.execute(
        select(*columns)
        .where(VoucherLine.voucher_id == voucher, VoucherLine.deleted_at.is_(None))
        .order_by(VoucherLine.line)
        .execution_options(yield_per=5000)
    )
    for row in found.mappings():
        yield {name: row[name] for name in digest.LINE}
