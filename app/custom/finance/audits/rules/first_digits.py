"""A09: first digits of amounts that people chose, against Benford's law.

Tariffs, instalments, wages and what is closed at the month's end are agreed or reckoned, not chosen: those amounts repeat and never
follow the law. The tax on an amount is no second amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, String, cast, func, select, type_coerce

from app.custom.finance.books import codes
from app.generated.account import Account
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

from ..figures import benford
from ..rule import LISTED, Found, Note, Rule, Scope, record

CHOSEN = ("manual", "expense_paid", "parts_received", "refund_paid")
"""Events whose amounts somebody decided or an outsider asked for."""
RULE = Rule(
    "A09", "首位数字异常（本福特定律）", "First digits against Benford's law", "mid",
    {
        "digits": (
            "{number} 笔金额的首位数字不符合本福特定律：χ² = {chi}（临界 26.124），MAD = {mad}；突出的数字：{striking}",
            "The first digits of {number} amounts do not follow Benford's law: χ² = {chi} (critical 26.124), MAD = {mad}; striking: {striking}",
        )
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found | Note]:
    """Two statements: the counts are made in the database."""
    if not scope.periods:
        return
    digit = func.substr(cast(_amount(), String), 1, 1)
    counts = {
        int(first): number
        for first, number in scope.session.execute(
            select(digit, func.count())
            .select_from(VoucherLine)
            .join(Voucher, Voucher.id == VoucherLine.voucher_id)
            .where(*_chosen(scope))
            .group_by(digit)
        )
    }
    found = benford.verdict(counts)
    if found is None:
        number = sum(counts.values())
        yield Note(
            f"只有 {number} 笔，少于 {benford.FEWEST}，不判断",
            f"{number} amounts, fewer than {benford.FEWEST}: nothing is said",
        )
    elif found.is_suspicious:
        yield _of(scope, counts, found)


def _of(scope: Scope, counts: dict[int, int], found: benford.Verdict) -> Found:
    striking = [f"{digit} (z {found.z[digit]:.2f})" for digit in found.striking]
    last = scope.periods[-1]
    worst = found.striking[0] if found.striking else 1
    return Found(
        "accounting_period", last.id, "digits",
        {
            "counts": {str(digit): counts.get(digit, 0) for digit in benford.EXPECTED},
            "expected": {str(d): f"{p * found.number:.1f}" for d, p in benford.EXPECTED.items()},
            "z": {str(digit): f"{z:.2f}" for digit, z in found.z.items()},
            "chi_square": f"{found.chi_square:.3f}", "mad": f"{found.deviation:.5f}",
            "number": found.number, "from": scope.periods[0].name, "to": last.name,
            "records": _lines(scope, worst),
        },
        {
            "number": found.number, "chi": f"{found.chi_square:.2f}", "mad": f"{found.deviation:.4f}",
            "striking": ", ".join(striking) or "—",
        },
        (scope.periods[0].name, last.name, tuple(sorted(counts.items()))),
    )  # fmt: skip


def _amount() -> Any:
    return type_coerce(VoucherLine.debit, BigInteger)


def _chosen(scope: Scope) -> list[Any]:
    taxes = select(Account.id).where(Account.code.startswith(codes.TAXES))
    return [
        scope.posted(), Voucher.event.in_(CHOSEN), _amount() > 0, VoucherLine.account_id.not_in(taxes),
        VoucherLine.deleted_at.is_(None),
    ]  # fmt: skip


def _lines(scope: Scope, digit: int) -> list[dict[str, Any]]:
    rows = scope.session.execute(
        select(Voucher.id, Voucher.voucher_no, VoucherLine.debit)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(*_chosen(scope), func.substr(cast(_amount(), String), 1, 1) == str(digit))
        .order_by(VoucherLine.debit.desc(), VoucherLine.id)
        .limit(LISTED)
    )
    return [record("voucher", row.id, row.voucher_no, amount=row.debit) for row in rows]
