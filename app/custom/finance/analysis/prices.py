"""What an area costs, what it must bring, and what another price would do (domain.md §4.13). Pure.

Areas in m², prices in yuan a m² and month, with tax as residents pay them; `net_share` is how much of that is revenue
(1 / 1.06 for a tax of 6 %). Amounts in yuan a month unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.runtime import money

FOUR = Decimal("0.0001")
NOTHING = Decimal(0)
HUNDRED = Decimal(100)


def cost_of_area(cost: Decimal, area: Decimal, months: int) -> Decimal | None:
    """Cost of a m² in a month."""
    if not area or not months:
        return None
    return (cost / area / months).quantize(FOUR, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Case:
    """A price and what goes with it. `collected`: per cent of what is billed that comes in; `other`: revenue beside the fee."""

    area: Decimal
    price: Decimal
    cost: Decimal
    collected: Decimal = HUNDRED
    net_share: Decimal = Decimal(1)
    other: Decimal = NOTHING

    @property
    def billed(self) -> Decimal:
        """With tax."""
        return money.rounded(self.area * self.price)

    @property
    def income(self) -> Decimal:
        """Revenue of the fee that is really collected, without tax."""
        return money.rounded(self.area * self.price * self.net_share * self.collected / HUNDRED)

    @property
    def profit(self) -> Decimal:
        return self.income + self.other - self.cost

    @property
    def break_even(self) -> Decimal | None:
        """The price at which income covers cost: (cost − other revenue) ÷ (area × net share × collected)."""
        brings = self.area * self.net_share * self.collected / HUNDRED
        if brings <= 0:
            return None
        return (max(self.cost - self.other, NOTHING) / brings).quantize(FOUR, ROUND_HALF_UP)

    @property
    def break_even_collection(self) -> Decimal | None:
        """Per cent of what is billed that must come in at this price; None where no share would do."""
        brings = self.area * self.price * self.net_share
        if brings <= 0:
            return None
        found = max(self.cost - self.other, NOTHING) * HUNDRED / brings
        return found.quantize(Decimal("0.01"), ROUND_HALF_UP)
