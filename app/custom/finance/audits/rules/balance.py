"""A02: debit equals credit in every voucher, and its head says what its lines say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from app.custom.finance.books import sums
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

from ..rule import Found, Rule, Scope, plain, record

RULE = Rule(
    "A02", "借贷不平", "Debit and credit differ", "high",
    {
        "unbalanced": (
            "凭证 {number} 分录 {lines} 行，借方 {debit}、贷方 {credit}；凭证头借方 {head_debit}、贷方 {head_credit}",
            "Voucher {number} has {lines} lines, debit {debit}, credit {credit}; its head says debit {head_debit}, credit {head_credit}",
        )
    },
    nightly=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement. Drafts may still be in the making."""
    line = VoucherLine
    debit, credit = func.coalesce(func.sum(line.debit), 0), func.coalesce(func.sum(line.credit), 0)
    rows = scope.session.execute(
        select(
            Voucher.id, Voucher.voucher_no, Voucher.summary, Voucher.debit, Voucher.credit,
            func.count(line.id).label("lines"), sums.total(line.debit).label("all_debit"),
            sums.total(line.credit).label("all_credit"),
        )
        .outerjoin(line, (line.voucher_id == Voucher.id) & line.deleted_at.is_(None))
        .where(
            Voucher.period_id.in_([one.id for one in scope.periods]),
            Voucher.state != "draft",
            Voucher.deleted_at.is_(None),
        )
        .group_by(Voucher.id)
        .having(
            or_(
                debit != credit, debit != Voucher.debit, credit != Voucher.credit,
                func.count(line.id) < 2,
            )
        )
        .order_by(Voucher.id)
    )  # fmt: skip
    for row in rows:
        amounts = {
            "debit": plain(row.all_debit), "credit": plain(row.all_credit), "lines": row.lines,
            "head_debit": plain(row.debit), "head_credit": plain(row.credit),
        }  # fmt: skip
        yield Found(
            "voucher", row.id, "unbalanced",
            {**amounts, "records": [record("voucher", row.id, row.voucher_no or row.summary)]},
            {"number": row.voucher_no or f"#{row.id}", **amounts},
            tuple(amounts.items()),
        )  # fmt: skip
