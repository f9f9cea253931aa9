"""Financial indicators (domain.md §4.13). Pure: yuan in, shares in per cent to two places, None where nothing is divided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.runtime import money

NOTHING = Decimal(0)
TWO, FOUR = Decimal("0.01"), Decimal("0.0001")


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """84 800 of 106 000 → 80.00."""
    return (part * 100 / whole).quantize(TWO, ROUND_HALF_UP) if whole else None


def quotient(part: Decimal, whole: Decimal, places: Decimal = TWO) -> Decimal | None:
    """How often the one is in the other."""
    return (part / whole).quantize(places, ROUND_HALF_UP) if whole else None


@dataclass(frozen=True, slots=True)
class Collection:
    """One period of bills, in yuan: `billed` of the period and `collected` of that; `opening` arrears of earlier periods
    and what was `recovered` of those (O13.1)."""

    billed: Decimal = NOTHING
    collected: Decimal = NOTHING
    opening: Decimal = NOTHING
    recovered: Decimal = NOTHING

    @property
    def current(self) -> Decimal | None:
        """当期收缴率: of what was billed in the period."""
        return percent(self.collected, self.billed)

    @property
    def comprehensive(self) -> Decimal | None:
        """综合收缴率: all that came in, of the period's bills and the arrears together."""
        return percent(self.collected + self.recovered, self.billed + self.opening)

    @property
    def recovery(self) -> Decimal | None:
        """清欠率: of the arrears."""
        return percent(self.recovered, self.opening)

    def __add__(self, other: Collection) -> Collection:
        return Collection(
            self.billed + other.billed,
            self.collected + other.collected,
            self.opening + other.opening,
            self.recovered + other.recovered,
        )


@dataclass(frozen=True, slots=True)
class Position:
    """What the ratios are worked out from, in yuan; `begin` and `end` of the time over which the rest was earned."""

    revenue: Decimal
    profit: Decimal
    assets_begin: Decimal
    assets_end: Decimal
    equity_begin: Decimal
    equity_end: Decimal
    liabilities: Decimal
    current_assets: Decimal
    current_liabilities: Decimal

    @property
    def assets(self) -> Decimal:
        """The mean of beginning and end."""
        return (self.assets_begin + self.assets_end) / 2

    @property
    def mean_assets(self) -> Decimal:
        """To the 分 (O13.3: 777 521.27)."""
        return money.rounded(self.assets)

    @property
    def equity(self) -> Decimal:
        return (self.equity_begin + self.equity_end) / 2

    @property
    def net_margin(self) -> Decimal | None:
        """Profit of revenue, per cent."""
        return percent(self.profit, self.revenue)

    @property
    def turnover(self) -> Decimal | None:
        """Revenue by mean assets, to four places."""
        return quotient(self.revenue, self.assets, FOUR)

    @property
    def multiplier(self) -> Decimal | None:
        """Mean assets by mean equity."""
        return quotient(self.assets, self.equity, FOUR)

    @property
    def roa(self) -> Decimal | None:
        """Margin × turnover, rounded once."""
        return percent(self.profit, self.assets)

    @property
    def roe(self) -> Decimal | None:
        """Margin × turnover × multiplier (DuPont), rounded once."""
        return percent(self.profit, self.equity)

    @property
    def debt_ratio(self) -> Decimal | None:
        return percent(self.liabilities, self.assets_end)

    @property
    def current_ratio(self) -> Decimal | None:
        return quotient(self.current_assets, self.current_liabilities)
