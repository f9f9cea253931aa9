"""Whether a share is larger than before by more than chance (A07). Pure."""

from __future__ import annotations

import math


def z_of(hits: int, number: int, before_hits: int, before: int) -> float | None:
    """z of the difference of two shares, positive when the first is larger. None when it cannot be said."""
    if not number or not before:
        return None
    pooled = (hits + before_hits) / (number + before)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / number + 1 / before))
    if not spread:
        return None
    return (hits / number - before_hits / before) / spread
