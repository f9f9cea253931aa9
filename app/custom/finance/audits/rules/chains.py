"""A15: every posted voucher is as it was posted: its digest, and that of the one before it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.custom.finance.books import chain
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher

from ..rule import LISTED, Found, Rule, Scope, record

RULE = Rule(
    "A15", "凭证链断裂", "The chain of vouchers is broken", "high",
    {
        "broken": (
            "{period} 期 {number} 处断裂：{where}",
            "The chain of {period} is broken in {number} places: {where}",
        )
    },
    nightly=True,
)  # fmt: skip
SHOWN = 10


@RULE.steps
def find(scope: Scope, after: Any) -> tuple[list[Found], Any]:
    """A period at a time; its vouchers are read a part at a time."""
    place = after or 0
    if place >= len(scope.periods):
        return [], None
    facts = scope.periods[place]
    names = chain.broken(scope.ctx, scope.ctx.get(AccountingPeriod, facts.id))
    found = [_of(scope, facts.id, facts.name, names)] if names else []
    return found, place + 1 if place + 1 < len(scope.periods) else None


def _of(scope: Scope, id: int, period: str, names: list[str]) -> Found:
    rows = scope.session.execute(
        select(Voucher.id, Voucher.voucher_no)
        .where(
            Voucher.period_id == id,
            Voucher.voucher_no.in_([one for one in names if not one.startswith("#")][:LISTED]),
            Voucher.deleted_at.is_(None),
        )
        .order_by(Voucher.chain_no)
    )
    return Found(
        "accounting_period", id, "broken",
        {
            "places": names[:LISTED], "number": len(names),
            "records": [record("voucher", row.id, row.voucher_no) for row in rows],
        },
        {"period": period, "number": len(names), "where": ", ".join(names[:SHOWN])},
        tuple(names),
    )  # fmt: skip
