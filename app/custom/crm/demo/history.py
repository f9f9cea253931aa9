"""What the demo's orders leave behind for later steps: closed ones, ratings, the last number of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass
class History:
    """What later steps and figures need."""

    closed: list[dict[str, Any]] = field(default_factory=list)
    ratings: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    last_of_today: int = 0

    def averages(self) -> dict[int, Decimal]:
        """Employee → mean rating to 2 places."""
        return {
            who: (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for who, given in self.ratings.items()
        }
