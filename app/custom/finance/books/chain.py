"""Verifying the chain of posted vouchers: every digest is reckoned anew (3.4, A15). Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select

from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from . import digest

AT_ONCE = 2000


def broken(ctx: Context, period: AccountingPeriod) -> list[str]:
    """Numbers of vouchers whose digest is not that of their contents, or that do not follow the one before.

    A place in the chain that nobody holds is told as `#3`. A part of the vouchers is in memory at a time.
    """
    found: list[str] = []
    before, place = digest.start(period.period), 0
    for head, lines in vouchers(ctx, period.id):
        place += 1
        while place < head["chain_no"]:
            found.append(f"#{place}")
            place += 1
            before = ""
        if head["prev_hash"] != before or digest.digest(head, lines) != head["hash"]:
            found.append(head["voucher_no"])
        before = head["hash"]
    found += [f"#{missing}" for missing in range(place + 1, (period.vouchers or 0) + 1)]
    return found


def vouchers(ctx: Context, period: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Posted vouchers in the order of their chain, each with its lines; a part of them in memory."""
    heads = [getattr(Voucher, name) for name in (*digest.HEAD, "hash", "id")]
    columns = [getattr(VoucherLine, name) for name in (*digest.LINE, "voucher_id")]
    after = 0
    while True:
        part = [
            dict(row)
            for row in ctx.session.execute(
                select(*heads)
                .where(
                    Voucher.period_id == period,
                    Voucher.hash.is_not(None),
                    Voucher.chain_no > after,
                    Voucher.deleted_at.is_(None),
                )
                .order_by(Voucher.chain_no)
                .limit(AT_ONCE)
            ).mappings()
        ]
        if not part:
            return
        after = part[-1]["chain_no"]
        rows = ctx.session.execute(
            select(*columns)
            .where(
                VoucherLine.voucher_id.in_([head["id"] for head in part]),
                VoucherLine.deleted_at.is_(None),
            )
            .order_by(VoucherLine.voucher_id, VoucherLine.line)
        ).mappings()
        lines = {
            id: [dict(row) for row in group]
            for id, group in groupby(rows, lambda row: row["voucher_id"])
        }
        for head in part:
            yield head, lines.get(head["id"], [])
