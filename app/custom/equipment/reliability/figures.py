"""MTBF, MTTR, availability and failure rate of what was observed (2.5, domain.md §4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .chances import most_expected

HOURS_A_YEAR = 8760
OFTEN, WITHIN_DAYS = 3, 90
"""So many failures in so many days make a device one that fails often."""


@dataclass(frozen=True, slots=True)
class Observed:
    """`hours` in service, of which `down_hours` by faults; `failures` that were restored meanwhile."""

    hours: float = 0.0
    down_hours: float = 0.0
    failures: int = 0

    def __add__(self, other: Observed) -> Observed:
        return Observed(
            self.hours + other.hours,
            self.down_hours + other.down_hours,
            self.failures + other.failures,
        )

    @property
    def up_hours(self) -> float:
        return max(0.0, self.hours - self.down_hours)

    @property
    def mtbf(self) -> float | None:
        """(T − down) / n, in hours; None without a failure: then there is only a lower bound."""
        return self.up_hours / self.failures if self.failures else None

    @property
    def mtbf_low(self) -> float | None:
        """Hours that the true MTBF reaches with 90 % confidence (exact Poisson bound; T / 2.302585 without a failure)."""
        return self.up_hours / most_expected(self.failures) if self.up_hours else None

    @property
    def mttr(self) -> float | None:
        """Hours down for each failure."""
        return self.down_hours / self.failures if self.failures else None

    @property
    def availability(self) -> float | None:
        """MTBF / (MTBF + MTTR) in per cent, which is the share of the hours that it was not down by a fault."""
        return self.up_hours / self.hours * 100 if self.hours > 0 else None

    @property
    def availability_low(self) -> float | None:
        """The availability, in per cent, if the MTBF were at its lower bound."""
        if self.mtbf_low is None or self.mttr is None:
            return self.availability
        return self.mtbf_low / (self.mtbf_low + self.mttr) * 100

    @property
    def per_year(self) -> float | None:
        """Failures in 8,760 hours of running."""
        return self.failures / self.up_hours * HOURS_A_YEAR if self.up_hours else None


def rounded(value: float | None, places: int = 2) -> Decimal | None:
    """As it is stored: half up."""
    if value is None:
        return None
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
