"""A13: red vouchers that come again and again for one business, or in the last days of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.generated.voucher import Voucher

from ..rule import Found, Rule, Scope, grouped, plain, record, some

MOST = 2
LAST_DAYS = 3
RULE = Rule(
    "A13", "红字凭证异常", "Unusual red vouchers", "mid",
    {
        "often": (
            "{source} 的凭证被红冲 {number} 次，最近一次 {last}",
            "The vouchers of {source} were reversed {number} times, the last one by {last}",
        ),
        "late": (
            "红字凭证 {number} 日期 {date}，距 {period} 期末不足 {days} 天",
            "Red voucher {number} is dated {date}, within the last {days} days of {period}",
        ),
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Two statements: the red vouchers of these periods, and what was reversed more than twice at any time."""
    red, original = aliased(Voucher), aliased(Voucher)
    rows = scope.session.execute(
        select(
            red.id, red.voucher_no, red.date, red.period_id, red.debit, red.event,
            original.id.label("of"), original.voucher_no.label("of_no"),
            original.source_type.label("source"), original.source_id.label("source_id"),
        )
        .join(original, original.id == red.reverses_id)
        .where(
            red.period_id.in_([one.id for one in scope.periods]),
            red.hash.is_not(None), red.deleted_at.is_(None),
        )
        .order_by(original.source_type, original.source_id, red.id)
    ).all()  # fmt: skip
    often = _often(scope)
    told: set[int] = set()
    for key, same in grouped(rows, lambda row: (row.source, row.source_id)):
        if key in often:
            told.update(row.id for row in same)
            yield _again(key, same, often[key])
    for row in sorted(rows, key=lambda row: row.id):
        period = scope.names[row.period_id]
        if row.id not in told and row.date > period.last - dt.timedelta(days=LAST_DAYS):
            yield Found(
                "voucher", row.id, "late",
                {
                    "date": plain(row.date), "period": period.name,
                    "records": [
                        record("voucher", row.id, row.voucher_no, amount=row.debit),
                        record("voucher", row.of, row.of_no),
                    ],
                },
                {
                    "number": row.voucher_no, "date": row.date, "period": period.name,
                    "days": LAST_DAYS,
                },
            )  # fmt: skip


def _often(scope: Scope) -> dict[tuple[str, int], int]:
    """Source → red vouchers of its vouchers, where there are more than two."""
    red, original = aliased(Voucher), aliased(Voucher)
    number = func.count()
    rows = scope.session.execute(
        select(original.source_type, original.source_id, number)
        .select_from(red)
        .join(original, original.id == red.reverses_id)
        .where(
            original.source_id.is_not(None), red.hash.is_not(None), red.deleted_at.is_(None),
        )
        .group_by(original.source_type, original.source_id)
        .having(number > MOST)
    )  # fmt: skip
    return {(row[0], row[1]): row[2] for row in rows}


def _again(key: tuple[str, int], rows: list[Any], number: int) -> Found:
    entity, id = key
    last = rows[-1]
    return Found(
        entity, id, "often",
        {
            "number": number,
            "records": [
                record(entity, id, f"#{id}"),
                *some(record("voucher", row.id, row.voucher_no, date=row.date) for row in rows),
            ],
        },
        {"source": f"{entity} #{id}", "number": number, "last": last.voucher_no},
        (number,),
    )  # fmt: skip
