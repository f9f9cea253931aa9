"""A01: numbers of posted vouchers run 1, 2, 3 … in each period and word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from app.custom.finance.books import ledger
from app.generated.voucher import Voucher

from ..figures import sequence
from ..rule import Found, Period, Rule, Scope, record, some

RULE = Rule(
    "A01", "凭证断号或重号", "Gaps and doubles in voucher numbers", "high",
    {
        "broken": (
            "{period} 期凭证号不连续：缺 {missing}；重 {doubled}；期末少 {short} 张",
            "Voucher numbers of {period} do not run on: missing {missing}; doubled {doubled}; {short} fewer than were posted",
        )
    },
    nightly=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Two statements; only numbers that do not follow the one before come out of the database."""
    counts = dict(
        scope.session.execute(
            select(Voucher.period_id, func.count()).where(scope.posted()).group_by(Voucher.period_id)
        ).all()
    )  # fmt: skip
    jumps = _jumps(scope)
    for period in scope.periods:
        found = _of(period, jumps.get(period.id, []), counts.get(period.id, 0))
        if found is not None:
            yield found


def _jumps(scope: Scope) -> dict[int, list[Any]]:
    before = func.coalesce(
        func.lag(Voucher.number).over(
            partition_by=(Voucher.period_id, Voucher.word), order_by=(Voucher.number, Voucher.id)
        ),
        0,
    ).label("before")
    numbered = (
        select(Voucher.id, Voucher.period_id, Voucher.word, Voucher.number, Voucher.voucher_no, before)
        .where(scope.posted())
        .subquery()
    )  # fmt: skip
    found: dict[int, list[Any]] = {}
    for row in scope.session.execute(
        select(numbered)
        .where(numbered.c.number != numbered.c.before + 1)
        .order_by(numbered.c.period_id, numbered.c.word, numbered.c.number, numbered.c.id)
    ):
        found.setdefault(row.period_id, []).append(row)
    return found


def _of(period: Period, rows: list[Any], count: int) -> Found | None:
    words: dict[str, sequence.Broken] = {}
    for row in rows:
        words.setdefault(row.word, sequence.Broken()).add(row.before, row.number)
    gone = sum(last - first + 1 for one in words.values() for first, last in one.missing)
    extra = sum(row.number == row.before for row in rows)
    short = max(period.vouchers - (count - extra) - gone, 0)
    if not words and not short:
        return None
    missing = [
        f"{ledger.word(word)}-{text}"
        for word, one in words.items()
        for text in sequence.told(one.missing)
    ]
    doubled = [f"{ledger.word(word)}-{one}" for word, all in words.items() for one in all.doubled]
    return Found(
        "accounting_period", period.id, "broken",
        {
            "missing": missing, "doubled": doubled, "short": short,
            "records": some(record("voucher", row.id, row.voucher_no) for row in rows),
        },
        {
            "period": period.name, "missing": ", ".join(missing) or "—",
            "doubled": ", ".join(doubled) or "—", "short": short,
        },
        (missing, doubled, short),
    )  # fmt: skip
