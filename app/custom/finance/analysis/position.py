"""The year so far as one set of figures, from which the ratios are worked out; each opens its line of a statement (3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.custom.finance.books.screens import chosen
from app.custom.finance.books.statements import drawn, figures, tie_outs
from app.generated.accounting_period import AccountingPeriod
from app.runtime.context import Context

from .ratios import Position

CURRENT_ASSETS = tie_outs.ASSETS[:6]
CURRENT_LIABILITIES = tie_outs.CLAIMS[:7]
LIABILITIES = CURRENT_LIABILITIES
EQUITY = tie_outs.CLAIMS[7:]


@dataclass(frozen=True, slots=True)
class Year:
    """`position` over `within`, the periods of the year up to the last of them."""

    position: Position
    within: Sequence[AccountingPeriod]
    forms: Any

    def url(self, kind: str, part: str, name: str, column: str) -> str:
        """The figure of a statement whose line has this English name; "" where the form has no such line."""
        for place, row in enumerate(self.forms[kind][part]):
            if row["en"] == name:
                period = self.within[-1].period
                given = {
                    "period": period,
                    "kind": kind,
                    "part": part,
                    "row": place,
                    "column": column,
                }
                return chosen.address("/statements/figure", given)
        return ""


def year(ctx: Context, period: AccountingPeriod) -> Year:
    """Up to this period. A handful of statements."""
    within = drawn.year_to(ctx, period)
    begin = figures.position(ctx, within[0], opening=True)
    end = figures.position(ctx, period)
    earned = figures.results(ctx, within)
    of = tie_outs.total_of
    found = Position(
        revenue=earned.amounts.get("revenue", chosen.NOTHING),
        profit=tie_outs.net_profit(earned),
        assets_begin=of(begin, tie_outs.ASSETS),
        assets_end=of(end, tie_outs.ASSETS),
        equity_begin=of(begin, EQUITY),
        equity_end=of(end, EQUITY),
        liabilities=of(end, LIABILITIES),
        current_assets=of(end, CURRENT_ASSETS),
        current_liabilities=of(end, CURRENT_LIABILITIES),
    )
    forms = {kind: drawn.form_of(ctx, kind) for kind in ("balance", "income")}
    return Year(found, within, forms)
