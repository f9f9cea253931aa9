"""A06: posted by a person at night, at a weekend or on a public holiday. What jobs post at night is no finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from sqlalchemy import select

from app.generated.voucher import Voucher
from app.runtime import clock

from .. import office
from ..rule import Found, Rule, Scope, paged, plain, record

NIGHT = (dt.time(22), dt.time(6))
RULE = Rule(
    "A06", "非工作时间记账", "Posted at night or on a day off", "low",
    {
        "night": ("凭证 {number} 于夜间 {at} 记账", "Voucher {number} was posted at night, {at}"),
        "day_off": (
            "凭证 {number} 于休息日 {at} 记账",
            "Voucher {number} was posted on a day off, {at}",
        ),
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """A statement for five thousand vouchers."""
    is_workday = cache(office.days())
    posted = select(
        Voucher.id, Voucher.voucher_no, Voucher.posted_at, Voucher.poster_id, Voucher.debit
    ).where(scope.posted(), Voucher.poster_id.is_not(None))
    for row in paged(scope, posted, Voucher.id):
        at = clock.local(row.posted_at)
        if at.time() >= NIGHT[0] or at.time() < NIGHT[1]:
            word = "night"
        elif not is_workday(at.date()):
            word = "day_off"
        else:
            continue
        yield Found(
            "voucher", row.id, word,
            {
                "posted_at": plain(row.posted_at), "poster": row.poster_id,
                "records": [record("voucher", row.id, row.voucher_no, amount=row.debit)],
            },
            {"number": row.voucher_no, "at": f"{at:%Y-%m-%d %H:%M}"},
        )  # fmt: skip
