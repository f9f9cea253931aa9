"""The figures of one month, over rows of work orders that somebody has read (1.5)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from app.custom.crm.surveys import wilson

REPEATED, WITHIN = 3, dt.timedelta(days=90)
"""So many orders of one unit and category in so many days are one problem that was never solved."""


class Order(NamedTuple):
    """What of an order the statistics read."""

    category: int | None
    created_at: dt.datetime
    responded_at: dt.datetime | None
    resolved_at: dt.datetime | None
    closed_at: dt.datetime | None
    sla_state: str | None
    rating: int | None


@dataclass(slots=True)
class Month:
    """One month of one project, or of one category in it."""

    created: int = 0
    closed: int = 0
    respond: list[int] = field(default_factory=list)
    resolve: list[int] = field(default_factory=list)
    met: int = 0
    judged: int = 0
    ratings: list[int] = field(default_factory=list)

    def add(self, order: Order, start: dt.datetime, end: dt.datetime) -> None:
        """Count an order for what happened to it in the month."""

        def here(moment: dt.datetime | None) -> bool:
            return moment is not None and start <= moment < end

        self.created += here(order.created_at)
        if order.responded_at is not None and here(order.responded_at):
            self.respond.append(minutes(order.created_at, order.responded_at))
        if order.resolved_at is not None and here(order.resolved_at):
            self.resolve.append(minutes(order.created_at, order.resolved_at))
            self.judged += order.sla_state in ("met", "missed")
            self.met += order.sla_state == "met"
        if here(order.closed_at):
            self.closed += 1
            if order.rating is not None:
                self.ratings.append(order.rating)

    @property
    def sla_met_pct(self) -> Decimal | None:
        return _percent(self.met, self.judged)

    @property
    def csat(self) -> wilson.Satisfaction | None:
        return wilson.csat(self.ratings)

    @property
    def csat_avg(self) -> Decimal | None:
        if not self.ratings:
            return None
        return _rounded(Decimal(sum(self.ratings)) / len(self.ratings))


def month(
    orders: Iterable[Order], start: dt.datetime, end: dt.datetime
) -> tuple[Month, dict[int | None, Month]]:
    """The whole, and each category, of the orders that something happened to from `start` to before `end`."""
    whole, parts = Month(), dict[int | None, Month]()
    for order in orders:
        whole.add(order, start, end)
        parts.setdefault(order.category, Month()).add(order, start, end)
    return whole, parts


def minutes(start: dt.datetime, end: dt.datetime) -> int:
    """Whole minutes by the clock on the wall; as the reports measure them."""
    return (int(end.timestamp()) - int(start.timestamp())) // 60


def middle(values: Sequence[int]) -> int | None:
    """The median in whole minutes, half up."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half] + 1) // 2


def p90(values: Sequence[int]) -> int | None:
    """The nearest rank: of ten values the ninth."""
    return sorted(values)[(len(values) * 9 + 9) // 10 - 1] if values else None


def repeated(pairs: Iterable[tuple[int | None, int | None]]) -> dict[tuple[int, int], int]:
    """(unit, category) → orders, for those that came three times or more."""
    counted = Counter((u, c) for u, c in pairs if u is not None and c is not None)
    return {pair: number for pair, number in counted.items() if number >= REPEATED}


def _percent(part: int, whole: int) -> Decimal | None:
    return _rounded(Decimal(part) * 100 / whole) if whole else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
