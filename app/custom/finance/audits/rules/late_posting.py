"""A05: posted more than five days after the end of the period, or dated long before it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import and_, false, or_, select

from app.generated.voucher import Voucher
from app.runtime import clock
from app.runtime.expression.functions import dougong_days, local_date

from ..rule import Found, Rule, Scope, midnight, plain, record

DAYS = 5
RULE = Rule(
    "A05", "期后记账或倒填日期", "Posted late or backdated", "mid",
    {
        "late": (
            "凭证 {number} 属 {period} 期，{posted} 才记账，晚于期末 {days} 天",
            "Voucher {number} belongs to {period} and was posted on {posted}, {days} days after its end",
        ),
        "backdated": (
            "手工凭证 {number} 日期 {date}，实际于 {made} 制单，倒填 {days} 天",
            "Voucher {number}, made by hand on {made}, is dated {date}, {days} days before",
        ),
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement."""
    late = or_(
        false(),
        *(
            and_(
                Voucher.period_id == one.id,
                Voucher.posted_at >= midnight(one.last + dt.timedelta(days=DAYS + 1)),
            )
            for one in scope.periods
        ),
    )
    made = local_date(Voucher.created_at)
    backdated = and_(Voucher.event == "manual", dougong_days(Voucher.date, made) > DAYS)
    rows = scope.session.execute(
        select(
            Voucher.id, Voucher.voucher_no, Voucher.period_id, Voucher.date, Voucher.posted_at,
            Voucher.created_at, Voucher.debit, late.label("late"),
        )
        .where(scope.posted(), or_(late, backdated))
        .order_by(Voucher.id)
    )  # fmt: skip
    for row in rows:
        period = scope.names[row.period_id]
        posted, begun = clock.local(row.posted_at).date(), clock.local(row.created_at).date()
        word = "late" if row.late else "backdated"
        days = (posted - period.last).days if row.late else (begun - row.date).days
        yield Found(
            "voucher", row.id, word,
            {
                "period": period.name, "date": plain(row.date), "made_at": plain(row.created_at),
                "posted_at": plain(row.posted_at), "days": days,
                "records": [record("voucher", row.id, row.voucher_no, amount=row.debit)],
            },
            {
                "number": row.voucher_no, "period": period.name, "posted": posted, "made": begun,
                "date": row.date, "days": days,
            } if word == "late" else {
                "number": row.voucher_no, "date": row.date, "made": begun, "days": days,
            },
            (word, days),
        )  # fmt: skip
