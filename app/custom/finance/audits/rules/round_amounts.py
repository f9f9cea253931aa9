"""A07: round amounts are more frequent than they were in the twelve months before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Integer, cast, func, select, type_coerce

from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

from ..figures import shares
from ..rule import LISTED, Found, Note, Rule, Scope, record

LEAST = 1_000_000
"""分: amounts of 10,000 yuan and more."""
ROUND = 100_000
"""分: multiples of 1,000 yuan."""
FEWEST = 30
STRIKING = 1.96
MONTHS = 12
RULE = Rule(
    "A07", "整数金额偏多", "Too many round amounts", "low",
    {
        "share": (
            "一万元以上的金额中整千元占 {share}%（{hits}/{number}），此前十二个月为 {before}%，z = {z}",
            "Of the amounts from 10,000 on {share} % are multiples of 1,000 ({hits} of {number}); in the twelve months before {before} %, z = {z}",
        )
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found | Note]:
    """Three statements: both shares, and the lines behind the first."""
    if not scope.periods:
        return
    hits, number = _counted(scope, scope.first, scope.last)
    day_before = scope.first - dt.timedelta(days=1)
    since = scope.first.replace(year=scope.first.year - 1)
    hits_before, before = _counted(scope, since, day_before)
    if number < FEWEST or before < FEWEST:
        yield Note(
            f"样本不足 {FEWEST}：本期 {number} 笔，此前 {before} 笔",
            f"Fewer than {FEWEST}: {number} now, {before} before",
        )
        return
    z = shares.z_of(hits, number, hits_before, before)
    if z is None or z <= STRIKING:
        return
    figures = {
        "share": f"{hits * 100 / number:.1f}", "hits": hits, "number": number,
        "before": f"{hits_before * 100 / before:.1f}", "z": f"{z:.2f}",
    }  # fmt: skip
    last = scope.periods[-1]
    yield Found(
        "accounting_period", last.id, "share",
        {**figures, "from": scope.periods[0].name, "to": last.name, "records": _lines(scope)},
        figures, (scope.periods[0].name, last.name, hits, number),
    )  # fmt: skip


def _amount() -> Any:
    return type_coerce(VoucherLine.debit, BigInteger)


def _counted(scope: Scope, first: dt.date, last: dt.date) -> tuple[int, int]:
    """(round ones, all) among the debits of 10,000 and more that were posted with these dates."""
    is_round = cast(_amount() % ROUND == 0, Integer)
    row = scope.session.execute(
        select(func.coalesce(func.sum(is_round), 0), func.count())
        .select_from(VoucherLine)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*_posted(first, last))
    ).one()
    return int(row[0]), int(row[1])


def _posted(first: dt.date, last: dt.date) -> list[Any]:
    return [
        _amount() >= LEAST, Voucher.date >= first, Voucher.date <= last,
        Voucher.hash.is_not(None), VoucherLine.deleted_at.is_(None),
    ]  # fmt: skip


def _lines(scope: Scope) -> list[dict[str, Any]]:
    rows = scope.session.execute(
        select(Voucher.id, Voucher.voucher_no, VoucherLine.debit)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(*_posted(scope.first, scope.last), _amount() % ROUND == 0)
        .order_by(VoucherLine.debit.desc(), VoucherLine.id)
        .limit(LISTED)
    )
    return [record("voucher", row.id, row.voucher_no, amount=row.debit) for row in rows]
