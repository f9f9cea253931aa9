"""Posting: a number without gaps, the place in the chain, the balances (domain.md §3.9). One poster at a time in a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def post(ctx: Context, voucher: Voucher) -> None:
    """Number, chain and balances of a voucher that goes over to posted. Raises RuleViolation when its period is not open."""
    period = periods.held(ctx, voucher.period_id)
    if period.state != "open":
        raise not_open(period)
    count = period.vouchers or 0
    if (
        count == 0
        and ctx.session.scalar(select(Voucher.id).where(Voucher.hash.is_not(None)).limit(1)) is None
    ):
        opening.must_balance(ctx)
    last = ctx.session.scalar(
        select(func.max(Voucher.number)).where(
            Voucher.period_id == period.id, Voucher.word == voucher.word, Voucher.hash.is_not(None)
        )
    )
    voucher.number = (last or 0) + 1
    voucher.voucher_no = f"{word(voucher.word)}-{voucher.number:04d}"
    voucher.posted_at = ctx.now.replace(microsecond=0)
    voucher.chain_no = count + 1
    voucher.prev_hash = _last_hash(ctx, period, count)
    voucher.hash = digest.digest(head(voucher), lines(ctx, voucher.id))
    balances.add_voucher(ctx, period, voucher.id)
    records.write_set(
        ctx, AccountingPeriod, [{"id": period.id, "vouchers": count + 1}], action="each",
        audit="voucher posted",
    )  # fmt: skip


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
