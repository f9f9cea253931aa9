"""Posting many vouchers at once, in the order in which they come: numbers, chain and balances by a few statements (§3.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Select, func, or_, select

from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import balances, digest, ledger, reversal

AUDIT = "vouchers posted"
ORDER = (Voucher.date, Voucher.id)
COLUMNS = (*(getattr(Voucher, name) for name in digest.HEAD), Voucher.id)


def post(ctx: Context, chosen: Select[Any]) -> int:
    """Post what `chosen` finds: COLUMNS of vouchers that may be posted, locked, in ORDER. Returns how many.

    `ctx`: the system's, in a transaction. The number of statements hangs on the periods alone; a part of the lines is in
    memory at a time. Raises as the posting of one does.
    """
    ctx.session.flush()
    heads = [dict(row) for row in ctx.session.execute(chosen).mappings()]
    if not heads:
        return 0
    ids = [head["id"] for head in heads]
    places: dict[int, ledger.Place] = {}
    # The earliest is held first, by everybody.
    for period in _earliest_first(ctx, {head["period_id"] for head in heads}):
        places[period] = ledger.place(ctx, period)
    rows = []
    for head, lines in zip(heads, _lines(ctx, ids), strict=True):
        at = places[head["period_id"]]
        given = {**at.next(head["word"], ctx.now), "poster_id": None}
        found = at.follow(digest.digest({**head, **given}, lines))
        rows.append({"id": head["id"], **given, "hash": found})
    return records.write_set(
        ctx, Voucher, rows, action="step", step="post", audit=AUDIT, chunk=len(rows)
    )


def settle(ctx: Context, ids: Sequence[int]) -> None:
    """What follows from these having been posted: balances, the count of their periods, and what they reverse.

    Raises RuleViolation for one without a digest, or one that moves money and that neither a cashier nor a rule vouches for.
    """
    _must_be_signed(ctx, ids)
    found = ctx.session.execute(
        select(Voucher.period_id, Voucher.id).where(Voucher.id.in_(ids)).order_by(Voucher.period_id)
    )
    counts = {}
    for period, rows in groupby(found, lambda row: row.period_id):
        mine = [row.id for row in rows]
        held = ctx.get(AccountingPeriod, period)
        counts[period] = (held.vouchers or 0) + len(mine)
        balances.add(ctx, held, mine)
    ledger.count(ctx, counts)
    reversal.done_many(ctx, ids)


def _must_be_signed(ctx: Context, ids: Sequence[int]) -> None:
    by_itself = select(VoucherRule.id).where(VoucherRule.auto_check.is_(True))
    lacking = ctx.session.scalar(
        select(func.count())
        .select_from(Voucher)
        .where(
            Voucher.id.in_(ids),
            or_(
                Voucher.hash.is_(None),
                Voucher.has_cash.is_(True)
                & Voucher.cashier_id.is_(None)
                & or_(Voucher.rule_id.is_(None), Voucher.rule_id.not_in(by_itself)),
            ),
        )
    )
    if lacking:
        raise RuleViolation(
            f"{lacking} 张凭证没有摘要或须出纳签字 / {lacking} vouchers lack a digest or the cashier's signature.",
            code="cashier_missing",
        )


def _earliest_first(ctx: Context, periods: set[int]) -> Sequence[int]:
    of = AccountingPeriod
    return ctx.session.scalars(select(of.id).where(of.id.in_(periods)).order_by(of.starts_on)).all()


def _lines(ctx: Context, ids: Sequence[int]) -> Iterator[Iterator[Mapping[str, Any]]]:
    """The lines of each voucher in turn; they are read while it is its turn."""
    columns = [getattr(VoucherLine, name) for name in digest.LINE]
    rows = ctx.session.execute(
        select(VoucherLine.voucher_id, *columns)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(VoucherLine.voucher_id.in_(ids), VoucherLine.deleted_at.is_(None))
        .order_by(*ORDER, VoucherLine.line)
        .execution_options(yield_per=5000)
    ).mappings()
    for _, mine in groupby(rows, lambda row: row["voucher_id"]):
        yield cast(Iterator[Mapping[str, Any]], mine)
