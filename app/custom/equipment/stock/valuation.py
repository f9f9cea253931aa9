"""Moving average of a stock (2.4). Pure: no database. Quantities in the part's unit, amounts in yuan to the 分.

What is kept is quantity and value; the average is value ÷ quantity, shown to the 分 and never calculated with. So value
is always the sum of the movements, and no 分 is lost to rounding: what goes out takes its share of the value, rounded
half up, and the last of it takes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.runtime import money

NOTHING = Decimal(0)


class NotEnough(ValueError):
    """More is wanted than there is."""


@dataclass(frozen=True, slots=True)
class Stock:
    """So many of a part, worth so much."""

    quantity: Decimal = NOTHING
    value: Decimal = NOTHING

    @property
    def average(self) -> Decimal | None:
        """Yuan for one, to the 分; None of an empty stock."""
        return money.rounded(self.value / self.quantity) if self.quantity else None

    def take(self, quantity: Decimal) -> tuple[Stock, Decimal]:
        """(what is left, what the taken is worth); `quantity` > 0. Raises NotEnough."""
        if quantity > self.quantity:
            raise NotEnough
        amount = share(self.value, quantity, self.quantity)
        return Stock(self.quantity - quantity, self.value - amount), amount

    def add(self, quantity: Decimal, amount: Decimal) -> Stock:
        """So many more, worth `amount` together."""
        return Stock(self.quantity + quantity, self.value + amount)


def share(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """`amount` × part ÷ whole to the 分; all of it when the part is the whole."""
    return amount if part == whole else money.rounded(amount * part / whole)


def cost(quantity: Decimal, unit_cost: Decimal) -> Decimal:
    """What so many cost, to the 分."""
    return money.rounded(quantity * unit_cost)
