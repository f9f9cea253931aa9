"""Which free days are public holidays by law (全国年节及纪念日放假办法, 2024): work on them is paid threefold.

The days around them that a notice of the State Council makes free are rest days: twofold, or time off.
"""

from __future__ import annotations

import datetime as dt

NEW_YEAR_BY_THE_MOON = {
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
OTHERS_BY_THE_MOON = {
    2024: ((4, 4), (6, 10), (9, 17)), 2025: ((4, 4), (5, 31), (10, 6)), 2026: ((4, 5), (6, 19), (9, 25)),
    2027: ((4, 5), (6, 9), (9, 15)), 2028: ((4, 4), (5, 28), (10, 3)), 2029: ((4, 4), (6, 16), (9, 22)),
    2030: ((4, 5), (6, 5), (9, 12)),
}  # fmt: skip
"""清明, 端午, 中秋. Later years come from the calendar table."""
SINCE = 2025
"""From this year on New Year's Eve and 2 May are holidays too."""


def statutory(year: int) -> frozenset[dt.date]:
    """The public holidays of a year, as far as they are known."""
    fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
    if year >= SINCE:
        fixed.append((5, 2))
    found = [
        dt.date(year, month, day) for month, day in (*fixed, *OTHERS_BY_THE_MOON.get(year, ()))
    ]
    if year in NEW_YEAR_BY_THE_MOON:
        first = dt.date(year, *NEW_YEAR_BY_THE_MOON[year])
        before = 1 if year >= SINCE else 0
        found += [first + dt.timedelta(days=number) for number in range(-before, 3)]
    return frozenset(found)
