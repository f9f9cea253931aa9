"""When a survey comes again, and whom it asks: dates that never drift, samples that can be repeated (1.3)."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Mapping
from math import ceil
from typing import Any


def add_months(day: dt.date, number: int) -> dt.date:
    """The same day `number` months later; the last day of the month where there is none."""
    index = day.year * 12 + day.month - 1 + number
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def stratified(groups: Mapping[Any, list[int]], percent: float, seed: int) -> list[int]:
    """From every group the same share (at least one), chosen by the stored seed: repeatable."""
    chosen: list[int] = []
    for key in sorted(groups, key=str):
        members = sorted(groups[key])
        picker = random.Random(f"{seed}:{key}")  # noqa: S311 - a sample, not a secret
        chosen += picker.sample(members, min(len(members), ceil(len(members) * percent / 100)))
    return sorted(chosen)
