"""Whether a position lies at a place; pure."""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

EARTH = 6_371_000
"""Metres."""
MOST_DOUBT = 100
"""Metres of accuracy that count in favour of whoever stands at the edge."""


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Metres between two positions (`latitude`, `longitude` in degrees), along the ground."""
    low, high = radians(one["latitude"]), radians(other["latitude"])
    up, along = high - low, radians(other["longitude"] - one["longitude"])
    return 2 * EARTH * asin(sqrt(sin(up / 2) ** 2 + cos(low) * cos(high) * sin(along / 2) ** 2))


def is_inside(metres: float, radius: int, accuracy: float) -> bool:
    """A telephone says how sure it is: that much of doubt is allowed, and no more than 100 m of it."""
    return metres <= radius + min(max(accuracy, 0.0), MOST_DOUBT)
